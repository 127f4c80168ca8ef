// Rows behind a number: as many as the number says.
import type { HandoffRow } from '@baton/core/reports/funnel/handoff-rows';
import type { StepRate } from '@baton/core/reports/funnel/rates/step-rate';
import { expect, it } from 'vitest';
import { pickedRows, standingWith } from './row-picking.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 2, 1);
const row = (name: string, daysAgo: number, steps: Record<string, number> = {}, source = 'google'): HandoffRow => ({
  lead: name,
  name,
  at: NOW - daysAgo * DAY,
  answer: 'accepted',
  steps: Object.fromEntries(Object.entries(steps).map(([step, ago]) => [step, NOW - ago * DAY])),
  revenue: {},
  pipeline: {},
  groups: { source },
});
const rate = (step: StepRate['step'], withinDays: number) => ({ step, withinDays }) as StepRate;
const ROWS = [
  row('in time', 60, { sql: 55, opportunity: 50 }),
  row('too late', 60, { opportunity: 5 }),
  row('never', 60, {}, 'events'),
  row('young', 10, { opportunity: 9 }),
];

it.each([
  ['in time', 'took it'],
  ['too late', 'not in time'],
  ['never', 'not in time'],
  ['young', 'too young'],
])('says of one that is %s: %s', (name, state) => {
  const found = ROWS.find((each) => each.name === name) as HandoffRow;
  expect(standingWith(found, rate('MQL → opportunity', 30), NOW).state).toBe(state);
});

it('counts steps that begin later only of those that began', () => {
  const picked = pickedRows(ROWS, {}, rate('SQL → opportunity', 30), NOW);
  expect(picked.map(({ name }) => name)).toEqual(['in time']);
});

it('picks a group, those that took the step first', () => {
  const picked = pickedRows(ROWS, { by: 'source', value: 'google' }, rate('MQL → opportunity', 30), NOW);
  expect(picked.map(({ name }) => name)).toEqual(['in time', 'too late', 'young']);
  expect(pickedRows(ROWS, {}, undefined, NOW)).toHaveLength(4);
});

// A what-if says of a draft what an exact backtest of the same draft says: who is handed over, when, and at what load.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAY } from '../base/duration.ts';
import type { Definition } from '../definition/definition.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import type { Entry } from '../journal/entry.ts';
import { simulate } from '../simulate/simulate.ts';
import { Backtest } from './backtest.ts';
import { WhatIf } from './what-if.ts';

const UNTIL = Date.UTC(2026, 2, 2);
const START = UNTIL - 270 * DAY;
const text = readFileSync(
  new URL('../../../../examples/definitions/enterprise/definition.yaml', import.meta.url),
  'utf8',
);
const company = simulate({ seed: 'what-if', leads: 300, years: 1, until: UNTIL });
const entries: Entry[] = [...company.companyEntries, ...[...company.accounts].flatMap((account) => account.entries)];

function definitionOf(yaml: string): Definition {
  const parsed = parseDefinition(yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
const now = definitionOf(text);
const drafts: Readonly<Record<string, Definition>> = {
  'as it is': now,
  'cheaper thresholds': definitionOf(
    text.replace('engagement: 45', 'engagement: 5').replace('engagement: 55', 'engagement: 5'),
  ),
  'dearer pricing': definitionOf(
    text.replace('points: 15, within: 30d, atMost: 3', 'points: 2, within: 30d, atMost: 3'),
  ),
  'stricter fit': definitionOf(text.replace('A: 80, B: 60, C: 40', 'A: 95, B: 90, C: 85')),
};

function whatIf(draft: Definition, against: Definition | undefined): WhatIf {
  const run = new WhatIf({ draft, ...(against && { now: against }), start: START, until: UNTIL });
  for (const entry of entries) run.add(entry);
  run.finish();
  return run;
}

function backtest(candidate: Definition, incumbent: Definition) {
  const run = new Backtest({ candidate, incumbent, start: START, until: UNTIL, reps: 3 });
  for (const entry of entries) run.add(entry);
  return run.finish();
}

describe('a what-if', () => {
  const run = whatIf(now, now);
  const everybody = { reps: 3, most: 10_000 };

  it.each(Object.entries(drafts))('agrees with an exact backtest: %s', (_, draft) => {
    const told = run.ask(draft, everybody);
    const exact = backtest(draft, now);
    const placed = (leads: readonly { lead: string; at: number; gate: string; source: string; label: string }[]) =>
      leads.map(({ lead, at, gate, source, label }) => `${at} ${lead} ${gate} ${source} ${label}`).sort();
    expect(told?.draft.leads).toBe(exact.candidate.leads.length);
    expect(told?.draft.handoffs).toBe(exact.candidate.handoffs);
    expect(told?.draft.perWorkingDay).toEqual(exact.candidate.perWorkingDay);
    expect(told?.now?.perWorkingDay).toEqual(exact.incumbent?.perWorkingDay);
    expect(placed(told?.enters.named ?? [])).toEqual(placed(exact.enters));
    expect(placed(told?.leaves.named ?? [])).toEqual(placed(exact.leaves));
    expect(told?.both).toBe(exact.both);
    const months = new Map<string, number>();
    for (const { month, handoffs } of exact.candidate.volume) months.set(month, (months.get(month) ?? 0) + handoffs);
    expect(told?.draft.months.filter(({ leads }) => leads > 0).map(({ month, leads }) => [month, leads])).toEqual([
      ...months,
    ]);
  });

  it('finds somebody to name in this company', () => {
    expect(run.ask(drafts['cheaper thresholds'] as Definition)?.enters.count).toBeGreaterThan(3);
    expect(run.ask(drafts['cheaper thresholds'] as Definition, { most: 2 })?.enters.named).toHaveLength(2);
    expect(run.ask(drafts['stricter fit'] as Definition)?.leaves.count).toBeGreaterThan(0);
  });

  it('tells how leads under watch stand, before and after', () => {
    const [lead] = run.ask(drafts['cheaper thresholds'] as Definition)?.enters.named ?? [];
    const [sample, nobody] =
      run.ask(drafts['stricter fit'] as Definition, { samples: [lead?.lead ?? '', 'user:nobody'] })?.samples ?? [];
    expect(sample?.label).toBe(lead?.label);
    expect(sample?.now?.engagement).toBe(sample?.draft?.engagement);
    expect(sample?.now?.grade).not.toBe(sample?.draft?.grade);
    expect(nobody).toEqual({ lead: 'user:nobody', label: 'nobody' });
  });

  it('does not answer for a draft that reads what it did not read before', () => {
    expect(run.ask(definitionOf(text.replace('"Content Downloaded"', '"Guide Read"')))).toBeUndefined();
  });

  it('lays a history out for each of two that read different things', () => {
    const other = definitionOf(text.replace('"Content Downloaded"', '"Guide Read"'));
    expect(whatIf(other, now).ask(other, everybody)).toEqual({
      ...run.ask(other),
      ...whatIf(other, now).ask(other, everybody),
    });
    expect(whatIf(other, now).ask(other, everybody)?.now).toEqual(run.ask(now, everybody)?.now);
  });

  it('has nothing to compare where nothing is in force', () => {
    expect(whatIf(now, undefined).ask(now)).toMatchObject({ enters: { count: 0 }, leaves: { count: 0 } });
  });
});

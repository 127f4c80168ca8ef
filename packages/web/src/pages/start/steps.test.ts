// Which steps of a first run are done.
import { expect, it } from 'vitest';
import { type Known, stepsOf } from './steps.ts';

const EMPTY: Known = {
  people: [{ role: 'admin', disabled: false }],
  received: 0,
  upload: undefined,
  audit: undefined,
  versions: [],
};
const doneOf = (known: Known): string[] => stepsOf(known).flatMap(({ name, isDone }) => (isDone ? name : []));

it('has done nothing where there is nothing but an admin', () => {
  expect(doneOf(EMPTY)).toEqual([]);
  expect(stepsOf(EMPTY).map(({ name }) => name)).toEqual(['people', 'data', 'coverage', 'audit', 'draft', 'sign']);
});

it('needs both sides, and none of them disabled', () => {
  const marketing = { role: 'marketing', disabled: false } as const;
  expect(doneOf({ ...EMPTY, people: [marketing, { role: 'sales', disabled: true }] })).toEqual([]);
  expect(doneOf({ ...EMPTY, people: [marketing, { role: 'sales', disabled: false }] })).toEqual(['people']);
});

it('tells a draft from what is in force', () => {
  expect(doneOf({ ...EMPTY, received: 1, versions: [{ state: 'draft' }] })).toEqual(['data', 'draft']);
  expect(doneOf({ ...EMPTY, received: 1, versions: [{ state: 'in-force' }] })).toEqual(['data', 'draft', 'sign']);
});

// Which entries of a timeline are folded into one line.
import { expect, it } from 'vitest';
import type { Entry } from '../../api/leads.ts';
import { foldedRuns } from './timeline.tsx';

const entry = (kind: string, id: string): Entry => ({ kind, id, source: 'web', occurredAt: 0, admittedAt: 0 });

it('folds neighbouring page views with the time spent on them, and nothing else', () => {
  const entries = ['page', 'dwell', 'page', 'track', 'track', 'page'].map((kind, i) => entry(kind, String(i)));
  expect(foldedRuns(entries).map((run) => run.map(({ id }) => id))).toEqual([['0', '1', '2'], ['3'], ['4'], ['5']]);
});

// Sentences that people read, as they read them.
import { expect, it } from 'vitest';
import type { Decision } from '../kernel/decision.ts';
import { happenedInWords } from './happened-words.ts';
import { type Labels, reasonsOf, sentencesOfScore, sentencesOfSteps } from './words.ts';

const labels: Labels = {
  signals: new Map([['pricing', 'Visited pricing']]),
  criteria: new Map(),
  gates: new Map([['mql', 'MQL']]),
};
const on = (): string => 'that day';
const line = (tenths: number, decay: number, points = 150, weight = 1000) => ({
  signal: 'pricing',
  entry: { source: 'web', id: '1' },
  occurredAt: 0,
  points,
  weight,
  decay,
  tenths,
});

it.each([
  [line(57, 380_000), 'Visited pricing on that day: adds 5.7 points, faded to 38 % of 15 points.'],
  [line(149, 996_000), 'Visited pricing on that day: adds 14.9 points, faded to 99.6 % of 15 points.'],
  [line(150, 999_900), 'Visited pricing on that day: adds 15 points.'],
  [line(1, 4_000), 'Visited pricing on that day: adds 0.1 points, faded to under 1 % of 15 points.'],
  [line(75, 1_000_000, 150, 500), 'Visited pricing on that day: adds 7.5 points, weighed ×0.5 by its source.'],
])('never says "faded to 100 %": %#', (each, sentence) => {
  expect(sentencesOfScore([each], labels, on)).toEqual([sentence]);
});

it('writes a minus, not a hyphen', () => {
  expect(reasonsOf([line(-200, 1_000_000, -200)], labels)).toEqual(['Visited pricing (−20)']);
});

it('what would open a gate is not promised while sales is talking to the company', () => {
  const step = { needs: 'signal', signal: 'pricing', gate: 'mql' } as const;
  expect(sentencesOfSteps([step], labels, on, ['in talks'])).toEqual([
    'One more "Visited pricing" would open MQL.',
    'Even then nobody is handed over while sales is talking to the company.',
  ]);
  expect(sentencesOfSteps([step], labels, on)).toHaveLength(1);
});

it.each([
  [{ kind: 'hand-off', gate: 'mql', definition: { name: 'ours' } }, 'handed over to sales by MQL of ours'],
  [
    { kind: 'accepted-by-silence', definition: 'ours' },
    'counts as accepted: sales said nothing in the time it had to reject it (ours)',
  ],
  [
    { kind: 'held-back', gate: 'ready', definition: { name: 'ours' } },
    'held back at Ready of ours, by lot, to measure what a hand-off adds',
  ],
  [{ kind: 'rejected', reason: 'too small', definition: 'ours' }, 'sales rejected it (too small) (ours)'],
])('tells %j in plain words', (decision, words) => {
  expect(happenedInWords(decision as unknown as Decision, labels, true)).toBe(words);
});

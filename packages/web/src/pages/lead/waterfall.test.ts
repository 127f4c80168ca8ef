// Lines of a score as steps of a picture: whatever they are, they add up to the same.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Line } from '../../api/leads.ts';
import { stepsOf } from './waterfall.tsx';

const signalLine = (signal: string, tenths: number): Line => ({
  signal,
  entry: { source: 'web', id: '1' },
  occurredAt: 0,
  points: tenths,
  weight: 1000,
  decay: 1_000_000,
  tenths,
});

it('adds the lines of one signal up and keeps reductions apart, by name', () => {
  const lines: Line[] = [
    signalLine('pricing', 150),
    signalLine('demo', 400),
    signalLine('pricing', 140),
    { reduction: 'group', group: 'content', tenths: -50 },
    { reduction: 'ceiling', tenths: -10 },
  ];
  expect(stepsOf(lines, { pricing: 'Visited pricing' }).map(({ label, tenths }) => [label, tenths])).toEqual([
    ['Visited pricing', 290],
    ['demo', 400],
    ['Above the limit of the group content', -50],
    ['Above 100, the most', -10],
  ]);
});

it('adds up to the sum of its lines', () => {
  const line = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -1000, max: 1000 }));
  fc.assert(
    fc.property(fc.array(line), (given) => {
      const lines = given.map(([signal, tenths]) => signalLine(signal, tenths));
      const sum = (parts: readonly { tenths: number }[]): number => parts.reduce((so, { tenths }) => so + tenths, 0);
      expect(sum(stepsOf(lines, {}))).toBe(sum(lines));
    }),
  );
});

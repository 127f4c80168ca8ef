// Axes: round ticks that hold every value.
import { expect, it } from 'vitest';
import { ratioScale, scaleTo } from './scale.ts';

it.each([
  [0.37, [0, 0.1, 0.2, 0.3, 0.4]],
  [100, [0, 25, 50, 75, 100]],
  [7, [0, 2, 4, 6, 8]],
])('goes to %d in round steps', (high, ticks) => {
  expect(scaleTo(high, 200).ticks).toEqual(ticks);
});

it('puts the ends at the ends, below zero too', () => {
  const { at, until } = scaleTo(30, 100, 4, -12);
  expect([at(until), at(-20)]).toEqual([100, 0]);
});

it('puts ratios that are as far from 1 equally far from it', () => {
  const { at, ticks } = ratioScale(0.25, 4, 100);
  expect(at(1)).toBeCloseTo(50);
  expect(at(2) - at(1)).toBeCloseTo(at(1) - at(0.5));
  expect(ticks).toEqual([0.5, 1, 2]);
});

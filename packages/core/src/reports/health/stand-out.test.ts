// What stands out is told with its months; what chance, small numbers or many places explain is not.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { type Bar, stretchOf } from './stand-out.ts';

const BAR: Bar = { fewest: 5, times: 3, share: 0.1, places: 1, until: 'any' };
const months = (count: number): number[] => Array.from({ length: 24 }, () => count);
const withRun = (from: number, to: number, count: number): number[] =>
  months(0).map((_, i) => (i >= from && i < to ? count : 0));

describe('a stretch of months', () => {
  test('is found where it begins and ends', () => {
    expect(stretchOf(withRun(8, 11, 10), months(30), BAR)).toMatchObject({
      from: 8,
      to: 11,
      count: 30,
      of: 90,
      otherCount: 0,
    });
  });

  test('may go on to the end, also where the last months hold nothing yet', () => {
    expect(stretchOf([...withRun(10, 24, 9).slice(0, 23), 0], months(10), BAR)).toMatchObject({ from: 10, to: 24 });
  });

  test('of a whole history is held against other places', () => {
    expect(stretchOf(months(5), months(10), BAR)).toBeUndefined();
    const others = { count: 10, of: 1000 };
    expect(stretchOf(months(5), months(10), { ...BAR, others })).toMatchObject({ from: 0, to: 24 });
  });

  test('is told of a handful, but of no fewer and of no smaller share than the bar says', () => {
    expect(stretchOf(withRun(8, 9, 4), months(4), BAR)).toBeUndefined();
    expect(stretchOf(withRun(8, 9, 5), months(60), BAR)).toBeUndefined();
    expect(stretchOf(withRun(8, 9, 5), months(6), BAR)).toMatchObject({ from: 8, to: 9 });
  });

  test('has to be the clearer, the more places are looked at', () => {
    const counts = withRun(8, 9, 5);
    expect(stretchOf(counts, months(6), { ...BAR, places: 1 })).toBeDefined();
    expect(stretchOf(counts, months(6), { ...BAR, places: 1_000_000 })).toBeUndefined();
  });

  test('is found by chance in fewer than one history of a hundred', () => {
    const random = createRandom(5);
    let found = 0;
    for (let history = 0; history < 400; history++) {
      const counts = months(0).map(() => random.poisson(3));
      if (stretchOf(counts, months(30), { ...BAR, times: 1.2 }) !== undefined) found += 1;
    }
    expect(found).toBeLessThan(4);
  });
});

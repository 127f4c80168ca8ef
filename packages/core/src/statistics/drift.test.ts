// What watches for drift, against SciPy and statsmodels (references/drift.py), and against numbers in print.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cusumHeight, cusumRunLength } from './cusum.ts';
import { chanceOn, logisticLine } from './logistic-line.ts';
import { chiSquareAsNormal, excessDispersion, homogeneity, stabilityIndex } from './mix-shift.ts';
import { normalBelow, normalPoint } from './normal.ts';
import { expectedUnder, logOddsRatio, type TwoGroups } from './odds-ratio.ts';
import { powerOfShares, shareDifference } from './share-difference.ts';

const references: {
  readonly normal: readonly { z: number; below: number }[];
  readonly runLength: readonly { k: number; h: number; shift: number; length: number }[];
  readonly noncentral: readonly (TwoGroups & { ratio: number; mean: number; variance: number })[];
  readonly odds: readonly (TwoGroups & { at: number; error: number })[];
  readonly mixes: readonly { before: number[]; after: number[]; statistic: number; degrees: number }[];
  readonly asNormal: readonly { statistic: number; degrees: number; z: number }[];
  readonly dispersion: readonly { statistic: number; degrees: number; excess: number }[];
  readonly lines: readonly { x: number[]; y: number[]; params: [number, number]; errors: [number, number] }[];
  readonly differences: readonly { a: number; n: number; b: number; m: number; low: number; high: number }[];
  readonly power: readonly { p: number; n: number; q: number; m: number; power: number }[];
} = JSON.parse(readFileSync(new URL('references/drift.json', import.meta.url), 'utf8'));

describe('the normal distribution', () => {
  it.each(references.normal)('below $z lies $below', ({ z, below }) => {
    expect(normalBelow(z)).toBeCloseTo(below, 11);
  });

  it('is turned round', () => {
    for (const share of [0.001, 0.2, 0.5, 0.975]) expect(normalBelow(normalPoint(share))).toBeCloseTo(share, 10);
  });
});

describe('CUSUM', () => {
  it.each(references.runLength)('k $k, h $h, shift $shift runs for $length', ({ length, ...asked }) => {
    expect(Math.abs(cusumRunLength(asked) / length - 1)).toBeLessThan(0.01);
  });

  it('agrees with the table in print: two-sided with k ½, 168 and 465 looks in control, 8.38 and 10.4 at a shift of one (D. Montgomery, Statistical Quality Control, table 9.3)', () => {
    expect(cusumRunLength({ k: 0.5, h: 4 }) / 2).toBeCloseTo(168, -0.5);
    expect(cusumRunLength({ k: 0.5, h: 5 }) / 2).toBeCloseTo(465, -1);
    expect(cusumRunLength({ k: 0.5, h: 4, shift: 1 })).toBeCloseTo(8.38, 1);
    expect(cusumRunLength({ k: 0.5, h: 5, shift: 1 })).toBeCloseTo(10.4, 1);
  });

  it('finds the height for a run length', () => {
    for (const looks of [50, 938, 4000])
      expect(cusumRunLength({ k: 0.5, h: cusumHeight(looks, 0.5) })).toBeCloseTo(looks, -1);
  });
});

describe('odds ratios', () => {
  it.each(references.noncentral)(
    'mean and variance of the table under a known one: %o',
    ({ ratio, mean, variance, ...table }) => {
      const found = expectedUnder(table, ratio);
      expect(found.mean).toBeCloseTo(mean, 8);
      expect(found.variance).toBeCloseTo(variance, 8);
    },
  );

  it.each(references.odds)('and out of a table: %o', ({ at, error, ...table }) => {
    expect(logOddsRatio(table).at).toBeCloseTo(at, 10);
    expect(logOddsRatio(table).error).toBeCloseTo(error, 10);
  });
});

describe('mixes', () => {
  it.each(references.mixes)('are told apart as SciPy does: %o', ({ before, after, statistic, degrees }) => {
    const found = homogeneity(before, after);
    expect(found.statistic).toBeCloseTo(statistic, 9);
    expect(found.degrees).toBe(degrees);
  });

  it.each(references.asNormal)('a chi-square of $statistic on $degrees is about $z', ({ statistic, degrees, z }) => {
    expect(Math.abs(chiSquareAsNormal(statistic, degrees) - z)).toBeLessThan(0.05);
  });

  it.each(references.dispersion)(
    'that differ more than chance has it, by $excess',
    ({ statistic, degrees, excess }) => {
      expect(excessDispersion(statistic, degrees)).toBeCloseTo(excess, 1);
    },
  );

  it('the stability index is 0 for one and the same mix and takes an empty class', () => {
    expect(stabilityIndex([30, 70], [30, 70])).toBeCloseTo(0, 12);
    // (0.7 − 0.5) ln(0.7 ÷ 0.5) + (0.3 − 0.5) ln(0.3 ÷ 0.5), where half a case counts for nothing.
    expect(stabilityIndex([500_000, 500_000], [700_000, 300_000])).toBeCloseTo(0.16946, 4);
    expect(stabilityIndex([100, 0], [50, 50])).toBeGreaterThan(0.25);
  });
});

describe('the logistic line', () => {
  it.each(references.lines)('agrees with statsmodels', ({ x, y, params, errors }) => {
    const found = logisticLine(x, y);
    expect(found?.intercept).toBeCloseTo(params[0], 6);
    expect(found?.slope).toBeCloseTo(params[1], 6);
    expect(found?.interceptError).toBeCloseTo(errors[0], 6);
    expect(found?.slopeError).toBeCloseTo(errors[1], 6);
    expect(chanceOn({ intercept: 0, slope: 1 }, 0)).toBe(0.5);
  });

  it('says nothing of classes that are apart or alike', () => {
    expect(logisticLine([1, 2, 3, 4], [0, 0, 1, 1])).toBeUndefined();
    expect(logisticLine([1, 2], [1, 1])).toBeUndefined();
    expect(logisticLine([3, 3, 3], [1, 0, 1])).toBeUndefined();
  });
});

describe('differences of shares', () => {
  it.each(references.differences)("have statsmodels' Newcombe interval: %o", ({ a, n, b, m, low, high }) => {
    const found = shareDifference({ count: a, of: n }, { count: b, of: m });
    expect(found.low).toBeCloseTo(low, 8);
    expect(found.high).toBeCloseTo(high, 8);
  });

  it.each(references.power)('are seen with a power of $power', ({ power, ...asked }) => {
    expect(powerOfShares(asked)).toBeCloseTo(power, 10);
  });
});

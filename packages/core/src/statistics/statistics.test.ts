// Shares, quantiles and ratios against values published elsewhere.
import { describe, expect, it } from 'vitest';
import { quantile } from './quantile.ts';
import { rateRatio } from './rate-ratio.ts';
import { shareOf } from './share.ts';
import { wilson } from './wilson.ts';

describe('the Wilson interval', () => {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i out of %i', (count, of, low, high) => {
    const interval = wilson(count, of);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('of nothing is a programmer error', () => {
    expect(() => wilson(0, 0)).toThrow(RangeError);
    expect(() => wilson(3, 2)).toThrow(RangeError);
  });
});

describe('the ratio of two rates', () => {
  it('of the Western Collaborative Group Study is 2.22 (1.72 to 2.87)', () => {
    // N. P. Jewell, Statistics for Epidemiology (2004), chapter 7: coronary disease in 178 of 1589 type A men and 79 of 1565 type B men.
    const found = rateRatio(178, 1589, 79, 1565);
    expect(found?.ratio).toBeCloseTo(2.22, 2);
    expect(found?.low).toBeCloseTo(1.72, 2);
    expect(found?.high).toBeCloseTo(2.87, 2);
  });

  it('says nothing where a count is 0', () => {
    expect(rateRatio(0, 10, 5, 10)).toBeUndefined();
    expect(rateRatio(5, 10, 0, 10)).toBeUndefined();
  });
});

describe('quantiles', () => {
  it("are R's type 7", () => {
    // R: quantile(1:10, c(.1, .25, .5, .9)) gives 1.9, 3.25, 5.5, 9.1
    const numbers = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
    expect([0.1, 0.25, 0.5, 0.9].map((q) => quantile(numbers, q))).toEqual([1.9, 3.25, 5.5, 9.1]);
    expect(quantile([], 0.5)).toBeUndefined();
  });
});

describe('a share', () => {
  it('says whether it may be quoted', () => {
    expect(shareOf(10, 20).state).toBe('ok');
    expect(shareOf(10, 19).state).toBe('too few');
    expect(shareOf(0, 0)).toEqual({ count: 0, of: 0, state: 'too few' });
    expect(shareOf(0, 0, 5).state).toBe('too young');
  });
});

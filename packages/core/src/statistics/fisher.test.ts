// Exact values: those of counting, of Fisher (1935), of closed forms.
import { describe, expect, it } from 'vitest';
import { binomialGreater } from './binomial.ts';
import { fisherGreater, logFactorial, poissonGreater } from './fisher.ts';

describe('the logarithm of a factorial', () => {
  it('is what counting gives', () => {
    let product = 1;
    for (let n = 1; n <= 20; n++) {
      product *= n;
      expect(logFactorial(n)).toBeCloseTo(Math.log(product), 10);
    }
    expect(logFactorial(0)).toBeCloseTo(0, 12);
  });
});

describe("Fisher's exact test", () => {
  it('judges the lady tasting tea as Fisher did: 17 of 70', () => {
    expect(fisherGreater(3, 4, 1, 4)).toBeCloseTo(17 / 70, 12);
    expect(fisherGreater(4, 4, 0, 4)).toBeCloseTo(1 / 70, 12);
  });

  it('says 1 where nobody has it, and where all have it', () => {
    expect(fisherGreater(0, 10, 0, 10)).toBeCloseTo(1, 12);
    expect(fisherGreater(10, 10, 10, 10)).toBeCloseTo(1, 12);
  });

  it('sums to one with the tail of the others, up to what both hold', () => {
    for (const [a, n, b, m] of [
      [7, 20, 5, 30],
      [1, 50, 3, 40],
      [12, 12, 30, 90],
    ] as const)
      expect(fisherGreater(a, n, b, m) + fisherGreater(b + 1, m, a - 1, n)).toBeCloseTo(1, 9);
  });

  it('refuses counts that exceed their whole', () => {
    expect(() => fisherGreater(5, 4, 0, 4)).toThrow(RangeError);
  });
});

describe('upper tails', () => {
  it('of Poisson: 1 − e⁻¹ for one or more where one is expected', () => {
    expect(poissonGreater(1, 1)).toBeCloseTo(1 - Math.exp(-1), 12);
    expect(poissonGreater(2, 3)).toBeCloseTo(1 - 4 * Math.exp(-3), 12);
    expect(poissonGreater(0, 3)).toBe(1);
    expect(poissonGreater(3, 0)).toBe(0);
  });

  it('of the binomial: three heads in three throws are an eighth', () => {
    expect(binomialGreater(3, 3, 0.5)).toBeCloseTo(0.125, 12);
    expect(binomialGreater(1, 10, 0.1)).toBeCloseTo(1 - 0.9 ** 10, 12);
    expect(binomialGreater(0, 10, 0.1)).toBe(1);
  });
});

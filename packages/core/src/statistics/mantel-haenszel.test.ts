// Common odds ratios against statsmodels, normal tails against SciPy (references/mantel-haenszel.py), and what must hold of any.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mantelHaenszel, type Stratum } from './mantel-haenszel.ts';
import { normalTail } from './normal-tail.ts';

const references: {
  readonly cases: readonly {
    readonly strata: readonly Stratum[];
    readonly ratio: number;
    readonly low: number;
    readonly high: number;
    readonly chance: number;
  }[];
  readonly tails: readonly { readonly z: number; readonly tail: number }[];
} = JSON.parse(readFileSync(new URL('references/mantel-haenszel.json', import.meta.url), 'utf8'));

describe('the tail of the normal distribution', () => {
  it("is SciPy's, near and far", () => {
    for (const { z, tail } of references.tails) expect(normalTail(z) / tail, String(z)).toBeCloseTo(1, 11);
  });
});

describe('the odds ratio over strata', () => {
  it("is statsmodels', with its interval and its test", () => {
    for (const { strata, ...told } of references.cases) {
      const found = mantelHaenszel(strata);
      for (const key of ['ratio', 'low', 'high', 'chance'] as const)
        expect((found?.[key] ?? 0) / told[key], key).toBeCloseTo(1, 9);
    }
  });

  it('sees no difference where shares differ by the mix of cases alone', () => {
    const strata = [
      { count: 9, of: 10, otherCount: 81, otherOf: 90 },
      { count: 9, of: 90, otherCount: 1, otherOf: 10 },
    ];
    expect(mantelHaenszel(strata)?.ratio).toBeCloseTo(1, 12);
    expect(mantelHaenszel(strata)?.chance).toBeCloseTo(1, 12);
  });

  it('turns round with its sides, and says nothing of strata without another side', () => {
    const side = fc
      .integer({ min: 0, max: 30 })
      .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { maxLength: 8 }), (sides) => {
        const strata = sides.map(([[count, of], [otherCount, otherOf]]) => ({ count, of, otherCount, otherOf }));
        const turned = sides.map(([[count, of], [otherCount, otherOf]]) => ({
          count: otherCount,
          of: otherOf,
          otherCount: count,
          otherOf: of,
        }));
        const [found, back] = [mantelHaenszel(strata), mantelHaenszel(turned)];
        expect(found === undefined).toBe(back === undefined);
        if (found === undefined || back === undefined) return;
        expect(found.ratio * back.ratio).toBeCloseTo(1, 9);
        expect(found.chance).toBeCloseTo(back.chance, 9);
        const more = mantelHaenszel([...strata, { count: 3, of: 7, otherCount: 0, otherOf: 0 }]);
        expect(more).toEqual(found);
      }),
    );
    expect(() => mantelHaenszel([{ count: 2, of: 1, otherCount: 0, otherOf: 1 }])).toThrow(RangeError);
    expect(mantelHaenszel([])).toBeUndefined();
  });
});

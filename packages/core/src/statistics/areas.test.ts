// Areas under the ROC curve against scikit-learn, SciPy and DeLong's definition (areas.reference.py), and what must hold of any.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankedArea } from './auc.ts';
import { comparedAreas } from './compared-areas.ts';

interface Reference {
  readonly labels: number[];
  readonly first: number[];
  readonly second: number[];
  readonly auc: number;
  readonly nullVariance: number;
  readonly difference: number;
  readonly variance: number;
}
const references: Reference[] = JSON.parse(readFileSync(new URL('areas.reference.json', import.meta.url), 'utf8'));

const scored = fc
  .array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 1 })), { minLength: 2, maxLength: 60 })
  .filter((cases) => cases.some(([, label]) => label === 0) && cases.some(([, label]) => label === 1))
  .map((cases) => ({ scores: cases.map(([score]) => score), labels: cases.map(([, label]) => label) }));

describe('the area under the ROC curve', () => {
  it('is what scikit-learn gives, with ties', () => {
    for (const { labels, first, auc } of references) expect(rankedArea(first, labels)?.auc).toBeCloseTo(auc, 12);
  });

  it("has SciPy's variance under chance, with ties", () => {
    for (const { labels, first, nullVariance } of references)
      expect(rankedArea(first, labels)?.nullVariance).toBeCloseTo(nullVariance, 10);
  });

  it('is the share of pairs that are ranked rightly, ties counting half', () => {
    fc.assert(
      fc.property(scored, ({ scores, labels }) => {
        let [sum, pairs] = [0, 0];
        scores.forEach((high, i) => {
          scores.forEach((low, j) => {
            if (labels[i] !== 1 || labels[j] !== 0) return;
            pairs += 1;
            sum += high > low ? 1 : high === low ? 0.5 : 0;
          });
        });
        expect(rankedArea(scores, labels)?.auc).toBeCloseTo(sum / pairs, 12);
      }),
    );
  });

  it('stays under rising changes of the scores, and turns around under falling ones', () => {
    fc.assert(
      fc.property(scored, ({ scores, labels }) => {
        const area = rankedArea(scores, labels);
        const risen = scores.map((score) => Math.exp(score / 7) - 3);
        expect(rankedArea(risen, labels)).toEqual(area);
        const fallen = scores.map((score) => -score);
        expect(rankedArea(fallen, labels)?.auc).toBeCloseTo(1 - (area?.auc ?? Number.NaN), 12);
      }),
    );
  });

  it('looks at the cases it is told alone', () => {
    const [scores, labels] = [
      [9, 1, 2, 3, 9],
      [0, 0, 1, 1, 0],
    ];
    expect(rankedArea(scores as number[], labels as number[], 1, 4)?.auc).toBe(1);
  });

  it('is undefined where nobody was won, or everybody', () => {
    expect(rankedArea([1, 2], [0, 0])).toBeUndefined();
    expect(rankedArea([1, 2], [1, 1])).toBeUndefined();
    expect(rankedArea([], [])).toBeUndefined();
  });
});

describe('two areas on the same cases', () => {
  it("differ with DeLong's variance", () => {
    for (const { labels, first, second, difference, variance } of references) {
      const compared = comparedAreas(first, second, labels);
      expect(compared?.difference).toBeCloseTo(difference, 12);
      expect(compared?.variance).toBeCloseTo(variance, 12);
    }
  });

  it('do not differ from themselves', () => {
    const { labels, first } = references[1] as Reference;
    expect(comparedAreas(first, first, labels)).toEqual({ difference: 0, variance: 0 });
  });

  it('need two cases of either class', () => {
    expect(comparedAreas([1, 2, 3], [1, 2, 3], [1, 0, 0])).toBeUndefined();
    expect(comparedAreas([1, 2, 3], [1, 2, 3], [1, 1, 0])).toBeUndefined();
  });
});

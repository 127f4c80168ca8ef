// Cells, models of cells and whole points: against scikit-learn and statsmodels (fits.reference.py), and what must hold of any sample.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsFor, type Candidate, candidatesOf, rowsOf } from '../candidates/candidates.ts';
import type { Feature, Sample } from '../sample/sample.ts';
import { type Card, cardsOf } from './card.ts';
import { type Cells, mergeCells, oneCell, type Placement, placeCases, splitCells } from './cells.ts';
import { fitCells } from './fit-cells.ts';
import { fitTotals } from './fit-totals.ts';
import { scoreGains } from './gains.ts';
import { proposingCases } from './proposing-cases.ts';
import { searchChoices } from './search.ts';

interface Reference {
  readonly answers: number[][];
  readonly cases: number[];
  readonly wins: number[];
  readonly coefficients: number[];
  readonly points: number[];
  readonly constant: number;
  readonly slope: number;
  readonly loss: number;
}
const references: Reference[] = JSON.parse(readFileSync(new URL('fits.reference.json', import.meta.url), 'utf8'));
const cellsOf = ({ answers, cases, wins }: Reference): Cells => ({
  chosen: answers[0]?.map((_, j) => j) ?? [],
  count: cases.length,
  cases: Float64Array.from(cases),
  wins: Float64Array.from(wins),
  answers: Uint8Array.from(answers.flat()),
});

/** Samples of a few features, with unknown values, ties and rare levels. */
const samples = fc
  .record({
    cases: fc.integer({ min: 80, max: 160 }),
    seed: fc.array(fc.integer({ min: 0, max: 2 ** 30 }), { minLength: 12, maxLength: 12 }),
  })
  .map(({ cases, seed }): Sample => {
    const draw = (row: number, column: number): number =>
      (Math.imul(row + 7, seed[column] as number) ^ Math.imul(row * row + 3, seed[column + 1] as number)) >>> 8;
    const features: Feature[] = [0, 1, 2].map((i) => ({
      kind: 'number',
      name: `number ${i}`,
      axis: 'engagement',
      values: Float64Array.from({ length: cases }, (_, row) =>
        draw(row, i) % 11 === 0 ? Number.NaN : draw(row, i + 1) % (3 + 4 * i),
      ),
    }));
    const levels = ['a', 'b', 'c', 'd'];
    const codes = Int32Array.from({ length: cases }, (_, row) => (draw(row, 6) % 5) - 1);
    const won = Uint8Array.from({ length: cases }, (_, row) =>
      draw(row, 9) % 10 < 3 + 2 * ((features[1] as { values: Float64Array }).values[row] ? 1 : 0) ? 1 : 0,
    );
    return { cases, won, features: [...features, { kind: 'level', name: 'level', axis: 'fit', levels, codes }] };
  });

const winsOf = ({ won }: Sample): number => won.reduce((sum, win) => sum + win, 0);
const candidatesIn = (sample: Sample): Candidate[] =>
  candidatesOf(sample, sample.cases, boundsFor(sample.cases, winsOf(sample)));

describe('candidates', () => {
  it('say how many cases answer yes and were won, and enough do, and enough do not', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const { support } = boundsFor(sample.cases, winsOf(sample));
        for (const candidate of candidatesIn(sample)) {
          const rows = rowsOf(sample, candidate, sample.cases);
          expect(candidate.cases).toBe(rows.length);
          expect(candidate.wins).toBe(rows.reduce((sum, row) => sum + (sample.won[row] as number), 0));
          expect(rows.length).toBeGreaterThanOrEqual(support);
          expect(sample.cases - rows.length).toBeGreaterThanOrEqual(support);
        }
      }),
    );
  });

  it('are asked of more, the more wins there are', () => {
    expect(boundsFor(1000, 30)).toEqual({ support: 10, thresholds: 3, sets: 3 });
    expect(boundsFor(100_000, 9000)).toEqual({ support: 500, thresholds: 16, sets: 16 });
  });
});

describe('cells', () => {
  it('add up to all cases and wins, however they are split and merged', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const candidates = candidatesIn(sample);
        const chosen = [...candidates.keys()].filter((j) => j % 3 === 0).slice(0, 4);
        const placed = placeCases(candidates, chosen, sample.won, sample.cases) as Placement;
        const merged = chosen.length > 0 ? mergeCells(placed.cells, chosen[0] as number).cells : placed.cells;
        for (const cells of [placed.cells, merged]) {
          expect(cells.cases.reduce((sum, n) => sum + n, 0)).toBe(sample.cases);
          expect(cells.wins.reduce((sum, n) => sum + n, 0)).toBe(winsOf(sample));
          expect(cells.cases.every((n, cell) => n > 0 && (cells.wins[cell] as number) <= n)).toBe(true);
        }
      }),
    );
  });

  it('are the same whether split one by one or placed at once', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const candidates = candidatesIn(sample);
        const [first] = candidates;
        if (!first) return;
        const split = splitCells(
          oneCell(sample.won, sample.cases),
          0,
          Float64Array.of(first.cases),
          Float64Array.of(first.wins),
        );
        const { cells } = placeCases(candidates, [0], sample.won, sample.cases) as Placement;
        const sorted = (of: Cells): string[] =>
          [...of.answers].map((answer, cell) => `${answer} ${of.cases[cell]} ${of.wins[cell]}`).sort();
        expect(sorted(split)).toEqual(sorted(cells));
      }),
    );
  });
});

describe('a model of cells', () => {
  it("has scikit-learn's coefficients under the same penalty", () => {
    for (const reference of references) {
      const { coefficients } = fitCells(cellsOf(reference));
      reference.coefficients.forEach((value, j) => {
        expect(coefficients[j]).toBeCloseTo(value, 3);
      });
    }
  });

  it('of totals of points is the curve that statsmodels finds', () => {
    for (const reference of references) {
      const { constant, slope, loss } = fitTotals(cellsOf(reference), Int8Array.from(reference.points));
      expect(constant).toBeCloseTo(reference.constant, 5);
      expect(slope).toBeCloseTo(reference.slope, 5);
      expect(loss).toBeCloseTo(reference.loss, 6);
    }
  });

  it('gains by a candidate about what the score test promises, where that is little', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const candidates = candidatesIn(sample);
        const placement = placeCases(candidates, [], sample.won, sample.cases) as Placement;
        const { cells } = placement;
        const fit = fitCells(cells);
        const proposing = proposingCases(candidates, sample.won, sample.cases);
        const model = { cells, into: Uint16Array.of(0), fit };
        const [gains] = scoreGains(placement, [model], candidates, sample.won, proposing);
        candidates.forEach((candidate, j) => {
          const split = splitCells(cells, j, Float64Array.of(candidate.cases), Float64Array.of(candidate.wins));
          expect(Math.abs(fit.penalised - fitCells(split).penalised - (gains?.[j] as number))).toBeLessThan(0.5);
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('a card', () => {
  const points = (card: Card): number[] => card.criteria.map((criterion) => criterion.points);

  it('has whole points from −10 to 10, none of them 0, and more points never mean a smaller chance', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        for (const card of cardsOf(sample, sample.cases, 4)) {
          expect(points(card).every((each) => Number.isInteger(each) && each !== 0 && Math.abs(each) <= 10)).toBe(true);
          expect(card.slope).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is the same each time, and loses less the more criteria it may have', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        expect(cardsOf(sample, sample.cases, 4)).toEqual(cardsOf(sample, sample.cases, 4));
        const losses = searchChoices(candidatesIn(sample), sample.won, sample.cases, 4).map(({ fit }) => fit.penalised);
        losses.slice(1).forEach((loss, i) => {
          expect(loss).toBeLessThanOrEqual((losses[i] as number) + 1e-6);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('of one criterion does not depend on the order of features', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const loss = (features: readonly Feature[]): number | undefined => {
          const turned = { ...sample, features };
          return searchChoices(candidatesIn(turned), sample.won, sample.cases, 1)[0]?.fit.penalised;
        };
        const [there, back] = [loss(sample.features), loss([...sample.features].reverse())];
        expect(back === undefined).toBe(there === undefined);
        if (there !== undefined) expect(back).toBeCloseTo(there, 5);
      }),
      { numRuns: 30 },
    );
  });

  it('learns nothing from cases it was not given', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const until = Math.floor(sample.cases * 0.8);
        const won = sample.won.map((win, row) => (row < until ? win : 1 - win));
        expect(cardsOf({ ...sample, won }, until, 3)).toEqual(cardsOf(sample, until, 3));
      }),
      { numRuns: 20 },
    );
  });
});

describe('the cases that propose', () => {
  it('are all winners and, of very many others, every k-th', () => {
    const won = Uint8Array.from({ length: 70_000 }, (_, row) => (row % 7 === 0 ? 1 : 0));
    const { rows, repeated } = proposingCases([], won, won.length);
    expect(repeated).toBe(4);
    expect(rows.filter((row) => won[row] === 1).length).toBe(10_000);
    expect(rows.filter((row) => won[row] === 0).length).toBe(15_000);
    expect(proposingCases([], won, 35_000)).toMatchObject({ repeated: 1 });
  });
});

// What each candidate promises to add to a model, counted in one pass over the cases for any number of models that rest on the same cells.

import { choleskyFactor, solveFactored } from '../../statistics/cholesky.ts';
import type { Candidate } from '../candidates/candidates.ts';
import type { Classes } from '../candidates/classes.ts';
import type { MergedCells, Placement } from './cells.ts';
import { type CellFit, logOddsOf, RIDGE, slopes } from './fit-cells.ts';

/** A fitted model whose cells are those of a placement, or fewer. */
export interface PlacedModel extends MergedCells {
  readonly fit: CellFit;
}

/** About how much each candidate would lower each model's loss: half of Rao's score statistic (C. R. Rao, 1948). One list a model, one number a candidate; 0 for what is chosen already. */
export function scoreGains(
  { cells, cellOf }: Placement,
  models: readonly PlacedModel[],
  candidates: readonly Candidate[],
  won: ArrayLike<number>,
): Float64Array[] {
  const gains = models.map(() => new Float64Array(candidates.length));
  const scorers = models.map(scorerOf);
  const cellAndWon = new Uint16Array(cellOf.length);
  for (let row = 0; row < cellOf.length; row++) cellAndWon[row] = 2 * (cellOf[row] as number) + (won[row] as number);
  for (const [classes, positions] of byClasses(candidates)) {
    const counts = countPairs(classes, cellAndWon, 2 * cells.count);
    models.forEach((model, m) => {
      const sums = (scorers[m] as Scorer).sumsOf(counts, classes.count, cells.count);
      for (const j of positions)
        if (!model.cells.chosen.includes(j))
          (gains[m] as Float64Array)[j] = (scorers[m] as Scorer).gainOf(sums, candidates[j] as Candidate);
    });
  }
  return gains;
}

/** The candidates' positions by the classes they share. */
function byClasses(candidates: readonly Candidate[]): Map<Classes, number[]> {
  const found = new Map<Classes, number[]>();
  candidates.forEach(({ classes }, j) => {
    const positions = found.get(classes);
    if (positions) positions.push(j);
    else found.set(classes, [j]);
  });
  return found;
}

/** How many cases are of each class and each of `width` kinds, class by class. */
function countPairs({ classOf, count }: Classes, kindOf: Uint16Array, width: number): Int32Array {
  const counts = new Int32Array(count * width);
  for (let row = 0; row < kindOf.length; row++) {
    const at = (classOf[row] as number) * width + (kindOf[row] as number);
    counts[at] = (counts[at] as number) + 1;
  }
  return counts;
}

interface Scorer {
  /** For each class: wins beyond expectation, then the weight it shares with the constant and with each chosen criterion. */
  sumsOf(counts: Int32Array, classes: number, fullCells: number): Float64Array;
  gainOf(sums: Float64Array, candidate: Candidate): number;
}

function scorerOf({ cells, into, fit }: PlacedModel): Scorer {
  const width = cells.chosen.length;
  const size = width + 1;
  const hessian = new Float64Array(size * size);
  slopes(cells, fit.coefficients, new Float64Array(size), hessian);
  const factor = choleskyFactor(hessian, size);
  const p = new Float64Array(cells.count);
  for (let cell = 0; cell < cells.count; cell++)
    p[cell] = 1 / (1 + Math.exp(-logOddsOf(cells, fit.coefficients, cell)));
  const [cases, wins] = [new Float64Array(cells.count), new Float64Array(cells.count)];
  const entry = size + 1;
  return {
    sumsOf: (counts, classes, fullCells) => {
      const sums = new Float64Array(classes * entry);
      for (let place = 0; place < classes; place++) {
        cases.fill(0);
        wins.fill(0);
        for (let full = 0; full < fullCells; full++) {
          const at = 2 * (place * fullCells + full);
          const [lost, won] = [counts[at] as number, counts[at + 1] as number];
          if (lost + won === 0) continue;
          const cell = into[full] as number;
          cases[cell] = (cases[cell] as number) + lost + won;
          wins[cell] = (wins[cell] as number) + won;
        }
        const from = place * entry;
        for (let cell = 0; cell < cells.count; cell++) {
          const n = cases[cell] as number;
          if (n === 0) continue;
          const chance = p[cell] as number;
          const weight = n * chance * (1 - chance);
          sums[from] = (sums[from] as number) + (wins[cell] as number) - n * chance;
          sums[from + 1] = (sums[from + 1] as number) + weight;
          for (let i = 0; i < width; i++)
            if (cells.answers[cell * width + i] === 1) sums[from + 2 + i] = (sums[from + 2 + i] as number) + weight;
        }
      }
      return sums;
    },
    gainOf: (sums, { holds }) => {
      const cross = new Float64Array(size);
      let off = 0;
      for (let place = 0; place < holds.length; place++) {
        if (holds[place] === 0) continue;
        off += sums[place * entry] as number;
        for (let i = 0; i < size; i++) cross[i] = (cross[i] as number) + (sums[place * entry + 1 + i] as number);
      }
      const solved = solveFactored(factor, cross, size);
      const shared = cross.reduce((sum, value, i) => sum + value * (solved[i] as number), 0);
      return (off * off) / (2 * ((cross[0] as number) - shared + RIDGE));
    },
  };
}

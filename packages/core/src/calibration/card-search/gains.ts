// What each candidate promises to add to a model, counted in one pass over the cases for any number of models that rest on the same cells.
import { choleskyFactor, solveFactored } from '../../statistics/cholesky.ts';
import type { Candidate } from '../candidates/candidates.ts';
import type { MergedCells, Placement } from './cells.ts';
import { type CellFit, logOddsOf, RIDGE, slopes } from './fit-cells.ts';
import type { AskedFeature, ProposingCases } from './proposing-cases.ts';

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
  { rows, repeated, asked }: ProposingCases,
): Float64Array[] {
  const scorers = models.map((model) => ({ model, ...scorerOf(model), gains: new Float64Array(candidates.length) }));
  const kindOf = new Uint16Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    kindOf[i] = 2 * (cellOf[row] as number) + (won[row] as number);
  }
  for (const feature of asked) {
    const counts = countPairs(feature, kindOf, 2 * cells.count);
    for (const { model, sumsOf, gainOf, gains } of scorers) {
      const sums = sumsOf(counts, feature.classes, cells.count, repeated);
      for (const j of feature.positions)
        if (!model.cells.chosen.includes(j)) gains[j] = gainOf(sums, (candidates[j] as Candidate).holds);
    }
  }
  return scorers.map(({ gains }) => gains);
}

/** How many cases are of each class and each of `width` kinds, class by class. Two tables take turns, so that a count seldom waits for the one just written. */
function countPairs({ classOf, classes }: AskedFeature, kindOf: Uint16Array, width: number): Int32Array {
  const [even, odd] = [new Int32Array(classes * width), new Int32Array(classes * width)];
  for (let i = 0; i < kindOf.length; i += 2) {
    const at = (classOf[i] as number) * width + (kindOf[i] as number);
    even[at] = (even[at] as number) + 1;
    if (i + 1 === kindOf.length) break;
    const next = (classOf[i + 1] as number) * width + (kindOf[i + 1] as number);
    odd[next] = (odd[next] as number) + 1;
  }
  for (let at = 0; at < even.length; at++) even[at] = (even[at] as number) + (odd[at] as number);
  return even;
}

interface Scorer {
  /** For each class: wins beyond expectation, then the weight it shares with the constant and with each chosen criterion. */
  sumsOf(counts: Int32Array, classes: number, fullCells: number, repeated: number): Float64Array;
  gainOf(sums: Float64Array, holds: Uint8Array): number;
}

function scorerOf({ cells, into, fit }: PlacedModel): Scorer {
  const width = cells.chosen.length;
  const size = width + 1;
  const hessian = new Float64Array(size * size);
  slopes(cells, fit.coefficients, new Float64Array(size), hessian);
  const factor = choleskyFactor(hessian, size);
  const [chances, answers] = [new Float64Array(cells.count), Float64Array.from(cells.answers)];
  for (let cell = 0; cell < cells.count; cell++)
    chances[cell] = 1 / (1 + Math.exp(-logOddsOf(cells, fit.coefficients, cell)));
  const [cases, wins] = [new Float64Array(cells.count), new Float64Array(cells.count)];
  const entry = size + 1;
  const cross = new Float64Array(size);
  return {
    sumsOf: (counts, classes, fullCells, repeated) => {
      const sums = new Float64Array(classes * entry);
      for (let place = 0; place < classes; place++) {
        gather(counts, place * fullCells, into, repeated, cases, wins);
        addUp(cases, wins, chances, answers, width, sums.subarray(place * entry, (place + 1) * entry));
      }
      return sums;
    },
    gainOf: (sums, holds) => {
      cross.fill(0);
      let off = 0;
      for (let place = 0; place < holds.length; place++) {
        if (holds[place] === 0) continue;
        off += sums[place * entry] as number;
        for (let i = 0; i < size; i++) cross[i] = (cross[i] as number) + (sums[place * entry + 1 + i] as number);
      }
      const solved = solveFactored(factor, cross, size);
      let shared = 0;
      for (let i = 0; i < size; i++) shared += (cross[i] as number) * (solved[i] as number);
      return (off * off) / (2 * ((cross[0] as number) - shared + RIDGE));
    },
  };
}

/** The cases and wins of one class in each of a model's cells. */
function gather(
  counts: Int32Array,
  from: number,
  into: Uint16Array,
  repeated: number,
  cases: Float64Array,
  wins: Float64Array,
): void {
  cases.fill(0);
  wins.fill(0);
  for (let full = 0; full < into.length; full++) {
    const [lost, won] = [counts[2 * (from + full)] as number, counts[2 * (from + full) + 1] as number];
    const cell = into[full] as number;
    cases[cell] = (cases[cell] as number) + repeated * lost + won;
    wins[cell] = (wins[cell] as number) + won;
  }
}

function addUp(
  cases: Float64Array,
  wins: Float64Array,
  chances: Float64Array,
  answers: Float64Array,
  width: number,
  sums: Float64Array,
): void {
  let [off, whole] = [0, 0];
  for (let cell = 0; cell < cases.length; cell++) {
    const n = cases[cell] as number;
    if (n === 0) continue;
    const chance = chances[cell] as number;
    const weight = n * chance * (1 - chance);
    off += (wins[cell] as number) - n * chance;
    whole += weight;
    for (let i = 0; i < width; i++)
      sums[2 + i] = (sums[2 + i] as number) + weight * (answers[cell * width + i] as number);
  }
  sums[0] = off;
  sums[1] = whole;
}

// From coefficients to small whole points: the scale and the rounding that lose least.
import type { Cells } from './cells.ts';
import type { CellFit } from './fit-cells.ts';
import { fitTotals, type TotalFit } from './fit-totals.ts';

/** Whole points of the chosen criteria, and what their sum says about the chance of a win. */
export interface WholePoints {
  /** One a chosen criterion, −10 … 10; 0 where rounding left nothing. */
  readonly points: Int8Array;
  readonly totals: TotalFit;
}

/** The largest points of one criterion. */
export const MOST_POINTS = 10;
/** Smaller points are taken where they keep so much of what larger ones gain over a constant chance. */
const KEPT = 0.99;

/** Points by every scale from largest 1 to largest 10, each mended one point at a time; the smallest scale that keeps 99 % of the best one's gain. */
export function wholePoints(cells: Cells, fit: CellFit, most = MOST_POINTS): WholePoints {
  const coefficients = fit.coefficients.subarray(1);
  const largest = Math.max(...coefficients.map(Math.abs), 1e-9);
  const found: WholePoints[] = [];
  for (let scale = 1; scale <= most; scale++) {
    const points = Int8Array.from(coefficients, (value) => Math.round((value * scale) / largest));
    found.push(mended(cells, points, scale));
  }
  const constant = fitTotals(cells, new Int8Array(coefficients.length)).loss;
  const best = Math.min(...found.map(({ totals }) => totals.loss));
  return found.find(({ totals }) => constant - totals.loss >= KEPT * (constant - best)) as WholePoints;
}

/** Steps of one point, taken while they help. */
function mended(cells: Cells, from: Int8Array, most: number): WholePoints {
  let best: WholePoints = { points: from, totals: fitTotals(cells, from) };
  for (let round = 0; round < 4; round++) {
    const before = best;
    for (let j = 0; j < from.length; j++)
      for (const step of [-1, 1]) {
        const points = best.points.slice();
        points[j] = (points[j] as number) + step;
        if (Math.abs(points[j] as number) > most) continue;
        const totals = fitTotals(cells, points, best.totals);
        if (totals.slope > 0 && totals.loss < best.totals.loss - 1e-9) best = { points, totals };
      }
    if (best === before) break;
  }
  return best;
}

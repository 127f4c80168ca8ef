// The chance of a win by the sum of a card's points: a logistic curve with a constant and a slope (J. Platt, 1999, without his smoothing).
import type { Cells } from './cells.ts';

/** Log-odds of a win at a total: `constant + slope × total`. */
export interface TotalFit {
  readonly constant: number;
  readonly slope: number;
  /** Minus the log-likelihood of the cases. */
  readonly loss: number;
}

/** The curve of the totals that points give to cells. `start` saves steps. */
export function fitTotals(cells: Cells, points: Int8Array, start?: TotalFit): TotalFit {
  const width = points.length;
  const reach = points.reduce((sum, value) => sum + Math.abs(value), 0);
  const cases = new Float64Array(2 * reach + 1);
  const wins = new Float64Array(2 * reach + 1);
  for (let cell = 0; cell < cells.count; cell++) {
    let total = reach;
    for (let j = 0; j < width; j++) if (cells.answers[cell * width + j] === 1) total += points[j] as number;
    cases[total] = (cases[total] as number) + (cells.cases[cell] as number);
    wins[total] = (wins[total] as number) + (cells.wins[cell] as number);
  }
  return fitCurve(cases, wins, -reach, start);
}

/** The curve of cases and wins that lie at whole totals, the first at `lowest`. A slope is bounded to ±20, should wins and the rest be apart. */
export function fitCurve(cases: Float64Array, wins: Float64Array, lowest: number, start?: TotalFit): TotalFit {
  let [n, won] = [0, 0];
  for (let i = 0; i < cases.length; i++) {
    n += cases[i] as number;
    won += wins[i] as number;
  }
  let constant = start?.constant ?? Math.log((won + 0.5) / (n - won + 0.5));
  let slope = start?.slope ?? 0;
  let loss = lossOf(cases, wins, lowest, constant, slope);
  for (let step = 0; step < 30; step++) {
    const [d0, d1, h00, h01, h11] = slopesOf(cases, wins, lowest, constant, slope);
    const determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 1e-12)) break;
    let size = 1;
    const [m0, m1] = [(h11 * d0 - h01 * d1) / determinant, (h00 * d1 - h01 * d0) / determinant];
    let next = lossOf(cases, wins, lowest, constant + m0, slope + m1);
    while (next > loss && size > 1e-3) {
      size /= 2;
      next = lossOf(cases, wins, lowest, constant + size * m0, slope + size * m1);
    }
    if (!(loss - next > 1e-9) || Math.abs(slope + size * m1) > 20) break;
    [constant, slope, loss] = [constant + size * m0, slope + size * m1, next];
  }
  return { constant, slope, loss };
}

function slopesOf(
  cases: Float64Array,
  wins: Float64Array,
  lowest: number,
  constant: number,
  slope: number,
): readonly [number, number, number, number, number] {
  let [d0, d1, h00, h01, h11] = [0, 0, 0, 0, 0];
  for (let i = 0; i < cases.length; i++) {
    const n = cases[i] as number;
    if (n === 0) continue;
    const total = lowest + i;
    const p = 1 / (1 + Math.exp(-(constant + slope * total)));
    const off = (wins[i] as number) - n * p;
    const weight = n * p * (1 - p);
    d0 += off;
    d1 += off * total;
    h00 += weight;
    h01 += weight * total;
    h11 += weight * total * total;
  }
  return [d0, d1, h00, h01, h11];
}

function lossOf(cases: Float64Array, wins: Float64Array, lowest: number, constant: number, slope: number): number {
  let loss = 0;
  for (let i = 0; i < cases.length; i++) {
    const n = cases[i] as number;
    if (n === 0) continue;
    const odds = constant + slope * (lowest + i);
    loss +=
      n * (odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds))) - (wins[i] as number) * odds;
  }
  return loss;
}

// How well chances of a win fit what happened: the figures that all models of a split are compared by.
import { fitCurve } from '../../packages/core/src/calibration/card-search/fit-totals.ts';
import type { Sample } from '../../packages/core/src/calibration/sample/sample.ts';
import { rankedArea } from '../../packages/core/src/statistics/auc.ts';

export interface Judged {
  readonly auc: number;
  readonly logLoss: number;
  /** The mean distance of chance and won-rate over tenths of the cases by chance. */
  readonly calibrationError: number;
  /** Criteria, columns or coefficients that are not 0; null where they cannot be counted. */
  readonly criteria: number | null;
  readonly seconds: number;
}

/** Judges totals of points on the cases after `train`, the curve to chances fitted on those before. */
export function judgeTotals(sample: Sample, totals: Float64Array, train: number): Omit<Judged, 'criteria' | 'seconds'> {
  const lowest = totals.reduce((least, total) => Math.min(least, total), Number.POSITIVE_INFINITY);
  const highest = totals.reduce((most, total) => Math.max(most, total), Number.NEGATIVE_INFINITY);
  const cases = new Float64Array(highest - lowest + 1);
  const wins = new Float64Array(highest - lowest + 1);
  for (let row = 0; row < train; row++) {
    const at = (totals[row] as number) - lowest;
    cases[at] = (cases[at] as number) + 1;
    wins[at] = (wins[at] as number) + (sample.won[row] as number);
  }
  const { constant, slope } = fitCurve(cases, wins, lowest);
  const chances = Array.from(totals.subarray(train), (total) => 1 / (1 + Math.exp(-(constant + slope * total))));
  const won = sample.won.subarray(train);
  return {
    auc: rankedArea(totals, sample.won, train)?.auc ?? Number.NaN,
    logLoss: logLoss(won, chances),
    calibrationError: calibrationError(won, chances),
  };
}

function logLoss(won: Uint8Array, chances: readonly number[]): number {
  return chances.reduce((sum, p, i) => sum - Math.log(won[i] === 1 ? p : 1 - p), 0) / chances.length;
}

function calibrationError(won: Uint8Array, chances: readonly number[]): number {
  const order = [...chances.keys()].sort((a, b) => (chances[a] as number) - (chances[b] as number));
  let sum = 0;
  for (let part = 0; part < 10; part++) {
    const rows = order.slice((order.length * part) / 10, (order.length * (part + 1)) / 10);
    sum += Math.abs(rows.reduce((off, row) => off + (chances[row] as number) - (won[row] as number), 0));
  }
  return sum / order.length;
}

// How much of one outcome there is by when, where another outcome rules it out: competing risks.
import { Z_95 } from './wilson.ts';

/** What ended a span: 0 nothing yet, 1 the outcome that is asked for, 2 another that rules it out. */
export type Ending = 0 | 1 | 2;

/** The share that has come to the outcome by `time`, inclusive, with its 95 % interval. */
export interface IncidenceStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The Aalen–Johansen estimate of the cumulative incidence of outcome 1 against outcome 2 (O. Aalen and S. Johansen, 1978), with the variance of the delta method (E. Marubini and
 * M. Valsecchi, 1995, eq. 10.12) and intervals on the log(−log) scale. Unlike one minus a Kaplan–Meier curve that takes outcome 2 for an end of sight, it never exceeds what can still come.
 * One step for each time at which either outcome happened.
 *
 * @example cumulativeIncidence([1, 2, 3], [1, 2, 1]).at(-1)?.share // 0.666…
 */
export function cumulativeIncidence(times: readonly number[], endings: readonly Ending[]): IncidenceStep[] {
  const counts = new Map<number, { time: number; own: number; other: number; leaving: number }>();
  for (const [i, time] of times.entries()) {
    const count = counts.get(time) ?? { time, own: 0, other: 0, leaving: 0 };
    counts.set(time, count);
    if (endings[i] === 1) count.own += 1;
    else if (endings[i] === 2) count.other += 1;
    else count.leaving += 1;
  }
  return incidenceOfCounts([...counts.values()].sort((a, b) => a.time - b.time));
}

/** How many came to which ending at a time; `leaving` were not seen longer. */
export interface EndingCounts {
  readonly time: number;
  readonly own: number;
  readonly other: number;
  readonly leaving: number;
}

/** The same of counts by time, in ascending order. */
export function incidenceOfCounts(counts: readonly EndingCounts[]): IncidenceStep[] {
  let atRisk = counts.reduce((sum, { own, other, leaving }) => sum + own + other + leaving, 0);
  const steps: IncidenceStep[] = [];
  let survival = 1;
  let share = 0;
  // Running sums of the variance: of 1, I and I² times d ÷ (n (n − d)), of the outcome's own part, and of the part both have in common.
  const sums = { one: 0, linear: 0, square: 0, own: 0, common: 0, commonLinear: 0 };
  for (const { time, own, other, leaving } of counts) {
    const before = survival;
    share += before * (own / atRisk);
    survival *= 1 - (own + other) / atRisk;
    const left = atRisk - own - other;
    const hazard = left === 0 ? 0 : (own + other) / (atRisk * left);
    sums.one += hazard;
    sums.linear += share * hazard;
    sums.square += share * share * hazard;
    sums.own += (before * before * (atRisk - own) * own) / atRisk ** 3;
    sums.common += (before * own) / (atRisk * atRisk);
    sums.commonLinear += (share * before * own) / (atRisk * atRisk);
    const variance =
      share * share * sums.one -
      2 * share * sums.linear +
      sums.square +
      sums.own -
      2 * share * sums.common +
      2 * sums.commonLinear;
    if (own + other > 0) steps.push({ time, atRisk, events: own, share, ...intervalOf(share, variance) });
    atRisk -= own + other + leaving;
  }
  return steps;
}

function intervalOf(share: number, variance: number): { readonly low: number; readonly high: number } {
  if (share <= 0 || share >= 1 || !(variance > 0)) return { low: share, high: share };
  const log = Math.log(1 - share);
  const spread = (Z_95 * Math.sqrt(variance)) / ((1 - share) * Math.abs(log));
  return { low: 1 - Math.exp(log * Math.exp(-spread)), high: 1 - Math.exp(log * Math.exp(spread)) };
}

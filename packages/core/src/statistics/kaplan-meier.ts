// How long things take where not all of them have happened yet: the Kaplan–Meier estimate.
import { Z_95 } from './wilson.ts';

/** A step of the curve: the share that has not happened by `time`, inclusive, with its 95 % interval. */
export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly survival: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The product-limit estimate (E. Kaplan and P. Meier, 1958) with Greenwood's variance and intervals on the log(−log) scale (J. Kalbfleisch and R. Prentice, 1980). One step for each time
 * at which anything happened. `times` are durations of 0 or more, `happened` says whether the thing happened then or was only not seen longer; an end of sight at the time of an event comes after it.
 * Assumes that those who are seen for less long are like the others; where they are stopped by something else that rules the event out, {@link cumulativeIncidence} is the right one.
 *
 * @example kaplanMeier([1, 2, 3], [true, false, true]).map(({ survival }) => survival) // [0.666…, 0]
 */
export function kaplanMeier(times: readonly number[], happened: readonly boolean[]): SurvivalStep[] {
  const counts = new Map<number, { time: number; events: number; leaving: number }>();
  for (const [i, time] of times.entries()) {
    const count = counts.get(time) ?? { time, events: 0, leaving: 0 };
    counts.set(time, count);
    if (happened[i]) count.events += 1;
    else count.leaving += 1;
  }
  return survivalOfCounts([...counts.values()].sort((a, b) => a.time - b.time));
}

/** The same of counts by time, in ascending order: `events` happened then, `leaving` were not seen longer. */
export function survivalOfCounts(
  counts: readonly { readonly time: number; readonly events: number; readonly leaving: number }[],
): SurvivalStep[] {
  const steps: SurvivalStep[] = [];
  let atRisk = counts.reduce((sum, { events, leaving }) => sum + events + leaving, 0);
  let survival = 1;
  let greenwood = 0;
  for (const { time, events, leaving } of counts) {
    if (events > 0) {
      survival = survivalAfter(survival, events, atRisk);
      greenwood += atRisk === events ? Number.POSITIVE_INFINITY : events / (atRisk * (atRisk - events));
      steps.push({ time, atRisk, events, survival, ...intervalOf(survival, greenwood) });
    }
    atRisk -= events + leaving;
  }
  return steps;
}

function survivalAfter(before: number, events: number, atRisk: number): number {
  return events === atRisk ? 0 : before * (1 - events / atRisk);
}

function intervalOf(survival: number, greenwood: number): { readonly low: number; readonly high: number } {
  if (survival <= 0 || survival >= 1 || !Number.isFinite(greenwood)) return { low: survival, high: survival };
  const log = Math.log(survival);
  const spread = (Z_95 * Math.sqrt(greenwood)) / log;
  return { low: Math.exp(log * Math.exp(-spread)), high: Math.exp(log * Math.exp(spread)) };
}

/** By when a share `q` (0…1) has happened; undefined where the curve never comes so far down. */
export function survivalQuantile(steps: readonly SurvivalStep[], q: number): number | undefined {
  return steps.find(({ survival }) => isPast(survival, q))?.time;
}

function isPast(survival: number, q: number): boolean {
  return survival <= 1 - q + 1e-12;
}

/**
 * The same quantiles of counts that stand in a row, one place for each whole time from 0 on, without the curve between: `events` happened then, `leaving` were not seen longer.
 *
 * @example survivalQuantilesInRow(Int32Array.of(0, 1, 1), Int32Array.of(0, 0, 2), [0.25, 0.5]) // [1, 2]
 */
export function survivalQuantilesInRow(
  events: Int32Array,
  leaving: Int32Array,
  quantiles: readonly number[],
): (number | undefined)[] {
  const found = quantiles.map((): number | undefined => undefined);
  let atRisk = 0;
  for (let time = 0; time < events.length; time++) atRisk += (events[time] as number) + (leaving[time] as number);
  let survival = 1;
  for (let time = 0; time < events.length; time++) {
    const count = events[time] as number;
    if (count > 0) {
      survival = survivalAfter(survival, count, atRisk);
      for (const [k, q] of quantiles.entries()) if (found[k] === undefined && isPast(survival, q)) found[k] = time;
    }
    atRisk -= count + (leaving[time] as number);
  }
  return found;
}

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
      survival = events === atRisk ? 0 : survival * (1 - events / atRisk);
      greenwood += atRisk === events ? Number.POSITIVE_INFINITY : events / (atRisk * (atRisk - events));
      steps.push({ time, atRisk, events, survival, ...intervalOf(survival, greenwood) });
    }
    atRisk -= events + leaving;
  }
  return steps;
}

function intervalOf(survival: number, greenwood: number): { readonly low: number; readonly high: number } {
  if (survival <= 0 || survival >= 1 || !Number.isFinite(greenwood)) return { low: survival, high: survival };
  const log = Math.log(survival);
  const spread = (Z_95 * Math.sqrt(greenwood)) / log;
  return { low: Math.exp(log * Math.exp(-spread)), high: Math.exp(log * Math.exp(spread)) };
}

/** By when a share `q` (0…1) has happened; undefined where the curve never comes so far down. */
export function survivalQuantile(steps: readonly SurvivalStep[], q: number): number | undefined {
  return steps.find(({ survival }) => survival <= 1 - q + 1e-12)?.time;
}

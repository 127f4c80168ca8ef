// The rate of a step: of those who have had the time, how many took it within that time. The young are counted apart and never as failures (F2, J6).
import { DAY } from '../../../base/duration.ts';
import { nearestRank } from '../../../statistics/quantile.ts';
import { FEWEST, type Share, shareOf } from '../../../statistics/share.ts';
import type { Spans, StepName } from './steps.ts';

/** A share with its step, or `not recorded` where nothing of the kind stands anywhere in the journal. */
export interface StepRate extends Omit<Share, 'state'> {
  readonly step: StepName;
  readonly state: Share['state'] | 'not recorded';
  /** Whoever began less than so many days ago is young; whoever took longer has not taken it in time. */
  readonly withinDays: number;
  /** Those who have not had the time; in neither count. */
  readonly young: number;
  /** All that took the step by now, whenever they began, and all that began. */
  readonly soFar: { readonly count: number; readonly of: number };
}

/** How much time each step is given. */
export type Horizons = ReadonlyMap<StepName, number>;

/** Given where too few ever took the step to see how long it takes. */
export const USUAL_DAYS = 90;
const LONGEST_DAYS = 365;

/**
 * The time a step is given, in whole days: what nine in ten who took it needed (nearest rank, of 20 or more), at most a year; else 90 days. In a young company that is too short rather than
 * too long: whoever takes longer has not had the chance to be seen yet.
 */
export function horizonsOf(all: readonly Spans[], asked?: number): Horizons {
  return new Map(all.map((spans) => [spans.step, asked ?? horizonOf(spans)]));
}

function horizonOf({ start, end }: Spans): number {
  const days: number[] = [];
  for (let i = 0; i < start.length; i++) {
    const lag = (end[i] as number) - (start[i] as number);
    if (lag >= 0) days.push(lag / DAY);
  }
  if (days.length < FEWEST) return USUAL_DAYS;
  return Math.min(LONGEST_DAYS, Math.max(1, Math.ceil(nearestRank(days, 0.9) as number)));
}

/** Counts of one step in one group. */
export interface StepCount {
  hit: number;
  mature: number;
  young: number;
  ever: number;
}

/** Counts a step by group: `codes` gives each hand-off's group. */
export function countSteps(
  { start, end, journey }: Spans,
  codes: Int32Array,
  groups: number,
  withinDays: number,
  asOf: number,
): readonly StepCount[] {
  const within = withinDays * DAY;
  const counts = Array.from({ length: groups }, (): StepCount => ({ hit: 0, mature: 0, young: 0, ever: 0 }));
  for (let i = 0; i < start.length; i++) {
    const count = counts[codes[journey[i] as number] as number] as StepCount;
    const [from, until] = [start[i] as number, end[i] as number];
    const isThere = until <= asOf;
    if (isThere) count.ever += 1;
    if (from + within > asOf) count.young += 1;
    else {
      count.mature += 1;
      if (isThere && until - from <= within) count.hit += 1;
    }
  }
  return counts;
}

/** The rate out of its counts. */
export function rateOf(step: StepName, count: StepCount, withinDays: number, isRecorded: boolean): StepRate {
  const { hit, mature, young, ever } = count;
  const { state, ...share } = shareOf(hit, mature, young);
  return {
    step,
    ...share,
    state: isRecorded ? state : 'not recorded',
    withinDays,
    young,
    soFar: { count: ever, of: mature + young },
  };
}

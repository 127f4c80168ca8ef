// The rate of a step: of those who have had the time, how many took it within that time. The young are counted apart and never as failures (F2, J6).
import { DAY } from '../../../base/duration.ts';
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

/** Counts by whole days, begun ones full: the rank of a lag rounded up is the rounded rank, and what is longer than the longest is as good as it. */
function horizonOf({ start, end }: Spans): number {
  const days = new Int32Array(LONGEST_DAYS + 1);
  let all = 0;
  for (let i = 0; i < start.length; i++) {
    const lag = (end[i] as number) - (start[i] as number);
    if (!(lag >= 0)) continue;
    const day = Math.min(LONGEST_DAYS, Math.ceil(lag / DAY));
    days[day] = (days[day] as number) + 1;
    all += 1;
  }
  if (all < FEWEST) return USUAL_DAYS;
  let left = Math.ceil(all * 0.9);
  const day = days.findIndex((count) => {
    left -= count;
    return left <= 0;
  });
  return Math.max(1, day);
}

/** Counts of one step in one group. */
export interface StepCount {
  hit: number;
  mature: number;
  young: number;
  ever: number;
}

const [YOUNG, EVER, HIT] = [1, 2, 4];
const STATES = 8;

/** What each span of a step counts as, for {@link countSteps}: worked out once, whatever it is grouped by. */
export function stepStates({ start, end }: Spans, withinDays: number, asOf: number): Uint8Array {
  const within = withinDays * DAY;
  const states = new Uint8Array(start.length);
  for (let i = 0; i < start.length; i++) {
    const [from, until] = [start[i] as number, end[i] as number];
    const isThere = until <= asOf;
    const isYoung = from + within > asOf;
    states[i] = (isThere ? EVER : 0) | (isYoung ? YOUNG : isThere && until - from <= within ? HIT : 0);
  }
  return states;
}

/** Counts a step by group: `codes` gives each hand-off's group. */
export function countSteps(
  states: Uint8Array,
  { journey }: Spans,
  codes: Int32Array,
  groups: number,
): readonly StepCount[] {
  const cells = new Int32Array(groups * STATES);
  for (let i = 0; i < states.length; i++) {
    const cell = (codes[journey[i] as number] as number) * STATES + (states[i] as number);
    cells[cell] = (cells[cell] as number) + 1;
  }
  return Array.from({ length: groups }, (_, group): StepCount => {
    const count: StepCount = { hit: 0, mature: 0, young: 0, ever: 0 };
    for (let state = 0; state < STATES; state++) {
      const size = cells[group * STATES + state] as number;
      if (state & YOUNG) count.young += size;
      else count.mature += size;
      if (state & EVER) count.ever += size;
      if (state & HIT) count.hit += size;
    }
    return count;
  });
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

// In what state a programme is at an instant: what people who run it have decided over time. Part of what a replay needs to decide the same.
import type { Instant } from '../../journal/entry.ts';

/** `active` takes people in and sends; `closed` takes in nobody more and goes on with those it has (a newer version took over); `paused` takes in nobody and sends nothing until it goes on; `ended` is over for everybody. */
export type ProgrammeState = 'active' | 'closed' | 'paused' | 'ended';

/** From an instant on a programme is in a state. */
export interface StateChange {
  readonly at: Instant;
  readonly state: ProgrammeState;
}

/** The state at an instant by its changes, ascending; undefined before the first. Without any it is active, ever. */
export function stateAt(history: readonly StateChange[], at: Instant): ProgrammeState | undefined {
  if (history.length === 0) return 'active';
  return history.findLast((change) => change.at <= at)?.state;
}

/** The first instant at or after `at` at which something that is due can be played: `at`, or when a pause is over; Infinity where that is not known. */
export function goesOnAt(history: readonly StateChange[], at: Instant): Instant {
  if (stateAt(history, at) !== 'paused') return at;
  return history.find((change) => change.at > at && change.state !== 'paused')?.at ?? Number.POSITIVE_INFINITY;
}

/** When it ends; Infinity where it does not. */
export function endsAt(history: readonly StateChange[]): Instant {
  return history.find(({ state }) => state === 'ended')?.at ?? Number.POSITIVE_INFINITY;
}

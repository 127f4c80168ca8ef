// What keeps an account away from the queue (R19): sales is talking, a deal is open, it is a customer already. Pure functions of facts; hand-offs and cool-downs
// are commitments and live elsewhere.
import { DAY } from '../base/duration.ts';

/** How long a conversation keeps an account with sales after the last touch. */
export const TALK_LASTS = 180 * DAY;

/** A sales touch by time: a conversation starts talking, any touch prolongs it. */
export interface SalesTouch {
  readonly occurredAt: number;
  readonly starts: boolean;
}

/** Until when sales talks with the account, as far as known: −Infinity where they never talked. */
export function talkEnd(touches: readonly SalesTouch[]): number {
  let end = Number.NEGATIVE_INFINITY;
  for (const touch of [...touches].sort((a, b) => a.occurredAt - b.occurredAt || Number(b.starts) - Number(a.starts))) {
    if (touch.starts || touch.occurredAt < end) end = Math.max(end, touch.occurredAt + TALK_LASTS);
  }
  return end;
}

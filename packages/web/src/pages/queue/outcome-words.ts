// What became of a hand-off, in words for its row.
import type { Agreement, Handoff } from '../../api/queue.ts';
import { weekdayAndTime } from '../../words/instants.ts';

const STATES: Readonly<Record<string, string>> = {
  rejected: 'Rejected',
  invalid: 'Called invalid',
  recycled: 'Given back to nurture',
  lapsed: 'Lapsed: sales said nothing in time',
  recalled: 'Taken back: what it was handed over for does not hold any more',
  merged: 'Became one with another hand-off of the company',
  won: 'Won',
  lost: 'Lost',
  erased: 'Closed: somebody it stood on was erased',
};

/** `Accepted by Sam`, `Rejected: Company too small`; undefined while it waits. */
export function outcomeInWords(handoff: Handoff, agreement: Agreement | undefined, me: string): string | undefined {
  const { state, rep, reason } = handoff;
  if (handoff.sqlAt !== null && state === 'accepted') return 'Confirmed as an SQL';
  if (state === 'accepted') {
    if (handoff.answeredAt === null) return 'Counts as accepted: sales said nothing';
    return rep === null || rep.id === me ? 'Accepted' : `Accepted by ${rep.name}`;
  }
  if (state === 'open') return undefined;
  const because = reason === null ? '' : `: ${reasonInWords(reason, agreement)}`;
  return `${STATES[state] ?? state}${because}`;
}

/** Until when a row sleeps; undefined where it is awake. */
export function snoozeInWords({ snoozedUntil, state }: Handoff, now: number): string | undefined {
  return state === 'open' && snoozedUntil !== null && snoozedUntil > now
    ? `Snoozed until ${weekdayAndTime(snoozedUntil)}`
    : undefined;
}

function reasonInWords(reason: string, agreement: Agreement | undefined): string {
  const all = [...(agreement?.rejectReasons ?? []), ...(agreement?.recycleReasons ?? [])];
  return all.find(({ name }) => name === reason)?.label ?? reason;
}

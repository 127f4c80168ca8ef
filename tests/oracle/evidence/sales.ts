// What sales does with an account, as far as it suppresses (R19): talks, deals, subscriptions.
import type { Entry, Instant } from '@baton/core/journal/entry';
import type { Account } from '../identity/grouping.ts';
import { entriesOfAccount, type View } from './view.ts';

const TALK = 180 * 24 * 3_600_000;

/** When the latest talk with the account ends or ended, as far as it is known; undefined where nobody talked. */
export function talkEnd(view: View, account: Account): Instant | undefined {
  let end: Instant | undefined;
  for (const each of entriesOfAccount(view, account)) {
    if (each.kind === 'conversation') end = each.occurredAt + TALK;
    const isTouch = each.kind === 'meeting' || each.kind === 'touch';
    if (isTouch && end !== undefined && each.occurredAt < end) end = each.occurredAt + TALK;
  }
  return end;
}

/** Whether an opportunity is open, or the account is a customer. */
export function hasDealOrIsCustomer(view: View, account: Account): boolean {
  const deals = new Map<string, Entry['kind']>();
  const subscriptions = new Map<string, string>();
  for (const each of entriesOfAccount(view, account)) {
    if ('deal' in each) deals.set(each.deal, each.kind);
    if (each.kind === 'subscription') subscriptions.set(each.subscription, each.change);
  }
  return (
    [...deals.values()].some((kind) => kind !== 'lost') || [...subscriptions.values()].some((c) => c !== 'cancelled')
  );
}

// Where wins came from, as the hand-offs see it: from one of them, with one that came later, or never.
import type { DealFact, HandoffFact } from '../../funnel/funnel-facts.ts';
import { type Share, shareOf } from '../../statistics/share.ts';

/** Wins of new business by what the hand-offs had to do with them. */
export interface Wins {
  readonly won: number;
  readonly mqlSourced: number;
  readonly influenced: number;
  /** Somebody of the account had been an MQL, too long before or turned down by then. */
  readonly notFromIt: number;
  /** Nobody of the account had been an MQL by the closing. */
  readonly neverMql: Share;
}

/** Counts wins since an instant. */
export function winsOf(deals: readonly DealFact[], handoffs: readonly HandoffFact[], from: number): Wins {
  const firstMql = new Map<string, number>();
  for (const { account, at } of handoffs)
    firstMql.set(account, Math.min(at, firstMql.get(account) ?? Number.POSITIVE_INFINITY));
  const won = deals.filter(({ state, closedAt = 0 }) => state === 'won' && closedAt >= from);
  const wasMql = ({ class: name, account, closedAt = 0 }: DealFact): boolean =>
    name === 'mql-sourced' || name === 'influenced' || (firstMql.get(account) ?? Number.POSITIVE_INFINITY) <= closedAt;
  return {
    won: won.length,
    mqlSourced: won.filter((deal) => deal.class === 'mql-sourced').length,
    influenced: won.filter((deal) => deal.class === 'influenced').length,
    notFromIt: won.filter((deal) => wasMql(deal) && deal.class !== 'mql-sourced' && deal.class !== 'influenced').length,
    neverMql: shareOf(won.filter((deal) => !wasMql(deal)).length, won.length),
  };
}

// Why deals were lost, and how many are stalled (K9).
import { grouped } from '../../../base/grouped.ts';
import type { DealFact } from '../../../funnel/funnel-facts.ts';
import { totalOf } from '../../../funnel/totals.ts';
import type { Sums } from '../money/ledger.ts';

/** Lost deals of one reason. */
export interface LossReason {
  readonly reason: string;
  readonly deals: number;
  /** Those that an MQL sourced. */
  readonly mqlSourced: number;
  readonly amount: Sums;
}

/** Losses of new business. */
export interface Losses {
  readonly lost: number;
  readonly reasons: readonly LossReason[];
  /** Open deals that are stalled, and lost ones of which the reason says that they went dark. */
  readonly stalled: { readonly open: number; readonly wentDark: number };
}

/** Counts reasons, the most frequent first. */
export function lossesOf(deals: readonly DealFact[]): Losses {
  const lost = deals.filter(({ state }) => state === 'lost');
  const byReason = grouped(lost, ({ reason }) => reason ?? 'no reason given');
  return {
    lost: lost.length,
    reasons: [...byReason]
      .map(([reason, own]) => ({
        reason,
        deals: own.length,
        mqlSourced: own.filter((deal) => deal.class === 'mql-sourced').length,
        amount: totalOf(own.map(({ money }) => ({ state: 'won' as const, money }))).revenue,
      }))
      .sort((a, b) => b.deals - a.deals || (a.reason < b.reason ? -1 : 1)),
    stalled: {
      open: deals.filter(({ state, stalled }) => state === 'open' && stalled !== undefined).length,
      wentDark: lost.filter(({ stalled }) => stalled !== undefined && stalled.since === undefined).length,
    },
  };
}

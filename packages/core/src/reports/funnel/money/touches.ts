// Sourced deals by each of the lead's four sources, side by side (K7): what the first touch credits, the last one does not.
import type { DealFact, LeadSources } from '../../../funnel/funnel-facts.ts';
import { addedUp, type Sums } from './ledger.ts';

/** The four, in order of time. */
export const TOUCHES = ['first', 'creating', 'triggering', 'last'] as const satisfies readonly (keyof LeadSources)[];
export type Touch = (typeof TOUCHES)[number];

/** What one source is credited with by one touch. */
export interface Credit {
  readonly deals: number;
  readonly won: number;
  readonly revenue: Sums;
}

/** One source under the four ways of crediting. Each way's credits add up to all sourced deals. */
export interface TouchRow {
  readonly source: string;
  readonly credits: Readonly<Record<Touch, Credit>>;
}

/** Credits by source; what is not known is a row of its own, `unknown`, the last. */
export function touchesOf(deals: readonly DealFact[]): readonly TouchRow[] {
  const sourced = deals.filter((deal) => deal.class === 'mql-sourced');
  const named = ({ sources }: DealFact, touch: Touch): string => sources?.[touch] ?? 'unknown';
  const names = new Set(sourced.flatMap((deal) => TOUCHES.map((touch) => named(deal, touch))));
  const creditOf = (source: string, touch: Touch): Credit => {
    const own = sourced.filter((deal) => named(deal, touch) === source);
    const won = own.filter(({ state }) => state === 'won');
    return {
      deals: own.length,
      won: won.length,
      revenue: addedUp(won.flatMap(({ money }) => (money === undefined ? [] : [{ [money.currency]: money.minor }]))),
    };
  };
  return [...names]
    .map((source) => ({
      source,
      credits: Object.fromEntries(TOUCHES.map((touch) => [touch, creditOf(source, touch)])) as Record<Touch, Credit>,
    }))
    .sort(
      (a, b) =>
        Number(a.source === 'unknown') - Number(b.source === 'unknown') ||
        b.credits.first.deals - a.credits.first.deals ||
        (a.source < b.source ? -1 : 1),
    );
}

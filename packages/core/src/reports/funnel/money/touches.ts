// Sourced deals by each of the lead's four sources, side by side (K7): what the first touch credits, the last one does not.
import { grouped } from '../../../base/grouped.ts';
import type { DealFact, LeadSources } from '../../../funnel/funnel-facts.ts';
import { totalOf } from '../../../funnel/totals.ts';
import type { Sums } from './ledger.ts';

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
  const byTouch = Object.fromEntries(
    TOUCHES.map((touch) => [touch, grouped(sourced, (deal) => named(deal, touch))]),
  ) as Record<Touch, Map<string, DealFact[]>>;
  const names = new Set(TOUCHES.flatMap((touch) => [...byTouch[touch].keys()]));
  const creditOf = (source: string, touch: Touch): Credit => {
    const { deals: count, won, revenue } = totalOf(byTouch[touch].get(source) ?? []);
    return { deals: count, won, revenue };
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

// When sales and an account began to talk, for each of its deals: the first conversation of the deal's buying cycle (K6). An assumed one displaces nothing and is no evidence of a cycle.
import { type BuyingCycle, buyingCycles, type CycleDeal } from '../../import/facts/talks/buying-cycles.ts';
import type { Confidence } from '../../journal/entry.ts';
import { isOfStatus, type SalesEntry } from '../sales-book.ts';
import type { Deal } from './deal.ts';

/** A first conversation that somebody recorded, or that follows from what was done. */
export interface FirstTalk {
  readonly at: number;
  readonly confidence: Confidence;
}

/** First conversations by deal; deals of which none is known are absent. `sales` are the entries of one account. */
export function firstTalks(
  deals: readonly Deal[],
  sales: readonly SalesEntry[],
  now: number,
): ReadonlyMap<string, FirstTalk> {
  const touches = sales.filter(isTouch).map(({ occurredAt }) => occurredAt);
  const found = new Map<string, FirstTalk>();
  for (const cycle of buyingCycles(touches, cycleDeals(deals), now)) {
    const first = firstOf(cycle, sales);
    if (first !== undefined) for (const { id } of cycle.deals) found.set(id, first);
  }
  return found;
}

/** Deals as buying cycles take them; those without any date are left out. */
export function cycleDeals(deals: readonly Deal[]): CycleDeal[] {
  return deals.flatMap((deal) => {
    const openedAt = deal.openedAt ?? deal.closedAt;
    return openedAt === undefined
      ? []
      : [{ id: deal.id, openedAt, closedAt: deal.closedAt, isLost: deal.state === 'lost' }];
  });
}

/** Whether an entry shows that sales and the account are in touch. */
export function isTouch(entry: SalesEntry): boolean {
  if (entry.kind === 'disposition' || isOfStatus(entry)) return false;
  return entry.kind !== 'conversation' || entry.confidence !== 'assumed';
}

function firstOf(cycle: BuyingCycle, sales: readonly SalesEntry[]): FirstTalk | undefined {
  const until = cycle.lastClosing ?? cycle.until;
  let first: FirstTalk | undefined;
  for (const { kind, occurredAt: at, confidence = 'recorded' } of sales) {
    if (kind !== 'conversation' || confidence === 'assumed' || at > until) continue;
    if (cycle.startsAfter ? at <= cycle.from : at < cycle.from) continue;
    if (first === undefined || at < first.at || (at === first.at && confidence === 'recorded'))
      first = { at, confidence };
  }
  return first;
}

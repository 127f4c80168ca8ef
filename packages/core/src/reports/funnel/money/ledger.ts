// Won revenue and pipeline that reconcile with the CRM to the cent: the four classes of deals, what is left out, and all of it together, per currency (F1, K4, K7, K8, K10).
import {
  type ClassTotal,
  DEAL_CLASSES,
  type DealClass,
  type DealFact,
  type FunnelFacts,
} from '../../../funnel/funnel-facts.ts';
import { totalOf } from '../../../funnel/totals.ts';

/** Minor units by currency. */
export type Sums = Readonly<Record<string, number>>;

/** Why deals are in no class. */
export type Exclusion = 'existing business' | 'not sure enough' | 'taken back';

/** What is left out, with its count and money. Wins that were taken back are lost or open by now, and their money is in nothing. */
export interface LeftOut {
  readonly why: Exclusion;
  readonly deals: number;
  readonly won: number;
  readonly revenue: Sums;
}

/** The ledger of the period: deals closed in it, and deals that are open. */
export interface Ledger {
  readonly classes: Readonly<Record<DealClass, ClassTotal>>;
  /** New business: the four classes added up. */
  readonly total: ClassTotal;
  readonly leftOut: readonly LeftOut[];
  /** All that the CRM holds as won: new business and what is left out of it. */
  readonly inCrm: { readonly won: number; readonly revenue: Sums };
}

/** Adds up. `deals` are those of the period; `unsure` those among them whose class is not sure enough. */
export function ledgerOf(
  deals: readonly DealFact[],
  unsure: readonly DealFact[],
  leftOut: FunnelFacts['leftOut'],
  from: number,
): Ledger {
  const isHere = ({ closedAt }: DealFact): boolean => closedAt === undefined || closedAt >= from;
  const here = deals.filter(isHere);
  const classes = Object.fromEntries(
    DEAL_CLASSES.map((name) => [name, totalOf(here.filter((deal) => deal.class === name))]),
  ) as Record<DealClass, ClassTotal>;
  const total = totalOf(here);
  const doubtful = totalOf(unsure.filter(isHere));
  const existing = totalOf(leftOut.existing.filter(({ closedAt }) => closedAt === undefined || closedAt >= from));
  const takenBack = leftOut.takenBack.map(({ money }) => ({ state: 'won' as const, money }));
  return {
    classes,
    total,
    leftOut: [
      exclusion('existing business', existing),
      exclusion('not sure enough', doubtful),
      { ...exclusion('taken back', totalOf(takenBack)), won: 0 },
    ].filter(({ deals: count }) => count > 0),
    inCrm: {
      won: total.won + doubtful.won + existing.won,
      revenue: addedUp([total.revenue, doubtful.revenue, existing.revenue]),
    },
  };
}

function exclusion(why: Exclusion, { deals, won, revenue }: ClassTotal): LeftOut {
  return { why, deals, won, revenue };
}

/** Adds sums up, currency by currency. */
export function addedUp(all: readonly Sums[]): Sums {
  const found = new Map<string, number>();
  for (const sums of all)
    for (const [currency, minor] of Object.entries(sums)) found.set(currency, (found.get(currency) ?? 0) + minor);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

// Cases that calibration learns from and the watch looks at: one vote an account and buying cycle, with how it ended and when sales first talked to it (E1, E1a, K6, K9, K10).
import { DAY } from '../../base/duration.ts';
import { type BuyingCycle, buyingCycles } from '../../import/facts/talks/buying-cycles.ts';
import type { Confidence } from '../../journal/entry.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { isPerson } from '../../lead/identity.ts';
import { type Deal, dealOf } from '../deals/deal.ts';
import { cycleDeals, isTouch } from '../deals/first-talks.ts';
import { stalledFact, usualAge } from '../deals/stalled.ts';
import type { SalesBook, SalesEntry } from '../sales-book.ts';

/** How a case ended. `never`: sales talked to it, or got it handed over, and no deal came within 180 days. */
export type CaseOutcome = 'won' | 'lost' | 'stalled' | 'never';

/** An account in one buying cycle. Instants in milliseconds. */
export interface BuyingCase {
  readonly account: string;
  readonly outcome: CaseOutcome;
  /** When sales first talked to it: what came later is no evidence. */
  readonly talkAt: number;
  readonly confidence: Confidence;
  /** When the outcome was known. */
  readonly endedAt: number;
  /** Those whose behaviour counts; where a deal names nobody, everybody of the account. */
  readonly people: ReadonlySet<string>;
  /** Whose attributes speak for the case, where that is known. */
  readonly contact: string | undefined;
  /** What was won, in minor units; 0 where nothing was or no amount is told. */
  readonly wonMinor: number;
}

/** Cases that were not taken, and why. */
export interface LeftOutCases {
  /** Still open, or closed less than 30 days ago: their outcome is not known yet. */
  young: number;
  /** Ended before the period. */
  early: number;
  /** Deals without any date to hang a conversation on. */
  undated: number;
}

export interface FoundCases {
  /** By `talkAt`. */
  readonly cases: readonly BuyingCase[];
  readonly leftOut: LeftOutCases;
}

/** A label is final so long after closing (K10). */
export const FINAL_AFTER = 30 * DAY;
/** So long without a deal after a conversation is an answer. */
const NO_DEAL_AFTER = 180 * DAY;
/** Where no conversation is known, it is taken to have been a week before the deal (K6). */
const USUAL_LAG = 7 * DAY;

/** Finds the cases that ended in [`from`, `asOf`]. */
export function buyingCases(book: SalesBook, from: number, asOf: number): FoundCases {
  const { who } = book;
  const deals = [...book.deals()]
    .map(([id, entries]) => dealOf(id, entries, who, asOf))
    .filter((deal) => !deal.isExisting);
  const usual = usualAge(deals);
  const ofAccount = new Map<string, { deals: Deal[]; sales: SalesEntry[]; handed: number[] }>();
  const at = (account: string): { deals: Deal[]; sales: SalesEntry[]; handed: number[] } => {
    const held = ofAccount.get(account) ?? { deals: [], sales: [], handed: [] };
    ofAccount.set(account, held);
    return held;
  };
  for (const deal of deals) at(deal.account).deals.push(deal);
  for (const entry of book.salesEntries()) {
    const subject = subjectOf(entry);
    if (subject !== undefined && entry.occurredAt <= asOf) at(who.accountOf(subject)).sales.push(entry);
  }
  for (const entry of book.handed('legacy')) {
    const subject = subjectOf(entry);
    if (subject !== undefined && entry.occurredAt <= asOf) at(who.accountOf(subject)).handed.push(entry.occurredAt);
  }
  const leftOut: LeftOutCases = { young: 0, early: 0, undated: 0 };
  const cases: BuyingCase[] = [];
  for (const [account, { deals: own, sales, handed }] of ofAccount) {
    sales.sort((a, b) => a.occurredAt - b.occurredAt);
    const found = new AccountCases(account, sales, book, asOf, usual).of(own, handed);
    leftOut.undated += found.undated;
    for (const each of found.cases) {
      if (each === 'young') leftOut.young += 1;
      else if (each.endedAt < from) leftOut.early += 1;
      else cases.push(each);
    }
  }
  return { cases: cases.sort((a, b) => a.talkAt - b.talkAt || (a.account < b.account ? -1 : 1)), leftOut };
}

/** The cases of one account. */
class AccountCases {
  constructor(
    private readonly account: string,
    private readonly sales: readonly SalesEntry[],
    private readonly book: SalesBook,
    private readonly asOf: number,
    private readonly usual: number,
  ) {}

  of(deals: readonly Deal[], handed: readonly number[]): { cases: (BuyingCase | 'young')[]; undated: number } {
    const spans = cycleDeals(deals);
    const touches = this.sales.filter(isTouch).map(({ occurredAt }) => occurredAt);
    const byId = new Map(deals.map((deal) => [deal.id, deal]));
    const cases: (BuyingCase | 'young')[] = [];
    for (const cycle of buyingCycles(touches, spans, this.asOf)) {
      const own = cycle.deals.map(({ id }) => byId.get(id) as Deal);
      if (own.length > 0) cases.push(this.ended(cycle, own));
    }
    if (spans.length === 0) cases.push(...this.never(handed));
    return { cases, undated: deals.length - spans.length };
  }

  private ended(cycle: BuyingCycle, deals: readonly Deal[]): BuyingCase | 'young' {
    const won = deals.filter(({ state }) => state === 'won');
    const open = deals.filter(({ state }) => state === 'open');
    const activity = this.book.hasActivities
      ? this.sales.filter(isTouch).map(({ occurredAt }) => occurredAt)
      : undefined;
    const stalled = deals.map((deal) => stalledFact(deal, activity, this.usual, this.asOf));
    const isStalled =
      open.length > 0 ? deals.every((deal, i) => deal.state !== 'open' || stalled[i]) : stalled.some(Boolean);
    if (won.length === 0 && open.length > 0 && !isStalled) return 'young';
    const closings = deals.flatMap(({ closedAt }) => closedAt ?? []);
    const since = stalled.flatMap((each) => each?.since ?? []);
    const endedAt =
      won.length > 0
        ? Math.min(...won.map(({ closedAt }) => closedAt ?? this.asOf))
        : Math.max(...closings, ...(open.length > 0 ? since : []));
    if (endedAt > this.asOf - FINAL_AFTER) return 'young';
    const talk = this.talk(cycle, deals);
    return {
      account: this.account,
      outcome: won.length > 0 ? 'won' : isStalled ? 'stalled' : 'lost',
      talkAt: talk.at,
      confidence: talk.confidence,
      endedAt,
      people: new Set(deals.flatMap(({ people }) => [...people])),
      contact: talk.lead ?? [...(deals[0]?.people ?? [])][0],
      wonMinor: won.reduce((sum, { money }) => sum + (money?.minor ?? 0), 0),
    };
  }

  /** The cycle's first conversation: recorded or inferred, else assumed, else a week before its first deal. */
  private talk(cycle: BuyingCycle, deals: readonly Deal[]): { at: number; confidence: Confidence; lead?: string } {
    const until = cycle.lastClosing ?? cycle.until;
    const talks = this.sales.filter(
      ({ kind, occurredAt }) =>
        kind === 'conversation' &&
        occurredAt <= until &&
        (cycle.startsAfter ? occurredAt > cycle.from : occurredAt >= cycle.from - NO_DEAL_AFTER),
    );
    const first = talks.find(({ confidence }) => confidence !== 'assumed') ?? talks[0];
    if (first !== undefined) {
      const subject = subjectOf(first) as string;
      return {
        at: first.occurredAt,
        confidence: first.confidence ?? 'recorded',
        ...(isPerson(subject) && { lead: this.book.who.leadOf(subject) }),
      };
    }
    const opened = Math.min(...deals.map(({ openedAt, closedAt }) => openedAt ?? (closedAt as number)));
    return { at: opened - USUAL_LAG, confidence: 'assumed' };
  }

  /** Sales talked to somebody, or got somebody handed over, and nothing came of it. */
  private never(handed: readonly number[]): (BuyingCase | 'young')[] {
    const talk = this.sales.find(({ kind }) => kind === 'conversation' || kind === 'meeting');
    const talkAt = Math.min(talk?.occurredAt ?? Number.POSITIVE_INFINITY, ...handed);
    if (!Number.isFinite(talkAt)) return [];
    if (talkAt + NO_DEAL_AFTER > this.asOf) return ['young'];
    const subject = talk && subjectOf(talk);
    return [
      {
        account: this.account,
        outcome: 'never',
        talkAt,
        confidence: 'recorded',
        endedAt: talkAt + NO_DEAL_AFTER,
        people: new Set(),
        contact: subject !== undefined && isPerson(subject) ? this.book.who.leadOf(subject) : undefined,
        wonMinor: 0,
      },
    ];
  }
}

// What the first pass over a journal comes to, what the second one is to look for, and the facts that follow from both.
import { grouped } from '../base/grouped.ts';
import { compareText } from '../base/text-order.ts';
import type { Entry } from '../journal/entry.ts';
import { subjectOf } from '../journal/identifiers.ts';
import { isPerson } from '../lead/identity.ts';
import { AttributeHistories } from './behaviour/attribute-histories.ts';
import { Watches } from './behaviour/watches.ts';
import { type Deal, dealOf } from './deals/deal.ts';
import { type FirstTalk, firstTalks, isTouch } from './deals/first-talks.ts';
import { firstOutreach, influencingHandoff, SOURCING_WINDOW, sourcingHandoff } from './deals/sourcing.ts';
import { stalledFact, usualAge } from './deals/stalled.ts';
import { type DealFact, type FunnelFacts, type LeftOutDeal, weakest } from './funnel-facts.ts';
import type { FunnelOptions } from './funnel-options.ts';
import { type Answering, answeringOf } from './handoffs/answering.ts';
import { type GivenHandoff, handoffsOfEntries } from './handoffs/given-handoff.ts';
import { type Handoff, layOutHandoffs } from './handoffs/handoff.ts';
import { handoffFact } from './handoffs/handoff-fact.ts';
import { leadSources, originOf, watchHandoff } from './handoffs/origin.ts';
import { isOfStatus, type SalesBook, type SalesEntry } from './sales-book.ts';
import { answerCounts, totalOf, totalsByClass } from './totals.ts';

/** A deal on its way to its class: outreach is looked at only when behaviour has been seen. */
interface Sourcing {
  readonly deal: Deal;
  readonly talk: FirstTalk | undefined;
  readonly sourcing: Handoff | undefined;
  readonly influencing: Handoff | undefined;
  /** Sales reached out before any inbound behaviour, as far as was seen. */
  isOutbound: boolean;
}

/** What the first pass comes to, and what the second one is to look for. */
export class SettledSales {
  readonly watches: Watches;
  private readonly now: number;
  private readonly deals: readonly Deal[];
  private readonly existing: readonly Deal[];
  private readonly attributes: AttributeHistories;
  /** Instants of wins, of any kind of business, by account. */
  private readonly wins = new Map<string, number[]>();
  private readonly byAccount: ReadonlyMap<string, readonly SalesEntry[]>;
  private readonly byLead: ReadonlyMap<string, readonly SalesEntry[]>;
  private readonly handoffs: readonly Handoff[];
  private readonly sourcings: readonly Sourcing[];

  constructor(
    private readonly book: SalesBook,
    options: FunnelOptions,
  ) {
    const { who } = book;
    this.attributes = new AttributeHistories(who, options.attributes ?? []);
    this.now = options.asOf ?? (Number.isFinite(book.newest) ? book.newest : 0);
    this.watches = new Watches(who, who.takenBack);
    const all = [...book.deals()].map(([id, entries]) => dealOf(id, entries, who, this.now));
    const sales = [...book.salesEntries()].sort((a, b) => a.occurredAt - b.occurredAt);
    this.byAccount = bySubject(sales, (subject) => who.accountOf(subject));
    this.byLead = bySubject(sales, (subject) =>
      isPerson(subject) ? who.leadOf(subject) : `account ${who.accountOf(subject)}`,
    );
    const won = all.filter(({ state }) => state === 'won');
    for (const deal of won)
      this.wins.set(deal.account, [...(this.wins.get(deal.account) ?? []), deal.closedAt as number]);
    const { handoffs: told } = options;
    const given = (typeof told === 'function' ? told() : told) ?? handoffsOfEntries(book.handed('legacy'));
    this.handoffs = layOutHandoffs(
      given.filter(({ at }) => at <= this.now),
      (identifier) => who.leadOf(identifier),
      (lead) => who.accountOf(lead),
      (handoff, lead, account) => this.answersOf(handoff, lead, account),
    );
    this.deals = all.filter(({ isExisting }) => !isExisting).sort((a, b) => compareText(a.id, b.id));
    this.existing = all.filter(({ isExisting }) => isExisting);
    this.sourcings = this.sourcingsOf(all);
    for (const each of this.sourcings) this.lookFor(each);
    for (const handoff of this.handoffs) watchHandoff(this.watches, handoff);
  }

  /** Second pass: an entry. */
  readBehaviour(entry: Entry): void {
    this.watches.add(entry);
    this.attributes.add(entry);
  }

  facts(): FunnelFacts {
    const usual = usualAge(this.deals);
    const deals = this.sourcings.map((each) => this.dealFact(each, usual));
    const handoffs = this.handoffs.map((handoff) =>
      handoffFact(handoff, this.watches.watch(handoff.lead).status, {
        hasHistory: this.salesOf(handoff.lead).some((entry) => entry.kind === 'disposition' || isOfStatus(entry)),
        hasNews: this.book.hasStatuses || this.book.hasActivities,
        isWon: this.isWon(handoff.account, handoff.at, this.now),
        origin: originOf(handoff, this.watches, this.attributes),
      }),
    );
    return {
      version: 1,
      asOf: this.now,
      deals,
      handoffs,
      classes: totalsByClass(deals),
      total: totalOf(deals),
      answers: answerCounts(handoffs),
      leftOut: {
        existingBusiness: this.existing.length,
        existing: this.existing.map(leftOutDeal),
        takenBack: this.deals.filter(({ isTakenBack }) => isTakenBack).map(leftOutDeal),
      },
    };
  }

  private salesOf(lead: string): readonly SalesEntry[] {
    return this.byLead.get(lead) ?? [];
  }

  /** What sales did and said to a lead; what names the company alone speaks of its leads too, as far as it is no answer. */
  private answersOf(handoff: GivenHandoff, lead: string, account: string): Answering[] {
    const ofCompany = (this.byLead.get(`account ${account}`) ?? []).filter(({ kind }) => kind !== 'disposition');
    return [...this.salesOf(lead), ...ofCompany].flatMap((entry) => {
      if (entry.kind === 'disposition' && entry.handoff !== undefined && entry.handoff !== handoff.id) return [];
      return answeringOf(entry, (at) => this.isWon(account, handoff.at, at)) ?? [];
    });
  }

  private isWon(account: string, from: number, by: number): boolean {
    return (this.wins.get(account) ?? []).some((at) => at >= from && at <= by);
  }

  private sourcingsOf(all: readonly Deal[]): Sourcing[] {
    const ofAccount = grouped(all, ({ account }) => account);
    const talks = new Map(
      [...ofAccount].flatMap(([account, deals]) => [...firstTalks(deals, this.byAccount.get(account) ?? [], this.now)]),
    );
    const handoffs = grouped(this.handoffs, ({ lead }) => lead);
    return this.deals.map((deal) => {
      const talk = talks.get(deal.id);
      const own = [...deal.people, ...deal.latePeople].flatMap((lead) => handoffs.get(lead) ?? []);
      const sourcing = sourcingHandoff(deal, own, talk);
      const influencing = sourcing === undefined ? influencingHandoff(deal, own, talk, this.now) : undefined;
      return { deal, talk, sourcing, influencing, isOutbound: false };
    });
  }

  /** Asks the second pass for what only behaviour tells: where the sourcing lead came from, and whether anybody came before sales reached out. */
  private lookFor(each: Sourcing): void {
    const { deal, sourcing, influencing } = each;
    if (sourcing !== undefined && deal.thereBy !== undefined) {
      this.watches.watch(sourcing.lead).lastBefore.set(deal.thereBy, undefined);
      if (sourcing.because !== undefined) this.watches.cite(sourcing.lead, sourcing.because);
    }
    if (sourcing !== undefined || influencing !== undefined || deal.thereBy === undefined) return;
    const people = [...deal.people];
    const outreach = firstOutreach(
      deal,
      people.flatMap((lead) => this.salesOf(lead)),
    );
    if (outreach === undefined) return;
    each.isOutbound = true;
    const found = (): void => {
      each.isOutbound = false;
    };
    for (const lead of people)
      this.watches.watch(lead).looks.push({ from: deal.thereBy - SOURCING_WINDOW, until: outreach, found });
  }

  private dealFact(each: Sourcing, usual: number): DealFact {
    const { deal, talk, sourcing, influencing, isOutbound } = each;
    const handoff = sourcing ?? influencing;
    const activity = this.book.hasActivities
      ? (this.byAccount.get(deal.account) ?? []).filter(isTouch).map(({ occurredAt }) => occurredAt)
      : undefined;
    const stalled = stalledFact(deal, activity, usual, this.now);
    return {
      deal: deal.id,
      ...(deal.name !== undefined && { name: deal.name }),
      account: deal.account,
      ...(deal.openedAt !== undefined && { openedAt: deal.openedAt }),
      state: deal.state,
      ...(deal.closedAt !== undefined && { closedAt: deal.closedAt }),
      ...(deal.money !== undefined && { money: deal.money }),
      class:
        sourcing !== undefined
          ? 'mql-sourced'
          : influencing !== undefined
            ? 'influenced'
            : isOutbound
              ? 'outbound'
              : 'unattributed',
      rule: 'K7',
      // Without a creation the first that is told of it stands for it.
      confidence:
        deal.openedAt === undefined ? 'assumed' : weakest(deal.confidence, talk?.confidence, handoff?.confidence),
      ...(sourcing !== undefined && {
        lead: sourcing.lead,
        sources: leadSources(this.watches, sourcing, deal.thereBy as number),
      }),
      ...(handoff !== undefined && { handoff: handoff.id }),
      ...(deal.owner !== undefined && { owner: deal.owner }),
      ...(deal.reason !== undefined && deal.state === 'lost' && { reason: deal.reason }),
      ...(stalled !== undefined && { stalled }),
    };
  }
}

function leftOutDeal({ id, state, closedAt, money }: Deal): LeftOutDeal {
  return { deal: id, state, ...(closedAt !== undefined && { closedAt }), ...(money !== undefined && { money }) };
}

function bySubject(
  entries: readonly SalesEntry[],
  keyOf: (subject: string) => string,
): ReadonlyMap<string, readonly SalesEntry[]> {
  return grouped(entries, (entry) => keyOf(subjectOf(entry) ?? ''));
}

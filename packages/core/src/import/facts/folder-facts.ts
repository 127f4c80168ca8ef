// What only all files of a folder together tell: people of deals, new business, first conversations, re-opened deals (K4–K6, K8, K10). Rows come in the order of IMPORT_ORDER; only what facts need is held.
import { DAY } from '../../base/duration.ts';
import type { Identity } from '../../journal/entry.ts';
import type { Answers, RowKind } from '../mapping/mapping.ts';
import type { DerivedEntry } from '../rows/draft.ts';
import { AccountKeys, idOfName, personKeys } from './account-keys.ts';
import { type DealFacts, dealEntries, type OutcomeCounts, settleDeals } from './deals/deal-entries.ts';
import { endOf, type StageChange } from './deals/deal-life.ts';
import type { DealPerson, DealRecord } from './deals/deal-record.ts';
import { LOOK_BACK_MS } from './deals/people-of-deals.ts';
import { type DeedsSeen, type LeadNote, PeopleBook } from './people-book.ts';
import { conversationEntries, type FactCounts, type Talk } from './talks/conversation-entries.ts';

/** The order in which kinds of rows have to be read, so that little is held: deals before the leads they speak of, leads before what they did. */
export const IMPORT_ORDER: readonly RowKind[] = [
  'deals',
  'deal people',
  'stages',
  'activities',
  'accounts',
  'leads',
  'dispositions',
  'subscriptions',
  'members',
  'spend',
  'merges',
  'identifies',
  'changes',
  'events',
];

/** Kinds of rows that facts are made of; the others show deeds alone, or nothing. */
export const FEEDS_FACTS: ReadonlySet<RowKind> = new Set([
  'deals',
  'deal people',
  'stages',
  'activities',
  'accounts',
  'leads',
]);

const DEEDS_MS = 90 * DAY;
const YEAR_MS = 365 * DAY;

/** Collects what facts are made of, and makes them at the end. */
export class FolderFacts {
  private readonly deals = new Map<string, DealRecord>();
  private readonly attached = new Map<string, DealPerson[]>();
  private readonly changes = new Map<string, StageChange[]>();
  private readonly talks: Talk[] = [];
  private readonly keys = new AccountKeys();
  private readonly people = new PeopleBook();
  private wanted: { readonly people: Set<string>; readonly companies: Set<string> } | undefined;
  private settled: readonly DealFacts[] | undefined;

  constructor(
    private readonly answers: Answers,
    /** When the exports were made. */
    private readonly now: number,
  ) {}

  /** Takes a deal; of several rows with one id the newest modified counts, else the first, and all of them name people (K0, K8). */
  deal(record: DealRecord): 'new' | 'same record' {
    const own = personKeys(record.who).length > 0 ? [{ who: personOf(record.who) }] : [];
    for (const person of own) this.attach(record.id, person);
    const held = this.deals.get(record.id);
    const isNewer =
      held?.modifiedAt !== undefined && record.modifiedAt !== undefined && record.modifiedAt > held.modifiedAt;
    if (held === undefined || isNewer) this.deals.set(record.id, record);
    return held === undefined ? 'new' : 'same record';
  }

  /** Whom a row is about that names a deal alone: the deal's company, else its first person. */
  subjectOfDeal(id: string): Identity | undefined {
    const deal = this.deals.get(id);
    const { accountId, domain } = deal?.who ?? {};
    if (accountId !== undefined) return { accountId };
    if (domain !== undefined) return { domain };
    if (deal?.accountName !== undefined) return { accountId: idOfName(deal.accountName) };
    return this.attached.get(id)?.[0]?.who;
  }

  attach(deal: string, person: DealPerson): void {
    const held = this.attached.get(deal) ?? [];
    const keys = personKeys(person.who);
    if (!held.some((each) => personKeys(each.who).some((key) => keys.includes(key))))
      this.attached.set(deal, [...held, person]);
  }

  change(deal: string, change: StageChange): void {
    const held = this.changes.get(deal);
    if (held === undefined) this.changes.set(deal, [change]);
    else held.push(change);
  }

  talk(talk: Talk): void {
    this.talks.push(talk);
  }

  account(who: Identity): void {
    if (who.accountId !== undefined && who.domain !== undefined) this.keys.join(who.accountId, who.domain);
  }

  /** Takes a lead if anything speaks of it. */
  lead(note: Omit<LeadNote, 'account'>): void {
    if (!this.wants(note)) return;
    this.people.add({ ...note, account: this.keys.companyOf(note.who) });
  }

  /** Notes inbound behaviour of a person. */
  behaviour(who: Identity, at: number): void {
    if (this.isWatching) this.people.seeDeed(who, at);
  }

  /** A hand-off by the rule of before, told by a history: it names people as a touch does. */
  handoff(who: Identity, at: number): void {
    if (this.isWatching) this.people.see(who, at);
  }

  /** Whether anybody's behaviour is of interest. */
  get isWatching(): boolean {
    this.settle();
    return this.people.isWatching;
  }

  /** The people whose behaviour is of interest, by their {@link personKeys}. */
  get watchedKeys(): ReadonlySet<string> {
    this.settle();
    return this.people.watchedKeys;
  }

  /** What behaviour has shown so far, once nothing but behaviour follows. */
  get deedsSeen(): DeedsSeen {
    this.settle();
    return this.people.deedsSeen;
  }

  /** Takes over what behaviour had shown when the same rows were read before. */
  resumeDeeds(seen: DeedsSeen): void {
    this.settle();
    this.people.resumeDeeds(seen);
  }

  /** All facts, and how they came about. */
  finish(): { readonly entries: readonly DerivedEntry[]; readonly counts: FactCounts } {
    const facts = this.settle();
    const deals = dealEntries(facts, this.people, this.attached, this.answers);
    const conversations = conversationEntries(facts, this.talks, this.people, this.keys, this.now);
    return {
      entries: [...deals.entries, ...conversations.entries],
      counts: { ...deals.counts, ...conversations.counts, ...this.outcomes(facts, deals.newBusiness) },
    };
  }

  /** How new business ended, and which wins something preceded (L3). */
  private outcomes(facts: readonly DealFacts[], newBusiness: ReadonlySet<string>): OutcomeCounts {
    const counts = { won: 0, lost: 0, open: 0, wonLastYear: 0, lostLastYear: 0, seen: 0, dark: 0 };
    // Old exports are looked at as of their own last news (K0).
    const newest = facts.reduce((last, { moments }) => Math.max(last, moments.at(-1)?.at ?? last), 0);
    const end = this.answers.exportedAt ?? newest;
    for (const { deal, moments } of facts) {
      if (!newBusiness.has(deal.id)) continue;
      const { state, at = Number.NEGATIVE_INFINITY } = endOf(moments);
      counts[state] += 1;
      const isRecent = at > end - YEAR_MS;
      if (state === 'won' && isRecent) counts.wonLastYear += 1;
      if (state === 'lost' && isRecent) counts.lostLastYear += 1;
      if (state === 'won') counts[this.people.wasPreceded(deal.id) ? 'seen' : 'dark'] += 1;
    }
    return counts;
  }

  /** Once leads are known: whose deeds are to be watched for deals that name nobody. */
  private settle(): readonly DealFacts[] {
    if (this.settled !== undefined) return this.settled;
    const settled = settleDeals(
      [...this.deals.values()],
      this.changes,
      this.attached,
      this.people,
      this.keys,
      this.answers,
    );
    this.settled = settled;
    for (const { deal, account, openedAt } of settled) {
      const isNamed = this.attached.has(deal.id) || this.people.convertedTo(deal.id).length > 0;
      if (isNamed || openedAt === undefined) continue;
      for (const person of this.people.ofAccount(account))
        this.people.watch({ deal: deal.id, person, from: openedAt - LOOK_BACK_MS, until: openedAt, isHit: false });
    }
    this.lookForDeeds(settled);
    if (this.people.isWatching) this.seeEarlier(settled);
    return settled;
  }

  /** What the people of won deals did in the 90 days before: deals without any are dark. */
  private lookForDeeds(settled: readonly DealFacts[]): void {
    for (const { deal, account, moments, openedAt, closedAt } of settled) {
      const before = openedAt ?? closedAt;
      if (before === undefined || endOf(moments).state !== 'won') continue;
      const named = [...(this.attached.get(deal.id) ?? []), ...this.people.convertedTo(deal.id)];
      for (const { who } of [...named, ...this.people.ofAccount(account)])
        this.people.lookFor(deal.id, who, before - DEEDS_MS, before);
    }
  }

  /** Touches and hand-offs by the rule of before name people too. */
  private seeEarlier(settled: readonly DealFacts[]): void {
    for (const talk of this.talks) this.people.see(talk.who, talk.at);
    for (const { account } of settled)
      for (const note of this.people.ofAccount(account))
        if (note.legacyMqlAt !== undefined) this.people.see(note.who, note.legacyMqlAt);
  }

  private wants(note: Omit<LeadNote, 'account'>): boolean {
    this.wanted ??= this.wantedPeople();
    const { people, companies } = this.wanted;
    if (note.convertedAt !== undefined || note.conversationAt !== undefined) return true;
    if (note.convertedDeal !== undefined && this.deals.has(note.convertedDeal)) return true;
    const company = this.keys.companyOf(note.who);
    return (company !== undefined && companies.has(company)) || personKeys(note.who).some((key) => people.has(key));
  }

  private wantedPeople() {
    const people = new Set<string>();
    const companies = new Set<string>();
    for (const list of this.attached.values())
      for (const { who } of list) for (const key of personKeys(who)) people.add(key);
    for (const talk of this.talks) for (const key of personKeys(talk.who)) people.add(key);
    for (const { who } of this.deals.values()) {
      const company = this.keys.companyOf(who);
      if (company !== undefined) companies.add(company);
    }
    return { people, companies };
  }
}

/** The person of an identity, without the company. */
export function personOf({ userId, email, anonymousId }: Identity): Identity {
  return {
    ...(userId !== undefined && { userId }),
    ...(email !== undefined && { email }),
    ...(anonymousId !== undefined && { anonymousId }),
  };
}

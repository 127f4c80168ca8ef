// From activities, conversions and deals to one conversation entry a buying cycle (K6).
import type { Identity } from '../../../journal/entry.ts';
import type { DerivedEntry } from '../../rows/draft.ts';
import type { TalkStrength } from '../../rows/kinds/sales-rows.ts';
import { type AccountKeys, idOfName, personKey } from '../account-keys.ts';
import type { DealCounts, DealFacts, OutcomeCounts } from '../deals/deal-entries.ts';
import type { PeopleBook } from '../people-book.ts';
import { type BuyingCycle, buyingCycles, type CycleDeal } from './buying-cycles.ts';
import { type CycleEvidence, earliest, firstConversations } from './first-conversations.ts';

/** A sales touch, which may have been a conversation. */
export interface Talk {
  readonly who: Identity;
  readonly accountName: string | undefined;
  readonly deal: string | undefined;
  readonly at: number;
  readonly knownAt: number;
  readonly strength: TalkStrength;
  readonly channel: string | undefined;
  /** The sender, and the id of the entry the row made. */
  readonly source: string;
  readonly key: string;
}

/** What all files together came to. */
export interface FactCounts extends DealCounts, OutcomeCounts {
  readonly cycles: number;
  readonly conversationsRecorded: number;
  readonly conversationsInferred: number;
  readonly conversationsAssumed: number;
  /** Cycles without a conversation, for which none could be assumed: their deals have no creation date. */
  readonly conversationsUndated: number;
}

/** What is known of one account's sales side. */
interface Account {
  readonly deals: DealFacts[];
  readonly talks: Talk[];
  readonly conversions: {
    readonly at: number;
    readonly who: Identity;
    readonly source: string;
    readonly key: string;
  }[];
}

/** One conversation entry for each cycle that has any evidence of one. */
export function conversationEntries(
  deals: readonly DealFacts[],
  talks: readonly Talk[],
  people: PeopleBook,
  keys: AccountKeys,
  now: number,
): {
  readonly entries: readonly DerivedEntry[];
  readonly counts: Omit<FactCounts, keyof (DealCounts & OutcomeCounts)>;
} {
  const accounts = byAccount(deals, talks, people, keys);
  const evidence = [...accounts.values()].flatMap((account) => evidenceOf(account, now));
  const counts = {
    cycles: evidence.length,
    conversationsRecorded: 0,
    conversationsInferred: 0,
    conversationsAssumed: 0,
    conversationsUndated: evidence.filter(
      (each) => each.cycle.deals.length > 0 && each.anchor === undefined && earliest(each) === undefined,
    ).length,
  };
  const accountOf = new Map(evidence.map(({ cycle, account }) => [cycle, account]));
  const entries = firstConversations(evidence).flatMap((first): DerivedEntry[] => {
    const base = { kind: 'conversation', occurredAt: first.at, rule: 'K6', confidence: first.confidence };
    if (first.confidence !== 'assumed') {
      counts[first.confidence === 'recorded' ? 'conversationsRecorded' : 'conversationsInferred'] += 1;
      const { who, knownAt, channel, source, key } = first.about;
      const id = `${key}:conversation`;
      return [
        { source, fields: { ...who, ...base, id, knownAt: Math.max(knownAt, first.at), ...(channel && { channel }) } },
      ];
    }
    const anchor = anchorOf(first.cycle, accountOf.get(first.cycle));
    if (anchor === undefined) return [];
    counts.conversationsAssumed += 1;
    return [
      {
        source: anchor.source,
        fields: { ...anchor.who, ...base, id: `${anchor.key}:conversation`, knownAt: first.knownAt },
      },
    ];
  });
  return { entries, counts };
}

function byAccount(
  deals: readonly DealFacts[],
  talks: readonly Talk[],
  people: PeopleBook,
  keys: AccountKeys,
): Map<string, Account> {
  const accounts = new Map<string, Account>();
  const accountOf = (key: string): Account => {
    const account = accounts.get(key) ?? { deals: [], talks: [], conversions: [] };
    accounts.set(key, account);
    return account;
  };
  const ofDeal = new Map(deals.map((each) => [each.deal.id, each]));
  for (const deal of deals) accountOf(deal.account).deals.push(deal);
  for (const talk of talks) {
    const deal = talk.deal === undefined ? undefined : ofDeal.get(talk.deal);
    const named = talk.accountName === undefined ? talk.who : { accountId: idOfName(talk.accountName) };
    const company = keys.companyOf(named.accountId === undefined ? { ...named, ...people.find(talk.who)?.who } : named);
    const key = talk.who.accountId === undefined ? (deal?.account ?? company ?? personKey(talk.who)) : company;
    if (key !== undefined)
      accountOf(key).talks.push(deal === undefined ? talk : { ...talk, who: { ...deal.subject, ...talk.who } });
  }
  for (const note of people.converted) {
    const account = accountOf(note.account ?? personKey(note.who) ?? '');
    const { who, source, key } = note;
    if (note.convertedAt !== undefined) account.conversions.push({ at: note.convertedAt, who, source, key });
    if (note.conversationAt !== undefined) {
      const at = note.conversationAt;
      const talk = { accountName: undefined, deal: undefined, strength: 'recorded', channel: undefined } as const;
      account.talks.push({ ...talk, who, at, knownAt: at, source, key });
    }
  }
  return accounts;
}

type Evidence = CycleEvidence<Talk> & { readonly account: Account };

function evidenceOf(account: Account, now: number): Evidence[] {
  const { deals, talks, conversions } = account;
  const touches = [...talks.map(({ at }) => at), ...conversions.map(({ at }) => at)];
  const spans: CycleDeal[] = deals.flatMap(({ deal, openedAt, closedAt, isLost }) => {
    const from = openedAt ?? closedAt;
    return from === undefined ? [] : [{ id: deal.id, openedAt: from, closedAt, isLost }];
  });
  const candidates = talks.flatMap((talk) =>
    talk.strength === 'touch' ? [] : [{ at: talk.at, confidence: talk.strength, about: talk }],
  );
  return buyingCycles(touches, spans, now).map((cycle) => {
    const inside = candidates.filter(({ at }) => at <= cycle.until && isAfterStart(cycle, at));
    return { cycle, account, candidates: inside, anchor: anchorOf(cycle, account)?.at };
  });
}

function isAfterStart(cycle: BuyingCycle, at: number): boolean {
  return cycle.startsAfter ? at > cycle.from : at >= cycle.from;
}

/** The deal's creation or the lead's conversion, the earlier; closings alone tell nothing of when talking began. */
function anchorOf(cycle: BuyingCycle, account: Account | undefined) {
  const ids = new Set(cycle.deals.map(({ id }) => id));
  const found = [
    ...(account?.deals ?? []).flatMap(({ deal, openedAt, subject }) =>
      ids.has(deal.id) && openedAt !== undefined
        ? [{ at: openedAt, who: subject, source: deal.source, key: deal.key }]
        : [],
    ),
    ...(account?.conversions ?? []).filter(({ at }) => at <= cycle.until && isAfterStart(cycle, at)),
  ];
  return found.sort((a, b) => a.at - b.at)[0];
}

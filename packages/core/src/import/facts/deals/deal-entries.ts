// From deals to entries: whose they are, who their people are, whether they are new business, and every moment of their life once (K4, K5, K8, K10).
import type { Identity } from '../../../journal/entry.ts';
import type { Answers } from '../../mapping/mapping.ts';
import type { DerivedEntry } from '../../rows/draft.ts';
import { type AccountKeys, companyKey, domainOfEmail, idOfName, personKey } from '../account-keys.ts';
import type { PeopleBook } from '../people-book.ts';
import { type DealMoment, dealLife, endOf, type StageChange } from './deal-life.ts';
import type { DealPerson, DealRecord } from './deal-record.ts';
import { BusinessRule } from './new-business.ts';
import { type DealPeople, peopleOfDeal } from './people-of-deals.ts';

/** A deal with its life and its company. */
export interface DealFacts {
  readonly deal: DealRecord;
  readonly moments: readonly DealMoment[];
  readonly openedAt: number | undefined;
  readonly closedAt: number | undefined;
  readonly isLost: boolean;
  /** The key of the company. */
  readonly account: string;
  /** Whom its entries are about. */
  readonly subject: Identity;
}

/** How deals found their people, and what business they are. */
export interface DealCounts {
  readonly deals: number;
  readonly linkedRecorded: number;
  readonly linkedInferred: number;
  readonly unlinked: number;
  readonly newBusiness: number;
  readonly existingBusiness: number;
}

/** How deals of new business ended, and of how many wins anything was seen in the 90 days before. */
export interface OutcomeCounts {
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  readonly wonLastYear: number;
  readonly lostLastYear: number;
  readonly seen: number;
  readonly dark: number;
}

/** Lays out every deal's life and finds its company. */
export function settleDeals(
  deals: readonly DealRecord[],
  changes: ReadonlyMap<string, readonly StageChange[]>,
  attached: ReadonlyMap<string, readonly DealPerson[]>,
  people: PeopleBook,
  keys: AccountKeys,
  answers: Answers,
): DealFacts[] {
  return deals.map((deal) => {
    const moments = dealLife(deal, changes.get(deal.id) ?? [], answers);
    const persons = [...(attached.get(deal.id) ?? []), ...people.convertedTo(deal.id)].map(({ who }) => who);
    const { state, at } = endOf(moments);
    return {
      deal,
      moments,
      openedAt: moments.find(({ kind }) => kind === 'opportunity')?.at,
      closedAt: at,
      isLost: state === 'lost',
      ...companyOf(deal, persons, people, keys),
    };
  });
}

/** A deal without company belongs to the single company or domain of its people, else it is its own account (K6). */
function companyOf(
  deal: DealRecord,
  persons: readonly Identity[],
  people: PeopleBook,
  keys: AccountKeys,
): Pick<DealFacts, 'account' | 'subject'> {
  const { accountId, domain } = deal.who;
  const id =
    accountId ?? (deal.accountName === undefined || domain !== undefined ? undefined : idOfName(deal.accountName));
  if (id !== undefined || domain !== undefined) {
    const subject = { ...(id !== undefined && { accountId: id }), ...(domain !== undefined && { domain }) };
    const account = keys.companyOf(subject) ?? `domain:${domain}`;
    const [only] = persons;
    const joins = persons.length === 1 && only !== undefined && people.find(only)?.account === undefined;
    return { account, subject: joins ? { ...only, ...subject } : subject };
  }
  const companies = new Set(persons.flatMap((who) => people.find(who)?.account ?? keys.companyOf(who) ?? []));
  const [company] = companies;
  if (companies.size === 1 && company !== undefined)
    return { account: company, subject: subjectOfKey(company, persons) };
  const [person] = persons;
  const key = person && personKey(person);
  if (persons.length === 1 && person !== undefined && key !== undefined) return { account: key, subject: person };
  return { account: companyKey(`deal:${deal.id}`), subject: { accountId: `deal:${deal.id}` } };
}

function subjectOfKey(company: string, persons: readonly Identity[]): Identity {
  const [only] = persons;
  if (persons.length === 1 && only !== undefined && domainOfEmail(only.email) !== undefined) return only;
  return company.startsWith('domain:') ? { domain: company.slice(7) } : { accountId: company.slice(8) };
}

/** The entries of all deals: each moment once, with the deal's people at its opening. */
export function dealEntries(
  facts: readonly DealFacts[],
  people: PeopleBook,
  attached: ReadonlyMap<string, readonly DealPerson[]>,
  answers: Answers,
): {
  readonly entries: readonly DerivedEntry[];
  readonly counts: DealCounts;
  readonly newBusiness: ReadonlySet<string>;
} {
  const rule = new BusinessRule(
    answers,
    facts.map(({ deal }) => deal),
  );
  const wonAt = firstWins(facts);
  const newBusiness = new Set<string>();
  const counts = {
    deals: facts.length,
    linkedRecorded: 0,
    linkedInferred: 0,
    unlinked: 0,
  };
  const entries = facts.flatMap((fact) => {
    const { deal, openedAt } = fact;
    const linked = peopleOfDeal(
      openedAt,
      { attached: attached.get(deal.id) ?? [], converted: people.convertedTo(deal.id), active: people.hitsOf(deal.id) },
      (who) => people.find(who),
    );
    const firstWin = wonAt.get(fact.account);
    const business = rule.of(
      deal,
      firstWin !== undefined && firstWin < (openedAt ?? fact.closedAt ?? Number.NEGATIVE_INFINITY),
    );
    if (linked.isUnlinked) counts.unlinked += 1;
    else if (linked.confidence === 'recorded') counts.linkedRecorded += 1;
    else counts.linkedInferred += 1;
    if (business === 'new') newBusiness.add(deal.id);
    return entriesOf(fact, linked, business);
  });
  return {
    entries,
    counts: { ...counts, newBusiness: newBusiness.size, existingBusiness: facts.length - newBusiness.size },
    newBusiness,
  };
}

function firstWins(facts: readonly DealFacts[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { account, moments } of facts)
    for (const { kind, at } of moments) if (kind === 'won') first.set(account, Math.min(at, first.get(account) ?? at));
  return first;
}

function entriesOf(
  { deal, moments, subject }: DealFacts,
  linked: DealPeople,
  business: 'new' | 'existing',
): DerivedEntry[] {
  const { id, name, owner, reason, money, source } = deal;
  const seen = new Map<string, number>();
  return moments.map(({ kind, at, stage, rule }) => {
    const ordinal = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, ordinal);
    const opening = kind === 'opportunity';
    const fields = {
      ...subject,
      kind,
      id: `${deal.key}:${kind}${ordinal === 1 ? '' : `#${ordinal}`}`,
      deal: id,
      occurredAt: at,
      business,
      ...money,
      ...(name !== undefined && { name }),
      ...(owner !== undefined && { owner }),
      ...(stage !== undefined && { stage }),
      ...(kind === 'lost' && reason !== undefined && { reason }),
      ...(opening && linked.people.length > 0 && { people: linked.people }),
      ...(opening && linked.late.length > 0 && { latePeople: linked.late }),
      rule,
      confidence: opening ? linked.confidence : 'recorded',
    };
    return { source, fields };
  });
}

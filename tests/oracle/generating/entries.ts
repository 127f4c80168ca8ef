// One random entry of a chosen kind, without its instants: what people do, what sales does, who turns out to be whom, what is flagged.
import type { Entry, EntryRef, Identity, Json } from '@baton/core/journal/entry';
import type { Chance } from './chance.ts';
import { type Cast, companyOf, domainOf, known, named, namedCompany, type Person } from './people.ts';
import { ACCOUNT_VALUES, LEAD_VALUES, MEDIA, NAMES, PATHS, REASONS, SOURCES, TOPICS } from './vocabulary.ts';

type Distributed<T> = T extends unknown
  ? Omit<T, 'occurredAt' | 'knownAt' | 'admittedAt' | 'seq' | 'id' | 'source'>
  : never;
/** An entry still without id and instants. */
export type Content = Distributed<Entry>;

const KINDS = [
  ['behaviour', 24],
  ['identify', 5],
  ['group', 2],
  ['conversation', 0.8],
  ['meeting', 0.5],
  ['touch', 0.7],
  ['deal', 1.2],
  ['subscription', 0.4],
  ['disposition', 1],
  ['evidence', 0.2],
  ['alias', 0.5],
  ['merge', 0.8],
  ['unmerge', 0.8],
  ['move', 0.8],
  ['flag', 2],
  ['withdrawal', 0.8],
  ['release', 1.2],
  ['routed', 0.3],
  ['handed', 1.2],
] as const;

/** What may happen next, given what was sent before. */
export function content(by: Chance, who: Cast, earlier: readonly Entry[]): Content {
  const person = by.pick(who.people);
  const kind = by.weighted(KINDS);
  switch (kind) {
    case 'behaviour':
      return behaviour(by, named(by, person));
    case 'identify':
      return identify(by, person);
    case 'group':
      return {
        kind: 'group',
        ...namedCompany(by, by.whole(0, who.companies - 1)),
        account: values(by, ACCOUNT_VALUES),
      };
    case 'conversation':
    case 'meeting':
    case 'touch':
    case 'release':
      return { kind, ...(by.happens(0.85) ? known(by, person) : namedCompany(by, person.company)) };
    case 'deal':
      return deal(by, person);
    case 'subscription': {
      const change = by.pick(['started', 'upgraded', 'cancelled', 'cancelled'] as const);
      return { kind, ...known(by, person), subscription: `s${person.company}`, change };
    }
    case 'disposition':
      return disposition(by, known(by, person));
    case 'evidence':
      return { kind, ...known(by, person), framework: 'BANT', question: 'budget', state: 'known' };
    case 'routed':
      return { kind, ...known(by, person), rep: 'r1', dueAt: by.whole(0, 10) * 86_400_000, rejectUntil: 0 };
    case 'handed':
      return { kind, ...known(by, person), definition: by.pick(['first', 'first', 'second']) };
    default:
      return correction(by, who, person, kind, earlier);
  }
}

/** What somebody does on the site, in the product or with a mail. */
export function behaviour(by: Chance, who: Identity, name: string = by.pick(NAMES)): Content {
  const kind = by.weighted([
    ['track', 10],
    ['page', 3],
    ['dwell', 1],
  ] as const);
  const properties: Record<string, Json> = {};
  if (by.happens(0.5)) properties.topic = by.pick([...TOPICS, null]);
  if (by.happens(0.3)) properties.seats = by.pick([1, 4, 4, 9]);
  const bulk = properties.seats === 1 && { bulk: true };
  const shared = {
    kind,
    ...who,
    ...(by.happens(0.3) && { campaign: { medium: by.pick(MEDIA) } }),
    properties,
    ...bulk,
  };
  if (kind === 'track') return { ...shared, name };
  return { ...shared, path: by.pick(PATHS), ...(kind === 'dwell' && { seconds: by.pick([20, 60, 90]) }) };
}

function values(by: Chance, of: Readonly<Record<string, readonly Json[]>>): Record<string, Json> {
  const names = by.some(Object.keys(of), by.whole(1, 3));
  return Object.fromEntries(names.map((name) => [name, by.pick(of[name] ?? [])]));
}

function identify(by: Chance, person: Person): Content {
  const account = values(by, ACCOUNT_VALUES);
  if (by.happens(0.1)) account.domain = domainOf(person.company);
  return {
    kind: 'identify',
    ...named(by, person),
    lead: values(by, LEAD_VALUES),
    ...(by.happens(0.5) && { account }),
  };
}

function deal(by: Chance, person: Person): Content {
  const kind = by.weighted([
    ['opportunity', 3],
    ['stage', 1],
    ['won', 1.5],
    ['lost', 4],
    ['reopened', 0.5],
  ] as const);
  return { kind, ...known(by, person), deal: `deal-${person.company}-${by.whole(0, 1)}` };
}

export function disposition(by: Chance, who: Identity): Content {
  const answer = by.weighted([
    ['accepted', 3],
    ['rejected', 4],
    ['invalid', 1],
    ['recycled', 2],
    ['snoozed', 1],
    ['sql', 1.5],
  ] as const);
  return {
    kind: 'disposition',
    ...who,
    answer,
    ...(by.happens(0.4) && { reason: by.pick(REASONS) }),
    ...(by.happens(0.2) && { disputes: 'criterion-0' }),
    ...(by.happens(0.5) && { rep: 'r1' }),
    ...(by.happens(0.02) && { handoff: 'of-nobody' }),
  };
}

const refOf = ({ source, id }: EntryRef): EntryRef => ({ source, id });

/** Links, and what takes entries or links back. */
function correction(
  by: Chance,
  who: Cast,
  person: Person,
  kind: 'alias' | 'merge' | 'unmerge' | 'move' | 'flag' | 'withdrawal',
  earlier: readonly Entry[],
): Content {
  const other = by.pick(who.people);
  const company = by.whole(0, who.companies - 1);
  switch (kind) {
    case 'alias':
      return { kind, userId: person.userId, previousId: by.pick([person.device, other.device, other.userId]) };
    case 'merge':
      return by.happens(0.2)
        ? { kind, ...namedCompany(by, company), from: namedCompany(by, by.whole(0, who.companies - 1)) }
        : { kind, ...known(by, person), from: known(by, other) };
    case 'move':
      return {
        kind,
        ...known(by, person),
        to: by.happens(0.6) ? { accountId: companyOf(company) } : { domain: domainOf(company) },
      };
    case 'unmerge': {
      const links = earlier.filter(
        (each) => each.kind === 'merge' || each.kind === 'alias' || each.kind === 'move' || linksTwo(each),
      );
      const link = links.length > 0 ? by.pick(links) : undefined;
      return link === undefined ? behaviour(by, named(by, person)) : { kind, ...subjectAlone(link), link: refOf(link) };
    }
    case 'flag':
      return flag(by, person, earlier);
    case 'withdrawal': {
      const flags = earlier.filter((each) => each.kind === 'flag');
      const flagged = flags.length > 0 ? by.pick(flags) : undefined;
      return flagged === undefined
        ? flag(by, person, earlier)
        : { kind, ...subjectAlone(flagged), flagged: refOf(flagged) };
    }
  }
}

function linksTwo(entry: Entry): boolean {
  return entry.userId !== undefined && (entry.email ?? entry.anonymousId ?? entry.accountId) !== undefined;
}

/** The subject of an entry, for an entry that cites it. */
export function subjectAlone({ userId, email, anonymousId, accountId, domain }: Identity): Identity {
  if (userId !== undefined) return { userId };
  if (email !== undefined) return { email };
  if (anonymousId !== undefined) return { anonymousId };
  return accountId === undefined ? { ...(domain !== undefined && { domain }) } : { accountId };
}

function flag(by: Chance, person: Person, earlier: readonly Entry[]): Content {
  if (by.happens(0.12)) return { kind: 'flag', ...known(by, person), flag: by.pick(['competitor', 'internal']) };
  const worth = earlier.filter(
    (each) => each.kind !== 'flag' && each.kind !== 'withdrawal' && each.kind !== 'disposition',
  );
  const entries = worth.length === 0 ? [] : by.some(worth.slice(-8), by.whole(1, 3)).map(refOf);
  return { kind: 'flag', ...known(by, person), flag: by.pick(['machine', 'test', 'duplicate']), entries };
}

export { SOURCES };

// What one entry asserts about who is who: which identifiers it names, which it joins, which company it claims (I1–I5, I7, I8). What follows from
// many assertions is grouping.ts's business.
import type { Entry, EntryRef, Identity } from '../journal/entry.ts';
import { identifiersOf, isRoleAddress, isSharedDomain, normaliseDomain, subjectOf } from '../journal/identifiers.ts';
import { own } from '../journal/json.ts';

/** How strongly people's identifiers are joined: `alias` and `merge` are explicit, `seen` is not (I3, I4). */
export type JoinKind = 'seen' | 'alias' | 'merge';

/** The identifiers an entry names, in its own words. */
export interface Assertion {
  /** The entry's subject. */
  readonly subject: string;
  /** Identifiers of people, the subject first where it is a person's. */
  readonly people: readonly string[];
  readonly join: JoinKind;
  /** Identifiers of companies: the subject first where it is a company's; more than one are joined by a `merge`. */
  readonly companies: readonly string[];
  /** The company the entry's person belongs to, or undefined. */
  readonly claim: string | undefined;
  /** A domain that the entry gives to a company: `[domain, company]`. */
  readonly domainOf: readonly [string, string] | undefined;
}

/** Reads an entry's assertion. Flags and withdrawals join nobody; entries without identifiers assert nothing. */
export function assertionOf(entry: Entry): Assertion | undefined {
  const subject = subjectOf(entry);
  if (subject === undefined) return undefined;
  const people = identifiersOf(entry).filter(isPerson);
  if (entry.kind === 'flag' || entry.kind === 'withdrawal') {
    return {
      subject,
      people: people.slice(0, 1),
      join: 'seen',
      companies: isPerson(subject) ? [] : [subject],
      claim: undefined,
      domainOf: undefined,
    };
  }
  return {
    subject,
    people: withoutRoles(subject, [...people, ...(isPerson(subject) ? morePeople(entry) : [])]),
    join: entry.kind === 'alias' || entry.kind === 'merge' ? entry.kind : 'seen',
    companies: isPerson(subject) ? [] : [subject, ...moreCompanies(entry)],
    claim: isPerson(subject) ? claimOf(entry) : undefined,
    domainOf: domainOf(entry),
  };
}

/** I4: a role address is named only where it is the subject, and then nobody else is. */
function withoutRoles(subject: string, people: readonly string[]): readonly string[] {
  return isRole(subject) ? [subject] : people.filter((person) => !isRole(person));
}

function isRole(identifier: string): boolean {
  return identifier.startsWith('email:') && isRoleAddress(identifier.slice('email:'.length));
}

/** The entries that an entry speaks of: it belongs to one unit with them (I9). */
export function citationsOf(entry: Entry): readonly EntryRef[] {
  switch (entry.kind) {
    case 'flag':
      return entry.entries ?? [];
    case 'withdrawal':
      return [entry.flagged];
    case 'unmerge':
      return [entry.link];
    default:
      return [];
  }
}

/** Whether an identifier is of a person (and not of a company). */
export function isPerson(identifier: string): boolean {
  return !identifier.startsWith('company:') && !identifier.startsWith('domain:');
}

/** Every identifier that an assertion names: what a unit is made of (I9). */
export function namedBy(assertion: Assertion): string[] {
  const claim = assertion.claim === undefined ? [] : [assertion.claim];
  return [...assertion.people, ...assertion.companies, ...claim, ...(assertion.domainOf ?? [])];
}

/** Every identifier that an assertion names, and the companies that e-mail addresses stand for. */
export function namedWithCompanies(assertion: Assertion): string[] {
  return [assertion.subject, ...namedBy(assertion)].flatMap((name) => {
    const company = companyOfEmail(name);
    return company === undefined ? [name] : [name, company];
  });
}

/** The company that an e-mail's domain stands for, or undefined where the domain is shared (I7). */
export function companyOfEmail(identifier: string): string | undefined {
  if (!identifier.startsWith('email:')) return undefined;
  const domain = identifier.slice(identifier.lastIndexOf('@') + 1);
  return domain === '' || isSharedDomain(domain) ? undefined : `domain:${domain}`;
}

function morePeople(entry: Entry): string[] {
  if (entry.kind === 'alias') return [`user:${entry.previousId}`, `anon:${entry.previousId}`];
  if (entry.kind !== 'merge') return [];
  const from = subjectOf(entry.from);
  return from !== undefined && isPerson(from) ? [from] : [];
}

function moreCompanies(entry: Entry): string[] {
  if (entry.kind !== 'merge') return [];
  const from = subjectOf(entry.from);
  return from !== undefined && !isPerson(from) ? [from] : [];
}

function claimOf(entry: Entry): string | undefined {
  return companyNamed(entry.kind === 'move' ? entry.to : entry);
}

function companyNamed(identity: Identity): string | undefined {
  if (identity.accountId !== undefined) return `company:${identity.accountId}`;
  if (identity.domain === undefined || isSharedDomain(identity.domain)) return undefined;
  return `domain:${identity.domain}`;
}

function domainOf(entry: Entry): readonly [string, string] | undefined {
  if (entry.accountId === undefined) return undefined;
  const domain = entry.domain ?? domainAttribute(entry);
  if (domain === undefined || isSharedDomain(domain)) return undefined;
  return [`domain:${domain}`, `company:${entry.accountId}`];
}

function domainAttribute(entry: Entry): string | undefined {
  if ((entry.kind !== 'identify' && entry.kind !== 'group') || entry.account === undefined) return undefined;
  const domain = own(entry.account, 'domain');
  return typeof domain === 'string' ? (normaliseDomain(domain) ?? undefined) : undefined;
}

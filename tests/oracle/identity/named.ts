// What one entry says of who is who, taken alone: whom it names, links and claims (I1, I2, I4, I7, I8).
import type { Entry, EntryRef, Identity } from '@baton/core/journal/entry';
import { isRoleAddress, isSharedDomain } from '@baton/core/journal/identifiers';

export interface Link {
  readonly between: readonly [string, string];
  readonly by: Entry;
  readonly how: 'together' | 'alias' | 'merge';
}

/** `person` belongs to the company `to`, says an entry. */
export interface Claim {
  readonly person: string;
  readonly to: string;
  readonly by: Entry;
}

const isRole = (email: string | undefined): boolean => email !== undefined && isRoleAddress(email);

/** I1 and I4: the people an entry names, its subject first. A role address is named only as the subject, and then alone. */
export function peopleOf(identity: Identity): string[] {
  const { userId, email, anonymousId } = identity;
  if (userId === undefined && email !== undefined && isRole(email)) return [`email:${email}`];
  const people: string[] = [];
  if (userId !== undefined) people.push(`user:${userId}`);
  if (email !== undefined && !isRole(email)) people.push(`email:${email}`);
  if (anonymousId !== undefined) people.push(`anon:${anonymousId}`);
  return people;
}

/** The companies an entry names. */
export function companiesOf(identity: Identity): string[] {
  const companies: string[] = [];
  if (identity.accountId !== undefined) companies.push(`company:${identity.accountId}`);
  if (identity.domain !== undefined) companies.push(`domain:${identity.domain}`);
  return companies;
}

/** I1: whom an entry is about. */
export const subjectOf = once((entry) => peopleOf(entry)[0] ?? companiesOf(entry)[0]);

/** The same question of the same entry is answered once. */
export function once<T>(answer: (entry: Entry) => T): (entry: Entry) => T {
  const answers = new WeakMap<Entry, { readonly is: T }>();
  return (entry) => {
    const known = answers.get(entry) ?? { is: answer(entry) };
    answers.set(entry, known);
    return known.is;
  };
}

/** Flags and withdrawals say nothing of who is who (I2). */
function speaks(entry: Entry): boolean {
  return entry.kind !== 'flag' && entry.kind !== 'withdrawal';
}

/** I2: the links an entry makes between people. */
export const linksOf: (entry: Entry) => readonly Link[] = once(linksMadeBy);

function linksMadeBy(entry: Entry): Link[] {
  const [subject, ...others] = peopleOf(entry);
  if (subject === undefined || !speaks(entry)) return [];
  const links: Link[] = others.map((other) => ({ between: [subject, other], by: entry, how: 'together' }));
  if (isLonely(subject)) return links;
  if (entry.kind === 'alias') {
    for (const other of [`user:${entry.previousId}`, `anon:${entry.previousId}`])
      links.push({ between: [subject, other], by: entry, how: 'alias' });
  }
  if (entry.kind === 'merge') {
    const from = peopleOf(entry.from)[0];
    if (from !== undefined && !isLonely(from)) links.push({ between: [subject, from], by: entry, how: 'merge' });
  }
  return links;
}

/** A role address joins nobody (I4). */
function isLonely(person: string): boolean {
  return person.startsWith('email:') && isRole(person.slice('email:'.length));
}

/** I7: the claim an entry makes for its subject. */
export const claimOf: (entry: Entry) => Claim | undefined = once(claimMadeBy);

function claimMadeBy(entry: Entry): Claim | undefined {
  const person = peopleOf(entry)[0];
  if (person === undefined || !speaks(entry)) return undefined;
  const to = entry.kind === 'move' ? companiesOf(entry.to)[0] : claimedCompany(entry);
  return to === undefined ? undefined : { person, to, by: entry };
}

function claimedCompany(entry: Entry): string | undefined {
  if (entry.accountId !== undefined) return `company:${entry.accountId}`;
  return entry.domain === undefined || isSharedDomain(entry.domain) ? undefined : `domain:${entry.domain}`;
}

/** I8: the domain that an entry gives to its company. */
export function domainClaimOf(entry: Entry): Link | undefined {
  if (entry.accountId === undefined || !speaks(entry)) return undefined;
  const attribute = entry.kind === 'identify' || entry.kind === 'group' ? entry.account?.domain : undefined;
  const domain = entry.domain ?? (typeof attribute === 'string' ? attribute : undefined);
  if (domain === undefined || isSharedDomain(domain)) return undefined;
  return { between: [`company:${entry.accountId}`, `domain:${domain}`], by: entry, how: 'together' };
}

/** I8: the companies that a merge links. */
export function companyMergeOf(entry: Entry): Link | undefined {
  if (entry.kind !== 'merge' || peopleOf(entry).length > 0) return undefined;
  const subject = companiesOf(entry)[0];
  const from = peopleOf(entry.from).length > 0 ? undefined : companiesOf(entry.from)[0];
  return subject === undefined || from === undefined
    ? undefined
    : { between: [subject, from], by: entry, how: 'merge' };
}

/** I7: the company that an e-mail stands for where nobody claims anything. */
export function companyOfEmail(identifier: string): string | undefined {
  if (!identifier.startsWith('email:')) return undefined;
  const domain = identifier.slice(identifier.lastIndexOf('@') + 1);
  return isSharedDomain(domain) ? undefined : `domain:${domain}`;
}

/** The entries an entry cites, other than hand-offs. */
export function citedBy(entry: Entry): readonly EntryRef[] {
  if (entry.kind === 'flag') return entry.entries ?? [];
  if (entry.kind === 'withdrawal') return [entry.flagged];
  return entry.kind === 'unmerge' ? [entry.link] : [];
}

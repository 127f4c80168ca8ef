// Who is in the data: attributes known by the month in which somebody showed up, free mail, where people came from. What is wrong with them stands in people-findings.ts.
import { MINUTE } from '../../base/duration.ts';
import { looksLikeTest } from '../../hygiene/signs/test-records.ts';
import type { Entry, TraitsEntry } from '../../journal/entry.ts';
import { isRoleAddress, isSharedDomain, subjectOf } from '../../journal/identifiers.ts';
import { monthOf } from './months.ts';

const MOST_ATTRIBUTES = 60;

/** What one person's entries say of them. */
export interface Person {
  readonly subject: string;
  firstAt: number;
  /** When the record was created, where an `identify` says so. */
  createdAt: number | undefined;
  email: string | undefined;
  /** What the record says of where the person came from. */
  source: string | undefined;
  campaign: string | undefined;
  /** The system whose record looks like a test; undefined where none does. */
  testOf: string | undefined;
  /** Positions of known attributes, as bits. */
  known: bigint;
}

/** How much is known of an attribute. */
export interface AttributeMonths {
  readonly attribute: string;
  readonly known: number;
  readonly of: number;
  /** Aligned with the months of the report, by the month in which people showed up. */
  readonly knownBy: readonly number[];
  readonly people: readonly number[];
}

/** Collects people, or with `of: 'companies'` the companies that entries name: what is said of an account counts for its company, else for the person in whose row it stands. */
export class People {
  constructor(private readonly of: 'people' | 'companies' = 'people') {}

  private readonly bySubject = new Map<string, Person>();
  private readonly attributes: string[] = [];
  private readonly created = new Map<number, number>();

  add(entry: Entry): void {
    const subject = this.of === 'people' ? personOf(entry) : companyOf(entry);
    if (subject === undefined) return;
    let person = this.bySubject.get(subject);
    if (person === undefined) {
      person = {
        subject,
        firstAt: entry.occurredAt,
        createdAt: undefined,
        email: undefined,
        source: undefined,
        campaign: undefined,
        testOf: undefined,
        known: 0n,
      };
      this.bySubject.set(subject, person);
    }
    if (entry.occurredAt < person.firstAt) person.firstAt = entry.occurredAt;
    if (entry.email !== undefined) person.email = entry.email;
    if (entry.kind === 'identify' || (entry.kind === 'group' && this.of === 'companies')) this.describe(person, entry);
  }

  private describe(person: Person, entry: TraitsEntry): void {
    if (person.createdAt === undefined) {
      person.createdAt = entry.occurredAt;
      const minute = Math.floor(entry.occurredAt / MINUTE);
      this.created.set(minute, (this.created.get(minute) ?? 0) + 1);
    }
    if (this.of === 'people') this.know(person, 'lead', entry.lead);
    if ((this.of === 'companies') === (companyOf(entry) !== undefined)) this.know(person, 'account', entry.account);
    if (this.of === 'companies') return;
    const { firstName, lastName, email, source, campaign } = entry.lead ?? {};
    if (typeof email === 'string') person.email ??= email.toLowerCase();
    if (typeof source === 'string') person.source ??= source;
    if (typeof campaign === 'string') person.campaign ??= campaign;
    if (looksLikeTest(person.email, firstName, lastName)) person.testOf = entry.source;
  }

  private know(person: Person, root: 'lead' | 'account', attributes: TraitsEntry['lead']): void {
    for (const name in attributes) {
      if (attributes[name] === null || attributes[name] === '') continue;
      const bit = this.bitOf(`${root}.${name}`);
      if (bit >= 0) person.known |= 1n << BigInt(bit);
    }
  }

  private bitOf(attribute: string): number {
    const known = this.attributes.indexOf(attribute);
    if (known >= 0 || this.attributes.length >= MOST_ATTRIBUTES) return known;
    return this.attributes.push(attribute) - 1;
  }

  /** Everybody. */
  all(): IterableIterator<Person> {
    return this.bySubject.values();
  }

  get size(): number {
    return this.bySubject.size;
  }

  find(subject: string): Person | undefined {
    return this.bySubject.get(subject);
  }

  /** Attributes in order of first appearance, as positions of the bits of `known`. */
  get names(): readonly string[] {
    return this.attributes;
  }

  /** Coverage of every attribute among people with a record of their own. */
  coverage(months: readonly string[]): AttributeMonths[] {
    const position = new Map(months.map((month, i) => [month, i]));
    const people = months.map(() => 0);
    const knownBy = this.attributes.map(() => months.map(() => 0));
    let of = 0;
    for (const person of this.all()) {
      if (person.createdAt === undefined) continue;
      of += 1;
      const at = position.get(monthOf(person.firstAt));
      if (at === undefined) continue;
      people[at] = (people[at] as number) + 1;
      for (const [bit, counts] of knownBy.entries())
        if (((person.known >> BigInt(bit)) & 1n) === 1n) counts[at] = (counts[at] as number) + 1;
    }
    return this.attributes
      .map((attribute, bit) => {
        const counts = knownBy[bit] as number[];
        return { attribute, knownBy: counts, people, of, known: counts.reduce((sum, count) => sum + count, 0) };
      })
      .sort((a, b) => b.known - a.known || (a.attribute < b.attribute ? -1 : 1));
  }

  /** Mailboxes: free mail, those that several people read, and everybody with an address. */
  mail(): { readonly withEmail: number; readonly freeMail: number; readonly shared: number } {
    const counts = { withEmail: 0, freeMail: 0, shared: 0 };
    for (const { email } of this.all()) {
      if (email === undefined) continue;
      counts.withEmail += 1;
      if (isSharedDomain(email.slice(email.lastIndexOf('@') + 1))) counts.freeMail += 1;
      if (isRoleAddress(email)) counts.shared += 1;
    }
    return counts;
  }

  /** People, or companies, created by minute. */
  minutes(): ReadonlyMap<number, number> {
    return this.created;
  }
}

function personOf(entry: Entry): string | undefined {
  const subject = subjectOf(entry);
  return subject === undefined || /^(company|domain):/.test(subject) ? undefined : subject;
}

function companyOf({ accountId, domain }: Entry): string | undefined {
  if (accountId !== undefined) return `company:${accountId}`;
  return domain === undefined ? undefined : `domain:${domain}`;
}

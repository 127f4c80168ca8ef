// Who is in the data: attributes known by the month in which somebody showed up, free mail, people entered twice, test records, bulk loads.
import { MINUTE } from '../../base/duration.ts';
import { looksLikeTest } from '../../hygiene/signs/test-records.ts';
import type { Entry, TraitsEntry } from '../../journal/entry.ts';
import { isRoleAddress, isSharedDomain, subjectOf } from '../../journal/identifiers.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Finding } from './finding.ts';
import { monthOf, runsOf } from './months.ts';

/** More records of one minute than this were loaded, not born (K12). */
const BULK = 50;
const MOST_ATTRIBUTES = 60;

/** What one person's entries say of them. */
export interface Person {
  readonly subject: string;
  firstAt: number;
  /** When the record was created, where an `identify` says so. */
  createdAt: number | undefined;
  email: string | undefined;
  /** Name and company, written alike. */
  alike: string | undefined;
  isTest: boolean;
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
        alike: undefined,
        isTest: false,
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
    const { firstName, lastName, email } = (entry.lead ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof email === 'string') person.email ??= email.toLowerCase();
    const company = entry.account?.name ?? entry.accountId ?? entry.domain;
    if (typeof firstName === 'string' && typeof lastName === 'string' && typeof company === 'string')
      person.alike = `${firstName} ${lastName}|${company}`.toLowerCase();
    person.isTest ||= looksLikeTest(person.email, firstName, lastName);
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

  findings(months: readonly string[]): Finding[] {
    return this.of === 'companies'
      ? this.dropped(months)
      : [...this.dropped(months), ...this.twice(), ...this.tests(), ...this.loads()];
  }

  /** Months in which hardly any newcomer had an attribute that most others have: for a while, or to the end. */
  private dropped(months: readonly string[]): Finding[] {
    return this.coverage(months).flatMap(({ attribute, knownBy, people, of }) => {
      const shares = people.map((count, i) => (count < 5 ? undefined : (knownBy[i] as number) / count));
      const usual =
        quantile(
          shares.flatMap((share) => share ?? []),
          0.9,
        ) ?? 0;
      if (usual < 0.4) return [];
      const isLow = (i: number): boolean => (shares[i] ?? usual) < usual * 0.35;
      return runsOf(months.length, isLow).flatMap(([from, to]) => {
        const came = people.slice(from, to).reduce((sum, count) => sum + count, 0);
        if (from < 2 || came < 40) return [];
        const span = to === months.length ? `from ${months[from]} on` : `from ${months[from]} to ${months[to - 1]}`;
        return [
          {
            kind: 'attribute-dropped' as const,
            place: attribute,
            month: months[from] as string,
            size: came,
            message: `${attribute} is known of hardly anybody who came ${span}, and of ${percent(usual)} in other months`,
            repair: 'find out which form or enrichment stopped filling it in, and enrich those who came then',
            weight: (0.3 * came) / Math.max(1, of),
          },
        ];
      });
    });
  }

  private twice(): Finding[] {
    const groups = new Map<string, number>();
    let named = 0;
    for (const { alike } of this.all()) {
      if (alike === undefined) continue;
      named += 1;
      groups.set(alike, (groups.get(alike) ?? 0) + 1);
    }
    const double = [...groups.values()].filter((count) => count > 1);
    const people = double.reduce((sum, count) => sum + count, 0);
    if (double.length < 5 || people / named < 0.01) return [];
    return [
      {
        kind: 'duplicate-people',
        place: 'people of one name at one company',
        size: people,
        message: `${people} records stand for ${double.length} names at one company each: probably the same people`,
        repair: 'merge them in the CRM: what one person does is counted for two who both stay below the threshold',
        weight: (0.5 * (people - double.length)) / Math.max(1, named),
      },
    ];
  }

  private tests(): Finding[] {
    const tests = [...this.all()].filter(({ isTest }) => isTest).length;
    if (tests < 3) return [];
    return [
      {
        kind: 'test-records',
        place: 'people',
        size: tests,
        message: `${tests} people look like tests by their name or address`,
        repair: 'flag them with baton flag, or delete them at the source',
        weight: tests / Math.max(1, this.bySubject.size) / 2,
      },
    ];
  }

  private loads(): Finding[] {
    return [...this.created]
      .filter(([, count]) => count > BULK)
      .sort((a, b) => b[1] - a[1])
      .slice(0, 5)
      .map(([minute, count]) => ({
        kind: 'bulk-load' as const,
        place: 'people',
        month: monthOf(minute * MINUTE),
        size: count,
        message: `${count} people were created within the minute of ${new Date(minute * MINUTE).toISOString().slice(0, 16).replace('T', ' ')} UTC: a list was loaded`,
        repair: 'take their creation for no behaviour; give them the source of the list',
        weight: (0.3 * count) / Math.max(1, this.bySubject.size),
      }));
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

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

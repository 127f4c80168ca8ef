// What is being made up of one account: its entries with their ids, and what later rooms need to know of each person. Nothing after the end of the history gets in.
import type { Entry, EntryRef, Instant } from '../../journal/entry.ts';
import type { Account } from '../people/account.ts';
import type { Person } from '../people/person.ts';

/** Who sends entries: the site, the product, the mailing tool, the CRM, the billing system, finance. */
export type Sender = 'web' | 'app' | 'mail' | 'crm' | 'billing' | 'finance';

/** How long news takes from each sender to the company, in milliseconds. */
const LAGS: Readonly<Record<Sender, number>> = {
  web: 1400,
  app: 900,
  mail: 2500,
  crm: 45_000,
  billing: 8000,
  finance: 0,
};

/** What a person has done so far that somebody acts on. */
export interface Trail {
  readonly person: Person;
  /** When the address was given away. */
  knownAt: Instant;
  /** What the point table of yesterday gives, in order of writing. */
  readonly points: { readonly at: Instant; readonly points: number }[];
  /** Requests for a demo. */
  readonly raises: Instant[];
  /** Entries that a machine made. */
  readonly machine: EntryRef[];
  unsubscribedAt: Instant | undefined;
}

/** Collects an account's entries. */
export class Draft {
  readonly entries: Entry[] = [];
  readonly trails: Trail[];
  private readonly prefix: string;
  private deals = 0;
  private readonly counts: Record<Sender, number> = { web: 0, app: 0, mail: 0, crm: 0, billing: 0, finance: 0 };

  constructor(
    readonly account: Account,
    readonly people: readonly Person[],
    private readonly until: Instant,
  ) {
    this.prefix = account.index.toString(36);
    this.trails = people.map((person) => ({
      person,
      knownAt: person.knownAt,
      points: [],
      raises: [],
      machine: [],
      unsubscribedAt: undefined,
    }));
  }

  /** The id of the account's next deal. */
  nextDeal(): string {
    this.deals += 1;
    return `deal-${this.prefix}${this.deals === 1 ? '' : `-${this.deals}`}`;
  }

  /** Adds an entry; undefined where it would be known only after the end. Ids count per sender and account. */
  add(source: Sender, fields: object, occurredAt: Instant, lag: number = LAGS[source]): Entry | undefined {
    const number = this.counts[source]++;
    const happened = Math.floor(occurredAt);
    const knownAt = happened + Math.floor(lag);
    if (knownAt >= this.until) return undefined;
    const entry = {
      source,
      id: `${source}-${this.prefix}-${number.toString(36)}`,
      ...fields,
      occurredAt: happened,
      knownAt,
    } as unknown as Entry;
    this.entries.push(entry);
    return entry;
  }
}

/** Whom an entry is about at an instant: a cookie before the address is known, the person afterwards. */
export function whoAt(trail: Trail, at: Instant): { readonly userId: string } | { readonly anonymousId: string } {
  return at < trail.knownAt ? { anonymousId: trail.person.device } : { userId: trail.person.id };
}

// The card that an import ends with (L3): what the files can and cannot answer, and which one would help most next. It counts entries as they are written and holds none.

import { SeenTexts } from '@baton/core/base/seen-texts';
import type { FolderFacts } from '@baton/core/import/facts/folder-facts';
import type { Entry, TraitsEntry } from '@baton/core/journal/entry';
import { type Ability, abilitiesOf } from '@baton/core/reports/health/abilities';
import { feedOf } from '@baton/core/reports/health/feeds';
import { nextFile } from '@baton/core/reports/health/next-file';

type Facts = ReturnType<FolderFacts['finish']>['counts'];

const MOST_NAMES = 1000;

/** What an import shows. */
export interface Coverage {
  readonly won: number;
  readonly wonLastYear: number;
  readonly seen: number;
  readonly dark: number;
  readonly abilities: readonly Ability[];
  readonly next?: string;
}

/** People by their numbers, a bit each. */
interface PeopleSet {
  bits: Uint8Array;
  size: number;
}

/** What a card has counted. */
interface CardState {
  readonly kinds: ReadonlyMap<string, number>;
  readonly attributes: ReadonlyMap<string, PeopleSet>;
  readonly feeds: ReadonlySet<string>;
  readonly people: number;
  readonly numbers: Int32Array;
}

function withPerson(held: PeopleSet | undefined, person: number): PeopleSet {
  const set = held ?? { bits: new Uint8Array(64), size: 0 };
  if (person >> 3 >= set.bits.length) {
    const larger = new Uint8Array(Math.max(set.bits.length * 2, (person >> 3) + 1));
    larger.set(set.bits);
    set.bits = larger;
  }
  const [at, bit] = [person >> 3, 1 << (person & 7)];
  if (((set.bits[at] as number) & bit) === 0) set.size += 1;
  set.bits[at] = (set.bits[at] as number) | bit;
  return set;
}

/** Counts what entries hold. */
export class CoverageCard {
  private readonly kinds = new Map<string, number>();
  private readonly attributes = new Map<string, PeopleSet>();
  private readonly feeds = new Set<string>();
  /** People by their e-mail address, else by the id they have in their source. */
  private readonly numbers = new SeenTexts();
  private people = 0;

  /** All counts, so that they can be taken up again. */
  get state(): CardState {
    const { kinds, attributes, feeds, people } = this;
    return { kinds, attributes, feeds, people, numbers: this.numbers.records };
  }

  resume({ kinds, attributes, feeds, people, numbers }: CardState): void {
    for (const [kind, count] of kinds) this.kinds.set(kind, count);
    for (const [attribute, held] of attributes) this.attributes.set(attribute, held);
    for (const feed of feeds) this.feeds.add(feed);
    this.people = people;
    this.numbers.records = numbers;
  }

  take(entry: Entry): void {
    this.kinds.set(entry.kind, (this.kinds.get(entry.kind) ?? 0) + 1);
    const feed = feedOf(entry);
    if (feed !== undefined && this.feeds.size < MOST_NAMES) this.feeds.add(feed);
    if (entry.kind !== 'identify') return;
    const person = this.numberOf(entry);
    for (const [root, traits] of [
      ['lead', entry.lead],
      ['account', entry.account],
    ] as const)
      for (const name in traits) {
        const attribute = `${root}.${name}`;
        if (traits[name] === null || (this.attributes.size >= MOST_NAMES && !this.attributes.has(attribute))) continue;
        this.attributes.set(attribute, withPerson(this.attributes.get(attribute), person));
      }
  }

  private numberOf({ email, userId, anonymousId, lead }: TraitsEntry): number {
    const address = email ?? (typeof lead?.email === 'string' ? lead.email : undefined);
    const before = this.numbers.remember(address ?? userId ?? anonymousId ?? '', this.people);
    if (before !== undefined) return before;
    this.people += 1;
    return this.people - 1;
  }

  /** What all files together show. */
  coverage(facts: Facts): Coverage {
    const { people, kinds } = this;
    const withPeople = {
      recorded: facts.linkedRecorded,
      inferred: facts.linkedInferred,
      none: facts.unlinked,
    };
    const conversations = {
      recorded: facts.conversationsRecorded,
      inferred: facts.conversationsInferred,
      assumed: facts.conversationsAssumed,
    };
    const deals = { ...facts, subscriptions: 0, withPeople, conversations, darkAccounts: [] };
    const feeds = [...this.feeds].map((feed) => ({ feed, total: 0, counts: [] }));
    const attributes = [...this.attributes].map(([attribute, known]) => ({
      attribute,
      known: known.size,
      of: people,
      knownBy: [],
      people: [],
    }));
    const next = nextFile({ people, deeds: feeds.length, deals, kinds });
    return {
      won: facts.won,
      wonLastYear: facts.wonLastYear,
      seen: facts.seen,
      dark: facts.dark,
      abilities: abilitiesOf({ people, deals, attributes, feeds, kinds }),
      ...(next !== undefined && { next }),
    };
  }
}

// The people that deals, activities and conversions speak of, as far as facts need them: of a million leads only these are held (K5, K6).
import type { Identity } from '../../journal/entry.ts';
import { personKeys } from './account-keys.ts';
import type { KnownPerson } from './deals/people-of-deals.ts';

/** What a lead's row says beyond who it is. */
export interface LeadNote extends KnownPerson {
  /** The lead's company, by its row; else by its e-mail address. */
  readonly account: string | undefined;
  readonly convertedAt: number | undefined;
  readonly convertedDeal: string | undefined;
  readonly conversationAt: number | undefined;
  readonly legacyMqlAt: number | undefined;
  /** Where its row stands, for the ids of what follows from it. */
  readonly source: string;
  readonly key: string;
}

/** A time in which something done by a person names them for a deal. */
export interface Watch {
  readonly deal: string;
  readonly person: KnownPerson;
  readonly from: number;
  readonly until: number;
  isHit: boolean;
}

/** What was seen of people's deeds: which watches were hit, by key and number, and the deals that something preceded. */
export interface DeedsSeen {
  readonly hits: readonly (readonly [string, number])[];
  readonly preceded: readonly string[];
}

/** People by their identifiers, by their company, and by the deal they were converted to. */
export class PeopleBook {
  private readonly byKey = new Map<string, LeadNote>();
  private readonly byAccount = new Map<string, LeadNote[]>();
  private readonly byDeal = new Map<string, LeadNote[]>();
  private readonly watches = new Map<string, Watch[]>();
  readonly converted: LeadNote[] = [];
  /** Won deals whose people's deeds are looked for, and the deals of which some were seen. */
  private readonly lookedFor = new Map<
    string,
    { readonly deal: string; readonly from: number; readonly until: number }[]
  >();
  private readonly preceded = new Set<string>();

  add(note: LeadNote): void {
    for (const key of personKeys(note.who)) if (!this.byKey.has(key)) this.byKey.set(key, note);
    if (note.account !== undefined) append(this.byAccount, note.account, note);
    if (note.convertedDeal !== undefined) append(this.byDeal, note.convertedDeal, note);
    if (note.convertedAt !== undefined || note.conversationAt !== undefined) this.converted.push(note);
  }

  find(who: Identity): LeadNote | undefined {
    for (const key of personKeys(who)) {
      const note = this.byKey.get(key);
      if (note !== undefined) return note;
    }
    return undefined;
  }

  ofAccount(account: string): readonly LeadNote[] {
    return this.byAccount.get(account) ?? [];
  }

  convertedTo(deal: string): readonly LeadNote[] {
    return this.byDeal.get(deal) ?? [];
  }

  watch(watch: Watch): void {
    for (const key of personKeys(watch.person.who)) append(this.watches, key, watch);
  }

  /** Whether anything that anybody does is of interest. */
  get isWatching(): boolean {
    return this.watches.size > 0 || this.lookedFor.size > 0;
  }

  /** Keys of all people whose deeds are of interest. */
  get watchedKeys(): ReadonlySet<string> {
    return new Set([...this.watches.keys(), ...this.lookedFor.keys()]);
  }

  /** Looks for deeds of a person in [from, until), which would show that something preceded a deal. */
  lookFor(deal: string, who: Identity, from: number, until: number): void {
    for (const key of personKeys(who)) append(this.lookedFor, key, { deal, from, until });
  }

  /** Whether anything that was looked for was seen. */
  wasPreceded(deal: string): boolean {
    return this.preceded.has(deal);
  }

  /** Notes that something names a person for a deal: a deed, a touch, a hand-off. */
  see(who: Identity, at: number): void {
    for (const key of personKeys(who))
      for (const watch of this.watches.get(key) ?? []) if (at >= watch.from && at <= watch.until) watch.isHit = true;
  }

  /** Notes that a person did something. */
  seeDeed(who: Identity, at: number): void {
    this.see(who, at);
    if (this.lookedFor.size === 0) return;
    for (const key of personKeys(who))
      for (const { deal, from, until } of this.lookedFor.get(key) ?? [])
        if (at >= from && at < until) this.preceded.add(deal);
  }

  get deedsSeen(): DeedsSeen {
    const hits = [...this.watches].flatMap(([key, watches]) =>
      watches.flatMap(({ isHit }, i) => (isHit ? [[key, i] as const] : [])),
    );
    return { hits, preceded: [...this.preceded] };
  }

  resumeDeeds({ hits, preceded }: DeedsSeen): void {
    for (const [key, i] of hits) {
      const watch = this.watches.get(key)?.[i];
      if (watch !== undefined) watch.isHit = true;
    }
    for (const deal of preceded) this.preceded.add(deal);
  }

  /** The people whose deeds named them for a deal. */
  hitsOf(deal: string): readonly KnownPerson[] {
    const found = new Set<KnownPerson>();
    for (const watches of this.watches.values())
      for (const watch of watches) if (watch.deal === deal && watch.isHit) found.add(watch.person);
    return [...found];
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const held = map.get(key);
  if (held === undefined) map.set(key, [value]);
  else held.push(value);
}

// What a golden case says, once parsed from tests.yaml: people, what they did, and what should come of it. Playing it is replay's business.
import type { Entry, Instant, Json } from '../journal/entry.ts';
import type { Grade, Tenths } from './definition.ts';

/** One golden case of `tests.yaml`: either expectations about one account, or a ranking of two. */
export type Story = ExpectingStory | RankingStory;

/** An account, its people, what happened, and what is expected at the end. */
export interface ExpectingStory extends StoryCase {
  readonly kind: 'expecting';
  readonly name: string;
  /** Line of the story's name in the file, from 1. */
  readonly line: number;
  readonly expect: Expectation;
}

/** The lead of `first` goes before the lead of `then` by rank (R18). Each is an account of its own. */
export interface RankingStory {
  readonly kind: 'ranking';
  readonly name: string;
  /** Line of the story's name in the file, from 1. */
  readonly line: number;
  readonly first: StoryCase;
  readonly then: StoryCase;
}

/** One account at one asking. */
export interface StoryCase {
  /** The instant of the asking; absent where the story does not care. */
  readonly now?: Instant;
  /** Attributes of the account, known from before the first entry. */
  readonly account: Readonly<Record<string, Json>>;
  /** At least one. A story without `leads:` has exactly one, called `lead`. */
  readonly leads: readonly StoryLead[];
}

/** One person of the account. */
export interface StoryLead {
  readonly name: string;
  /** Attributes of the person, known from before the first entry. */
  readonly attributes: Readonly<Record<string, Json>>;
  /** In the order written; `times` is written out: the latest first, each further one `every` earlier. */
  readonly entries: readonly StoryEntry[];
}

/** One entry, so long before the asking. */
export interface StoryEntry {
  /** Hours before the asking; fractions where minutes were written. */
  readonly agoHours: number;
  readonly kind: Entry['kind'];
  /** The entry's own fields as entry.ts names them, `properties` included; no identity, id or instants. */
  readonly fields: Readonly<Record<string, Json>>;
  /** True: a `machine` flag names it from its own instant on. */
  readonly machine: boolean;
}

/** What must hold at the asking. Absent parts are not looked at. */
export interface Expectation {
  /** By gate: whether it is open for the lead (an account gate: for the account; with several leads: for any of them). */
  readonly gates: Readonly<Record<string, boolean>>;
  /** The grades that pass. With several leads: the account's fit. */
  readonly fit?: readonly Grade[];
  /** With several leads: the account's engagement (R15). */
  readonly engagement?: Bound;
  /** With several leads: the highest of theirs. */
  readonly usage?: Bound;
  /** Criteria that must be false or unknown, of the first lead. */
  readonly missing: readonly string[];
  /** True or false: whether a hand-off was opened at or before the asking; a name: by which gate (`continuous` included). */
  readonly handoff?: boolean | string;
  /** Whether the lead (or the account) is in nurture. */
  readonly nurture?: boolean;
  /** Disqualifications that must be true. */
  readonly disqualified: readonly string[];
  /** Texts that the explanation in words must contain. */
  readonly words: readonly string[];
}

/** A score compared with a number of tenths. */
export interface Bound {
  readonly how: '==' | '>=' | '<=' | '>' | '<';
  readonly tenths: Tenths;
}

/** Whether a score keeps within a bound. */
export function keepsWithin(score: Tenths, bound: Bound): boolean {
  switch (bound.how) {
    case '==':
      return score === bound.tenths;
    case '>=':
      return score >= bound.tenths;
    case '<=':
      return score <= bound.tenths;
    case '>':
      return score > bound.tenths;
    case '<':
      return score < bound.tenths;
  }
}

// The journal's vocabulary: every kind of entry and its shape (design §2). What an entry *does* is the kernel's business;
// how unknown input becomes an entry is parse-entry's.
import type { EntryBase, EntryRef, Identity, Instant, Json } from './entry-base.ts';
import type { ConsentEntry, NurtureEntry } from './nurture-entries.ts';
import type {
  ConversationEntry,
  DealEntry,
  DispositionEntry,
  EvidenceEntry,
  HandedEntry,
  MeetingEntry,
  ReleaseEntry,
  RoutedEntry,
  SubscriptionEntry,
  TouchEntry,
} from './sales-entries.ts';

export type { Confidence, EntryBase, EntryRef, Identity, Instant, Json } from './entry-base.ts';

/** Where a visit came from (UTM parameters). */
export interface Campaign {
  readonly source?: string;
  readonly medium?: string;
  readonly name?: string;
  readonly term?: string;
  readonly content?: string;
}

/** Something a person did. `name` is the event's name of a `track`, the page's name of a `page`. */
export interface BehaviourEntry extends EntryBase {
  readonly kind: 'track' | 'page' | 'screen' | 'dwell';
  readonly name?: string;
  readonly path?: string;
  readonly url?: string;
  readonly referrer?: string;
  readonly title?: string;
  readonly campaign?: Campaign;
  /** Seconds on the page, of a `dwell` (C8a). */
  readonly seconds?: number;
  readonly properties?: Readonly<Record<string, Json>>;
  /** Loaded with many others in one go (K12): it happened at no instant of its own, so no signal, pattern or attribution counts it. */
  readonly bulk?: boolean;
}

/**
 * What is known of a person (`lead`) and of a company (`account`). A null says *unknown from now on*. An `identify`
 * speaks of a person (and, where the row says so, of the person's company), a `group` of a company, with or without a person.
 */
export interface TraitsEntry extends EntryBase {
  readonly kind: 'identify' | 'group';
  readonly lead?: Readonly<Record<string, Json>>;
  readonly account?: Readonly<Record<string, Json>>;
}

/** `previousId` (an anonymous or a user id) is the same person as the entry's `userId`. */
export interface AliasEntry extends EntryBase {
  readonly kind: 'alias';
  readonly previousId: string;
}

/** The person (or company) `from` is the same as the entry's subject. */
export interface MergeEntry extends EntryBase {
  readonly kind: 'merge';
  readonly from: Identity;
}

/** Cancels every link that the cited entry made. */
export interface UnmergeEntry extends EntryBase {
  readonly kind: 'unmerge';
  readonly link: EntryRef;
}

/** The entry's person belongs to the company `to` from now on. */
export interface MoveEntry extends EntryBase {
  readonly kind: 'move';
  readonly to: Identity;
}

/**
 * A label on entries of the same unit (`machine`, `test`, `duplicate`: out of all evidence from now on) or on the subject's
 * company (`competitor`, `internal`: disqualified).
 */
export interface FlagEntry extends EntryBase {
  readonly kind: 'flag';
  readonly flag: 'machine' | 'test' | 'duplicate' | 'competitor' | 'internal';
  readonly entries?: readonly EntryRef[];
  readonly because?: string;
}

/** Takes a flag back, as far as no other flag holds the same entries. */
export interface WithdrawalEntry extends EntryBase {
  readonly kind: 'withdrawal';
  readonly flagged: EntryRef;
  readonly because?: string;
}

/** A definition's version comes into force at `effectiveAt`. About the company, not about a lead. */
export interface ActivationEntry extends EntryBase {
  readonly kind: 'activation';
  readonly definition: string;
  readonly version: number;
  readonly digest: string;
  readonly effectiveAt: Instant;
  readonly signatures?: readonly {
    readonly by: string;
    readonly function: 'marketing' | 'sales';
    readonly at: Instant;
  }[];
}

/** What marketing spent on a source or campaign in a period [from, until). Minor units. */
export interface SpendEntry extends EntryBase {
  readonly kind: 'spend';
  readonly from: Instant;
  readonly until: Instant;
  readonly channel?: string;
  readonly campaign?: Campaign;
  readonly amountMinor: number;
  readonly currency: string;
}

/** The watch raised or cleared an alarm about a criterion or a feed. */
export interface AlarmEntry extends EntryBase {
  readonly kind: 'alarm';
  readonly alarm: string;
  readonly state: 'raised' | 'cleared';
  readonly about?: string;
  readonly owner?: string;
  readonly dueAt?: Instant;
}

/** What a monthly or quarterly review decided. */
export interface ReviewEntry extends EntryBase {
  readonly kind: 'review';
  readonly review: 'monthly' | 'quarterly';
  readonly decision: string;
  readonly by?: readonly string[];
}

/** The draw that held a hand-off back to measure what hand-off adds. */
export interface HoldBackEntry extends EntryBase {
  readonly kind: 'hold-back';
  readonly definition: string;
  readonly held: boolean;
  readonly salt: string;
}

/** Anything the journal can hold. */
export type Entry =
  | BehaviourEntry
  | TraitsEntry
  | AliasEntry
  | MergeEntry
  | UnmergeEntry
  | MoveEntry
  | ConversationEntry
  | MeetingEntry
  | TouchEntry
  | DealEntry
  | SubscriptionEntry
  | DispositionEntry
  | EvidenceEntry
  | RoutedEntry
  | HandedEntry
  | ReleaseEntry
  | FlagEntry
  | WithdrawalEntry
  | ActivationEntry
  | SpendEntry
  | AlarmEntry
  | ReviewEntry
  | HoldBackEntry
  | ConsentEntry
  | NurtureEntry;

export type EntryKind = Entry['kind'];

/** Every kind, in the order of the docs. */
export const ENTRY_KINDS = [
  'track',
  'page',
  'screen',
  'dwell',
  'identify',
  'group',
  'alias',
  'merge',
  'unmerge',
  'move',
  'conversation',
  'meeting',
  'touch',
  'opportunity',
  'stage',
  'won',
  'lost',
  'reopened',
  'subscription',
  'disposition',
  'evidence',
  'routed',
  'handed',
  'release',
  'flag',
  'withdrawal',
  'activation',
  'spend',
  'alarm',
  'review',
  'hold-back',
  'consent',
  'nurture',
] as const satisfies readonly EntryKind[];

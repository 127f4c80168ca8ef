// The journal's vocabulary: every kind of entry and its shape (design §2). What an entry *does* is the kernel's business;
// how unknown input becomes an entry is parse-entry's.

/** A plain JSON value, as senders' properties and traits hold it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Cites an entry: who sent it and under which id. Unique for ever. */
export interface EntryRef {
  readonly source: string;
  readonly id: string;
}

/**
 * Who an entry is about, in the sender's own words. The subject is the first present of `userId`, `email`, `anonymousId`,
 * `accountId`, `domain`. Strings are trimmed, e-mails and domains lower-cased and NFC.
 */
export interface Identity {
  readonly userId?: string;
  readonly email?: string;
  readonly anonymousId?: string;
  /** The sender's id of the company (Segment's `groupId`, a CRM's account id). */
  readonly accountId?: string;
  readonly domain?: string;
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** How sure a fact made from export rows is (requirements K). */
export type Confidence = 'recorded' | 'inferred' | 'assumed';

/** Everything entries of every kind share. */
export interface EntryBase extends EntryRef, Identity {
  /** When it happened, corrected for the sender's clock. occurredAt ≤ knownAt ≤ admittedAt. */
  readonly occurredAt: Instant;
  /** When the company could know it. */
  readonly knownAt: Instant;
  /** When it came in here. Absent in files that never passed an ingestion: then `knownAt` stands for it. */
  readonly admittedAt?: Instant;
  /** As which of its unit's entries it came in (R2). */
  readonly seq?: number;
  /** The rule that made it from an export's row, e.g. `K6`. */
  readonly rule?: string;
  readonly confidence?: Confidence;
}

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

/** Sales and this lead have talked: a two-way exchange. */
export interface ConversationEntry extends EntryBase {
  readonly kind: 'conversation';
  readonly channel?: string;
}

/** A meeting that was held. */
export interface MeetingEntry extends EntryBase {
  readonly kind: 'meeting';
  readonly owner?: string;
}

/** A sales touch that is no conversation: an outbound mail, a call attempt. */
export interface TouchEntry extends EntryBase {
  readonly kind: 'touch';
  readonly channel?: string;
  readonly owner?: string;
}

/** A deal's life. Amounts are in minor units of `currency`. `opportunity` opens it; `reopened` voids an earlier outcome. */
export interface DealEntry extends EntryBase {
  readonly kind: 'opportunity' | 'stage' | 'won' | 'lost' | 'reopened';
  readonly deal: string;
  readonly name?: string;
  readonly stage?: string;
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly reason?: string;
  readonly owner?: string;
  /** New business, or a renewal, upsell… which no report counts as new. Absent: new business. */
  readonly business?: 'new' | 'existing';
}

/** A self-serve subscription. */
export interface SubscriptionEntry extends EntryBase {
  readonly kind: 'subscription';
  readonly subscription: string;
  readonly change: 'started' | 'upgraded' | 'cancelled';
  readonly amountMinor?: number;
  readonly currency?: string;
}

/** What a rep answered. Without `handoff` it speaks of the lead's open hand-off. */
export interface DispositionEntry extends EntryBase {
  readonly kind: 'disposition';
  readonly handoff?: string;
  readonly answer: 'accepted' | 'rejected' | 'invalid' | 'recycled' | 'snoozed' | 'sql';
  readonly reason?: string;
  /** The criterion or track the rep disputes. */
  readonly disputes?: string;
  readonly rep?: string;
  readonly note?: string;
}

/** What a rep found out: one question of BANT, MEDDIC or MEDDPICC. */
export interface EvidenceEntry extends EntryBase {
  readonly kind: 'evidence';
  readonly framework: 'BANT' | 'MEDDIC' | 'MEDDPICC';
  readonly question: string;
  readonly state: 'known' | 'unknown' | 'negative';
  readonly answer?: string;
  readonly rep?: string;
}

/** The router's answer to a hand-off (R20): who works it and until when. */
export interface RoutedEntry extends EntryBase {
  readonly kind: 'routed';
  readonly handoff?: string;
  readonly rep: string;
  /** Digest of the calendar the instants were computed with. */
  readonly calendar?: string;
  readonly dueAt: Instant;
  readonly rejectUntil: Instant;
}

/** Continuous mode (R28): the router hands this lead over now. */
export interface HandedEntry extends EntryBase {
  readonly kind: 'handed';
  readonly definition: string;
}

/** Metered release of backlog (R17): waives freshness for this lead and its account's AQL at this instant. */
export interface ReleaseEntry extends EntryBase {
  readonly kind: 'release';
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
  | HoldBackEntry;

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
] as const satisfies readonly EntryKind[];

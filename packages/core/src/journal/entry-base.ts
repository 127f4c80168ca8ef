// What entries of every kind share: who sent it, who it is about, when it happened and was known.

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

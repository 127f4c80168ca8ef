// What a rule says: these entries (or this company), for this reason. A flag is made of it, if nobody has said so already.
import type { EntryRef, Identity, Instant } from '../journal/entry.ts';
import type { HygieneRuleId } from './rules.ts';

/** One verdict. Of the rules about companies `entries` is empty, and `subject` is the company. */
export interface Suspicion {
  readonly rule: HygieneRuleId;
  readonly subject: Identity;
  readonly entries: readonly EntryRef[];
  readonly because: string;
  /** When the last of what it rests on happened, and was known: from then on the company could know. */
  readonly occurredAt: Instant;
  readonly knownAt: Instant;
}

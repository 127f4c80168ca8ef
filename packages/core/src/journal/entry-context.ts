// What is known of an entry before it is read: its sender, its receipt, its place.
import type { Place } from '../base/problem.ts';
import type { Instant } from './entry.ts';

/** Where entries come from and when they were received. Without `receivedAt` the entry's own `knownAt` (else `occurredAt`) stands for it: a file. */
export interface EntryContext {
  readonly source: string;
  readonly receivedAt?: Instant;
  readonly place?: Place;
  /** Names an entry that has no id, by what it says; without it such entries are refused. */
  readonly nameOf?: (payload: string) => string;
}

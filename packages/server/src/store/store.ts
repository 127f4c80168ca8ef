// A database, either kind, behind one face: what changes goes through `change`, what is only read through `read`. The SQL itself stands in the other files of this room.
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export type Reading = Kysely<Tables>;
export type Changing = Transaction<Tables>;

/** An open database. */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /** For queries that change nothing. They see what was committed. */
  readonly read: Reading;
  /** One transaction: all of `work`, durable when the promise resolves, or nothing. On PostgreSQL it is tried again where two got in each other's way. */
  change<T>(work: (tx: Changing) => Promise<T>): Promise<T>;
  /** Leaves nothing of what was erased in the store's own files; false where that is not done yet, or is for whoever runs the database. */
  scrub(): Promise<boolean>;
  close(): Promise<void>;
}

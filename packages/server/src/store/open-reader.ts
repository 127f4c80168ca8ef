// A connection that only reads, for threads beside the service.
import Sqlite from 'better-sqlite3';
import { connectPostgres, SERVICE } from './open-postgres.ts';
import { kyselyOf } from './open-sqlite.ts';
import type { StorePlace } from './snapshot.ts';
import type { Reading } from './store.ts';

/** Opens a store that the service has opened before. */
export function openReader(store: StorePlace): {
  readonly read: Reading;
  close(): Promise<void>;
} {
  if ('sqlite' in store) {
    const read = kyselyOf(new Sqlite(store.sqlite, { readonly: true }));
    return { read, close: () => read.destroy() };
  }
  const read = connectPostgres(store.postgres, 1, SERVICE);
  return { read, close: () => read.destroy() };
}

/** Reads a store as it is at one instant, whatever happens to it meanwhile. */
export async function readAtOneInstant<T>(place: StorePlace, work: (read: Reading) => Promise<T>): Promise<T> {
  const { read, close } = openReader(place);
  try {
    const transaction =
      'sqlite' in place ? read.transaction() : read.transaction().setIsolationLevel('repeatable read');
    return await transaction.execute(work);
  } finally {
    await close();
  }
}

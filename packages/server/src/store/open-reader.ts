// A connection that only reads, for threads beside the service.
import Sqlite from 'better-sqlite3';
import { connectPostgres, SERVICE } from './open-postgres.ts';
import { kyselyOf } from './open-sqlite.ts';
import type { StorePlace } from './snapshot.ts';
import type { Reading } from './store.ts';
import { takeTurn } from './unit-rows.ts';

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

/**
 * Like {@link readAtOneInstant}, at an instant at which nobody is appending: on PostgreSQL positions are given before they are committed, and whoever reads "all up to the last" in between would miss what lands below it. Admissions wait
 * for the moment in which the snapshot is taken, no longer.
 */
export async function readSettled<T>(place: StorePlace, work: (read: Reading) => Promise<T>): Promise<T> {
  if ('sqlite' in place) return readAtOneInstant(place, work);
  const turn = openReader(place);
  try {
    const { begin, begun } = signal();
    const taken = signal();
    const waits = turn.read.transaction().execute(async (tx) => {
      await takeTurn(tx, true);
      begin();
      await taken.begun;
    });
    await Promise.race([begun, waits]);
    return await readAtOneInstant(place, async (read) => {
      // The first statement takes the snapshot.
      await read.selectFrom('settings').select('name').limit(1).execute();
      taken.begin();
      await waits;
      return work(read);
    }).finally(taken.begin);
  } finally {
    await turn.close();
  }
}

function signal(): { readonly begin: () => void; readonly begun: Promise<void> } {
  let begin = (): void => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return { begin, begun };
}

// A connection that only reads, for threads beside the service.
import Sqlite from 'better-sqlite3';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { kyselyOf } from './open-sqlite.ts';
import type { Reading } from './store.ts';
import type { Tables } from './tables.ts';

/** Opens a store that the service has opened before. */
export function openReader(store: { readonly sqlite: string } | { readonly postgres: string }): {
  readonly read: Reading;
  close(): Promise<void>;
} {
  if ('sqlite' in store) {
    const read = kyselyOf(new Sqlite(store.sqlite, { readonly: true }));
    return { read, close: () => read.destroy() };
  }
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({ connectionString: store.postgres, max: 1 });
  const read = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { read, close: () => read.destroy() };
}

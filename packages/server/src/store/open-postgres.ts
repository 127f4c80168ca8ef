// The server's store: PostgreSQL, for any number of processes at once.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
import { scrubPostgres } from './scrub.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** Codes by which PostgreSQL says that two transactions got in each other's way: serialisation, deadlock, and a row that another one inserted first. */
const TRY_AGAIN = new Set(['40001', '40P01', '23505']);
const TRIES = 20;
/** Who waits longer for a connection, in milliseconds, is told that there is none (P10). */
const CONNECTS = 1500;

/** What connections of the service call themselves. */
export const SERVICE = 'baton';

/** Connects and migrates. `url` is a connection string; `most` how many connections this process may hold. */
export async function openPostgres(url: string, most = 10): Promise<Store> {
  const db = connectPostgres(url, most, SERVICE);
  await migrate(db as unknown as Kysely<unknown>);
  return {
    kind: 'postgres',
    read: db,
    async change(work) {
      for (let tried = 1; ; tried++) {
        try {
          return await db.transaction().execute(work);
        } catch (error) {
          if (tried >= TRIES || !TRY_AGAIN.has((error as { code?: string }).code ?? '')) throw error;
        }
      }
    },
    scrub: () => scrubPostgres(db),
    close: () => db.destroy(),
  };
}

/** Connections, as the queries of this room know them. They call themselves `name`. */
export function connectPostgres(url: string, most: number, name: string): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    application_name: name,
    connectionTimeoutMillis: CONNECTS,
  });
  // A connection that breaks while nobody uses it is replaced; whoever uses one is told by his own query.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

// Bytes of what was erased, out of the files that a store is made of. A row that is empty is not enough: pages and logs still hold what it was.
import type Sqlite from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** Tables up to so many bytes are written anew at once, which locks them; larger ones in an hour that people choose. */
const LARGEST_AT_ONCE = 256 * 1024 * 1024;

/** Tables that erasure changes. */
const CHANGED = [
  'entries',
  'identifiers',
  'awaited',
  'decisions',
  'handoffs',
  'standings',
  'shelf',
  'outbox',
  'crm_records',
  'crm_told',
  'crm_writes',
  'idempotency',
  'jobs',
  'enrolments',
  'programme_decisions',
  'mails',
] as const;

/** Since when pages are overwritten as they change; before, what was deleted stayed in the file. */
const SECURE = 'secure-since';

/** Pages are overwritten as they change (`secure_delete`), so that emptying the log is enough; a file of which this is not known from its beginning is written anew, once. */
export function scrubSqlite(database: Sqlite.Database): boolean {
  const isSecure = database.prepare('select 1 from settings where name = ?').get(SECURE) !== undefined;
  if (!isSecure) {
    database.exec('vacuum');
    database.prepare('insert into settings (name, value) values (?, ?)').run(SECURE, 'written anew');
  }
  const [done] = database.pragma('wal_checkpoint(TRUNCATE)') as [{ readonly busy: number }];
  return done.busy === 0;
}

/** Tables are written anew where they are small enough to lock; else dead rows are at least given up. */
export async function scrubPostgres(db: Kysely<Tables>): Promise<boolean> {
  let isDone = true;
  for (const table of CHANGED) {
    const { rows } = await sql<{
      size: number;
    }>`select pg_total_relation_size(${sql.lit(table)}::regclass) as size`.execute(db);
    const isSmall = (rows[0]?.size ?? 0) <= LARGEST_AT_ONCE;
    await (isSmall ? sql`vacuum full ${sql.table(table)}` : sql`vacuum ${sql.table(table)}`).execute(db);
    isDone &&= isSmall;
  }
  return isDone;
}

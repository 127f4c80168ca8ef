// The embedded store: one SQLite file, owned by one process. WAL with full synchronisation: what is committed is on the disk.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely';
import { CannotStart, migrate } from './migrate.ts';
import { eachRow } from './row-by-row.ts';
import { scrubSqlite } from './scrub.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** Statements kept compiled per connection. */
const MOST_STATEMENTS = 500;

/** Opens (and creates) the file; ends with exit 75 where another process holds it (P11). */
export async function openSqlite(file: string): Promise<Store> {
  mkdirSync(dirname(file), { recursive: true });
  const release = hold(file);
  const writer = new Sqlite(file);
  secureSqlite(writer);
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  // Names and ids fall anywhere in their indexes: the longer the log, the more often a page changes before it is copied to its place.
  writer.pragma('wal_autocheckpoint = 8000');
  writer.pragma('foreign_keys = ON');
  writer.pragma('cache_size = -65536');
  const write = kyselyOf(writer);
  try {
    await migrate(write as unknown as Kysely<unknown>);
  } catch (error) {
    writer.close();
    release();
    throw error;
  }
  const reader = new Sqlite(file, { readonly: true });
  const read = kyselyOf(reader);
  return {
    kind: 'sqlite',
    read,
    change: (work) => write.transaction().execute(work),
    scrub: async () => scrubSqlite(writer),
    close: async () => {
      await read.destroy();
      await write.destroy();
      release();
    },
  };
}

/** What is deleted or replaced from now on is overwritten with zeros. */
export function secureSqlite(database: Sqlite.Database): void {
  database.pragma('secure_delete = ON');
}

/** Kysely over a file, with its statements compiled once. */
export function kyselyOf(database: Sqlite.Database): Kysely<Tables> {
  const statements = new Map<string, SqliteStatement>();
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => database.close(),
        prepare(text: string): SqliteStatement {
          let statement = statements.get(text);
          if (statement === undefined) {
            if (statements.size >= MOST_STATEMENTS) statements.clear();
            const compiled = eachRow(database.prepare(text) as unknown as SqliteStatement);
            statement = text === 'rollback' ? onlyWithin(database, compiled) : compiled;
            statements.set(text, statement);
          }
          return statement;
        },
      },
    }),
  });
}

/** A full disk has SQLite itself roll back: asked to once more it would complain, and hide why. */
function onlyWithin(database: Sqlite.Database, rollback: SqliteStatement): SqliteStatement {
  const nothing = { changes: 0, lastInsertRowid: 0 };
  return { ...rollback, run: (parameters) => (database.inTransaction ? rollback.run(parameters) : nothing) };
}

/** Holds the file for this process: a lock that the system lets go when the process ends, however it ends. Returns what lets go of it. */
export function hold(file: string): () => void {
  const lock = new Sqlite(`${file}.lock`);
  lock.pragma('busy_timeout = 0');
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new CannotStart(`${file} is held by ${holderOf(file)}. Stop that one first, or talk to it over HTTP.`, 75);
  }
  writeFileSync(`${file}.holder`, `process ${process.pid} on ${hostname()}`);
  return () => lock.close();
}

function holderOf(file: string): string {
  try {
    return readFileSync(`${file}.holder`, 'utf8');
  } catch {
    return 'another process';
  }
}

// A store that a backup is loaded into: made anew, with the tables as the backup's program knew them, then brought up to what this one knows. Nobody else may be at it meanwhile.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import { CannotStart, migrate } from './migrate.ts';
import { connectPostgres, SERVICE } from './open-postgres.ts';
import { hold, kyselyOf, secureSqlite } from './open-sqlite.ts';
import { scrubPostgres } from './scrub.ts';
import { keepUnfinished } from './setup-rows.ts';
import type { Cell, StorePlace, TableHead } from './snapshot.ts';
import type { Changing, Store } from './store.ts';

/** Where rows go. */
export interface RestoreTarget {
  /** The store as it becomes: to be worked on once all rows are loaded. */
  readonly store: Store;
  /** Makes the tables, as they were after the migration `last`. What was there before goes, where it goes at once. */
  prepare(last: string): Promise<void>;
  /** Loads rows, all in one transaction: `work` is handed what takes them. Then runs the migrations that are missing. */
  load(work: (take: TakeRows) => Promise<void>): Promise<void>;
  /** The store takes the place of what was there before. */
  finish(): Promise<void>;
  /** Lets go of everything; what was not finished is as if it had never begun, as far as the store can do so. */
  close(): Promise<void>;
}

/** Takes rows of a table; of none before all others, so that its numbers go on where they had come to. */
export type TakeRows = (table: TableHead, rows: readonly (readonly Cell[])[]) => Promise<void>;

/** Takes hold of the place. Throws CannotStart where somebody else has it. */
export function openTarget(place: StorePlace): Promise<RestoreTarget> {
  return 'sqlite' in place ? ofSqlite(place.sqlite) : ofPostgres(place.postgres);
}

/** Whether a place holds what somebody would miss: entries, people, or versions of definitions. */
export async function isInUse(place: StorePlace): Promise<boolean> {
  if ('sqlite' in place && !existsSync(place.sqlite)) return false;
  if ('sqlite' in place) {
    const database = new Sqlite(place.sqlite, { readonly: true });
    const names = database.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
    const found = MISSED.filter((table) => names.includes(table)).some(
      (table) => database.prepare(`select 1 from "${table}" limit 1`).get() !== undefined,
    );
    database.close();
    return found;
  }
  const db = connectPostgres(place.postgres, 1, 'baton-restore');
  try {
    const names = (await db.introspection.getTables()).map(({ name }) => name);
    for (const table of MISSED.filter((each) => names.includes(each)))
      if ((await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)).rows.length > 0) return true;
    return false;
  } finally {
    await db.destroy();
  }
}

const MISSED = ['entries', 'people', 'versions'];

async function ofSqlite(file: string): Promise<RestoreTarget> {
  mkdirSync(dirname(file), { recursive: true });
  const release = hold(file);
  const fresh = `${file}.restoring`;
  const drop = (): void => {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${fresh}${end}`, { force: true });
  };
  drop();
  const database = new Sqlite(fresh);
  secureSqlite(database);
  // What is not whole is thrown away; the whole is synced before it takes its place.
  database.pragma('synchronous = OFF');
  const db = kyselyOf(database);
  const statements = new Map<string, Sqlite.Statement>();
  return {
    store: {
      kind: 'sqlite',
      read: db,
      change: (work) => db.transaction().execute(work),
      scrub: async () => true,
      close: async () => {},
    },
    prepare: (last) => migrate(db as unknown as Kysely<unknown>, last),
    async load(work) {
      database.exec('begin');
      await work(async ({ table, columns, last }, rows) => {
        const key = `${table} ${columns.join(' ')}`;
        let statement = statements.get(key);
        if (statement === undefined) {
          const names = columns.map((column) => `"${column}"`).join(', ');
          statement = database.prepare(
            `insert into "${table}" (${names}) values (${columns.map(() => '?').join(', ')})`,
          );
          statements.set(key, statement);
        }
        for (const row of rows) statement.run(...row);
        if (last === null || rows.length > 0) return;
        database.prepare('delete from sqlite_sequence where name = ?').run(table);
        database.prepare('insert into sqlite_sequence (name, seq) values (?, ?)').run(table, last);
      });
      database.exec('commit');
      await migrate(db as unknown as Kysely<unknown>);
    },
    async finish() {
      database.exec('vacuum');
      await db.destroy();
      sync(fresh);
      if (existsSync(file)) {
        // The old file's last words go into it, so that nothing is left that the new one could take for its own.
        const old = new Sqlite(file);
        old.pragma('journal_mode = DELETE');
        old.close();
      }
      renameSync(fresh, file);
      sync(dirname(file));
    },
    async close() {
      if (database.open) database.close();
      drop();
      release();
    },
  };
}

function sync(path: string): void {
  const held = openSync(path, 'r');
  fsyncSync(held);
  closeSync(held);
}

async function ofPostgres(url: string): Promise<RestoreTarget> {
  const db = connectPostgres(url, 2, 'baton-restore');
  const others =
    await sql`select 1 from pg_stat_activity where datname = current_database() and application_name = ${SERVICE}`
      .execute(db)
      .catch(async (error: unknown) => {
        await db.destroy();
        throw error;
      });
  if (others.rows.length > 0) {
    await db.destroy();
    throw new CannotStart('A service is connected to this database. Stop every process of Baton first.', 75);
  }
  const change: Store['change'] = (work) => db.transaction().execute(work);
  return {
    store: { kind: 'postgres', read: db, change, scrub: () => scrubPostgres(db), close: async () => {} },
    async prepare(last) {
      await change(dropEverything);
      await migrate(db as unknown as Kysely<unknown>, last);
      await change((tx) => keepUnfinished(tx, true));
    },
    async load(work) {
      await change(async (tx) => {
        await sql`delete from settings`.execute(tx);
        await work(async ({ table, columns, last }, rows) => {
          const names = sql.join(columns.map((column) => sql.ref(column)));
          const objects = rows.map((row) => Object.fromEntries(row.map((cell, i) => [columns[i], cell])));
          await sql`insert into ${sql.table(table)} (${names}) overriding system value
            select ${names} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(objects)}::json)`.execute(
            tx,
          );
          if (last === null || rows.length > 0) return;
          const key = sql.lit(columns[0] ?? '');
          await sql`select setval(pg_get_serial_sequence(${sql.lit(`"${table}"`)}, ${key}), ${Math.max(1, last)}, ${last > 0})`.execute(
            tx,
          );
        });
        await keepUnfinished(tx, true);
      });
      await migrate(db as unknown as Kysely<unknown>);
    },
    finish: () => change((tx) => keepUnfinished(tx, false)),
    close: () => db.destroy(),
  };
}

/** Drops all tables of Baton's, and the functions of their triggers; what else lies in the schema is left alone. */
async function dropEverything(tx: Changing): Promise<void> {
  for (const name of await tablesOfBaton()) await sql`drop table if exists ${sql.table(name)} cascade`.execute(tx);
  const functions = await sql<{
    name: string;
  }>`select p.proname as name from pg_proc p join pg_type t on t.oid = p.prorettype
    where p.pronamespace = current_schema()::regnamespace and t.typname = 'trigger'
      and not exists (select 1 from pg_trigger g where g.tgfoid = p.oid)`.execute(tx);
  for (const { name } of functions.rows) await sql`drop function ${sql.ref(name)}()`.execute(tx);
}

/** The tables that migrations make. */
async function tablesOfBaton(): Promise<string[]> {
  const scratch = kyselyOf(new Sqlite(':memory:'));
  await migrate(scratch as unknown as Kysely<unknown>);
  const tables = await scratch.introspection.getTables({ withInternalKyselyTables: true });
  await scratch.destroy();
  return tables.map(({ name }) => name);
}

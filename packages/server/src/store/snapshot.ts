// Everything that a store holds, as of one instant, for a backup: table after table, a few rows at a time. Works beside a running service and keeps nobody from writing.
import Sqlite from 'better-sqlite3';
import pg from 'pg';

/** Where a store is. */
export type StorePlace = { readonly sqlite: string } | { readonly postgres: string };

/** A value as both stores hold it. */
export type Cell = string | number | null;

/** A table with its columns in their order. `last` is the highest number that its key has given away, null where nothing is numbered. */
export interface TableHead {
  readonly table: string;
  readonly columns: readonly string[];
  readonly last: number | null;
}

/** A store as it was at one instant. */
export interface Snapshot {
  /** Names of the migrations it has seen, in their order. */
  readonly migrations: readonly string[];
  readonly tables: readonly TableHead[];
  /** Rows of a table, some at a time. */
  rows(head: TableHead): AsyncIterable<readonly (readonly Cell[])[]>;
  close(): Promise<void>;
}

/** Rows that are read at once. */
const PAGE = 1000;

/** Tables that are not of Baton's making: migrations are told apart, and made anew. */
function isOwn(name: string): boolean {
  return !name.startsWith('kysely_') && !name.startsWith('sqlite_');
}

/** Opens a snapshot. On SQLite the file is only read; on PostgreSQL it is one transaction, repeatable read. */
export function openSnapshot(place: StorePlace): Promise<Snapshot> {
  return 'sqlite' in place ? ofSqlite(place.sqlite) : ofPostgres(place.postgres);
}

async function ofSqlite(file: string): Promise<Snapshot> {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  database.exec('begin');
  const listed = database.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
  const names = (listed as string[]).filter(isOwn);
  const numbers = new Map(
    (database.prepare('select name, seq from sqlite_sequence').raw().all() as [string, number][]).map((row) => row),
  );
  const numbered = new Set(
    database.prepare("select name from sqlite_master where sql like '%autoincrement%'").pluck().all() as string[],
  );
  const tables = names.map((table) => ({
    table,
    columns: database.prepare('select name from pragma_table_info(?) order by cid').pluck().all(table) as string[],
    last: numbered.has(table) ? (numbers.get(table) ?? 0) : null,
  }));
  return {
    migrations: database.prepare('select name from kysely_migration order by name').pluck().all() as string[],
    tables,
    async *rows({ table, columns }) {
      let page: Cell[][] = [];
      for (const row of database
        .prepare(`select ${quoted(columns)} from "${table}"`)
        .raw()
        .iterate()) {
        page.push(row as Cell[]);
        if (page.length < PAGE) continue;
        yield page;
        page = [];
      }
      if (page.length > 0) yield page;
    },
    close: async () => {
      database.close();
    },
  };
}

async function ofPostgres(url: string): Promise<Snapshot> {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const query = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await client.query(text, [...values])).rows as Row[];
  await query('begin transaction isolation level repeatable read read only');
  const columns = await query<{ table: string; column: string; counts: boolean }>(
    `select c.table_name as table, c.column_name as column, c.is_identity = 'YES' as counts
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position`,
  );
  const tables: TableHead[] = [];
  for (const table of [...new Set(columns.map((each) => each.table))].filter(isOwn)) {
    const own = columns.filter((each) => each.table === table);
    const key = own.find(({ counts }) => counts)?.column;
    tables.push({
      table,
      columns: own.map(({ column }) => column),
      last: key === undefined ? null : await last(table, key),
    });
  }
  async function last(table: string, key: string): Promise<number> {
    const [{ name } = { name: '' }] = await query<{ name: string }>('select pg_get_serial_sequence($1, $2) as name', [
      `"${table}"`,
      key,
    ]);
    const [found] = await query<{ last: number }>(
      `select case when is_called then last_value else 0 end as last from ${name}`,
    );
    return found?.last ?? 0;
  }
  return {
    migrations: (await query<{ name: string }>('select name from kysely_migration order by name')).map(
      ({ name }) => name,
    ),
    tables,
    async *rows(head) {
      await query(`declare rows_of_table no scroll cursor for select ${quoted(head.columns)} from "${head.table}"`);
      for (;;) {
        const found = await client.query({ text: `fetch ${PAGE} from rows_of_table`, rowMode: 'array' });
        if (found.rows.length === 0) break;
        yield found.rows as Cell[][];
      }
      await query('close rows_of_table');
    },
    close: () => client.end(),
  };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

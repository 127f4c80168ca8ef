// The few spots where SQLite and PostgreSQL are written differently: keys that count up, lists of values, many rows at once.
import { type CreateTableBuilder, type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import { RowByRow } from './row-by-row.ts';
import type { Tables } from './tables.ts';

/** A whole number beyond 2³¹. SQLite takes the word for an integer too. */
export const bigint = 'bigint';

/** Adds a key that the database counts up. Never used twice, so that order and "newer than" hold. */
export function numbered<Name extends string, Columns extends string, Key extends string>(
  db: Kysely<unknown>,
  table: CreateTableBuilder<Name, Columns>,
  key: Key,
): CreateTableBuilder<Name, Columns | Key> {
  return isSqlite(db)
    ? table.addColumn(key, 'integer', (column) => column.primaryKey().autoIncrement())
    : table.addColumn(key, sql`bigint generated always as identity`, (column) => column.primaryKey());
}

/** The numbers that the next rows of a numbered table may have, which nobody else is given: for rows that must say their own number elsewhere too. */
export async function nextNumbers(db: Kysely<Tables>, table: keyof Tables & string, count: number): Promise<number[]> {
  if (!isSqlite(db)) {
    const { rows } = await sql<{
      readonly number: number;
    }>`select nextval(pg_get_serial_sequence(${table}, ${'id'}))::bigint as number
      from generate_series(1, ${count}::int)`.execute(db);
    return rows.map(({ number }) => number);
  }
  const { rows } = await sql<{ readonly seq: number }>`select seq from sqlite_sequence where name = ${table}`.execute(
    db,
  );
  const last = rows[0]?.seq ?? 0;
  return Array.from({ length: count }, (_, i) => last + 1 + i);
}

/** Which of the two a connection speaks. */
export function isSqlite(db: { getExecutor(): { readonly adapter: object } }): boolean {
  return db.getExecutor().adapter.constructor.name === 'SqliteAdapter';
}

/** Whether a column holds one of many values: one parameter, however many there are, so that the statement stays the same. */
export function anyOf(
  db: Kysely<Tables>,
  column: Expression<unknown>,
  values: readonly (string | number)[],
): Expression<SqlBool> {
  return isSqlite(db)
    ? sql<SqlBool>`${column} in (select value from json_each(${JSON.stringify(values)}))`
    : sql<SqlBool>`${column} = any(${values})`;
}

/** Many rows by one statement that stays the same however many there are. `columns` are the rows' keys; `then` is what follows, such as an `on conflict`. */
export function insertRows<Table extends keyof Tables & string>(
  db: Kysely<Tables>,
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
  rows: readonly Partial<Record<keyof Tables[Table], unknown>>[],
  then: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const into = sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})`;
  if (isSqlite(db)) {
    const all = new RowByRow(rows.map((row) => columns.map((column) => row[column])));
    return sql`${into} values (${sql.join(all.parameters)}) ${then}`;
  }
  const names = sql.join(columns.map((column) => sql.ref(column)));
  return sql`${into} overriding system value select ${names} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json) ${then}`;
}

/** Writes many rows anew or over those that have the same `key`: every other column is replaced. */
export async function upsertRows<Table extends keyof Tables & string>(
  db: Kysely<Tables>,
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
  key: readonly (keyof Tables[Table] & string)[],
  rows: readonly Partial<Record<keyof Tables[Table], unknown>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const others = columns.filter((column) => !key.includes(column));
  const set = sql.join(others.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`));
  const names = sql.join(key.map((column) => sql.ref(column)));
  await insertRows(db, table, columns, rows, sql`on conflict (${names}) do update set ${set}`).execute(db);
}

/** Rows of a numbered table in their order, a page at a time: all, or those after `from`. `next` finds those after a position. */
export async function* pagesOf<Row extends { readonly position: number }>(
  next: (after: number) => Promise<readonly Row[]>,
  from = 0,
): AsyncGenerator<readonly Row[]> {
  for (let after = from; ; ) {
    const rows = await next(after);
    if (rows.length === 0) return;
    after = rows.at(-1)?.position ?? after;
    yield rows;
  }
}

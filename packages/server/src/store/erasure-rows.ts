// Erasures in the store: who was erased, by keyed digests of their names, and the rows of the journal that they emptied.
import { createHmac } from 'node:crypto';
import type { EntryRef } from '@baton/core/journal/entry';
import { refKey } from '@baton/core/journal/entry-order';
import { type Expression, type SqlBool, sql } from 'kysely';
import { anyOf, isSqlite } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { ErasuresTable } from './tables.ts';
import type { Identifier } from './unit-rows.ts';

const KEY = 'erasure-key';

/** An erasure as it is stored. */
export type Erasure = Omit<ErasuresTable, 'id'> & { readonly id: number };

/** Makes the key of this store's digests unless there is one: without it nobody can try names against the ledger. */
export async function keepErasureKey(tx: Changing, fresh: string): Promise<void> {
  await tx
    .insertInto('settings')
    .values({ name: KEY, value: fresh })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

/** Digests of names and of entries' ids, by the store's key. */
export class Digests {
  constructor(private readonly key: string) {}

  ofName(name: string): string {
    return this.of('name', name);
  }

  /** What an erased entry is called instead of its id: sent again it is known, and stays erased. */
  ofEntry(source: string, id: string): string {
    return `erased:${this.of('entry', `${source}\n${id}`)}`;
  }

  private of(kind: string, text: string): string {
    return createHmac('sha256', this.key).update(`${kind}\n${text}`).digest('hex').slice(0, 32);
  }
}

export async function digestsOf(read: Reading): Promise<Digests> {
  const row = await read.selectFrom('settings').select('value').where('name', '=', KEY).executeTakeFirst();
  if (row === undefined) throw new RangeError('this store has no key for erasures yet');
  return new Digests(row.value);
}

/** Which of these entries were erased, by source and id: what is sent under their ids again is a repetition, and nothing of it is kept. */
export async function erasedAmong(tx: Reading, entries: readonly EntryRef[]): Promise<ReadonlySet<string>> {
  const somebody = await tx
    .selectFrom('erasures')
    .select('id')
    .where('kind', '=', 'person')
    .limit(1)
    .executeTakeFirst();
  if (somebody === undefined || entries.length === 0) return new Set();
  const digests = await digestsOf(tx);
  const keys = new Map(entries.map((ref) => [digests.ofEntry(ref.source, ref.id), refKey(ref)]));
  const found = await tx
    .selectFrom('entries')
    .select('id')
    .where((eb) => anyOf(tx, eb.ref('source'), [...new Set(entries.map(({ source }) => source))]))
    .where((eb) => anyOf(tx, eb.ref('id'), [...keys.keys()]))
    .execute();
  return new Set(found.flatMap(({ id }) => keys.get(id) ?? []));
}

/** Adds an erasure; returns its number. */
export async function addErasure(tx: Changing, row: Omit<ErasuresTable, 'id'>): Promise<number> {
  const { id } = await tx.insertInto('erasures').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** Says how many entries an erasure has emptied. */
export async function countErased(tx: Changing, id: number, entries: number): Promise<void> {
  await tx.updateTable('erasures').set({ entries }).where('id', '=', id).execute();
}

/** All erasures, oldest first. */
export async function allErasures(read: Reading): Promise<Erasure[]> {
  return (await read.selectFrom('erasures').selectAll().orderBy('id').execute()) as Erasure[];
}

/** The store's files hold nothing any more of what was erased by an instant. */
export async function markScrubbed(tx: Changing, by: number, at: number): Promise<void> {
  await tx
    .updateTable('erasures')
    .set({ scrubbed_at: at })
    .where('scrubbed_at', 'is', null)
    .where('at', '<=', by)
    .execute();
}

/** Whether something erased may still stand in the store's files. */
export async function isUnscrubbed(read: Reading): Promise<boolean> {
  const row = await read
    .selectFrom('erasures')
    .select('id')
    .where('scrubbed_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Identifiers in their order, a page at a time. */
export async function* identifierPages(read: Reading, size = 5000): AsyncGenerator<readonly Identifier[]> {
  for (let after = 0; ; ) {
    const rows = await read
      .selectFrom('identifiers')
      .select(['id', 'name', 'unit'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(size)
      .execute();
    if (rows.length === 0) return;
    after = rows.at(-1)?.id ?? after;
    yield rows;
  }
}

/** All names of some units. */
export async function namesOfUnits(read: Reading, units: readonly number[]): Promise<string[]> {
  const rows = await read
    .selectFrom('identifiers')
    .select('name')
    .where((eb) => anyOf(read, eb.ref('unit'), units))
    .execute();
  return rows.map(({ name }) => name);
}

/** Names that nobody goes by any more. */
export async function forgetNames(tx: Changing, ids: readonly number[]): Promise<void> {
  await tx
    .updateTable('identifiers')
    .set((eb) => ({ name: sql<string>`'erased:' || cast(${eb.ref('id')} as text)` }))
    .where((eb) => anyOf(tx, eb.ref('id'), ids))
    .execute();
  await tx
    .deleteFrom('awaited')
    .where((eb) => anyOf(tx, eb.ref('subject'), ids))
    .execute();
}

/** A row of the journal, as erasure sees it. */
export interface Row {
  readonly position: number;
  readonly source: string;
  readonly id: string;
  readonly body: string;
}

/** What is still there of entries about some names. */
export function rowsAbout(read: Reading, subjects: readonly number[]): Promise<Row[]> {
  return rows(read)
    .where((eb) => anyOf(read, eb.ref('subject'), subjects))
    .orderBy('position')
    .execute();
}

/** What is still there of the entries of some units. */
export function rowsOfUnits(read: Reading, units: readonly number[]): Promise<Row[]> {
  return read
    .selectFrom('identifiers as i')
    .innerJoin('entries as e', 'e.subject', 'i.id')
    .select(['e.position', 'e.source', 'e.id', 'e.body'])
    .where((eb) => anyOf(read, eb.ref('i.unit'), units))
    .where('e.body', '<>', '')
    .execute();
}

/** Entries that say one of some texts, among so many after a position; and where the next ones begin, undefined at the end. */
export async function rowsSaying(
  read: Reading,
  texts: readonly string[],
  after: number,
  size = 5000,
): Promise<{ readonly rows: readonly Row[]; readonly next: number | undefined }> {
  const { last } = await read
    .selectFrom('entries')
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirstOrThrow();
  if (last === null || after >= last || texts.length === 0) return { rows: [], next: undefined };
  const found = await rows(read)
    .where('position', '>', after)
    .where('position', '<=', after + size)
    .where((eb) => saysAny(read, eb.ref('body'), texts))
    .execute();
  return { rows: found, next: after + size };
}

function saysAny(read: Reading, column: Expression<string>, texts: readonly string[]): Expression<SqlBool> {
  const like = isSqlite(read) ? sql`like` : sql`ilike`;
  const tests = texts.map((text) => {
    const pattern = `%${JSON.stringify(text)
      .slice(1, -1)
      .replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    return sql<SqlBool>`${column} ${like} ${pattern} escape '\\'`;
  });
  return sql<SqlBool>`(${sql.join(tests, sql` or `)})`;
}

function rows(read: Reading) {
  return read.selectFrom('entries').select(['position', 'source', 'id', 'body']).where('body', '<>', '');
}

/** Writes rows of the journal as an erasure leaves them. */
export async function rewriteRows(
  tx: Changing,
  erasure: number,
  changed: readonly Pick<Row, 'position' | 'id' | 'body'>[],
): Promise<void> {
  if (changed.length === 0) return;
  const json = JSON.stringify(changed);
  const become = isSqlite(tx)
    ? sql`(select value ->> 'position' as position, value ->> 'id' as id, value ->> 'body' as body from json_each(${json}))`
    : sql`(select * from json_to_recordset(${json}::json) as r(position bigint, id text, body text))`;
  await sql`update entries set id = become.id, body = become.body, erased_by = ${erasure}
    from ${become} as become where entries.position = become.position`.execute(tx);
}

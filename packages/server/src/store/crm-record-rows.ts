// Records of CRMs as they were read last, and what was told of them.

import { sql } from 'kysely';
import { anyOf, insertRows, upsertRows } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { CrmRecordsTable, CrmToldTable } from './tables.ts';

const COLUMNS = ['id', 'connector', 'object', 'record', 'named', 'modified_at', 'cells', 'gone', 'fresh'] as const;
const PAGE = 500;

/** Those of some records that are known. */
export function recordsKnown(read: Reading, ids: readonly string[]): Promise<CrmRecordsTable[]> {
  return read
    .selectFrom('crm_records')
    .selectAll()
    .where((eb) => anyOf(read, eb.ref('id'), ids))
    .execute();
}

/** Keeps records over what was known of them. */
export async function keepRecords(tx: Changing, rows: readonly CrmRecordsTable[]): Promise<void> {
  await upsertRows(tx, 'crm_records', COLUMNS, ['id'], rows);
}

/** All records of an object, a page at a time. */
export async function* recordsOf(
  read: Reading,
  connector: string,
  object: string,
): AsyncGenerator<readonly CrmRecordsTable[]> {
  for (let after = ''; ; ) {
    const rows = await read
      .selectFrom('crm_records')
      .selectAll()
      .where('connector', '=', connector)
      .where('object', '=', object)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (rows.length === 0) return;
    after = rows.at(-1)?.id ?? after;
    yield rows;
  }
}

/** Records that were not taken into the journal yet. */
export async function countFresh(read: Reading, connector: string): Promise<number> {
  const row = await read
    .selectFrom('crm_records')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('connector', '=', connector)
    .where('fresh', '=', 1)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** What these records said is in the journal, as far as they were not read anew since. */
export async function markTaken(tx: Changing, rows: readonly CrmRecordsTable[]): Promise<void> {
  for (const { id, modified_at, cells } of rows)
    await tx
      .updateTable('crm_records')
      .set({ fresh: 0 })
      .where('id', '=', id)
      .where('modified_at', '=', modified_at)
      .where('cells', '=', cells)
      .execute();
}

/** The numbers of what was told, by name. */
export async function toldOf(read: Reading, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await read
    .selectFrom('crm_told')
    .select(['id', 'number'])
    .where((eb) => anyOf(read, eb.ref('id'), ids))
    .execute();
  return new Map(rows.map(({ id, number }) => [id, Number(number)]));
}

/** Keeps the numbers of what was told. */
export async function keepTold(tx: Changing, rows: readonly CrmToldTable[]): Promise<void> {
  if (rows.length === 0) return;
  const then = sql`on conflict (id) do update set number = excluded.number`;
  await insertRows(tx, 'crm_told', ['id', 'connector', 'number'], rows, then).execute(tx);
}

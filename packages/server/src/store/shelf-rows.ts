// The ledger and the shelf of what was refused, read and tidied.
import type { Selectable } from 'kysely';
import type { Changing, Reading } from './store.ts';
import type { LedgerTable, ShelfTable } from './tables.ts';

/** Counts by source and hour since an instant. */
export function ledgerSince(read: Reading, since: number): Promise<LedgerTable[]> {
  return read.selectFrom('ledger').selectAll().where('hour', '>=', since).orderBy('hour').orderBy('source').execute();
}

/** What waits to be mended, the newest first. `before` is the id of the last of the page before. */
export function shelvedPage(
  read: Reading,
  before: number | undefined,
  limit: number,
): Promise<Selectable<ShelfTable>[]> {
  let query = read.selectFrom('shelf').selectAll().where('state', '=', 'open');
  if (before !== undefined) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** How many wait to be mended. */
export async function shelvedCount(read: Reading): Promise<number> {
  const found = await read
    .selectFrom('shelf')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'open')
    .executeTakeFirst();
  return Number(found?.count ?? 0);
}

export function shelvedById(read: Reading, id: number): Promise<Selectable<ShelfTable> | undefined> {
  return read.selectFrom('shelf').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Something needs no mending any more. */
export async function closeShelved(tx: Changing, id: number, state: 'mended' | 'dropped'): Promise<void> {
  await tx.updateTable('shelf').set({ state }).where('id', '=', id).execute();
}

// Endpoints of other systems in the store.
import type { Changing, Reading } from './store.ts';
import type { EndpointsTable } from './tables.ts';

/** Adds an endpoint. */
export async function addEndpoint(tx: Changing, row: EndpointsTable): Promise<void> {
  await tx.insertInto('endpoints').values(row).execute();
}

/** All endpoints, those that are gone too, the oldest first. */
export function allEndpoints(read: Reading): Promise<EndpointsTable[]> {
  return read.selectFrom('endpoints').selectAll().orderBy('made_at').orderBy('id').execute();
}

/** Endpoints that messages go to. */
export function openEndpoints(read: Reading): Promise<EndpointsTable[]> {
  return read.selectFrom('endpoints').selectAll().where('ended_at', 'is', null).orderBy('id').execute();
}

/** Ends an endpoint; returns whether there was an open one. */
export async function endEndpoint(tx: Changing, id: string, because: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('endpoints')
    .set({ ended_at: now, ended_because: because })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

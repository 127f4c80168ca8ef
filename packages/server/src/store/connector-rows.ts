// Connectors in the store: made, leased to one process at a time, told off, ended.
import { isSqlite } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { ConnectorsTable, CrmCursorsTable } from './tables.ts';

/** States of a connector: a `draft` does nothing until somebody has looked at what it would write. */
export const CONNECTOR_STATES = ['draft', 'on', 'paused', 'ended'] as const;
export type ConnectorState = (typeof CONNECTOR_STATES)[number];

/** So long one process may work on a connector before another takes it over; every step renews it. */
export const CONNECTOR_LEASE = 120_000;

/** The lease of a connector was lost: whoever works on it stops. */
export class LeaseLost extends Error {}

export async function addConnector(tx: Changing, row: ConnectorsTable): Promise<void> {
  await tx.insertInto('connectors').values(row).execute();
}

/** All connectors, ended ones too, the oldest first. */
export function allConnectors(read: Reading): Promise<ConnectorsTable[]> {
  return read.selectFrom('connectors').selectAll().orderBy('made_at').orderBy('id').execute();
}

/** Connectors that leads are written to: those switched on, and those that are paused and will go on. */
export function openConnectors(read: Reading): Promise<ConnectorsTable[]> {
  return read.selectFrom('connectors').selectAll().where('state', 'in', ['on', 'paused']).orderBy('id').execute();
}

/** One connector; undefined where there is none. */
export function connectorCalled(read: Reading, id: string): Promise<ConnectorsTable | undefined> {
  return read.selectFrom('connectors').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Changes a connector, whoever works on it. */
export async function changeConnector(tx: Changing, id: string, change: Partial<ConnectorsTable>): Promise<void> {
  await tx.updateTable('connectors').set(change).where('id', '=', id).execute();
}

/** Leases a connector that is due; undefined where none is. */
export async function leaseConnector(tx: Changing, now: number): Promise<ConnectorsTable | undefined> {
  const query = tx
    .selectFrom('connectors')
    .selectAll()
    .where('state', '=', 'on')
    .where('due_at', '<=', now)
    .where('leased_until', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(1);
  const found = await (isSqlite(tx) ? query : query.forUpdate().skipLocked()).executeTakeFirst();
  if (found === undefined) return undefined;
  const leased = { ...found, leased_until: now + CONNECTOR_LEASE, fence: found.fence + 1 };
  await changeConnector(tx, found.id, { leased_until: leased.leased_until, fence: leased.fence });
  return leased;
}

/** Renews a lease, or throws {@link LeaseLost}: nothing that follows in the transaction is then done. */
export async function holdOn(tx: Changing, { id, fence }: ConnectorsTable, now: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('connectors')
    .set({ leased_until: now + CONNECTOR_LEASE })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('state', '=', 'on')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new LeaseLost(`connector ${id} is worked on by another, or was stopped`);
}

/** Lets a connector go until its next round; does nothing where the lease was lost. */
export async function letGo(
  tx: Changing,
  { id, fence }: ConnectorsTable,
  change: Partial<ConnectorsTable>,
): Promise<void> {
  await tx
    .updateTable('connectors')
    .set({ ...change, leased_until: 0 })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .execute();
}

/** How far the objects of a connector were read. */
export function cursorsOf(read: Reading, connector: string): Promise<CrmCursorsTable[]> {
  return read.selectFrom('crm_cursors').selectAll().where('connector', '=', connector).orderBy('object').execute();
}

/** Says how far an object was read. */
export async function keepCursor(tx: Changing, row: CrmCursorsTable): Promise<void> {
  await tx
    .insertInto('crm_cursors')
    .values(row)
    .onConflict((on) =>
      on.columns(['connector', 'object']).doUpdateSet({ modified_at: row.modified_at, looked_at: row.looked_at }),
    )
    .execute();
}

/** Forgets everything that was read by a connector: it ended. What the journal holds stays. */
export async function forgetRead(tx: Changing, connector: string): Promise<void> {
  await tx.deleteFrom('crm_cursors').where('connector', '=', connector).execute();
  await tx.deleteFrom('crm_records').where('connector', '=', connector).execute();
  await tx.deleteFrom('crm_told').where('connector', '=', connector).execute();
  await tx.deleteFrom('crm_writes').where('connector', '=', connector).execute();
}

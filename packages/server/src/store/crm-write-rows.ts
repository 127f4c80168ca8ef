// Leads that a CRM is to be told of: the outbox of connectors. One row a lead; what it says is looked up when it is written, so that the newest state wins.
import { sql } from 'kysely';
import { insertRows } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { CrmWritesTable } from './tables.ts';

/** States of a lead: `waiting` to be written, `written`, `unmatched` while the CRM knows nobody of its names, or `dead` after the last attempt. */
export const WRITE_STATES = ['waiting', 'written', 'unmatched', 'dead'] as const;
export type WriteState = (typeof WRITE_STATES)[number];

const COLUMNS = ['id', 'connector', 'lead', 'changed', 'made_at', 'due_at', 'attempts', 'state', 'written'] as const;

/** Says that leads have changed. What is being written meanwhile is written once more. */
export async function noteChanged(
  tx: Changing,
  connector: string,
  leads: readonly string[],
  now: number,
): Promise<void> {
  if (leads.length === 0) return;
  const rows = leads.map((lead) => ({
    id: `${connector}:${lead}`,
    connector,
    lead,
    changed: 1,
    made_at: now,
    due_at: now,
    attempts: 0,
    state: 'waiting',
    written: '{}',
  }));
  const then = sql`on conflict (id) do update set changed = crm_writes.changed + 1, due_at = excluded.due_at, attempts = 0,
    state = 'waiting', ended_at = null,
    made_at = case when crm_writes.state = 'waiting' then crm_writes.made_at else excluded.made_at end`;
  await insertRows(tx, 'crm_writes', COLUMNS, rows, then).execute(tx);
}

/** Leads that are due, the oldest first. Whoever asks holds the lease of the connector. */
export function dueWrites(tx: Changing, connector: string, now: number, most: number): Promise<CrmWritesTable[]> {
  return tx
    .selectFrom('crm_writes')
    .selectAll()
    .where('connector', '=', connector)
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(most)
    .execute();
}

/** Says what became of a lead. Where it has changed meanwhile it goes on waiting, and only `written` is kept. */
export async function settleWrite(
  tx: Changing,
  { id, changed }: CrmWritesTable,
  change: Partial<CrmWritesTable> & Pick<CrmWritesTable, 'written'>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('crm_writes')
    .set(change)
    .where('id', '=', id)
    .where('changed', '=', changed)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await tx.updateTable('crm_writes').set({ written: change.written }).where('id', '=', id).execute();
}

/** Leads in some states wait again, from the beginning: the CRM has new people, or somebody asks. Returns how many. */
export async function writeAgain(
  tx: Changing,
  connector: string,
  states: readonly WriteState[],
  now: number,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('crm_writes')
    .set((eb) => ({ state: 'waiting', due_at: now, attempts: 0, changed: eb('changed', '+', 1), ended_at: null }))
    .where('connector', '=', connector)
    .where('state', 'in', [...states])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Leads of a connector in a state, what changed last first. */
export function writesOf(
  read: Reading,
  connector: string,
  state: WriteState | undefined,
  limit: number,
): Promise<CrmWritesTable[]> {
  let query = read.selectFrom('crm_writes').selectAll().where('connector', '=', connector);
  if (state !== undefined) query = query.where('state', '=', state);
  return query.orderBy('made_at', 'desc').orderBy('id').limit(limit).execute();
}

/** How many leads are in which state, with the oldest of each. */
export async function writesBehind(
  read: Reading,
): Promise<{ readonly connector: string; readonly state: string; readonly count: number; readonly oldest: number }[]> {
  const rows = await read
    .selectFrom('crm_writes')
    .select(['connector', 'state'])
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('made_at').as('oldest')])
    .groupBy(['connector', 'state'])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count), oldest: Number(row.oldest) }));
}

/** Leads of the newest hand-offs, each once. */
export async function leadsToShow(read: Reading, most: number): Promise<string[]> {
  const rows = await read
    .selectFrom('handoffs')
    .select('lead')
    .select((eb) => eb.fn.max('opened_at').as('at'))
    .where('state', '<>', 'erased')
    .groupBy('lead')
    .orderBy('at', 'desc')
    .orderBy('lead')
    .limit(most)
    .execute();
  return rows.map(({ lead }) => lead);
}

/** Leads that sales has at the moment: what a CRM is told of first. */
export async function leadsWithSales(read: Reading): Promise<string[]> {
  const rows = await read
    .selectFrom('handoffs')
    .select('lead')
    .distinct()
    .where('state', 'in', ['open', 'accepted', 'sql'])
    .orderBy('lead')
    .execute();
  return rows.map(({ lead }) => lead);
}

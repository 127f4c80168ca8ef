// The outbox in the store: messages put in, leased to one process at a time, ended or tried again.
import { sql } from 'kysely';
import { anyOf, insertRows, isSqlite } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { OutboxTable } from './tables.ts';

/** States of a message: `waiting` for its next attempt, `delivered`, `dead` after the last one, or `erased` with the person it was about. */
export const OUTBOX_STATES = ['waiting', 'delivered', 'dead', 'erased'] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** So long one process may take over a delivery before another takes it on. */
export const LEASE = 30_000;

/** A message to put in. */
export type Outgoing = Pick<OutboxTable, 'endpoint' | 'message' | 'kind' | 'body'>;

/** A message leased, with where it goes. */
export interface Leased extends OutboxTable {
  readonly url: string;
  readonly secret: string;
}

const COLUMNS = [
  'id',
  'endpoint',
  'message',
  'kind',
  'body',
  'made_at',
  'due_at',
  'attempts',
  'leased_until',
  'fence',
  'state',
] as const;

/** Puts messages in; what is there already stays as it is. */
export async function putOut(tx: Changing, messages: readonly Outgoing[], now: number): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((each) => ({
    ...each,
    id: `${each.endpoint}:${each.message}`,
    made_at: now,
    due_at: now,
    attempts: 0,
    leased_until: 0,
    fence: 0,
    state: 'waiting',
  }));
  await insertRows(tx, 'outbox', COLUMNS, rows, sql`on conflict (id) do nothing`).execute(tx);
}

/** Leases what is due, the oldest first: nobody else has it until the lease ends. */
export async function leaseDue(tx: Changing, now: number, most: number): Promise<Leased[]> {
  const query = tx
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .where('leased_until', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(most);
  const found = await (isSqlite(tx) ? query : query.forUpdate().skipLocked()).execute();
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  await tx
    .updateTable('outbox')
    .set((eb) => ({
      leased_until: now + LEASE,
      fence: eb('fence', '+', 1),
      attempts: eb('attempts', '+', 1),
    }))
    .where((eb) => anyOf(tx, eb.ref('id'), ids))
    .execute();
  return tx
    .selectFrom('outbox as o')
    .innerJoin('endpoints as e', 'e.id', 'o.endpoint')
    .selectAll('o')
    .select(['e.url', 'e.secret'])
    .where((eb) => anyOf(tx, eb.ref('o.id'), ids))
    .orderBy('o.due_at')
    .orderBy('o.id')
    .execute();
}

/** Says what became of a leased message; does nothing where the lease was lost. Returns whether it held. */
export async function settle(
  tx: Changing,
  { id, fence }: Pick<OutboxTable, 'id' | 'fence'>,
  change: Partial<OutboxTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set({ ...change, leased_until: 0 })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Messages of an endpoint, the newest first, without their bodies. */
export function messagesOf(
  read: Reading,
  endpoint: string,
  state: OutboxState | undefined,
  limit: number,
): Promise<Omit<OutboxTable, 'body'>[]> {
  let query = read
    .selectFrom('outbox')
    .select(['id', 'endpoint', 'message', 'kind', 'made_at', 'due_at', 'attempts', 'leased_until', 'fence', 'state'])
    .select(['problem', 'ended_at'])
    .where('endpoint', '=', endpoint);
  if (state !== undefined) query = query.where('state', '=', state);
  return query.orderBy('made_at', 'desc').orderBy('id').limit(limit).execute();
}

/** How many messages wait and how many are dead, by endpoint, with the oldest that waits. */
export async function backlog(
  read: Reading,
): Promise<{ endpoint: string; state: string; count: number; oldest: number }[]> {
  const rows = await read
    .selectFrom('outbox')
    .select(['endpoint', 'state'])
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('made_at').as('oldest')])
    .where('state', 'in', ['waiting', 'dead'])
    .groupBy(['endpoint', 'state'])
    .execute();
  return rows.map(({ endpoint, state, count, oldest }) => ({ endpoint, state, count: Number(count), oldest }));
}

/** Sends a message again from the beginning: one, or all that are dead. Returns how many. */
export async function sendAgain(
  tx: Changing,
  endpoint: string,
  message: string | undefined,
  now: number,
): Promise<number> {
  let query = tx
    .updateTable('outbox')
    .set((eb) => ({
      state: 'waiting',
      due_at: now,
      attempts: 0,
      leased_until: 0,
      fence: eb('fence', '+', 1),
      ended_at: null,
    }))
    .where('endpoint', '=', endpoint)
    .where('state', '<>', 'erased');
  query = message === undefined ? query.where('state', '=', 'dead') : query.where('message', '=', message);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Messages of an endpoint that is gone wait for nobody. */
export async function dropWaiting(tx: Changing, endpoint: string, because: string, now: number): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: 'dead', problem: because, ended_at: now })
    .where('endpoint', '=', endpoint)
    .where('state', '=', 'waiting')
    .execute();
}

/** Forgets what was delivered before an instant. */
export async function forgetDelivered(tx: Changing, before: number): Promise<void> {
  await tx.deleteFrom('outbox').where('state', '=', 'delivered').where('ended_at', '<', before).execute();
}

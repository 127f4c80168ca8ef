// Hand-offs in the store: rows read, changed by what was decided, written back.
import { anyOf, upsertRows } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { HandoffsTable } from './tables.ts';

const COLUMNS = [
  'id',
  'lead',
  'account',
  'definition',
  'version',
  'digest',
  'gate',
  'grade',
  'engagement',
  'usage',
  'raises_hand',
  'opened_at',
  'rep',
  'routed_at',
  'due_at',
  'reject_until',
  'answered_at',
  'breached_at',
  'snoozed_until',
  'state',
  'reason',
  'disputes',
  'sql_at',
  'closed_at',
  'because',
  'changed',
  'remind_at',
  'reminded_at',
  'escalated_to',
] as const satisfies readonly (keyof HandoffsTable)[];

/** Hand-offs by their ids; those that do not exist are absent. */
export async function handoffsById(read: Reading, ids: readonly string[]): Promise<HandoffsTable[]> {
  return read
    .selectFrom('handoffs')
    .selectAll()
    .where((eb) => anyOf(read, eb.ref('id'), ids))
    .execute();
}

/** Writes hand-offs as they have become. */
export async function keepHandoffs(tx: Changing, rows: readonly HandoffsTable[]): Promise<void> {
  await upsertRows(tx, 'handoffs', COLUMNS, ['id'], rows);
}

/** Closes hand-offs of some units that are open and that the kernel knows nothing of any more: what they stood on was erased. */
export async function closeUnknown(
  tx: Changing,
  units: readonly number[],
  known: ReadonlySet<string>,
  now: number,
): Promise<void> {
  const open = await tx
    .selectFrom('handoffs as h')
    .innerJoin('identifiers as i', 'i.name', 'h.lead')
    .select('h.id')
    .where('h.closed_at', 'is', null)
    .where((eb) => anyOf(tx, eb.ref('i.unit'), units))
    .execute();
  const unknown = open.map(({ id }) => id).filter((id) => !known.has(id));
  await tx
    .updateTable('handoffs')
    .set({ state: 'erased', closed_at: now })
    .where((eb) => anyOf(tx, eb.ref('id'), unknown))
    .execute();
}

/** Says of hand-offs that sales never had them, nor answered them, and why. */
export async function markLate(tx: Changing, ids: readonly string[], reason: string): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('handoffs')
    .set({ reason, answered_at: null })
    .where((eb) => anyOf(tx, eb.ref('id'), ids))
    .execute();
}

/** How many hand-offs the daily list of a definition has opened since an instant. */
export async function openedFromList(read: Reading, definition: string, since: number): Promise<number> {
  const { count } = await read
    .selectFrom('handoffs')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('definition', '=', definition)
    .where('gate', '=', 'continuous')
    .where('opened_at', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

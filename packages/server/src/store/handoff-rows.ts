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

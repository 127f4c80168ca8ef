// Answers to calls that may be repeated (P9), kept for a while.
import type { Changing, Reading } from './store.ts';
import type { IdempotencyTable } from './tables.ts';

/** What a key was used for since an instant, if it was. */
export function usedFor(
  read: Reading,
  actor: string,
  key: string,
  since: number,
): Promise<IdempotencyTable | undefined> {
  return read
    .selectFrom('idempotency')
    .selectAll()
    .where('actor', '=', actor)
    .where('key', '=', key)
    .where('made_at', '>', since)
    .executeTakeFirst();
}

/** Keeps an answer, and lets go of those from before `since`. The first answer stands. */
export async function keepAnswer(tx: Changing, row: IdempotencyTable, since: number): Promise<void> {
  await tx.deleteFrom('idempotency').where('made_at', '<=', since).execute();
  await tx
    .insertInto('idempotency')
    .values(row)
    .onConflict((conflict) => conflict.columns(['actor', 'key']).doNothing())
    .execute();
}

// Signatures under versions that are not in force yet: counted, and void where their signer is another by now.
import type { Changing, Reading } from './store.ts';

/** How many there are, by who signed. */
export async function pendingSignatures(read: Reading): Promise<ReadonlyMap<string, number>> {
  const rows = await pending(read)
    .select('s.person')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy('s.person')
    .execute();
  return new Map(rows.map(({ person, count }) => [person, Number(count)]));
}

/** Voids what somebody signed and is not in force yet. */
export async function voidPending(tx: Changing, person: string, at: number, because: string): Promise<void> {
  const rows = await pending(tx).select('s.id').where('s.person', '=', person).execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.updateTable('signatures').set({ voided_at: at, voided_because: because }).where('id', 'in', ids).execute();
}

function pending(read: Reading) {
  return read
    .selectFrom('signatures as s')
    .innerJoin('versions as v', (join) => join.onRef('v.name', '=', 's.name').onRef('v.version', '=', 's.version'))
    .where('s.voided_at', 'is', null)
    .where('v.effective_at', 'is', null);
}

// Keys in the store, by their digests.
import type { Changing, Reading } from './store.ts';
import type { KeysTable } from './tables.ts';

/** The key with this digest, unless revoked or expired. */
export function liveKey(read: Reading, hash: string, now: number): Promise<KeysTable | undefined> {
  return read
    .selectFrom('keys')
    .selectAll()
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
}

/** All keys, newest first. */
export function allKeys(read: Reading): Promise<KeysTable[]> {
  return read.selectFrom('keys').selectAll().orderBy('made_at', 'desc').orderBy('id').execute();
}

/** Adds a key, which nobody has used yet. */
export async function addKey(tx: Changing, key: Omit<KeysTable, 'used_at'>): Promise<void> {
  await tx
    .insertInto('keys')
    .values({ ...key, used_at: null })
    .execute();
}

/** Remembers when a key was used. */
export async function touchKey(tx: Changing, id: string, at: number): Promise<void> {
  await tx.updateTable('keys').set({ used_at: at }).where('id', '=', id).execute();
}

/** Revokes a key; returns whether there was one to revoke. */
export async function revokeKey(tx: Changing, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('keys')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

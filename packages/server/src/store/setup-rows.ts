// What the store knows of its own beginnings: the one-time token by which the first person is made, and a restore that did not finish.
import type { Changing, Reading } from './store.ts';

const NAME = 'setup-token';
const UNFINISHED = 'restore-unfinished';

/** Keeps a token's digest instead of an earlier one; returns false where somebody can sign in already. */
export async function keepSetupToken(tx: Changing, digest: string): Promise<boolean> {
  const somebody = await tx.selectFrom('people').select('id').limit(1).executeTakeFirst();
  if (somebody !== undefined) return false;
  await tx.deleteFrom('settings').where('name', '=', NAME).execute();
  await tx.insertInto('settings').values({ name: NAME, value: digest }).execute();
  return true;
}

/** Uses a token up; returns whether it was good. */
export async function useSetupToken(tx: Changing, digest: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('settings')
    .where('name', '=', NAME)
    .where('value', '=', digest)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Marks a store as one that a restore is still at, or is done with. */
export async function keepUnfinished(tx: Changing, isUnfinished: boolean): Promise<void> {
  await tx.deleteFrom('settings').where('name', '=', UNFINISHED).execute();
  if (isUnfinished) await tx.insertInto('settings').values({ name: UNFINISHED, value: 'true' }).execute();
}

/** Whether a restore was begun and not finished: what is there is not whole. */
export async function isUnfinished(read: Reading): Promise<boolean> {
  return (
    (await read.selectFrom('settings').select('name').where('name', '=', UNFINISHED).executeTakeFirst()) !== undefined
  );
}

// The one-time token by which the first person is made.
import type { Changing } from './store.ts';

const NAME = 'setup-token';

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

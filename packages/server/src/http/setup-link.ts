// The one-time link by which the first person is made: printed at the start of an empty database, good for one use.
import { newToken, type RandomBytes, tokenDigest } from '../auth/secrets.ts';
import type { Changing, Store } from '../store/store.ts';

const NAME = 'setup-token';

/** A new link's token where nobody can sign in yet; undefined where somebody can. An earlier link stops working. */
export async function newSetupToken(store: Store, random: RandomBytes): Promise<string | undefined> {
  return store.change(async (tx) => {
    const somebody = await tx.selectFrom('people').select('id').limit(1).executeTakeFirst();
    if (somebody !== undefined) return undefined;
    const token = newToken('su', random);
    await tx.deleteFrom('settings').where('name', '=', NAME).execute();
    await tx
      .insertInto('settings')
      .values({ name: NAME, value: tokenDigest(token) })
      .execute();
    return token;
  });
}

/** Uses a link up; returns whether it was good. */
export async function takeSetupToken(tx: Changing, token: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('settings')
    .where('name', '=', NAME)
    .where('value', '=', tokenDigest(token))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

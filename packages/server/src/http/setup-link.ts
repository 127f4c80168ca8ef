// The one-time link by which the first person is made: printed at the start of an empty database, good for one use.
import { newToken, tokenDigest } from '../auth/secrets.ts';
import type { RandomBytes } from '../random.ts';
import { keepSetupToken } from '../store/setup-rows.ts';
import type { Store } from '../store/store.ts';

/** A new link's token where nobody can sign in yet; undefined where somebody can. An earlier link stops working. */
export async function newSetupToken(store: Store, random: RandomBytes): Promise<string | undefined> {
  const token = newToken('su', random);
  return (await store.change((tx) => keepSetupToken(tx, tokenDigest(token)))) ? token : undefined;
}

// An example definition in force, and a write key, put into a store by its own rows: for tests that begin before anybody can sign in.
import { readFileSync } from 'node:fs';
import { tokenDigest } from '@baton/server/auth/secrets';
import { signAtOnce } from '@baton/server/demo/signed-at-once';
import { addKey } from '@baton/server/store/key-rows';
import type { Store } from '@baton/server/store/store';

const text = readFileSync(new URL('../../examples/definitions/enterprise/definition.yaml', import.meta.url), 'utf8');

/** Signs the enterprise definition for both sides; it is in force since `at`. */
export async function activate(store: Store, at: number): Promise<void> {
  const texts = { text, tests: '', readme: '' };
  await store.change((tx) => signAtOnce(tx, texts, at, { marketing: 'marketing', sales: 'sales' }));
}

/** A write key of the source `web`. */
export async function addWriteKey(store: Store, key: string): Promise<void> {
  const row = { id: key, kind: 'write', hash: tokenDigest(key), shown: key, label: key, source: 'web', scopes: '[]' };
  const rest = { origins: '[]', made_by: 'somebody', made_at: 0, expires_at: null, revoked_at: null };
  await store.change((tx) => addKey(tx, { ...row, ...rest }));
}

/** Everything that pages hold. */
export async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

/** Where stored decisions differ from others; undefined where they are the same bytes. */
export function firstDifference(stored: readonly string[], replayed: readonly string[]): string | undefined {
  const [a, b] = [[...stored].sort(), [...replayed].sort()];
  const at = a.findIndex((line, i) => line !== b[i]);
  if (at < 0 && a.length === b.length) return undefined;
  return `${a.length} and ${b.length} decisions; first: ${(a[at] ?? 'none').slice(0, 300)} against ${(b[at < 0 ? a.length : at] ?? 'none').slice(0, 300)}`;
}

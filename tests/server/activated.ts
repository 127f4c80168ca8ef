// An example definition in force, and a write key, put into a store by its own rows: for tests that begin before anybody can sign in.
import { readFileSync } from 'node:fs';
import { definitionDigest } from '@baton/core/definition/canonical';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { tokenDigest } from '@baton/server/auth/secrets';
import { addKey } from '@baton/server/store/key-rows';
import type { Store } from '@baton/server/store/store';
import { addSignature, addVersion } from '@baton/server/store/version-rows';

const text = readFileSync(new URL('../../examples/definitions/enterprise/definition.yaml', import.meta.url), 'utf8');

/** Signs the enterprise definition for both sides; it is in force since `at`. */
export async function activate(store: Store, at: number): Promise<void> {
  const parsed = parseDefinition(text);
  if (!parsed.ok) throw new Error('the example does not parse');
  const { name } = parsed.value;
  const digest = definitionDigest(parsed.value);
  const texts = { text, tests: '', readme: '', backtest: null };
  const times = { made_at: at, edited_at: at, effective_at: at };
  await store.change(async (tx) => {
    for (const side of ['marketing', 'sales'])
      await addSignature(tx, { name, version: 1, digest, person: side, function: side, signed_at: at });
    await addVersion(tx, {
      name,
      version: 1,
      digest,
      state: 'in-force',
      author: 'somebody',
      rank: 0,
      ...texts,
      ...times,
    });
  });
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

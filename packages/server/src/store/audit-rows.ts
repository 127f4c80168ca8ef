// The audit log: who did what, each line chained to the one before, so that a line that was changed or taken out shows.
import { canonicalJson } from '@baton/core/base/canonical-json';
import { sha256Hex } from '@baton/core/base/digest';
import { sql } from 'kysely';
import { isSqlite, pagesOf } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';

/** One thing that was done. `details` hold no personal data. */
export interface Deed {
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

const GENESIS = '0'.repeat(64);

/** Appends to the log. On PostgreSQL one at a time: each line needs the digest of the one before. */
export async function note(tx: Changing, deed: Deed): Promise<void> {
  if (!isSqlite(tx)) await sql`lock table audit in exclusive mode`.execute(tx);
  const last = await tx.selectFrom('audit').select('hash').orderBy('position', 'desc').limit(1).executeTakeFirst();
  const details = canonicalJson(deed.details);
  await tx
    .insertInto('audit')
    .values({ ...deed, details, hash: hashOf(last?.hash ?? GENESIS, { ...deed, details }) })
    .execute();
}

/** What to show of the log. */
export interface AuditSearch {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  /** The position of the last line of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Lines of the log, the newest first. */
export function auditPage(read: Reading, { actor, action, subject, before, limit }: AuditSearch) {
  let query = read.selectFrom('audit').selectAll();
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (action !== undefined) query = query.where('action', '=', action);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (before !== undefined) query = query.where('position', '<', before);
  return query.orderBy('position', 'desc').limit(limit).execute();
}

/** What was ever done, by name. */
export async function auditActions(read: Reading): Promise<string[]> {
  const rows = await read.selectFrom('audit').select('action').distinct().orderBy('action').execute();
  return rows.map(({ action }) => action);
}

/** Walks the whole log. Returns its head and length, or the position of the first line that does not follow from the one before. */
export async function verifyAudit(
  read: Reading,
): Promise<{ readonly head: string; readonly lines: number } | { readonly brokenAt: number }> {
  let [head, lines] = [GENESIS, 0];
  const next = (after: number) =>
    read.selectFrom('audit').selectAll().where('position', '>', after).orderBy('position').limit(1000).execute();
  for await (const page of pagesOf(next)) {
    for (const { position, hash, ...deed } of page) {
      if (hashOf(head, deed) !== hash) return { brokenAt: position };
      head = hash;
      lines += 1;
    }
  }
  return { head, lines };
}

function hashOf(before: string, deed: Omit<Deed, 'details'> & { readonly details: string }): string {
  const { at, actor, action, subject, details } = deed;
  return sha256Hex(canonicalJson([before, at, actor, action, subject, details]));
}

// What was decided, in the store: kept once by id, read by lead or hand-off.
import { canonicalJson } from '@baton/core/base/canonical-json';
import type { Decision } from '@baton/core/kernel/decision';
import { sql } from 'kysely';
import { anyOf, insertRows, pagesOf } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';

/** Which of these decisions are stored already. */
export async function knownDecisions(tx: Changing, decisions: readonly Decision[]): Promise<ReadonlySet<string>> {
  if (decisions.length === 0) return new Set();
  const ids = decisions.map(({ id }) => id);
  const rows = await tx
    .selectFrom('decisions')
    .select('id')
    .where((eb) => anyOf(tx, eb.ref('id'), ids))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Appends decisions in the order they were made; returns the position of the last one there is. */
export async function appendDecisions(tx: Changing, decisions: readonly Decision[]): Promise<number> {
  if (decisions.length === 0) return 0;
  const rows = decisions.map((decision) => ({
    id: decision.id,
    at: decision.at,
    kind: decision.kind,
    account: decision.account,
    lead: 'lead' in decision ? (decision.lead ?? null) : null,
    handoff: 'handoff' in decision ? decision.handoff : decision.kind === 'hand-off' ? decision.id : null,
    body: canonicalJson(decision),
  }));
  await insertRows(tx, 'decisions', ['id', 'at', 'kind', 'account', 'lead', 'handoff', 'body'], rows).execute(tx);
  const last = await sql<{ position: number }>`select max(position) as position from decisions`.execute(tx);
  return last.rows[0]?.position ?? 0;
}

/** Every decision in the order it was stored, as its canonical bytes, a page at a time. */
export async function* decisionPages(read: Reading, size = 5000): AsyncGenerator<readonly string[]> {
  const next = (after: number) =>
    read
      .selectFrom('decisions')
      .select(['position', 'body'])
      .where('position', '>', after)
      .orderBy('position')
      .limit(size)
      .execute();
  for await (const rows of pagesOf(next)) yield rows.map(({ body }) => body);
}

/** The canonical bytes of those of these decisions that are stored, by id. */
export async function storedAmong(read: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await read
    .selectFrom('decisions')
    .select(['id', 'body'])
    .where((eb) => anyOf(read, eb.ref('id'), ids))
    .execute();
  return new Map(rows.map(({ id, body }) => [id, body]));
}

/** Every decision by its id, with the number of the unit that its account is in now, a page at a time. */
export async function* decisionsByUnit(
  read: Reading,
): AsyncGenerator<readonly { readonly id: string; readonly unit: number | null }[]> {
  const next = (after: number) =>
    read
      .selectFrom('decisions as d')
      .leftJoin('identifiers as i', 'i.name', 'd.account')
      .select(['d.position', 'd.id', 'i.unit'])
      .where('d.position', '>', after)
      .orderBy('d.position')
      .limit(5000)
      .execute();
  yield* pagesOf(next);
}

/** What was decided about a lead, oldest first. */
export async function decisionsAbout(read: Reading, lead: string): Promise<Decision[]> {
  const rows = await read.selectFrom('decisions').select('body').where('lead', '=', lead).orderBy('position').execute();
  return rows.map(({ body }) => JSON.parse(body) as Decision);
}

// The journal in the store: entries appended once for ever, what was received counted, what was refused kept.
import type { Entry } from '@baton/core/journal/entry';
import type { Admitted } from '@baton/core/kernel/live/live-unit';
import { sql } from 'kysely';
import { anyOf, insertRows, pagesOf } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';

/** One entry as it is stored. `subject` is an identifier's number. */
export interface StoredEntry {
  readonly entry: Admitted;
  readonly payload: string;
  readonly subject: number | null;
}

/** By source and id: the payload digests of those entries that are stored already. */
export async function payloadsOf(
  tx: Changing,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const idsOf = new Map<string, string[]>();
  for (const { source, id } of entries) idsOf.set(source, [...(idsOf.get(source) ?? []), id]);
  const found = new Map<string, Map<string, string>>();
  for (const [source, ids] of idsOf) {
    const rows = await tx
      .selectFrom('entries')
      .select(['id', 'payload'])
      .where('source', '=', source)
      .where((eb) => anyOf(tx, eb.ref('id'), ids))
      .execute();
    found.set(source, new Map(rows.map(({ id, payload }) => [id, payload])));
  }
  return found;
}

/** Appends entries. Fails as a whole where one of them is there already. */
export async function appendEntries(tx: Changing, entries: readonly StoredEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ entry, payload, subject }) => {
    const { admittedAt, seq, ...said } = entry;
    return {
      source: entry.source,
      id: entry.id,
      payload,
      kind: entry.kind,
      subject,
      occurred_at: entry.occurredAt,
      admitted_at: admittedAt,
      seq,
      body: JSON.stringify(said),
    };
  });
  const columns = ['source', 'id', 'payload', 'kind', 'subject', 'occurred_at', 'admitted_at', 'seq', 'body'] as const;
  await insertRows(tx, 'entries', columns, rows).execute(tx);
}

/** All entries of some units that were not erased, in the order in which they came in here (R1). */
export async function entriesOfUnits(tx: Reading, units: readonly number[]): Promise<Map<number, Admitted[]>> {
  const rows = await tx
    .selectFrom('identifiers as i')
    .innerJoin('entries as e', 'e.subject', 'i.id')
    .select(['i.unit', 'e.body', 'e.admitted_at', 'e.seq'])
    .where((eb) => anyOf(tx, eb.ref('i.unit'), units))
    .where('e.body', '<>', '')
    .orderBy('e.admitted_at')
    .orderBy('e.seq')
    .execute();
  const found = new Map<number, Admitted[]>();
  for (const row of rows) {
    const entry = admittedOf(row);
    const list = found.get(row.unit);
    if (list === undefined) found.set(row.unit, [entry]);
    else list.push(entry);
  }
  return found;
}

function admittedOf(row: { readonly body: string; readonly admitted_at: number; readonly seq: number }): Admitted {
  return { ...(JSON.parse(row.body) as Entry), admittedAt: row.admitted_at, seq: row.seq };
}

/** The whole journal, without what was erased, in the order of admission, a page at a time: what an exact replay reads. */
export async function* journalPages(read: Reading, size = 5000): AsyncGenerator<readonly Admitted[]> {
  const next = (after: number) =>
    read
      .selectFrom('entries')
      .select(['position', 'body', 'admitted_at', 'seq'])
      .where('position', '>', after)
      .where('body', '<>', '')
      .orderBy('position')
      .limit(size)
      .execute();
  for await (const rows of pagesOf(next)) yield rows.map(admittedOf);
}

/** Entries of one kind that are about nobody, such as reviews, oldest first. */
export async function entriesOfNobody(read: Reading, kind: Entry['kind']): Promise<Admitted[]> {
  const rows = await read
    .selectFrom('entries')
    .select(['body', 'admitted_at', 'seq'])
    .where('subject', 'is', null)
    .where('kind', '=', kind)
    .orderBy('occurred_at')
    .orderBy('position')
    .execute();
  return rows.map(admittedOf);
}

/** What became of entries of one source within one hour. */
export interface LedgerDelta {
  readonly source: string;
  readonly hour: number;
  accepted: number;
  duplicate: number;
  conflict: number;
  refused: number;
}

/** Adds to the ledger. */
export async function addToLedger(tx: Changing, deltas: readonly LedgerDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  const columns = ['source', 'hour', 'accepted', 'duplicate', 'conflict', 'refused'] as const;
  const sums = sql.join(
    (['accepted', 'duplicate', 'conflict', 'refused'] as const).map(
      (column) => sql`${sql.ref(column)} = ${sql.ref(`ledger.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
    ),
  );
  await insertRows(tx, 'ledger', columns, deltas, sql`on conflict (source, hour) do update set ${sums}`).execute(tx);
}

/** Something that did not become an entry. */
export interface Shelved {
  readonly source: string;
  readonly verdict: 'conflict' | 'refused';
  readonly raw: string;
  readonly problems: string;
}

/** Keeps what was refused, so that it can be seen, mended and sent again. */
export async function shelve(tx: Changing, shelved: readonly Shelved[], receivedAt: number): Promise<void> {
  if (shelved.length === 0) return;
  const rows = shelved.map((each) => ({ ...each, received_at: receivedAt, state: 'open' }));
  await insertRows(tx, 'shelf', ['received_at', 'source', 'verdict', 'raw', 'problems', 'state'], rows).execute(tx);
}

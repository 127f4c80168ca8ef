// What leaves the store for a warehouse: rows of four tables as they lie there, a page at a time, and a mark of a stretch that changes whenever anything in it was erased.
import { sql } from 'kysely';
import { pagesOf } from './columns-of-both.ts';
import type { Reading } from './store.ts';
import type { DecisionsTable, EntriesTable, HandoffsTable, StandingsTable } from './tables.ts';

/** Rows that are read at once. */
const PAGE = 2000;

/** A stretch of a numbered table: positions beyond `after`, up to and with `upTo`. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
}

/** Tables that are only ever appended to. */
export type Numbered = 'entries' | 'decisions';

type Kept<Table, Keys extends keyof Table> = { readonly [Key in Keys]: Table[Key] } & { readonly position: number };
export type EntryRow = Kept<
  Omit<EntriesTable, 'position'>,
  'source' | 'id' | 'kind' | 'occurred_at' | 'admitted_at' | 'seq' | 'body'
>;
export type DecisionRow = Kept<
  Omit<DecisionsTable, 'position' | 'evidence_gone'>,
  'id' | 'at' | 'kind' | 'account' | 'lead' | 'handoff' | 'body'
> & { readonly evidence_gone: number };

/** The last position of a table, 0 where it is empty. */
export async function lastPosition(read: Reading, table: Numbered): Promise<number> {
  const row = await read
    .selectFrom(table)
    .select((eb) => eb.fn.max<number | null>('position').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** What tells the row at a position from that of any other store, whatever was erased of it; undefined where there is none. */
export async function tellingOf(read: Reading, table: Numbered, position: number): Promise<string | undefined> {
  if (table === 'entries') {
    const row = await read
      .selectFrom('entries')
      .select(['admitted_at', 'payload'])
      .where('position', '=', position)
      .executeTakeFirst();
    return row && `${row.admitted_at} ${row.payload}`;
  }
  return (await read.selectFrom('decisions').select('id').where('position', '=', position).executeTakeFirst())?.id;
}

/** Entries of a stretch that were not erased. */
export function entriesWithin(read: Reading, { after, upTo }: Stretch): AsyncGenerator<readonly EntryRow[]> {
  const next = (last: number) =>
    read
      .selectFrom('entries')
      .select(['position', 'source', 'id', 'kind', 'occurred_at', 'admitted_at', 'seq', 'body'])
      .where('position', '>', last)
      .where('position', '<=', upTo)
      .where('body', '<>', '')
      .orderBy('position')
      .limit(PAGE)
      .execute();
  return pagesOf(next, after);
}

/** Decisions of a stretch, those about erased people as erasure has left them. */
export function decisionsWithin(read: Reading, { after, upTo }: Stretch): AsyncGenerator<readonly DecisionRow[]> {
  const next = (last: number) =>
    read
      .selectFrom('decisions')
      .select(['position', 'id', 'at', 'kind', 'account', 'lead', 'handoff', 'body', 'evidence_gone'])
      .where('position', '>', last)
      .where('position', '<=', upTo)
      .orderBy('position')
      .limit(PAGE)
      .execute();
  return pagesOf(next, after);
}

/** All hand-offs as they stand, by id. */
export async function* handoffsByPage(read: Reading): AsyncGenerator<readonly HandoffsTable[]> {
  for (let last = ''; ; ) {
    const rows = await read
      .selectFrom('handoffs')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (rows.length === 0) return;
    last = rows.at(-1)?.id ?? last;
    yield rows;
  }
}

/** All standings, by lead and definition. */
export async function* standingsByPage(read: Reading): AsyncGenerator<readonly StandingsTable[]> {
  for (let last = { lead: '', definition: '' }; ; ) {
    const rows = await read
      .selectFrom('standings')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('lead', '>', last.lead),
          eb.and([eb('lead', '=', last.lead), eb('definition', '>', last.definition)]),
        ]),
      )
      .orderBy('lead')
      .orderBy('definition')
      .limit(PAGE)
      .execute();
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end;
    yield rows;
  }
}

/** A text that changes whenever something within a stretch is erased or emptied. */
export async function markOf(read: Reading, table: Numbered, { after, upTo }: Stretch): Promise<string> {
  const erasures = await read
    .selectFrom('erasures')
    .select((eb) => eb.fn.max<number | null>('id').as('last'))
    .executeTakeFirst();
  const last = erasures?.last ?? 0;
  if (last === 0) return '';
  const touched = await read
    .selectFrom(table)
    .select(
      table === 'entries'
        ? sql<number | null>`sum(erased_by)`.as('sum')
        : sql<number | null>`sum(evidence_gone)`.as('sum'),
    )
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .executeTakeFirst();
  const sum = Number(touched?.sum ?? 0);
  // A decision that was emptied once may be emptied further, and does not say by which erasure.
  return sum === 0 ? '' : table === 'entries' ? String(sum) : `${sum} ${last}`;
}

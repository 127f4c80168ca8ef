// Who is who in the store: names, the units they belong to, and the locks on both. A unit has the number of the name it began with.
import type { EntryRef } from '@baton/core/journal/entry';
import { sql } from 'kysely';
import { anyOf, insertRows, isSqlite, nextNumbers, upsertRows } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { UnitsTable } from './tables.ts';

/** A name with its number and its unit. */
export interface Identifier {
  readonly id: number;
  readonly name: string;
  readonly unit: number;
}

/** The advisory lock that all admissions share. Any number; ours spells "baton". */
const ADMISSIONS = 0x6261746f6e;

/**
 * Taken before anything else in a transaction that admits or wakes, on PostgreSQL. `alone` waits for all others of all processes and keeps them waiting: what entries need that speak of other entries (two transactions that do
 * not see each other's entries would never join them), and activations, which wake every unit there is.
 */
export async function takeTurn(tx: Changing, alone: boolean): Promise<void> {
  if (isSqlite(tx)) return;
  await (alone
    ? sql`select pg_advisory_xact_lock(${ADMISSIONS}::bigint)`
    : sql`select pg_advisory_xact_lock_shared(${ADMISSIONS}::bigint)`
  ).execute(tx);
}

/** Finds names, makes those that do not exist yet (each in a unit of its own), and locks all of them in one order (R2). */
export async function lockIdentifiers(tx: Changing, names: readonly string[]): Promise<Identifier[]> {
  const sorted = [...new Set(names)].sort();
  const query = tx
    .selectFrom('identifiers')
    .select(['id', 'name', 'unit'])
    .where((eb) => anyOf(tx, eb.ref('name'), sorted));
  const found = await query.execute();
  const known = new Set(found.map(({ name }) => name));
  const fresh = sorted.filter((name) => !known.has(name));
  const made = await makeIdentifiers(tx, fresh);
  // SQLite has one writer: what was found and made is what is there.
  return isSqlite(tx) ? [...found, ...made] : query.orderBy('name').forUpdate().execute();
}

/** Each in a unit that has its own number. Those that somebody else has made meanwhile stay as they are. */
async function makeIdentifiers(tx: Changing, names: readonly string[]): Promise<Identifier[]> {
  if (names.length === 0) return [];
  const numbers = await nextNumbers(tx, 'identifiers', names.length);
  const made = names.map((name, i) => ({ id: numbers[i] as number, name, unit: numbers[i] as number }));
  const columns = ['id', 'name', 'unit'] as const;
  await insertRows(tx, 'identifiers', columns, made, sql`on conflict (name) do nothing`).execute(tx);
  return made;
}

/** Locks units in the order of their numbers and reads them. Units that do not exist yet are absent. */
export async function lockUnits(tx: Changing, ids: readonly number[]): Promise<UnitsTable[]> {
  const query = tx
    .selectFrom('units')
    .selectAll()
    .where((eb) => anyOf(tx, eb.ref('id'), ids));
  return isSqlite(tx) ? query.execute() : query.orderBy('id').forUpdate().execute();
}

/** Units whose deadline has come, earliest first; on PostgreSQL those that nobody else is working on, locked. */
export async function lockDueUnits(tx: Changing, now: number, most: number): Promise<UnitsTable[]> {
  const query = tx
    .selectFrom('units')
    .selectAll()
    .where('next_deadline', '<=', now)
    .orderBy('next_deadline')
    .orderBy('id')
    .limit(most);
  return isSqlite(tx) ? query.execute() : query.forUpdate().skipLocked().execute();
}

/** Writes units as they have become. */
export async function keepUnits(tx: Changing, units: readonly UnitsTable[]): Promise<void> {
  const columns = ['id', 'version', 'clock', 'seq', 'entries', 'next_deadline', 'stuck'] as const;
  await upsertRows(tx, 'units', columns, ['id'], units);
}

/** The numbers of all units, so many at a time; `share` says how far that is, 0 to 1. */
export async function* pagesOfUnits(
  read: Reading,
  size = 300,
): AsyncGenerator<{ readonly units: readonly number[]; readonly share: number }> {
  const { last } = await read
    .selectFrom('units')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  for (let after = 0; ; ) {
    const query = read.selectFrom('units').select('id').where('id', '>', after).orderBy('id').limit(size);
    const units = (await query.execute()).map(({ id }) => id);
    after = units.at(-1) ?? after;
    if (units.length === 0) return;
    yield { units, share: Math.min(1, after / Math.max(1, last ?? 1)) };
  }
}

/** How far units have come, and which of them hold entries that were emptied. */
export async function unitsAsTheyAre(
  read: Reading,
  ids: readonly number[],
): Promise<{ readonly units: readonly UnitsTable[]; readonly emptied: ReadonlySet<number> }> {
  const units = await read
    .selectFrom('units')
    .selectAll()
    .where((eb) => anyOf(read, eb.ref('id'), ids))
    .execute();
  const emptied = await read
    .selectFrom('identifiers as i')
    .innerJoin('entries as e', 'e.subject', 'i.id')
    .select('i.unit')
    .distinct()
    .where((eb) => anyOf(read, eb.ref('i.unit'), ids))
    .where((eb) => eb.or([eb('e.body', '=', ''), eb('e.erased_by', 'is not', null)]))
    .execute();
  return { units, emptied: new Set(emptied.map(({ unit }) => unit)) };
}

/** One unit that has become part of another. */
export interface Joined {
  readonly unit: number;
  readonly into: number;
}

/** Joins units for ever: every name of each belongs to the other from now on. */
export async function joinUnits(tx: Changing, joined: readonly Joined[]): Promise<void> {
  if (joined.length === 0) return;
  const json = JSON.stringify(joined);
  const moves = isSqlite(tx)
    ? sql`(select value ->> 'unit' as old, value ->> 'into' as target from json_each(${json}))`
    : sql`(select unit as old, "into" as target from json_to_recordset(${json}::json) as r(unit bigint, "into" bigint))`;
  await sql`update identifiers set unit = moves.target from ${moves} as moves where identifiers.unit = moves.old`.execute(
    tx,
  );
  await tx
    .deleteFrom('units')
    .where((eb) =>
      anyOf(
        tx,
        eb.ref('id'),
        joined.map(({ unit }) => unit),
      ),
    )
    .execute();
}

/** Wakes every unit at an instant, or earlier where it was to be woken earlier: an activation concerns them all. */
export async function wakeAllAt(tx: Changing, at: number): Promise<void> {
  await tx
    .updateTable('units')
    .set({ next_deadline: at })
    .where((eb) => eb.or([eb('next_deadline', 'is', null), eb('next_deadline', '>', at)]))
    .execute();
}

/** By source and id: the names that cited entries are about, as far as those entries have come. */
export async function subjectsOf(tx: Changing, refs: readonly EntryRef[]): Promise<Map<string, Identifier>> {
  const found = new Map<string, Identifier>();
  for (const [source, ids] of bySource(refs)) {
    const rows = await tx
      .selectFrom('entries as e')
      .innerJoin('identifiers as i', 'i.id', 'e.subject')
      .select(['e.id as entry', 'i.id', 'i.name', 'i.unit'])
      .where('e.source', '=', source)
      .where((eb) => anyOf(tx, eb.ref('e.id'), ids))
      .execute();
    for (const { entry, ...identifier } of rows) found.set(`${source}\n${entry}`, identifier);
  }
  return found;
}

/** By source and id: the names of those who spoke of these entries before they came. */
export async function awaitedBy(tx: Changing, refs: readonly EntryRef[]): Promise<Map<string, Identifier[]>> {
  const found = new Map<string, Identifier[]>();
  const isAny = await tx.selectFrom('awaited').select('subject').limit(1).executeTakeFirst();
  if (isAny === undefined) return found;
  for (const [source, ids] of bySource(refs)) {
    const rows = await tx
      .selectFrom('awaited as a')
      .innerJoin('identifiers as i', 'i.id', 'a.subject')
      .select(['a.id as entry', 'i.id', 'i.name', 'i.unit'])
      .where('a.source', '=', source)
      .where((eb) => anyOf(tx, eb.ref('a.id'), ids))
      .execute();
    for (const { entry, ...identifier } of rows) {
      const key = `${source}\n${entry}`;
      found.set(key, [...(found.get(key) ?? []), identifier]);
    }
  }
  return found;
}

/** Remembers who spoke of an entry that may still come. */
export async function awaitEntries(
  tx: Changing,
  rows: readonly (EntryRef & { readonly subject: number })[],
): Promise<void> {
  if (rows.length === 0) return;
  const unique = [...new Map(rows.map((row) => [`${row.source}\n${row.id}\n${row.subject}`, row])).values()];
  await insertRows(tx, 'awaited', ['source', 'id', 'subject'], unique, sql`on conflict do nothing`).execute(tx);
}

function bySource(refs: readonly EntryRef[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { source, id } of refs) found.set(source, [...(found.get(source) ?? []), id]);
  return found;
}

/** Those of the names that somebody goes by. */
export function identifiersCalled(read: Reading, names: readonly string[]): Promise<Identifier[]> {
  return read
    .selectFrom('identifiers')
    .select(['id', 'name', 'unit'])
    .where((eb) => anyOf(read, eb.ref('name'), names))
    .execute();
}

/** The first of these names that somebody goes by. */
export async function identifierCalled(read: Reading, names: readonly string[]): Promise<Identifier | undefined> {
  const found = await identifiersCalled(read, names);
  return names.flatMap((name) => found.find((each) => each.name === name) ?? [])[0];
}

/** The units of entries at some positions. */
export async function unitsOfPositions(read: Reading, positions: readonly number[]): Promise<number[]> {
  const rows = await read
    .selectFrom('entries as e')
    .innerJoin('identifiers as i', 'i.id', 'e.subject')
    .select('i.unit')
    .distinct()
    .where((eb) => anyOf(read, eb.ref('e.position'), positions))
    .execute();
  return rows.map(({ unit }) => unit);
}

// Versions of programmes and the states they were in, in the store.
import { sql } from 'kysely';
import type { Changing, Reading } from './store.ts';
import type { ProgrammeStatesTable, ProgrammesTable } from './tables.ts';

/** All versions, programmes by name, the newest first within each. */
export function allProgrammes(read: Reading): Promise<ProgrammesTable[]> {
  return read.selectFrom('programmes').selectAll().orderBy('name').orderBy('version', 'desc').execute();
}

/** Versions that ever came into force, in the order of rank: the programme that came first goes first. */
export async function programmesInForce(read: Reading): Promise<ProgrammesTable[]> {
  const rows = await read
    .selectFrom('programmes')
    .selectAll()
    .where('effective_at', 'is not', null)
    .orderBy('version')
    .execute();
  const began = new Map<string, number>();
  for (const { name, effective_at } of rows) if (!began.has(name)) began.set(name, effective_at as number);
  const order = (row: ProgrammesTable): number => began.get(row.name) as number;
  return rows.sort(
    (a, b) => order(a) - order(b) || (a.name < b.name ? -1 : Number(a.name > b.name)) || a.version - b.version,
  );
}

/** One version. */
export function programmeOf(read: Reading, name: string, version: number): Promise<ProgrammesTable | undefined> {
  return read
    .selectFrom('programmes')
    .selectAll()
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** Every change of state there ever was, oldest first. Cheap to ask for in every transaction: it names what is in force. */
export function programmeStates(read: Reading): Promise<ProgrammeStatesTable[]> {
  return read.selectFrom('programme_states').selectAll().orderBy('name').orderBy('version').orderBy('at').execute();
}

export async function addProgramme(tx: Changing, row: ProgrammesTable): Promise<void> {
  await tx.insertInto('programmes').values(row).execute();
}

export async function changeProgramme(
  tx: Changing,
  { name, version }: Pick<ProgrammesTable, 'name' | 'version'>,
  change: Partial<ProgrammesTable>,
): Promise<void> {
  await tx.updateTable('programmes').set(change).where('name', '=', name).where('version', '=', version).execute();
}

/** Puts a version into a state from an instant on. */
export async function addState(tx: Changing, row: ProgrammeStatesTable): Promise<void> {
  await tx.insertInto('programme_states').values(row).execute();
  await changeProgramme(tx, row, { state: row.state });
}

/** An instant that no unit has come to yet, and no earlier change: what changes from it on changes nothing of the past. */
export async function afterAllUnits(tx: Changing, now: number): Promise<number> {
  const { rows } = await sql<{
    last: number | null;
  }>`select max(last) as last from (select max(clock) as last from units union all select max(at) from programme_states) as known`.execute(
    tx,
  );
  return Math.max(now, Number(rows[0]?.last ?? 0)) + 1;
}

/** Wakes the units of everybody who is in some version of a programme, at an instant or earlier. */
export async function wakeEnrolled(tx: Changing, programme: string, at: number): Promise<void> {
  await tx
    .updateTable('units')
    .set({ next_deadline: at })
    .where('id', 'in', (eb) =>
      eb.selectFrom('enrolments').select('unit').where('programme', '=', programme).where('ended_at', 'is', null),
    )
    .where((eb) => eb.or([eb('next_deadline', 'is', null), eb('next_deadline', '>', at)]))
    .execute();
}

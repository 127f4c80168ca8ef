// Who has read which version of a definition.
import type { Changing, Reading } from './store.ts';
import type { AcknowledgementsTable, VersionsTable } from './tables.ts';

/** Somebody who is to read a version, with when they said they did. */
export interface Reader {
  readonly id: string;
  readonly name: string;
  readonly at: number | null;
}

/** Says that somebody has read a version; the first time counts. */
export async function acknowledge(tx: Changing, row: AcknowledgementsTable): Promise<void> {
  await tx
    .insertInto('acknowledgements')
    .values(row)
    .onConflict((on) => on.doNothing())
    .execute();
}

/** The versions that somebody has read. */
export function readVersionsOf(read: Reading, person: string): Promise<Pick<VersionsTable, 'name' | 'version'>[]> {
  return read.selectFrom('acknowledgements').select(['name', 'version']).where('person', '=', person).execute();
}

/** Everybody of some roles who can sign in: those who have yet to read the version first. */
export function readersOf(
  read: Reading,
  { name, version }: Pick<VersionsTable, 'name' | 'version'>,
  roles: readonly string[],
): Promise<Reader[]> {
  return read
    .selectFrom('people as p')
    .leftJoin('acknowledgements as a', (join) =>
      join.onRef('a.person', '=', 'p.id').on('a.name', '=', name).on('a.version', '=', version),
    )
    .select(['p.id', 'p.name', 'a.at'])
    .where('p.role', 'in', [...roles])
    .where('p.disabled_at', 'is', null)
    .orderBy((eb) => eb.case().when('a.at', 'is', null).then(0).else(1).end())
    .orderBy('p.name')
    .execute();
}

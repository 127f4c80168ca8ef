// Versions of definitions and their signatures in the store.
import type { Changing, Reading } from './store.ts';
import type { SignaturesTable, VersionsTable } from './tables.ts';

/** All versions that came into force or will, definitions in their order of priority, versions oldest first. */
export function activatedVersions(read: Reading): Promise<VersionsTable[]> {
  return read
    .selectFrom('versions')
    .selectAll()
    .where('effective_at', 'is not', null)
    .orderBy('rank')
    .orderBy('name')
    .orderBy('version')
    .execute();
}

/** What names the set of all activations: cheap to ask for in every transaction. */
export async function activationsStamp(read: Reading): Promise<string> {
  const rows = await read
    .selectFrom('versions')
    .select(['name', 'version', 'digest'])
    .where('effective_at', 'is not', null)
    .orderBy('rank')
    .orderBy('name')
    .orderBy('version')
    .execute();
  return rows.map(({ name, version, digest }) => `${name} ${version} ${digest}`).join('\n');
}

/** All versions, the newest first within each definition. */
export function allVersions(read: Reading): Promise<VersionsTable[]> {
  return read.selectFrom('versions').selectAll().orderBy('rank').orderBy('name').orderBy('version', 'desc').execute();
}

export function versionOf(read: Reading, name: string, version: number): Promise<VersionsTable | undefined> {
  return read
    .selectFrom('versions')
    .selectAll()
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** Adds a version. */
export async function addVersion(tx: Changing, row: VersionsTable): Promise<void> {
  await tx.insertInto('versions').values(row).execute();
}

/** Changes a version; where its digest changes the database voids its signatures. */
export async function changeVersion(
  tx: Changing,
  { name, version }: Pick<VersionsTable, 'name' | 'version'>,
  change: Partial<VersionsTable>,
): Promise<void> {
  await tx.updateTable('versions').set(change).where('name', '=', name).where('version', '=', version).execute();
}

/** Signatures of a version, voided ones too, oldest first. */
export async function signaturesOf(
  read: Reading,
  name: string,
  version: number,
): Promise<(SignaturesTable & { readonly id: number; readonly person_name: string | null })[]> {
  const rows = await read
    .selectFrom('signatures as s')
    .leftJoin('people as p', 'p.id', 's.person')
    .selectAll('s')
    .select('p.name as person_name')
    .where('s.name', '=', name)
    .where('s.version', '=', version)
    .orderBy('s.id')
    .execute();
  return rows as unknown as (SignaturesTable & { readonly id: number; readonly person_name: string | null })[];
}

/** Signatures that were given to a text under any of its version numbers, and not voided. */
export function signaturesOnDigest(
  read: Reading,
  { name, digest }: Pick<VersionsTable, 'name' | 'digest'>,
): Promise<SignaturesTable[]> {
  return read
    .selectFrom('signatures')
    .select(['name', 'version', 'digest', 'person', 'function', 'signed_at', 'voided_at', 'voided_because'])
    .where('name', '=', name)
    .where('digest', '=', digest)
    .where('voided_at', 'is', null)
    .orderBy('id')
    .execute() as unknown as Promise<SignaturesTable[]>;
}

/** Adds a signature. */
export async function addSignature(
  tx: Changing,
  row: Omit<SignaturesTable, 'id' | 'voided_at' | 'voided_because'>,
): Promise<void> {
  await tx
    .insertInto('signatures')
    .values({ ...row, voided_at: null, voided_because: null })
    .execute();
}

// Versions of definitions in the store.
import type { Reading } from './store.ts';
import type { VersionsTable } from './tables.ts';

/** All versions that came into force or will, oldest first, definitions in their order of priority. */
export async function activatedVersions(read: Reading): Promise<VersionsTable[]> {
  return read
    .selectFrom('versions')
    .selectAll()
    .where('effective_at', 'is not', null)
    .orderBy('rank')
    .orderBy('name')
    .orderBy('version')
    .execute();
}

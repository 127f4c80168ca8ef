// When exports were made, as far as they show it: a pass over all files for the newest instant that they record (K0).
import type { Mapping } from '@baton/core/import/mapping/mapping';
import { NewestInstant } from '@baton/core/import/rows/newest-instant';
import { eachRow } from './each-row.ts';
import { pairTables } from './prepare-tables.ts';

/** The newest recorded instant of the files by a mapping, not later than `now`; undefined where they record none. */
export async function newestOfFiles(
  paths: readonly string[],
  mapping: Mapping,
  now: number,
): Promise<number | undefined> {
  const asked = { ...mapping, answers: { ...mapping.answers, exportedAt: now } };
  const { tables } = await pairTables(paths, asked, 'the proposal', now);
  let newest: number | undefined;
  for (const { mapped, sample, reading } of tables) {
    const file = new NewestInstant(mapped, sample.header, reading);
    await eachRow(sample.path, (cells) => file.see(cells));
    if (file.at !== undefined && file.at > (newest ?? Number.NEGATIVE_INFINITY)) newest = file.at;
  }
  return newest;
}

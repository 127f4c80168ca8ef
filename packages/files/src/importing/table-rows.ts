// The rows of a table that is mapped: where several are of one record, a first pass tells which is the newest (K0); another tells which were loaded many at a time (K12).
import type { RememberedTexts } from '@baton/core/base/seen-texts';
import type { FolderFacts } from '@baton/core/import/facts/folder-facts';
import { BulkLoads } from '@baton/core/import/rows/bulk-loads';
import { FileRows } from '@baton/core/import/rows/file-rows';
import { NewestRecords } from '@baton/core/import/rows/newest-records';
import type { LastEvents } from '@baton/core/journal/dwell';
import { eachRow } from './each-row.ts';
import type { MappedTable } from './prepare-tables.ts';

/** What turns a table's rows into outcomes; `last` takes up what an earlier reading stopped at. */
export async function rowsOf(
  table: MappedTable,
  now: number,
  facts: FolderFacts,
  seen?: RememberedTexts,
  last?: LastEvents,
): Promise<FileRows> {
  const reading = { ...table.reading, now, bulk: await bulkOf(table) };
  return new FileRows(table.mapped, table.sample.header, reading, facts, await newestOf(table), seen, last);
}

/** A row's cells by column. */
export function cellsOf({ sample }: MappedTable, cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(sample.header.map((column, i) => [column, cells[i] ?? '']));
}

async function newestOf({ mapped, sample, reading }: MappedTable): Promise<NewestRecords | undefined> {
  if (!NewestRecords.isNeeded(mapped)) return undefined;
  const newest = new NewestRecords(mapped, sample.header, reading);
  await eachRow(sample.path, (cells, line) => newest.see(cells, line));
  return newest;
}

async function bulkOf({ mapped, sample, reading }: MappedTable): Promise<BulkLoads | undefined> {
  if (!BulkLoads.isNeeded(mapped)) return undefined;
  const bulk = new BulkLoads(mapped, sample.header, reading);
  await eachRow(sample.path, (cells) => bulk.see(cells));
  return bulk;
}

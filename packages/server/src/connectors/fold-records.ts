// From records to entries, by the importer's own rules (K): each record is a row or several, read as the rows of an export are; facts of deals and conversations are made of all of them together.
import type { Problem } from '@baton/core/base/problem';
import { FEEDS_FACTS, FolderFacts, IMPORT_ORDER } from '@baton/core/import/facts/folder-facts';
import type { Answers } from '@baton/core/import/mapping/mapping';
import { FileRows } from '@baton/core/import/rows/file-rows';
import type { Entry } from '@baton/core/journal/entry';
import { parseEntry } from '@baton/core/journal/parse-entry';
import type { CrmRecordsTable } from '../store/tables.ts';
import type { Cells, CrmRecord, CrmTable } from './crm.ts';

/** An entry, and when the record that it comes from was changed. */
export interface FoldedEntry {
  readonly entry: Entry;
  readonly modifiedAt: number;
}

/** A row that could not be read. */
export interface RefusedRow {
  readonly table: string;
  readonly row: Cells;
  readonly problems: readonly Problem[];
}

/** All that the records come to. */
export interface Folded {
  readonly entries: readonly FoldedEntry[];
  readonly refused: readonly RefusedRow[];
}

/** Yields the stored records of an object. */
export type RecordsOf = (object: string) => AsyncIterable<readonly CrmRecordsTable[]>;

/** Folds all records. Entries of rows are given of fresh records alone; of deals and conversations all, since a fresh record may change what others come to. */
export async function foldRecords(
  tables: readonly CrmTable[],
  recordsOf: RecordsOf,
  answers: Answers,
  now: number,
): Promise<Folded> {
  const facts = new FolderFacts(answers, now);
  const entries: FoldedEntry[] = [];
  const refused: RefusedRow[] = [];
  const changes = new Map<string, number>();
  const sorted = tables.toSorted((a, b) => rank(a) - rank(b));
  for (const table of sorted) {
    const feeds = FEEDS_FACTS.has(table.mapping.rows);
    for await (const page of recordsOf(table.object)) {
      for (const stored of page) {
        if (stored.cells === '' || (!feeds && stored.fresh === 0)) continue;
        const taken = takeRecord(table, stored, facts, answers, now);
        changes.set(`${table.mapping.file}:${stored.named}`, stored.modified_at);
        if (stored.fresh === 0) continue;
        entries.push(...taken.entries);
        refused.push(...taken.refused);
      }
      // A long company is folded in turns with everything else.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  for (const { source, fields } of facts.finish().entries) {
    const parsed = parseEntry(fields, { source });
    if (!parsed.ok) continue;
    const entry = parsed.value;
    const key = entry.id.slice(0, entry.id.lastIndexOf(':'));
    entries.push({ entry, modifiedAt: Math.max(changes.get(key) ?? entry.occurredAt, entry.occurredAt) });
  }
  return { entries, refused };
}

function rank({ mapping }: CrmTable): number {
  return IMPORT_ORDER.indexOf(mapping.rows);
}

/** The rows of one record. What it shows is known as of its last change (K2). */
function takeRecord(
  { mapping, rows, object }: CrmTable,
  stored: CrmRecordsTable,
  facts: FolderFacts,
  answers: Answers,
  now: number,
): Folded {
  const record: CrmRecord = {
    object,
    id: stored.record,
    modifiedAt: stored.modified_at,
    ...(stored.gone === 0 ? {} : { gone: stored.gone === 1 ? 'deleted' : 'merged' }),
    cells: JSON.parse(stored.cells) as Cells,
  };
  const header = ['id', ...[...mapping.columns.keys()].filter((column) => column !== 'id')];
  const reading = { answers: { ...answers, exportedAt: stored.modified_at }, orders: new Map(), now };
  const reader = new FileRows(mapping, header, reading, facts);
  const entries: FoldedEntry[] = [];
  const refused: RefusedRow[] = [];
  for (const [i, row] of rows(record, stored.named).entries()) {
    const outcome = reader.take(
      header.map((column) => row[column] ?? ''),
      i + 1,
    );
    if (outcome.verdict === 'refused') refused.push({ table: mapping.file, row, problems: outcome.problems });
    if (outcome.verdict !== 'imported') continue;
    entries.push(...outcome.entries.map((entry) => ({ entry, modifiedAt: stored.modified_at })));
    if (outcome.bad.length > 0)
      refused.push({ table: mapping.file, row, problems: outcome.bad.map(({ problem }) => problem) });
  }
  return { entries, refused };
}

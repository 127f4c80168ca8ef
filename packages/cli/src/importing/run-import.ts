// Reads tables by a mapping, in the order that facts need, then journals; writes one journal and the refused shelf. What a row means is decided in core.
import type { Problem } from '@baton/core/base/problem';
import { FolderFacts } from '@baton/core/import/facts/folder-facts';
import { DEFAULT_ANSWERS } from '@baton/core/import/mapping/mapping';
import { FileRows } from '@baton/core/import/rows/file-rows';
import { NewestRecords } from '@baton/core/import/rows/newest-records';
import type { Entry } from '@baton/core/journal/entry';
import { createLedger } from '@baton/core/journal/ledger';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { LineWriter } from '../print/line-writer.ts';
import { openOutput } from '../print/output.ts';
import { type Progress, startProgress } from '../print/progress.ts';
import { RefusedShelf } from '../print/refused-shelf.ts';
import { countOf } from '../print/words.ts';
import { openBytes } from '../read/bytes.ts';
import { keepOn, readJournalFile } from '../read/journal.ts';
import { ImportTally } from './import-tally.ts';
import type { MappedTable } from './prepare-tables.ts';
import { readTable, tableName } from './tables.ts';

/** Where an import writes. */
export interface ImportOutputs {
  readonly journal: string;
  readonly refused: string;
}

/** Reads all tables, then all journals, and writes what they come to. */
export async function runImport(
  tables: readonly MappedTable[],
  journals: readonly string[],
  outputs: ImportOutputs,
): Promise<ImportTally> {
  const run = new ImportRun(outputs, journals.length > 0);
  const first = tables[0]?.reading;
  const facts = new FolderFacts(first?.answers ?? DEFAULT_ANSWERS, first?.now ?? 0);
  const progress = startProgress('Importing', 'rows');
  const of = tables.length + journals.length;
  for (const [i, table] of tables.entries()) await run.table(table, facts, pauses(progress, run, i, of));
  await run.facts(facts);
  for (const [i, path] of journals.entries()) await run.journal(path, pauses(progress, run, tables.length + i, of));
  progress.done();
  await run.close();
  return run.tally;
}

type Pause = (share: number | undefined) => Promise<boolean>;

function pauses(progress: Progress, run: ImportRun, done: number, of: number): Pause {
  return async (share) => {
    await run.drain();
    progress.tell(run.tally.rows, undefined, share === undefined ? undefined : (done + share) / of);
    return true;
  };
}

class ImportRun {
  readonly tally = new ImportTally();
  private readonly ledger = createLedger();
  private readonly out: LineWriter;
  private readonly shelf: RefusedShelf;

  constructor(
    outputs: ImportOutputs,
    /** Ids of rows are their own; only beside journals they have to be remembered. */
    private readonly hasJournals: boolean,
  ) {
    this.out = new LineWriter(openOutput(outputs.journal));
    this.shelf = new RefusedShelf(outputs.refused);
  }

  async table(table: MappedTable, facts: FolderFacts, pause: Pause): Promise<void> {
    const { tally, shelf } = this;
    const { file } = table.mapped;
    const rows = new FileRows(table.mapped, table.sample.header, table.reading, facts, await newestOf(table));
    await readTable(table.sample.path, {
      header: () => {},
      encoding: (encoding) => tally.encoding(file, encoding),
      row: (cells, line) => {
        const outcome = rows.take(cells, line);
        tally.row(file, outcome);
        const keep = (verdict: 'refused' | 'conflict', problems: readonly Problem[]): void =>
          shelf.keep({ what: 'row', verdict, place: { file, line }, problems, raw: rowOf(table, cells) });
        if (outcome.verdict === 'refused') keep('refused', outcome.problems);
        if (outcome.verdict !== 'imported') return;
        if (outcome.as === 'accepted') for (const entry of outcome.entries) this.write(entry);
        else if (outcome.as === 'conflict') keep('conflict', [tally.conflict(file, line)]);
        if (outcome.bad.length > 0)
          shelf.keep({
            what: 'cells',
            verdict: 'refused',
            place: { file, line },
            problems: outcome.bad.map(({ problem }) => problem),
            raw: Object.fromEntries(outcome.bad.map(({ column, cell }) => [column, cell])),
          });
      },
      broken(problem, text, line) {
        tally.row(file, { verdict: 'refused', problems: [problem] });
        shelf.keep({ what: 'row', verdict: 'refused', place: { file, line }, problems: [problem], raw: text });
      },
      pause,
    });
    if (rows.outOfOrder > 0)
      tally.notes.push(
        `${file}: ${countOf(rows.outOfOrder, 'event')} out of order: no time on pages was made of them.`,
      );
  }

  /** What all tables together tell. */
  async facts(facts: FolderFacts): Promise<void> {
    const derived = facts.finish();
    for (const { source, fields } of derived.entries) {
      const parsed = parseEntry(fields, { source });
      if (parsed.ok) {
        this.tally.derived();
        this.write(parsed.value);
        await this.drain();
      } else {
        const problems = this.tally.derivedRefused(parsed.problems);
        this.shelf.keep({ what: 'entry', verdict: 'refused', place: undefined, problems, raw: JSON.stringify(fields) });
      }
    }
    this.tally.facts = derived.counts;
  }

  /** Entries that are entries already, in our shape or Segment's. */
  async journal(path: string, pause: Pause): Promise<void> {
    const name = tableName(path);
    await readJournalFile(name, openBytes(path), this.ledger, {
      take: (receipt) => {
        this.tally.receipt(name, receipt);
        if ('problems' in receipt) keepOn(this.shelf, receipt);
        else if (receipt.verdict === 'accepted') this.put(receipt.entry);
      },
      pause,
    });
  }

  private put(entry: Entry): void {
    this.tally.card.take(entry);
    this.out.add(JSON.stringify(entry));
  }

  private write(entry: Entry): void {
    if (this.hasJournals) this.ledger.offer(entry);
    this.put(entry);
  }

  async drain(): Promise<void> {
    await this.out.drain();
    await this.shelf.drain();
  }

  async close(): Promise<void> {
    await this.out.close();
    await this.shelf.close();
  }
}

function rowOf({ sample }: MappedTable, cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(sample.header.map((column, i) => [column, cells[i] ?? '']));
}

/** A first pass, where several rows of one record are told apart by when they were changed (K0). */
async function newestOf({ mapped, sample, reading }: MappedTable): Promise<NewestRecords | undefined> {
  if (!NewestRecords.isNeeded(mapped)) return undefined;
  const newest = new NewestRecords(mapped, sample.header, reading);
  await readTable(sample.path, {
    header: () => {},
    row: (cells, line) => newest.see(cells, line),
    broken: () => {},
    pause: async () => true,
    encoding: () => {},
  });
  return newest;
}

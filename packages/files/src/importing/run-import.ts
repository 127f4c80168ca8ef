// Reads tables by a mapping, in the order that facts need, then journals; goes on where an earlier run was cut off. What a row means is decided in core.

import type { HygieneSettings } from '@baton/core/hygiene/settings';
import { FEEDS_FACTS, FolderFacts } from '@baton/core/import/facts/folder-facts';
import { DEFAULT_ANSWERS } from '@baton/core/import/mapping/mapping';
import { judgeJournal } from '../judging/judge-journal.ts';
import { LineWriter } from '../writing/line-writer.ts';
import { type GatherCrew, gatherThreads } from './blocks/crew.ts';
import { ImportRun, type InputStart } from './import-run.ts';
import type { ImportTally } from './import-tally.ts';
import type { MappedTable } from './prepare-tables.ts';
import { type Checkpoint, type ImportOutputs, keyOf, WorkFolder } from './work-folder.ts';

/** Rows between two notes of how far the import is. */
const ROWS_A_CHECKPOINT = 1_000_000;

/** Hears how far an import is. */
export interface ImportWatcher {
  /** So many rows were read, and so much of all files (0 to 1) where that is known. */
  rows(read: number, share: number | undefined): void;
  /** An import of the same files was cut off after so many rows: it goes on from there. */
  goesOn(after: number): void;
  done(): void;
}

const NOBODY: ImportWatcher = { rows: () => {}, goesOn: () => {}, done: () => {} };

/** Reads all tables, then all journals, and writes what they come to. */
export async function runImport(
  tables: readonly MappedTable[],
  journals: readonly string[],
  outputs: ImportOutputs,
  watcher = NOBODY,
  rowsACheckpoint = ROWS_A_CHECKPOINT,
  gather: GatherCrew = gatherThreads,
): Promise<ImportTally> {
  const files = [
    ...tables.flatMap(({ sample, joined }) => [sample.path, ...joined]),
    ...journals,
    ...(outputs.isAdding ? [outputs.journal] : []),
  ];
  const told = tables.map(({ mapped, reading, sample }) => [mapped, reading.answers, sample.header, reading.timeOrder]);
  const folder = new WorkFolder(outputs, keyOf(files, [told, outputs]));
  await folder.open();
  try {
    return await new FolderImport(tables, journals, folder, watcher, rowsACheckpoint, gather, outputs.hygiene).run();
  } catch (error) {
    await folder.leave();
    throw error;
  }
}

/** One import of tables and journals, numbered in the order they are read. */
class FolderImport {
  private readonly cutOff: Checkpoint | undefined;
  private readonly now: number;
  private readonly reading: ImportRun;
  private rowsSaved = 0;

  constructor(
    private readonly tables: readonly MappedTable[],
    private readonly journals: readonly string[],
    private readonly folder: WorkFolder,
    private readonly watcher: ImportWatcher,
    private readonly rowsACheckpoint: number,
    gather: GatherCrew,
    private readonly hygiene: HygieneSettings | undefined,
  ) {
    const [first] = tables;
    this.cutOff = folder.cutOff;
    this.now = this.cutOff?.now ?? first?.reading.now ?? 0;
    const facts = new FolderFacts(first?.reading.answers ?? DEFAULT_ANSWERS, this.now);
    this.reading = new ImportRun(folder, facts, this.now, journals.length > 0, gather);
  }

  async run(): Promise<ImportTally> {
    const { reading, cutOff, tables } = this;
    if (cutOff === undefined) await reading.learnJournal();
    else this.goOn(cutOff);
    for (const [i, table] of tables.entries()) await this.table(table, i);
    if (this.isToRead(tables.length)) await reading.deriveFacts();
    for (const [i, path] of this.journals.entries()) await this.journal(path, tables.length + i);
    await this.judge();
    this.watcher.done();
    await reading.close();
    return reading.tally;
  }

  /** What machines made, who tests or belongs to the company itself or a competitor, becomes entries of the journal as well. */
  private async judge(): Promise<void> {
    const { folder, hygiene, reading } = this;
    const part = folder.journalPart;
    if (hygiene === undefined || part === undefined) return;
    await reading.flush();
    const out = new LineWriter(folder.journal);
    reading.tally.hygiene = await judgeJournal(part, hygiene, Date.now(), async (entry) => {
      out.add(JSON.stringify(entry));
      await out.drain();
    });
    await out.flush();
  }

  private goOn({ state }: Checkpoint): void {
    this.reading.resume(state);
    this.rowsSaved = this.reading.tally.rows;
    this.watcher.goesOn(this.rowsSaved);
  }

  /** Whether an input, or anything of it, is still to be read. */
  private isToRead(input: number): boolean {
    return this.cutOff === undefined || input >= this.cutOff.input;
  }

  private async table(table: MappedTable, input: number): Promise<void> {
    const { reading } = this;
    const feedsFacts = FEEDS_FACTS.has(table.mapped.rows);
    if (this.isToRead(input)) {
      if (!feedsFacts) reading.resumeDeeds();
      const start = await this.startOf(input);
      await reading.table(table, start, (share, line) => this.pause(input, share, feedsFacts ? 0 : line));
    } else if (feedsFacts && this.isToRead(this.tables.length)) await reading.tableAgain(table);
  }

  private async journal(path: string, input: number): Promise<void> {
    if (!this.isToRead(input)) return;
    const start = await this.startOf(input);
    await this.reading.journal(path, start, (share, line) => this.pause(input, share, line));
  }

  private async startOf(input: number): Promise<InputStart> {
    const { cutOff, folder } = this;
    if (cutOff?.input === input) return { line: cutOff.line, seen: folder.rows };
    folder.nextInput(input);
    await this.save(input, 0);
    return { line: 0, seen: folder.rows };
  }

  /** After many rows. `line` is that of the next; 0 where nobody could go on from there. */
  private async pause(input: number, share: number | undefined, line: number): Promise<boolean> {
    const of = this.tables.length + this.journals.length;
    await this.reading.drain();
    this.watcher.rows(this.reading.tally.rows, share === undefined ? undefined : (input + share) / of);
    if (line > 0 && line < Number.MAX_SAFE_INTEGER) await this.save(input, line);
    return true;
  }

  private async save(input: number, line: number): Promise<void> {
    const { reading, folder, now } = this;
    if (reading.tally.rows - this.rowsSaved < this.rowsACheckpoint) return;
    await reading.flush();
    await folder.save({ input, line, now, state: reading.state });
    this.rowsSaved = reading.tally.rows;
  }
}

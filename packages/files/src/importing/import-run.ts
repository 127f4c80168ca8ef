// One input after the other becomes entries, facts and what is refused; every count is kept, and all of it can be written down and taken up again.
import type { Problem } from '@baton/core/base/problem';
import type { RememberedTexts } from '@baton/core/base/seen-texts';
import type { FolderFacts } from '@baton/core/import/facts/folder-facts';
import type { DeedsSeen } from '@baton/core/import/facts/people-book';
import type { FileRows } from '@baton/core/import/rows/file-rows';
import type { RowOutcome } from '@baton/core/import/rows/row-outcome';
import { DwellTracker, type LastEvents } from '@baton/core/journal/dwell';
import type { Entry } from '@baton/core/journal/entry';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { openBytes } from '../reading/bytes.ts';
import { keepOn, readJournalFile } from '../reading/journal-file.ts';
import { countOf } from '../words.ts';
import { RefusedShelf } from '../writing/refused-shelf.ts';
import type { Crew, GatherCrew } from './blocks/crew.ts';
import { type BlockListener, blockSetupOf, canReadInBlocks, readInBlocks } from './blocks/read-in-blocks.ts';
import { eachRow } from './each-row.ts';
import { EntryWriter } from './entry-writer.ts';
import { ImportTally } from './import-tally.ts';
import { timeOrderOfJournal } from './journal-order.ts';
import type { MappedTable } from './prepare-tables.ts';
import { cellsOf, rowsOf } from './table-rows.ts';
import { readTable, tableName } from './tables.ts';
import type { WorkFolder } from './work-folder.ts';

/** Where reading an input begins, and what remembers its rows. */
export interface InputStart {
  readonly line: number;
  readonly seen: RememberedTexts;
}

type Pause = (share: number | undefined, line: number) => Promise<boolean>;
type Imported = Extract<RowOutcome, { readonly verdict: 'imported' }>;

/** A row that is nothing but an entry. */
const ONE_ENTRY: RowOutcome = { verdict: 'imported', entries: [], as: 'accepted', bad: [] };

/** What an import has come to. */
interface RunState {
  readonly tally: object;
  readonly deeds: DeedsSeen | undefined;
  readonly lastEvents: LastEvents | undefined;
}

/** Reads inputs into one journal. */
export class ImportRun {
  readonly tally = new ImportTally();
  private readonly writer: EntryWriter;
  private readonly shelf: RefusedShelf;
  /** What makes time on pages of the input that is read. */
  private sessions: Pick<DwellTracker, 'lastEvents'> | Pick<FileRows, 'lastEvents'> | undefined;
  private isAmongDeeds = false;
  private resumed: RunState | undefined;

  constructor(
    private readonly folder: WorkFolder,
    private readonly facts: FolderFacts,
    /** When the exports were made. */
    private readonly now: number,
    /** Whether journals are among the inputs. */
    hasJournals: boolean,
    private readonly gather: GatherCrew,
  ) {
    this.writer = new EntryWriter(folder, this.tally, now, hasJournals);
    this.shelf = new RefusedShelf(folder.refused);
  }

  /** Learns what the journal holds that is added to. */
  async learnJournal(): Promise<void> {
    await this.writer.learnJournal();
  }

  /** What was read so far came to; the outputs have to be flushed. */
  get state(): RunState {
    return {
      tally: this.tally.state,
      deeds: this.isAmongDeeds ? this.facts.deedsSeen : undefined,
      lastEvents: this.sessions?.lastEvents,
    };
  }

  /** Takes up what an earlier run had come to. */
  resume(state: unknown): void {
    this.resumed = state as RunState;
    this.tally.resume(this.resumed.tally);
  }

  /** Nothing but behaviour follows: what was seen of it before is seen. */
  resumeDeeds(): void {
    this.isAmongDeeds = true;
    if (this.resumed?.deeds !== undefined) this.facts.resumeDeeds(this.resumed.deeds);
    this.resumed = this.resumed && { ...this.resumed, deeds: undefined };
  }

  async table(table: MappedTable, start: InputStart, pause: Pause): Promise<void> {
    const { tally } = this;
    const { file } = table.mapped;
    const rows = await rowsOf(table, this.now, this.facts, start.seen, this.lastEventsAt(start));
    this.sessions = rows;
    const listener = this.listenerOf(table, rows, pause);
    const crew = this.crewFor(table);
    const { path } = table.sample;
    try {
      if (crew === undefined) await readTable(path, listener, start.line);
      else await readInBlocks(path, crew, start.seen, listener, start.line);
    } finally {
      await crew?.leave();
    }
    if (rows.outOfOrder > 0)
      tally.notes.push(
        `${file}: ${countOf(rows.outOfOrder, 'event')} out of order: no time on pages was made of them.`,
      );
    this.sessions = undefined;
  }

  /** Threads for a table, where they would help. */
  private crewFor(table: MappedTable): Crew | undefined {
    if (!this.writer.takesAll || !canReadInBlocks(table)) return undefined;
    return this.gather(table.sample.path, blockSetupOf(table, this.now, this.facts));
  }

  private listenerOf(table: MappedTable, rows: FileRows, pause: Pause): BlockListener {
    const { tally, shelf } = this;
    const { file } = table.mapped;
    return {
      header: () => {},
      encoding: (encoding) => tally.encoding(file, encoding),
      row: (cells, line) => this.row(rows.take(cells, line), table, cells, line),
      broken: (problem, text, line) => {
        tally.row(file, { verdict: 'refused', problems: [problem] });
        shelf.keep({ what: 'row', verdict: 'refused', place: { file, line }, problems: [problem], raw: text });
      },
      entries: (lines, likes) => {
        for (const _ of likes) {
          tally.row(file, ONE_ENTRY);
          tally.entry('accepted');
        }
        this.writer.putLines(lines, likes);
      },
      deed: (who, at) => this.facts.behaviour(who, at),
      pause,
    };
  }

  /** Reads a table for its facts alone: an earlier run has written what it comes to. */
  async tableAgain(table: MappedTable): Promise<void> {
    const rows = await rowsOf(table, this.now, this.facts);
    await eachRow(table.sample.path, (cells, line) => rows.take(cells, line));
  }

  private row(outcome: RowOutcome, table: MappedTable, cells: readonly string[], line: number): void {
    const { tally, shelf } = this;
    const { file } = table.mapped;
    tally.row(file, outcome);
    const keep = (verdict: 'refused' | 'conflict', problems: readonly Problem[]): void =>
      shelf.keep({ what: 'row', verdict, place: { file, line }, problems, raw: cellsOf(table, cells) });
    if (outcome.verdict === 'refused') keep('refused', outcome.problems);
    if (outcome.verdict !== 'imported') return;
    if (outcome.as === 'conflict') keep('conflict', [tally.conflict(file, line, 'another row')]);
    if (outcome.as === 'accepted' && !this.writeAll(outcome))
      keep('conflict', [tally.conflict(file, line, 'an entry of the journal')]);
    if (outcome.bad.length > 0)
      shelf.keep({
        what: 'cells',
        verdict: 'refused',
        place: { file, line },
        problems: outcome.bad.map(({ problem }) => problem),
        raw: Object.fromEntries(outcome.bad.map(({ column, cell }) => [column, cell])),
      });
  }

  /** Writes the entries of a row that are new; false where the journal has another content under one of their ids. */
  private writeAll({ entries }: Imported): boolean {
    let isSound = true;
    for (const entry of entries) {
      const verdict = this.writer.write(entry);
      this.tally.entry(verdict);
      isSound &&= verdict !== 'conflict';
    }
    return isSound;
  }

  /** What all tables together tell. */
  async deriveFacts(): Promise<void> {
    const { tally, shelf } = this;
    const derived = this.facts.finish();
    for (const { source, fields } of derived.entries) {
      const parsed = parseEntry(fields, { source });
      const verdict = parsed.ok ? this.writer.write(parsed.value) : 'refused';
      tally.entry(verdict);
      await this.drain();
      if (verdict === 'accepted' || verdict === 'duplicate') continue;
      const problems = parsed.ok ? [tally.restated(parsed.value)] : tally.problems(parsed.problems);
      shelf.keep({ what: 'entry', verdict, place: undefined, problems, raw: JSON.stringify(fields) });
    }
    tally.facts = derived.counts;
  }

  /** Entries that are entries already, in our shape or Segment's. */
  async journal(path: string, start: InputStart, pause: Pause): Promise<void> {
    const name = tableName(path);
    const order = await timeOrderOfJournal(path);
    const dwell = order === undefined ? undefined : new DwellTracker(order, this.lastEventsAt(start));
    this.sessions = dwell;
    await readJournalFile(
      name,
      openBytes(path),
      this.writer.known,
      {
        take: (receipt) => {
          this.tally.receipt(name, receipt);
          if ('problems' in receipt) keepOn(this.shelf, receipt);
          else if (receipt.verdict === 'accepted') this.putWithStay(receipt.entry, dwell?.offer(receipt.entry));
        },
        pause,
      },
      start,
    );
    this.sessions = undefined;
  }

  /** Writes an entry, and the time on a page that it completes. */
  private putWithStay(entry: Entry, stay: Entry | undefined): void {
    this.writer.put(entry);
    if (stay !== undefined) this.tally.entry(this.writer.write(stay));
  }

  private lastEventsAt({ line }: InputStart): LastEvents | undefined {
    return line > 0 ? this.resumed?.lastEvents : undefined;
  }

  async drain(): Promise<void> {
    await this.writer.drain();
    await this.shelf.drain();
  }

  async flush(): Promise<void> {
    await this.writer.flush();
    await this.shelf.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    await this.folder.finish();
  }
}

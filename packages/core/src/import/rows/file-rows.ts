// The rows of one file, one after another: read by the compiled mapping, named, checked, and turned into entries or into what facts are made of (K0).
import type { Problem } from '../../base/problem.ts';
import { numberOfText, type RememberedTexts, SeenTexts } from '../../base/seen-texts.ts';
import { DwellTracker, type LastEvents, type TimeOrder } from '../../journal/dwell.ts';
import type { Entry } from '../../journal/entry.ts';
import type { EntryContext } from '../../journal/entry-context.ts';
import { parseEntry } from '../../journal/parse-entry.ts';
import type { FolderFacts } from '../facts/folder-facts.ts';
import type { FileMapping } from '../mapping/mapping.ts';
import { placeOf } from '../tables/cell-objects.ts';
import { isDamagedId } from '../tables/cell-values.ts';
import { longId } from '../tables/salesforce-ids.ts';
import { type ColumnReader, compileColumns } from './compile-columns.ts';
import { type Draft, emptyDraft, type RawEntry } from './draft.ts';
import type { NewestRecords } from './newest-records.ts';
import { type RowContext, readRow } from './read-row.ts';
import type { JoinedRow, RowJoins } from './row-joins.ts';
import { fatalCells, type RowOutcome } from './row-outcome.ts';
import { forEachPerson, peopleIndexes, severalPeopleAt } from './several-people.ts';
import { visitOf } from './visit.ts';

/** What reading a file needs to know besides its mapping. */
export type FileReading = RowContext & {
  /** How the events of a person stand in the file: without an order no time on pages is made (C8a). */
  readonly timeOrder?: TimeOrder | undefined;
  /** What other files say of each row; undefined where the mapping joins none. */
  readonly joins?: RowJoins | undefined;
};

/** What a row is called, and how it stands to rows before it. */
interface Named {
  readonly name: string;
  readonly as: 'accepted' | 'duplicate' | 'conflict' | 'same record';
}

/** Kinds whose rows are records: of several with one id one counts (K0). */
const RECORDS: ReadonlySet<string> = new Set(['leads', 'accounts', 'deals']);

/** Turns the rows of one file into outcomes. */
export class FileRows {
  private readonly readers: readonly ColumnReader[];
  private readonly idIndex: number;
  private readonly nameIndexes: readonly number[];
  private readonly contentIndexes: readonly number[];
  private readonly peopleIndexes: readonly number[];
  private readonly dwell: DwellTracker | undefined;

  constructor(
    private readonly mapping: FileMapping,
    private readonly header: readonly string[],
    private readonly reading: FileReading,
    private readonly facts: FolderFacts,
    private readonly newest?: NewestRecords,
    /** Which rows were there already. */
    private readonly seen: RememberedTexts = new SeenTexts(),
    /** What {@link lastEvents} of an earlier reading gave, which this one goes on with. */
    last?: LastEvents,
  ) {
    this.dwell = reading.timeOrder === undefined ? undefined : new DwellTracker(reading.timeOrder, last);
    const wide = reading.joins ?? { mapping, header };
    this.readers = compileColumns(wide.mapping, wide.header, reading);
    this.peopleIndexes = peopleIndexes(wide.mapping, wide.header);
    this.idIndex = mapping.id === undefined ? -1 : header.indexOf(mapping.id);
    const columnsTo = (...targets: string[]): number[] =>
      [...mapping.columns].flatMap(([column, mapped]) =>
        mapped.some(({ to }) => targets.includes(to)) ? [header.indexOf(column)] : [],
      );
    this.nameIndexes =
      mapping.rows === 'leads' ? columnsTo('email', 'lead.email') : mapping.rows === 'deals' ? columnsTo('deal') : [];
    this.contentIndexes = [...mapping.columns.keys()].flatMap((column) => {
      const place = placeOf(column, header);
      return place === undefined ? [] : [typeof place === 'number' ? place : place.index];
    });
  }

  /** Events against the order of their file, of which no time on pages was made. */
  get outOfOrder(): number {
    return this.dwell?.outOfOrder ?? 0;
  }

  /** What the next rows hang on, where time on pages is made of them. */
  get lastEvents(): LastEvents | undefined {
    return this.dwell?.lastEvents;
  }

  /** What becomes of a row. Cells that are missing at its end are blank. */
  take(cells: readonly string[], line: number): RowOutcome {
    if (cells.length > this.header.length && cells.slice(this.header.length).some((cell) => cell.trim() !== ''))
      return refused(
        this.problem(
          'import-too-many-cells',
          `${cells.length} cells under ${this.header.length} columns`,
          line,
          'quote cells that hold the separator',
        ),
      );
    if (this.newest?.isOutdated(line)) return { verdict: 'left out', reason: 'same record' };
    const written = this.idIndex < 0 ? undefined : cells[this.idIndex];
    if (written !== undefined && isDamagedId(written))
      return refused(
        this.problem(
          'import-damaged-id',
          `"${written}" is an id that a spreadsheet has written as a number`,
          line,
          'export again and keep the file out of the spreadsheet',
        ),
      );
    const isOne = this.reading.joins === undefined && severalPeopleAt(cells, this.peopleIndexes) === undefined;
    if (isOne) return this.takeOne(cells, line);
    return this.takeAll(this.rowsOf(cells), cells, line);
  }

  /** The row as it stands; once for each of its people, where it has several. */
  private rowsOf(cells: readonly string[]): readonly JoinedRow[] {
    const { joins } = this.reading;
    const rows = joins === undefined ? [{ cells, suffix: '' }] : joins.expand(cells, this.header.length);
    return this.peopleIndexes.length === 0 ? rows : rows.flatMap((row) => forEachPerson(row, this.peopleIndexes));
  }

  /** A row that is for nobody but itself. */
  private takeOne(cells: readonly string[], line: number): RowOutcome {
    const draft = this.draftOf(cells, line);
    const fatal = draft.bad === undefined ? [] : fatalCells(this.mapping.rows, draft.bad);
    if (fatal.length > 0) return refused(...fatal.map(({ problem }) => problem));
    return this.readNamed(draft, this.nameOf(draft, cells), '');
  }

  private readNamed(draft: Draft, { name, as }: Named, suffix: string): RowOutcome {
    if (as === 'same record' && this.mapping.rows !== 'deals') return { verdict: 'left out', reason: 'same record' };
    const key = `${this.mapping.file}:${name}${suffix}`;
    return this.readDraft(draft, key, as === 'same record' ? 'accepted' : as);
  }

  /** A row is imported where it is for one of its people; all of them share its name. */
  private takeAll(rows: readonly JoinedRow[], cells: readonly string[], line: number): RowOutcome {
    const [only] = rows;
    if (only === undefined) return { verdict: 'left out', reason: 'nobody' };
    let named: Named | undefined;
    const outcomeOf = ({ cells: wide, suffix }: JoinedRow): RowOutcome => {
      const draft = this.draftOf(wide, line);
      const fatal = fatalCells(this.mapping.rows, draft.bad ?? []);
      if (fatal.length > 0) return refused(...fatal.map(({ problem }) => problem));
      named ??= this.nameOf(draft, cells);
      return this.readNamed(draft, named, suffix);
    };
    return rows.length === 1 ? outcomeOf(only) : together(rows.map(outcomeOf));
  }

  private readDraft(draft: Draft, key: string, as: 'accepted' | 'duplicate' | 'conflict'): RowOutcome {
    const { line } = draft;
    const bad = draft.bad ?? [];
    const row = readRow(draft, key, this.mapping, this.reading, this.facts);
    if ('leftOut' in row) return { verdict: 'left out', reason: row.leftOut, visit: row.visit };
    if ('fatal' in row) {
      const reasons = bad
        .filter(({ to }) => to === row.fatal || /^(email|lead\.email|domain)$/.test(to))
        .map(({ problem }) => problem);
      return refused(
        ...reasons,
        this.problem('import-empty-row', row.message, line, 'look at the mapping of this file'),
      );
    }
    const { entries, problems } = this.entriesOf(row.entries, key, line);
    if (problems.length > 0) return refused(...bad.map(({ problem }) => problem), ...problems);
    if (as === 'accepted' && this.dwell !== undefined && entries[0] !== undefined) {
      const stayed = this.dwell.offer(entries[0]);
      if (stayed !== undefined) entries.push(stayed);
    }
    const visit = this.reading.captured === undefined ? undefined : visitOf(draft);
    return { verdict: 'imported', entries, as, bad, visit };
  }

  private draftOf(cells: readonly string[], line: number): Draft {
    const written = this.idIndex < 0 ? '' : (cells[this.idIndex] ?? '').trim();
    const draft = emptyDraft(line, written === '' ? undefined : longId(written));
    for (const { index, put } of this.readers) put(index < 0 ? '' : (cells[index] ?? ''), draft);
    return draft;
  }

  /** The row's own id, else the e-mail address of a lead, else a fingerprint of its content and its number among equal rows. */
  private nameOf(draft: Draft, cells: readonly string[]): Named {
    let content = '';
    for (const index of this.contentIndexes) content += `${cells[index] ?? ''}\u0002`;
    const own =
      draft.id ??
      this.nameIndexes.map((index) => (cells[index] ?? '').trim().toLowerCase()).find((cell) => cell !== '');
    if (own === undefined) {
      const { times, name } = this.seen.count(content);
      return { name: times === 1 ? name : `${name}#${times}`, as: 'accepted' };
    }
    const number = numberOfText(content);
    const before = this.seen.remember(own, number);
    if (before === undefined) return { name: own, as: 'accepted' };
    if (RECORDS.has(this.mapping.rows)) return { name: own, as: 'same record' };
    return { name: own, as: before === number ? 'duplicate' : 'conflict' };
  }

  private entriesOf(
    raws: readonly RawEntry[],
    key: string,
    line: number,
  ): { readonly entries: Entry[]; readonly problems: readonly Problem[] } {
    const entries: Entry[] = [];
    const problems: Problem[] = [];
    const context: EntryContext = { source: this.mapping.source, place: { file: this.mapping.file, line } };
    for (const raw of raws) {
      raw.fields.id = raw.key === '' ? key : `${key}:${raw.key}`;
      const parsed = parseEntry(raw.fields, context);
      if (!parsed.ok) problems.push(...parsed.problems);
      else if (parsed.value.occurredAt > this.reading.now)
        problems.push(
          this.problem(
            'import-in-future',
            'the row lies in the future of its export',
            line,
            'look at its date, or at exportedAt under answers',
          ),
        );
      else entries.push(parsed.value);
    }
    return { entries, problems };
  }

  private problem(code: string, message: string, line: number, hint: string): Problem {
    return { code, severity: 'error', message, place: { file: this.mapping.file, line }, hint };
  }
}

function refused(...problems: readonly Problem[]): RowOutcome {
  return { verdict: 'refused', problems };
}

/** One outcome of a row that was read for each of its people. */
function together(outcomes: readonly RowOutcome[]): RowOutcome {
  const imported = outcomes.flatMap((outcome) => (outcome.verdict === 'imported' ? [outcome] : []));
  const [first] = imported;
  if (first !== undefined) return { ...first, entries: imported.flatMap(({ entries }) => entries) };
  return outcomes.find(({ verdict }) => verdict === 'refused') ?? (outcomes[0] as RowOutcome);
}

// Reads the records of a table file (CSV of any separator, gzip too) one by one, in bounded memory. What they mean is not known here.
import { basename } from 'node:path';
import type { Problem } from '@baton/core/base/problem';
import { CsvRecords, LONGEST_RECORD, separatorOf } from '@baton/core/import/tables/csv-records';
import type { Encoding } from '@baton/core/import/tables/encoding';
import { fail } from '../failure.ts';
import { openBytes } from '../reading/bytes.ts';
import { linesOf } from '../reading/lines.ts';
import { asUtf8 } from './encodings.ts';

/** Hears of a table's parts in order: its header once, then its rows and what is broken. */
export interface TableListener {
  header(columns: readonly string[]): void;
  row(cells: string[], line: number): void;
  broken(problem: Problem, text: string, line: number): void;
  /** After many rows: wait for what has to be written; `line` is that of the next record. Answers false where it has heard enough. */
  pause(share: number | undefined, line: number): Promise<boolean>;
  encoding(encoding: Encoding): void;
}

/** The first records of a table; an empty file has no header. */
export interface TableSample {
  readonly name: string;
  readonly path: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The line of each row. */
  readonly lines: readonly number[];
  readonly encoding: Encoding;
}

/** Whether a file holds entries already, and no table: by its name. */
export function isJournalName(path: string): boolean {
  return /\.(ndjson|jsonl)(\.gz)?$/i.test(path);
}

/** A file's name as mappings know it: without folder and `.gz`. */
export function tableName(path: string): string {
  return basename(path).replace(/\.gz$/i, '');
}

/** Reads a table to its end, or until the listener has heard enough. Records between the header and line `from` are passed over. */
export async function readTable(path: string, listener: TableListener, from = 0): Promise<void> {
  const bytes = openBytes(path);
  const chunks = asUtf8(bytes.chunks, (encoding) => listener.encoding(encoding));
  await readRecords({ name: tableName(path), chunks, share: bytes.share, line: 1 }, listener, from);
}

/** A table, or what is left of it, as UTF-8. */
interface OpenTable {
  readonly name: string;
  readonly chunks: AsyncIterable<Buffer>;
  readonly share: () => number | undefined;
  /** The line at which the chunks begin, and what separates its cells where it is behind the header. */
  readonly line: number;
  readonly separator?: string | undefined;
}

/** Reads records as {@link readTable} does. */
export async function readRecords(table: OpenTable, listener: TableListener, from = 0): Promise<void> {
  const { name, separator } = table;
  let hasHeader = separator !== undefined;
  const sink = {
    record(cells: string[], line: number): void {
      if (hasHeader) {
        if (cells.some((cell) => cell !== '')) listener.row(cells, line);
        return;
      }
      hasHeader = true;
      listener.header(cells.map((cell) => cell.replace(/^\ufeff/, '').trim()));
    },
    broken(problem: Problem, text: string, line: number): void {
      if (!hasHeader) fail(problem.code, `${name}: the header cannot be read: ${problem.message}`, problem.hint);
      listener.broken(problem, text, line);
    },
  };
  let records = separator === undefined ? undefined : new CsvRecords(name, separator, sink, table.line - 1);
  for await (const lines of linesOf(table.chunks, 4 * LONGEST_RECORD, table.line)) {
    for (const line of lines) {
      if (hasHeader && line.number < from) {
        records?.jumpTo(line.number + 1);
        continue;
      }
      if ('text' in line) {
        if (records === undefined && line.text.trim() === '') continue;
        records ??= new CsvRecords(name, separatorOf(line.text), sink, line.number - 1);
        records.push(line.text);
      } else {
        records ??= new CsvRecords(name, ',', sink, line.number - 1);
        records.skip(unreadable(line.fault, name, line.number));
      }
    }
    if (!(await listener.pause(table.share(), records?.nextLine ?? 1))) return;
  }
  records?.end();
  await listener.pause(1, Number.MAX_SAFE_INTEGER);
}

/** What is told of a table without a single line: a file among others is passed over, alone it stops the import. */
export function emptyTable(name: string, severity: Problem['severity']): Problem {
  const message = severity === 'error' ? 'the file is empty' : 'the file is empty: it was passed over';
  const hint = 'the first line of a table names its columns';
  return { code: 'import-no-header', severity, message, place: { file: name }, hint };
}

function unreadable(fault: 'too-long' | 'not-utf8', file: string, line: number): Problem {
  const place = { file, line };
  return fault === 'too-long'
    ? {
        code: 'import-line-too-long',
        severity: 'error',
        message: `a record may have ${LONGEST_RECORD} characters`,
        place,
        hint: 'look for a missing line end',
      }
    : {
        code: 'import-not-utf8',
        severity: 'error',
        message: 'this line is no text in the encoding of the lines before',
        place,
        hint: 'save the file as UTF-8',
      };
}

/** The first rows of a table. */
export async function sampleTable(path: string, most: number): Promise<TableSample> {
  const sample = {
    header: [] as readonly string[],
    rows: [] as string[][],
    lines: [] as number[],
    encoding: 'utf-8' as Encoding,
  };
  await readTable(path, {
    header: (columns) => {
      sample.header = columns;
    },
    row: (cells, line) => {
      if (sample.rows.length >= most) return;
      sample.rows.push(cells);
      sample.lines.push(line);
    },
    broken: () => {},
    pause: async () => sample.rows.length < most,
    encoding: (encoding) => {
      sample.encoding = encoding;
    },
  });
  return { name: tableName(path), path, ...sample };
}

// Records of a CSV text, line by line, under limits. A record whose quoting is broken is refused alone, and reading goes on at the next line (K0). No file and no meaning here.
import type { Problem } from '../../base/problem.ts';

/** Where records go. `line` counts from 1: the line the record starts on. */
export interface RecordSink {
  record(cells: string[], line: number): void;
  /** What could not be cut into cells, with the beginning of its text. */
  broken(problem: Problem, text: string, line: number): void;
}

/** A quoted cell may run over so many lines. */
export const MOST_LINES = 500;
/** Characters that a record may have. */
export const LONGEST_RECORD = 1_000_000;
const KEPT_OF_BROKEN = 2000;
const QUOTE = 34;

/** Cuts lines into records. Feed `push` with lines in order, then `end`. */
export class CsvRecords {
  /** Lines of a record whose quote is open, their length, and its cells so far. */
  private held: string[] = [];
  private heldLength = 0;
  private state: OpenRecord = { cells: [], cell: '' };

  constructor(
    private readonly file: string,
    private readonly separator: string,
    private readonly sink: RecordSink,
    /** The line before the first that is pushed. */
    private line = 0,
  ) {}

  push(text: string): void {
    this.line += 1;
    if (this.held.length > 0) this.goOn(text);
    else if (text.length > LONGEST_RECORD) this.refuse(text, this.line, 'too long');
    else if (!text.includes('"')) {
      if (text.length > 0 && text.trim() !== '') this.sink.record(text.split(this.separator), this.line);
    } else if (cut(text, false, this.separator, this.state)) this.close(this.line);
    else {
      this.held.push(text);
      this.heldLength = text.length;
    }
  }

  /** The line at which the next record begins that nobody has heard of. */
  get nextLine(): number {
    return this.line - this.held.length + 1;
  }

  /** Passes over lines: the next that is pushed is this one. */
  jumpTo(line: number): void {
    this.line = line - 1;
  }

  /** A line that could not be had at all: what is held ends before it. */
  skip(problem: Problem): void {
    if (this.held.length > 0) this.giveUp();
    this.line += 1;
    this.sink.broken(problem, '', this.line);
  }

  end(): void {
    while (this.held.length > 0) this.giveUp();
  }

  private goOn(text: string): void {
    this.held.push(text);
    this.heldLength += text.length + 1;
    this.state.cell += '\n';
    if (this.heldLength > LONGEST_RECORD || this.held.length > MOST_LINES) this.giveUp();
    else if (cut(text, true, this.separator, this.state)) this.close(this.line - this.held.length + 1);
  }

  private close(line: number): void {
    const { cells } = this.state;
    this.state = { cells: [], cell: '' };
    this.held = [];
    this.sink.record(cells, line);
  }

  /** The first held line is refused alone; the lines after it are read anew. */
  private giveUp(): void {
    const [first = '', ...rest] = this.held;
    this.line -= this.held.length - 1;
    this.held = [];
    this.state = { cells: [], cell: '' };
    this.refuse(first, this.line, 'quotes');
    for (const next of rest) this.push(next);
  }

  private refuse(text: string, line: number, why: 'too long' | 'quotes'): void {
    const place = { file: this.file, line };
    const problem: Problem =
      why === 'too long'
        ? {
            code: 'import-line-too-long',
            severity: 'error',
            message: `a record may have ${LONGEST_RECORD} characters`,
            place,
            hint: 'look for a missing line end',
          }
        : {
            code: 'import-broken-quotes',
            severity: 'error',
            message: 'the quotes of this record do not close',
            place,
            hint: 'a quote inside a quoted cell is written twice',
          };
    this.sink.broken(problem, text.slice(0, KEPT_OF_BROKEN), line);
  }
}

/** A record that is being cut: its finished cells and what there is of the quoted one. */
interface OpenRecord {
  cells: string[];
  cell: string;
}

/** Cuts from the start of a cell, or from inside a quoted one; false while a quote is open at the end of the text. What stands between a closing quote and the separator is kept. */
function cut(text: string, isInside: boolean, separator: string, record: OpenRecord): boolean {
  let at = 0;
  let inside = isInside;
  for (;;) {
    if (!inside && text.charCodeAt(at) !== QUOTE) {
      const next = text.indexOf(separator, at);
      record.cells.push(text.slice(at, next < 0 ? undefined : next));
      if (next < 0) return true;
      at = next + 1;
      continue;
    }
    if (!inside) {
      record.cell = '';
      at += 1;
    }
    const end = closingQuote(text, at, record);
    if (end === undefined) return false;
    const next = text.indexOf(separator, end);
    record.cells.push(record.cell + text.slice(end, next < 0 ? undefined : next).trimEnd());
    if (next < 0) return true;
    at = next + 1;
    inside = false;
  }
}

/** Where a quoted cell ends, behind its quote; its text goes to the record. Undefined while it is open. */
function closingQuote(text: string, start: number, record: OpenRecord): number | undefined {
  let from = start;
  for (;;) {
    const quote = text.indexOf('"', from);
    record.cell += text.slice(from, quote < 0 ? undefined : quote);
    if (quote < 0) return undefined;
    if (text.charCodeAt(quote + 1) !== QUOTE) return quote + 1;
    record.cell += '"';
    from = quote + 2;
  }
}

/** The separator of a header line: the one of comma, semicolon, tab and bar that cuts it most often. */
export function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (separator: string): number => bare.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',');
}

// Records of a CSV text, line by line, under limits. A record whose quoting is broken is refused alone, and reading goes on at the next line (K0). No file and no meaning here.
import type { Problem } from '../base/problem.ts';

/** A record's cells, or what is wrong with it. `line` counts from 1. */
export type CsvRecord = { readonly line: number } & (
  | { readonly cells: readonly string[] }
  | { readonly text: string; readonly problem: Problem }
);

/** A quoted cell may run over so many lines, a record may be so long. */
const MOST_LINES = 500;
const LONGEST_RECORD = 1_000_000;

/** Cuts lines into records. Feed `push` with lines in order, then `end`; each gives the records that are complete. */
export class CsvRecords {
  private held: string[] = [];
  private line = 0;

  constructor(
    private readonly file: string,
    private readonly separator: string,
  ) {}

  push(line: string): CsvRecord[] {
    this.line += 1;
    if (this.held.length === 0 && line.trim() === '') return [];
    this.held.push(line);
    return this.take(false);
  }

  end(): CsvRecord[] {
    return this.held.length === 0 ? [] : this.take(true);
  }

  private take(isLast: boolean): CsvRecord[] {
    const text = this.held.length === 1 ? (this.held[0] as string) : this.held.join('\n');
    const first = this.line - this.held.length + 1;
    const cells = text.length > LONGEST_RECORD ? undefined : splitCells(text, this.separator);
    if (cells !== undefined) {
      this.held = [];
      return [{ line: first, cells }];
    }
    const isEndless = text.length > LONGEST_RECORD || this.held.length > MOST_LINES || isLast;
    return isEndless ? this.refuseFirst(first) : [];
  }

  /** The first line is refused alone; the lines after it are read anew. */
  private refuseFirst(line: number): CsvRecord[] {
    const [broken = '', ...rest] = this.held;
    this.held = [];
    this.line = line;
    const tooLong = broken.length > LONGEST_RECORD;
    const problem: Problem = {
      code: tooLong ? 'import-line-too-long' : 'import-broken-quotes',
      severity: 'error',
      message: tooLong ? `a record may have ${LONGEST_RECORD} characters` : 'the quotes of this record do not close',
      place: { file: this.file, line },
      hint: tooLong ? 'look for a missing line end' : 'a quote inside a quoted cell is written twice',
    };
    const records: CsvRecord[] = [{ line, text: broken.slice(0, 2000), problem }];
    for (const next of rest) records.push(...this.push(next));
    return records;
  }
}

/** The cells of one record; undefined while a quote is open. */
export function splitCells(text: string, separator: string): string[] | undefined {
  if (!text.includes('"')) return text.split(separator);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let cell = '';
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote < 0) return undefined;
        cell += text.slice(from, quote);
        if (text[quote + 1] !== '"') {
          at = quote + 1;
          break;
        }
        cell += '"';
        from = quote + 2;
      }
      const next = text.indexOf(separator, at);
      cells.push(cell + text.slice(at, next < 0 ? undefined : next).trimEnd());
      if (next < 0) return cells;
      at = next + 1;
    } else {
      const next = text.indexOf(separator, at);
      cells.push(text.slice(at, next < 0 ? undefined : next));
      if (next < 0) return cells;
      at = next + 1;
    }
  }
}

/** The separator of a header line: the one of comma, semicolon, tab and bar that cuts it most often. */
export function separatorOf(header: string): string {
  const count = (separator: string): number => header.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',');
}

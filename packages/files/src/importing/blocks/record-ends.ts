// Where records surely end in bytes of CSV, so that a file can be cut into blocks that are read apart. It follows the rules of core's csv-records and decides nothing that they would not.
import { isUtf8 } from 'node:buffer';
import { LONGEST_RECORD, MOST_LINES } from '@baton/core/import/tables/csv-records';

const [NEWLINE, QUOTE] = [10, 34];

/** What is known of some bytes that begin with a record. */
export interface RecordEnds {
  /** Bytes up to the end of the last record that surely ends, and their lines. */
  readonly end: number;
  readonly lines: number;
  /** Whether what follows has to be read line by line: it may be no text, or a record longer than any may be. */
  readonly isOdd: boolean;
}

/** Finds the end of the last record. `separator` is a code of ASCII. */
export function recordEnds(bytes: Buffer, separator: number): RecordEnds {
  const last = bytes.lastIndexOf(NEWLINE) + 1;
  const sound = bytes.subarray(0, last);
  if (!isUtf8(sound) || sound.includes(0)) return { end: 0, lines: 0, isOdd: true };
  if (!sound.includes(QUOTE)) return plainEnds(sound, bytes.length);
  return new QuotedLines(sound, separator).ends(bytes.length);
}

/** Without quotes every line is a record. */
function plainEnds(bytes: Buffer, held: number): RecordEnds {
  let [lines, from] = [0, 0];
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
    if (end - from > LONGEST_RECORD) return { end: from, lines, isOdd: true };
    from = end + 1;
    lines += 1;
  }
  return { end: from, lines, isOdd: held - from > LONGEST_RECORD };
}

/** Goes through lines that have quotes. */
class QuotedLines {
  private at = 0;
  private quote = -1;
  private lookedFrom = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly separator: number,
  ) {}

  ends(held: number): RecordEnds {
    const { bytes } = this;
    let [end, lines] = [0, 0];
    while (this.at < bytes.length) {
      const of = this.record();
      if (this.at - end > LONGEST_RECORD) return { end, lines, isOdd: true };
      if (of === undefined) break;
      end = this.at;
      lines += of;
    }
    return { end, lines, isOdd: held - end > LONGEST_RECORD };
  }

  /** Passes over a record; how many lines it has, undefined where it is open at the end of the bytes. One that is open for too long is refused by its first line, and reading goes on behind that. */
  private record(): number | undefined {
    const start = this.at;
    let lines = 0;
    for (let isInside = false; ; ) {
      isInside = this.line(isInside);
      lines += 1;
      if (!isInside) return lines;
      if (lines === MOST_LINES) break;
      if (this.at >= this.bytes.length) return undefined;
    }
    this.at = this.bytes.indexOf(NEWLINE, start) + 1;
    return 1;
  }

  /** Passes over a line, from inside a quoted cell or not; whether one is open at its end. */
  private line(isInside: boolean): boolean {
    const { bytes, separator, at: start } = this;
    const newline = bytes.indexOf(NEWLINE, start);
    this.at = newline + 1;
    let isOpen = isInside;
    for (let quote = this.quoteFrom(start); quote < newline; ) {
      let next = quote + 1;
      if (!isOpen) isOpen = bytes[quote - 1] === separator || (quote === start && !isInside);
      else if (bytes[next] === QUOTE) next += 1;
      else isOpen = false;
      quote = this.quoteFrom(next);
    }
    return isOpen;
  }

  /** Where the next quote stands. It is remembered: a line without any must not look for it again. */
  private quoteFrom(at: number): number {
    if (this.quote >= at && at >= this.lookedFrom) return this.quote;
    const found = this.bytes.indexOf(QUOTE, at);
    this.quote = found < 0 ? Number.POSITIVE_INFINITY : found;
    this.lookedFrom = at;
    return this.quote;
  }
}

// Cuts a table's bytes into blocks of whole records. What cannot be cut surely, from there to the end of the file, is left to be read line by line.
import { separatorOf } from '@baton/core/import/tables/csv-records';
import { recordEnds } from './record-ends.ts';

const NEWLINE = 10;

/** Whole records of a table. */
export interface Block {
  readonly bytes: Uint8Array;
  /** The line of its first record in the file, counted from 1. */
  readonly line: number;
  readonly lines: number;
  readonly separator: string;
  /** Whether its first record names the columns. */
  readonly hasHeader: boolean;
}

/** What is left to be read line by line. */
export interface Rest extends Pick<Block, 'line' | 'hasHeader'> {
  readonly chunks: AsyncIterable<Buffer>;
  /** Undefined where not even the header was seen. */
  readonly separator: string | undefined;
}

/** Gives blocks in order, and at last the rest. Records that begin before line `from` are passed over. */
export async function* cutBlocks(chunks: AsyncIterable<Buffer>, from: number): AsyncGenerator<Block | Rest> {
  const reader = chunks[Symbol.asyncIterator]();
  let separator: string | undefined;
  let [held, line]: [Buffer, number] = [Buffer.alloc(0), 1];
  for (let next = await reader.next(); next.done !== true; next = await reader.next()) {
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    separator ??= separatorIn(held);
    if (separator === undefined) break;
    if (line < from) {
      const passed = passOver(held, from - line);
      held = held.subarray(passed.bytes);
      line += passed.lines;
      if (line < from) continue;
    }
    const { end, lines, isOdd } = recordEnds(withoutMark(held, line), separator.charCodeAt(0));
    const size = end === 0 ? 0 : end + (held.length - withoutMark(held, line).length);
    if (size > 0) yield { bytes: held.subarray(0, size), line, lines, separator, hasHeader: line === 1 };
    held = held.subarray(size);
    line += lines;
    if (isOdd) break;
  }
  yield { chunks: startingWith(held, reader), line, separator, hasHeader: line === 1 };
}

/** The separator by the first line that says anything; undefined while none is whole. */
function separatorIn(bytes: Buffer): string | undefined {
  for (let from = 0, end = bytes.indexOf(NEWLINE); end >= 0; from = end + 1, end = bytes.indexOf(NEWLINE, from)) {
    const text = bytes.toString('utf8', from, end);
    if (text.trim() !== '') return separatorOf(text);
  }
  return undefined;
}

function passOver(bytes: Buffer, lines: number): { readonly bytes: number; readonly lines: number } {
  let [at, passed] = [0, 0];
  while (passed < lines) {
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) break;
    at = end + 1;
    passed += 1;
  }
  return { bytes: at, lines: passed };
}

/** A file may begin with a mark that says it is UTF-8. */
export function withoutMark(bytes: Buffer, line: number): Buffer {
  const isMarked = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return isMarked ? bytes.subarray(3) : bytes;
}

async function* startingWith(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

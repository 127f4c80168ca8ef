// Lines of UTF-8 text out of chunks of bytes, in bounded memory: what is too long or no UTF-8 is told by its number and passed over.
import { isUtf8 } from 'node:buffer';

/** A line, counted from 1, without its ending; or why it cannot be had, with its bytes unless there are too many. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly fault: 'too-long' | 'not-utf8'; readonly bytes: Buffer };

const NEWLINE = 10;

/** Cuts bytes into lines of at most `longest` bytes, the first of which is line `first`. Yields many lines at a time: one by one would take longer than reading them. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, longest: number, first = 1): AsyncGenerator<Line[]> {
  const held: Buffer[] = [];
  let heldBytes = 0;
  let number = first - 1;
  const close = (last: Buffer): Line => {
    number += 1;
    const isTooLong = heldBytes + last.length > longest;
    const bytes = held.length === 0 ? last : Buffer.concat([...held.splice(0), last]);
    heldBytes = 0;
    return isTooLong ? { number, fault: 'too-long', bytes: Buffer.alloc(0) } : decoded(bytes, number);
  };
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      lines.push(close(chunk.subarray(from, end)));
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    heldBytes += rest.length;
    if (heldBytes > longest) held.length = 0;
    else if (rest.length > 0) held.push(rest);
    if (lines.length > 0) yield lines;
  }
  if (heldBytes > 0) yield [close(Buffer.alloc(0))];
}

function decoded(bytes: Buffer, number: number): Line {
  // A zero byte is allowed in UTF-8, but what really holds one is UTF-16 or no text at all.
  if (!isUtf8(bytes) || bytes.includes(0)) return { number, fault: 'not-utf8', bytes };
  const end = bytes.at(-1) === 13 ? bytes.length - 1 : bytes.length;
  const hasMark = number === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { number, text: bytes.toString('utf8', hasMark ? 3 : 0, end) };
}

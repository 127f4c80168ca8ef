// Turns the bytes of a table into UTF-8, whatever it was written in: UTF-16 by its first bytes, Windows-1252 where bytes turn up that are no UTF-8 and none were before.
import { isAscii, isUtf8 } from 'node:buffer';
import { type Encoding, encodingOf } from '@baton/core/import/tables/encoding';

const NEWLINE = 10;
const RETURN = 13;
const ENOUGH_TO_TELL = 1000;
const LONGEST_HELD = 1 << 20;

/** Bytes as UTF-8. `told` hears of another encoding as soon as it shows. */
export async function* asUtf8(
  chunks: AsyncIterable<Buffer>,
  told: (encoding: Encoding) => void,
): AsyncGenerator<Buffer> {
  const reader = chunks[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < ENOUGH_TO_TELL) {
    const next = await reader.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  const whole = startingWith(start, reader);
  const encoding = encodingOf(start);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    told(encoding);
    yield* withNewlines(decoded(whole, encoding));
  } else yield* mended(withNewlines(whole), told);
}

async function* startingWith(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* decoded(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** Old spreadsheets end lines with a carriage return alone. */
async function* withNewlines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isOld: boolean | undefined;
  for await (const chunk of chunks) {
    isOld ??= chunk.includes(RETURN) && !chunk.includes(NEWLINE);
    yield isOld ? Buffer.from(chunk.map((byte) => (byte === RETURN ? NEWLINE : byte))) : chunk;
  }
}

/** The first line that is not plain ASCII: it tells the encoding of all. */
function firstTelling(bytes: Buffer): Buffer {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    if (!isAscii(line)) return line;
    from += line.length + 1;
  }
  return bytes;
}

/** Windows-1252 becomes UTF-8; where both stand in one file, lines that are no UTF-8 are left to be refused one by one. */
async function* mended(chunks: AsyncIterable<Buffer>, told: (encoding: Encoding) => void): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('windows-1252');
  let seen: 'ascii' | 'utf-8' | 'windows-1252' = 'ascii';
  let held: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  const take = (bytes: Buffer): Buffer => {
    if (seen === 'ascii' && !isAscii(bytes)) {
      seen = isUtf8(bytes) || isUtf8(firstTelling(bytes)) ? 'utf-8' : 'windows-1252';
      if (seen === 'windows-1252') told(seen);
    }
    return seen === 'windows-1252' ? Buffer.from(decoder.decode(bytes)) : bytes;
  };
  for await (const chunk of chunks) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end === 0 && bytes.length > LONGEST_HELD) {
      // No line is as long as that: it is passed on as it is, to be refused.
      held = Buffer.alloc(0);
      yield bytes;
      continue;
    }
    held = bytes.subarray(end);
    if (end > 0) yield take(bytes.subarray(0, end));
  }
  if (held.length > 0) yield take(held);
}

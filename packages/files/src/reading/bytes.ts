// Opens what a command reads: a file or standard input (`-`), unpacked where it is gzip, as chunks of bytes. What the bytes mean is not known here.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure, fail } from '../failure.ts';

/** Bytes on their way in. */
export interface OpenBytes {
  readonly chunks: AsyncIterable<Buffer>;
  /** Share of the file read so far, 0 to 1; undefined where its size is unknown. */
  readonly share: () => number | undefined;
}

/** Opens a file, or standard input for `-`. Ends the command where there is no such file; broken gzip ends it while reading. */
export function openBytes(file: string, remedy = 'look at the path'): OpenBytes {
  if (file !== '-' && (!existsSync(file) || statSync(file).isDirectory()))
    fail('cli-no-such-file', `there is no file ${file}`, remedy);
  const size = file === '-' ? 0 : statSync(file).size;
  let read = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 })) {
      read += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  }
  return { chunks: unpacked(counted(), file), share: () => (size === 0 ? undefined : Math.min(1, read / size)) };
}

/** Gzip is known by its first two bytes, whatever the file is called. */
async function* unpacked(chunks: AsyncGenerator<Buffer>, file: string): AsyncGenerator<Buffer> {
  let start = Buffer.alloc(0);
  while (start.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  const whole = startingWith(start, chunks);
  if (!isGzip) {
    yield* whole;
    return;
  }
  try {
    yield* pipeline(whole, createGunzip(), () => {});
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!code.startsWith('Z_')) throw error;
    throw new Failure([
      {
        code: 'cli-broken-gzip',
        severity: 'error',
        message: 'the compressed file is damaged or ends too early',
        place: { file },
        hint: 'fetch or export it again',
      },
    ]);
  }
}

async function* startingWith(start: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  yield* rest;
}

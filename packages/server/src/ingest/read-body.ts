// The bodies that SDKs really send: JSON whatever it is labelled, gzipped or not. Bounded before and after unpacking.
import { gunzipSync } from 'node:zlib';
import { Refusal } from '../refusal.ts';

/** A batch may have so many bytes, unpacked. */
export const LARGEST_BATCH = 500 * 1024;
/** One event may have so many. */
export const LARGEST_EVENT = 32 * 1024;
/** A batch may have so many events. */
export const MOST_EVENTS = 2500;

/** Unpacks and parses a body of at most `largest` bytes. Throws an {@link Refusal}. */
export function readBody(body: unknown, largest: number): unknown {
  const packed = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const bytes = isGzip(packed) ? unpack(packed, largest) : packed;
  if (bytes.length > largest) throw tooLarge(largest);
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    throw new Refusal(400, 'http-not-json', 'the body is no JSON', { hint: 'send what a Segment SDK sends' });
  }
}

function isGzip(bytes: Buffer): boolean {
  return bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unpack(bytes: Buffer, largest: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: largest + 1 });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(largest);
    throw new Refusal(400, 'http-not-gzip', 'the body begins like gzip and is none');
  }
}

function tooLarge(largest: number): Refusal {
  return new Refusal(413, 'http-too-large', `a body may have ${largest / 1024} KB`, {
    hint: 'send smaller batches; nothing of this one was taken',
  });
}

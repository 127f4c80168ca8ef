// Cursors of pages: where the page before ended, opaque to whoever holds it.
import type { z } from 'zod';
import { Refusal } from '../refusal.ts';

/** Writes a cursor. */
export function encodeCursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Reads a cursor. Throws a 400 where it is none of ours. */
export function decodeCursor<T>(text: string | undefined, shape: z.ZodType<T>): T | undefined {
  if (text === undefined) return undefined;
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new Refusal(400, 'http-bad-cursor', 'this cursor is none that a page before has given');
  }
}

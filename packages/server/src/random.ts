// The one door to randomness. Whatever needs some is handed a source.
import { randomBytes } from 'node:crypto';

/** So many random bytes. */
export type RandomBytes = (size: number) => Buffer;

/** The system's randomness. */
export const systemRandom: RandomBytes = randomBytes;

// A share that says whether it may be quoted.
import { wilson } from './wilson.ts';

/** A share with its Wilson interval. Below 20 cases it is `too few`; without any case that is old enough, `too young`. */
export interface Share {
  readonly count: number;
  readonly of: number;
  /** All three absent where `of` is 0. */
  readonly rate?: number;
  readonly low?: number;
  readonly high?: number;
  readonly state: 'ok' | 'too few' | 'too young';
}

/** Fewer cases than this are told as a count, never as a percentage. */
export const FEWEST = 20;

/** `count` out of `of`. With `young` cases that could not be judged yet, an empty share is too young rather than too few. */
export function shareOf(count: number, of: number, young = 0): Share {
  if (of === 0) return { count, of, state: young > 0 ? 'too young' : 'too few' };
  return { count, of, rate: count / of, ...wilson(count, of), state: of < FEWEST ? 'too few' : 'ok' };
}

// What a series is before it is judged: standardised looks, and how it runs on into a sum that alarms.
import type { SeriesKind } from '../watch-result.ts';

/** A look in standard deviations from the reference. `k` is what is taken off before it adds up: half of the shift that matters, and what the reference itself may be wrong by. */
export interface Step {
  readonly month: string;
  readonly end: number;
  readonly value?: number;
  readonly of: number;
  readonly z?: number;
  readonly k?: number;
}

/** A series with its looks. `sides` says which way a drift would go: up, down, or both. */
export interface RawSeries {
  readonly kind: SeriesKind;
  readonly about: string;
  readonly label: string;
  readonly state: 'watched' | 'too few';
  readonly sides: 'up' | 'down' | 'both';
  readonly reference?: number;
  readonly recent?: { readonly value: number; readonly low?: number; readonly high?: number };
  readonly steps: readonly Step[];
  /** Standard deviations a look by which it would lie off if it lost what it has. */
  readonly loss?: number;
}

/** Half a standard deviation: the usual reference value, for shifts of one (E. Page, 1954). */
export const HALF = 0.5;
/** No single look adds more: one odd month is no drift, two may be. */
export const MOST = 3;

/** The last six of what was watched: two quarters. */
export function lastTwoQuarters<T>(all: readonly T[]): readonly T[] {
  return all.slice(-6);
}

// What is held of a company, real or simulated, when it stands beside another: counts and lists of numbers, nobody by name.
import type { Share } from '../../packages/core/src/statistics/share.ts';
import type { Lags } from './measures.ts';

/** Purchases are looked for so many days from first contact. */
export const HORIZON_DAYS = 180;
/** Active days are counted over so many days from the first. */
export const ACTIVITY_DAYS = 90;
/** Use of the product is looked for so many days from signing up. */
export const USE_DAYS = 30;

/** Shares as they are compared, in the order of the page. */
export const STEPS = {
  sold: ['Bought, of all known', 'Bought, of MQLs', 'Bought, of demo requests'],
  alone: ['Used it', 'Used it on a second day', 'Bought'],
} as const;

/** Counts by weekday, Monday first. */
export interface Week {
  readonly contacts: readonly number[];
  readonly activity?: readonly number[];
  readonly purchases: readonly number[];
}

export interface Observed {
  readonly name: string;
  readonly isSimulated: boolean;
  readonly funnel: readonly { readonly step: string; readonly share: Share }[];
  /** The first is the one that is compared. */
  readonly lags: readonly Lags[];
  readonly week: Week;
  /** Purchases by hour of the day, of those whose hour is known. */
  readonly hours?: readonly number[];
  /** Active days of each person who was active at all. */
  readonly activeDays?: readonly number[];
  /** Entries that each of them made in these days, where more than days is known. */
  readonly doings?: readonly number[];
}

/** A real company, where its data are at hand, and the part of the simulated one that sells in its way. */
export interface Pair {
  readonly title: string;
  /** The title where there is little room. */
  readonly short: string;
  readonly steps: readonly string[];
  readonly real?: Observed | undefined;
  readonly simulated: Observed;
}

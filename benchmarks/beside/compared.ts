// Two companies held against each other in one respect: what each shows, and whether that is alike.
import { quantile } from '../../packages/core/src/statistics/quantile.ts';
import type { Share } from '../../packages/core/src/statistics/share.ts';
import { number, percent } from '../../packages/figures/src/words.ts';
import { type Apart, countsApart, listsApart, percentages, shareAbove, sum } from './measures.ts';

export type Verdict = 'alike' | 'somewhat apart' | 'far apart' | 'too few to tell';

export interface Compared {
  readonly real: string;
  readonly simulated: string;
  readonly verdict: Verdict;
  /** Absent for shares. */
  readonly apart?: Apart;
}

/** Distances up to this, or to what chance explains, are alike; up to the second somewhat apart. */
const ALIKE = 0.1;
const SOMEWHAT = 0.25;
/** Where chance alone may put two sets so far apart, nothing is told. */
const ANYTHING = 0.5;

/** How far apart two distributions are, in words. */
export function verdictOf({ distance, chance }: Apart): Verdict {
  if (!(chance <= ANYTHING)) return 'too few to tell';
  if (distance <= Math.max(ALIKE, chance)) return 'alike';
  return distance <= SOMEWHAT ? 'somewhat apart' : 'far apart';
}

/** Two shares are alike where their intervals meet, somewhat apart where one is at most twice the other. */
export function verdictOfShares(some: Share, others: Share): Verdict {
  if (some.state !== 'ok' || others.state !== 'ok') return 'too few to tell';
  const [low, high] = (some.rate ?? 0) < (others.rate ?? 0) ? [some, others] : [others, some];
  if ((low.high ?? 1) >= (high.low ?? 0)) return 'alike';
  return (high.rate ?? 0) <= 2 * (low.rate ?? 0) ? 'somewhat apart' : 'far apart';
}

/** Two shares with their intervals. */
export function compareShares(real: Share, simulated: Share): Compared {
  const text = ({ rate = 0, low = 0, high = 1, count, of, state }: Share): string =>
    state === 'ok' ? `${percent(rate)} (${number(100 * low)} to ${number(100 * high)})` : `${count} of ${of}`;
  return { real: text(real), simulated: text(simulated), verdict: verdictOfShares(real, simulated) };
}

/** Two lists of numbers, each told in words. */
export function compareLists(
  real: readonly number[],
  simulated: readonly number[],
  text: (numbers: readonly number[]) => string,
): Compared {
  const apart = listsApart(real, simulated);
  return { real: text(real), simulated: text(simulated), verdict: verdictOf(apart), apart };
}

/** Two sets of counts, each told in words. */
export function compareCounts(
  real: readonly number[],
  simulated: readonly number[],
  text: (counts: readonly number[]) => string,
): Compared {
  const apart = countsApart(real, simulated);
  return { real: text(real), simulated: text(simulated), verdict: verdictOf(apart), apart };
}

/** Days to a purchase in words: quantiles, and how many bought on the day. */
export function lagsInWords(days: readonly number[]): string {
  if (days.length === 0) return 'no purchases';
  const at = (share: number): string => number(Math.round(quantile(days, share) ?? 0));
  return `a quarter within ${at(0.25)}, half ${at(0.5)}, nine of ten ${at(0.9)}; ${percent(1 - shareAbove(days, 0))} on the day`;
}

/** Counts by weekday in words. */
export function weekendInWords(counts: readonly number[]): string {
  return `${number(sum(percentages(counts).slice(5)))} % at weekends`;
}

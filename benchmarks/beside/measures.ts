// What is measured on every company alike: lags, the rhythm of the week, long tails, and how far two of them are apart. Days are counted from 1970-01-01 by the company's own calendar.
import { type Share, shareOf } from '../../packages/core/src/statistics/share.ts';

/** A person or company from the day of first contact on. */
export interface Contact {
  readonly firstDay: number;
  readonly boughtDay?: number | undefined;
}

/** Purchases of those who were in view for the whole horizon: nobody is censored within it. */
export interface Lags {
  /** What the days are counted from. */
  readonly from: string;
  /** Days from first contact to purchase, ascending. */
  readonly days: readonly number[];
  readonly share: Share;
}

/** Lags of contacts that were in view for `horizon` days by `lastDay`, the last day on which a purchase would have been seen. Purchases before the first contact are left out with their contacts. */
export function lagsWithin(from: string, contacts: readonly Contact[], lastDay: number, horizon: number): Lags {
  const followed = contacts.filter(
    ({ firstDay, boughtDay }) => firstDay + horizon <= lastDay && !(boughtDay !== undefined && boughtDay < firstDay),
  );
  const days = followed
    .flatMap(({ firstDay, boughtDay }) => (boughtDay === undefined ? [] : [boughtDay - firstDay]))
    .filter((lag) => lag <= horizon)
    .sort((a, b) => a - b);
  return { from, days, share: shareOf(days.length, followed.length) };
}

/** Survival: the share of numbers above `at`; 0 where there are none. */
export function shareAbove(numbers: readonly number[], at: number): number {
  return numbers.length === 0 ? 0 : numbers.filter((each) => each > at).length / numbers.length;
}

/** Complementary cumulative distribution: the share of numbers of at least 1, 2, 4 … as long as there are any. */
export function tailOf(numbers: readonly number[]): { readonly atLeast: number; readonly share: number }[] {
  const found: { atLeast: number; share: number }[] = [];
  for (let atLeast = 1; ; atLeast *= 2) {
    const share = shareAbove(numbers, atLeast - 1);
    if (!(share > 0)) return found;
    found.push({ atLeast, share });
  }
}

/** What share of the sum the busiest part has, `part` of all rounded up; 0 where there is nothing to share. */
export function busiestShare(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => b - a);
  return sum(sorted.slice(0, Math.ceil(part * sorted.length))) / Math.max(1, sum(sorted));
}

/** How many distinct days within `window` days of the first one, of everybody who was in view for so long and active at all. */
export function activeDaysWithin(
  people: readonly { readonly firstDay: number; readonly days: Iterable<number> }[],
  lastDay: number,
  window: number,
): number[] {
  return people
    .filter(({ firstDay }) => firstDay + window - 1 <= lastDay)
    .map(({ firstDay, days }) => [...new Set(days)].filter((day) => day >= firstDay && day < firstDay + window).length)
    .filter((count) => count > 0);
}

/** The sum of numbers. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** Counts as percentages of all; 0 where there are none. */
export function percentages(counts: readonly number[]): number[] {
  return counts.map((count) => (100 * count) / Math.max(1, sum(counts)));
}

/** How many of the days fall on each weekday, Monday first. */
export function byWeekday(days: Iterable<number>): number[] {
  const counts = new Array<number>(7).fill(0);
  for (const day of days) {
    const weekday = (((day + 3) % 7) + 7) % 7;
    counts[weekday] = (counts[weekday] as number) + 1;
  }
  return counts;
}

/**
 * The largest distance between two cumulative distributions, 0 (the same) to 1 (no overlap): the statistic of Kolmogorov and Smirnov for two samples. 0 where neither has numbers.
 *
 * @example furthestApart([1, 2, 3], [2, 3, 4]) // 0.333…
 */
export function furthestApart(some: readonly number[], others: readonly number[]): number {
  return Math.max(
    0,
    ...[...new Set([...some, ...others])].map((at) => Math.abs(shareAbove(some, at) - shareAbove(others, at))),
  );
}

/** The share of counts that would have to move for two sets of them to have the same shares: total variation distance, 0 to 1. NaN where either is empty. */
export function sharesApart(some: readonly number[], others: readonly number[]): number {
  const [a, b] = [sum(some), sum(others)];
  return sum(some.map((count, i) => Math.abs(count / a - (others[i] as number) / b))) / 2;
}

/** How far apart two sets are, and how far chance alone would put two sets of these sizes. */
export interface Apart {
  readonly distance: number;
  readonly chance: number;
}

/** The distance of two lists of numbers, beside the 5 % point of Smirnov's test (1.36 √(1/n + 1/m)). */
export function listsApart(some: readonly number[], others: readonly number[]): Apart {
  return { distance: furthestApart(some, others), chance: 1.36 * Math.sqrt(1 / some.length + 1 / others.length) };
}

/** The distance of two sets of counts, beside the most that is expected of two draws from the same shares (½ √((k − 1)(1/n + 1/m)), by Cauchy and Schwarz). */
export function countsApart(some: readonly number[], others: readonly number[]): Apart {
  const chance = Math.sqrt((some.length - 1) * (1 / sum(some) + 1 / sum(others))) / 2;
  return { distance: sharesApart(some, others), chance };
}

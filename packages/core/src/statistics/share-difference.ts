// What two groups differ by in a share, and how large a difference they could show.
import { normalBelow } from './normal.ts';
import type { Interval } from './poisson-interval.ts';
import { wilson, Z_95 } from './wilson.ts';

/** A count of a group. */
export interface Counted {
  readonly count: number;
  readonly of: number;
}

/**
 * The difference of two shares with its 95 % interval, by Newcombe's hybrid score method (R. Newcombe, *Statistics in Medicine* 17, 1998, method 10): it holds its 95 % with few cases and shares near 0 too.
 * Throws a RangeError where a group is empty.
 *
 * @example shareDifference({ count: 56, of: 70 }, { count: 48, of: 80 }) // { at: 0.2, low: 0.052…, high: 0.334… }
 */
export function shareDifference(first: Counted, second: Counted): Interval & { readonly at: number } {
  const [p, q] = [first.count / first.of, second.count / second.of];
  const [a, b] = [wilson(first.count, first.of), wilson(second.count, second.of)];
  return {
    at: p - q,
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
}

/**
 * The power of a two-sided test at 5 % to tell shares `p` of `n` and `q` of `m` apart: the probability that a difference this large is seen, by the normal approximation with the pooled variance under no difference
 * (J. Fleiss, *Statistical Methods for Rates and Proportions*, 1981, 3.2). Too high where fewer than five events are expected.
 *
 * @example powerOfShares({ p: 0.3, n: 100, q: 0.2, m: 100 }) // 0.37…
 */
export function powerOfShares({ p, n, q, m }: { p: number; n: number; q: number; m: number }): number {
  const pooled = (p * n + q * m) / (n + m);
  const none = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  const error = Math.sqrt((p * (1 - p)) / n + (q * (1 - q)) / m);
  if (!(error > 0)) return p === q ? 0.05 : 1;
  const difference = Math.abs(p - q);
  return normalBelow((difference - Z_95 * none) / error) + normalBelow((-difference - Z_95 * none) / error);
}

// Whether somebody's share differs from the others' once both are compared among cases of the same sort only.
import { normalTail } from './normal-tail.ts';
import { Z_95 } from './wilson.ts';

/** The cases of one sort (a stratum): how many of how many have it here, and among the others. */
export interface Stratum {
  readonly count: number;
  readonly of: number;
  readonly otherCount: number;
  readonly otherOf: number;
}

/** The common odds ratio over all strata with its 95 % interval, and how probable so much is by chance (two-sided). */
export interface AdjustedOdds {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly chance: number;
  /** Cases in strata that hold both sides: only these say anything. */
  readonly compared: number;
}

/**
 * The odds ratio of Mantel and Haenszel (1959) over strata, its interval by the variance of Robins, Breslow and Greenland (1986), and the test of Cochran, Mantel and Haenszel without correction for
 * continuity. It assumes one ratio in all strata; where ratios differ it tells their weighted middle. Undefined where either sum is 0: then the ratio has no finite estimate, and the test is
 * not told either. Strata in which one side has no case, or all have the same, add nothing. Throws a RangeError where a count exceeds its whole.
 *
 * @example mantelHaenszel([{ count: 30, of: 40, otherCount: 20, otherOf: 40 }])?.ratio // 3
 */
export function mantelHaenszel(strata: readonly Stratum[]): AdjustedOdds | undefined {
  // With a, b here and c, d elsewhere of n: R = ad ÷ n, S = bc ÷ n, P = (a + d) ÷ n, Q = (b + c) ÷ n.
  const sums = { r: 0, s: 0, pr: 0, mixed: 0, qs: 0, off: 0, variance: 0, compared: 0 };
  for (const { count: a, of, otherCount: c, otherOf } of strata) {
    if (a < 0 || a > of || c < 0 || c > otherOf) throw new RangeError(`no shares: ${a} of ${of}, ${c} of ${otherOf}`);
    if (of === 0 || otherOf === 0) continue;
    const [b, d, n] = [of - a, otherOf - c, of + otherOf];
    const [r, s, p, q] = [(a * d) / n, (b * c) / n, (a + d) / n, (b + c) / n];
    sums.r += r;
    sums.s += s;
    sums.pr += p * r;
    sums.mixed += p * s + q * r;
    sums.qs += q * s;
    sums.off += a - (of * (a + c)) / n;
    sums.variance += n > 1 ? (of * otherOf * (a + c) * (b + d)) / (n * n * (n - 1)) : 0;
    sums.compared += n;
  }
  const { r, s, pr, mixed, qs, off, variance, compared } = sums;
  if (!(r > 0) || !(s > 0) || !(variance > 0)) return undefined;
  const spread = Z_95 * Math.sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s));
  return {
    ratio: r / s,
    low: (r / s) * Math.exp(-spread),
    high: (r / s) * Math.exp(spread),
    chance: Math.min(1, 2 * normalTail(Math.abs(off) / Math.sqrt(variance))),
    compared,
  };
}

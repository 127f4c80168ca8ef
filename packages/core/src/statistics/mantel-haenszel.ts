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
 * continuity. It assumes one ratio in all strata; where ratios differ it tells their weighted middle. Where either sum is 0 the ratio has no finite estimate: then half a case is added to every cell
 * (J. Haldane, 1956) for the ratio and its interval, not for the test. Undefined where no stratum holds both sides with different outcomes. Strata in which one side has no case add nothing. Throws a RangeError where a count exceeds its whole.
 *
 * @example mantelHaenszel([{ count: 30, of: 40, otherCount: 20, otherOf: 40 }])?.ratio // 3
 */
export function mantelHaenszel(strata: readonly Stratum[]): AdjustedOdds | undefined {
  const sums = sumsOf(strata, 0);
  if (!(sums.variance > 0)) return undefined;
  const { r, s, pr, mixed, qs } = sums.r > 0 && sums.s > 0 ? sums : sumsOf(strata, 0.5);
  const spread = Z_95 * Math.sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s));
  return {
    ratio: r / s,
    low: (r / s) * Math.exp(-spread),
    high: (r / s) * Math.exp(spread),
    chance: Math.min(1, 2 * normalTail(Math.abs(sums.off) / Math.sqrt(sums.variance))),
    compared: sums.compared,
  };
}

/** The sums over strata, with `more` added to every cell. */
function sumsOf(strata: readonly Stratum[], more: number) {
  // With a, b here and c, d elsewhere of n: R = ad ÷ n, S = bc ÷ n, P = (a + d) ÷ n, Q = (b + c) ÷ n.
  const sums = { r: 0, s: 0, pr: 0, mixed: 0, qs: 0, off: 0, variance: 0, compared: 0 };
  for (const { count, of: whole, otherCount, otherOf: otherWhole } of strata) {
    if (count < 0 || count > whole || otherCount < 0 || otherCount > otherWhole)
      throw new RangeError(`no shares: ${count} of ${whole}, ${otherCount} of ${otherWhole}`);
    if (whole === 0 || otherWhole === 0) continue;
    const [a, of, c, otherOf] = [count + more, whole + 2 * more, otherCount + more, otherWhole + 2 * more];
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
  return sums;
}

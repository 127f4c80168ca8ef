// How much more often one group has something than another, as a ratio of odds; and what to expect of a table when that ratio is known.
import { logFactorial } from './fisher.ts';

/** Two groups: how many of each, and how many of them have it. */
export interface TwoGroups {
  readonly count: number;
  readonly of: number;
  readonly otherCount: number;
  readonly otherOf: number;
}

/**
 * The logarithm of the odds ratio with half a case added to each cell, so that empty ones do no harm, and its standard error (J. Haldane, 1956; F. Anscombe, 1956).
 *
 * @example logOddsRatio({ count: 10, of: 20, otherCount: 5, otherOf: 20 }) // { at: 1.05…, error: 0.66… }
 */
export function logOddsRatio({ count, of, otherCount, otherOf }: TwoGroups): {
  readonly at: number;
  readonly error: number;
} {
  const cells = [count, of - count, otherCount, otherOf - otherCount].map((cell) => cell + 0.5) as [
    number,
    number,
    number,
    number,
  ];
  const [a, b, c, d] = cells;
  return { at: Math.log((a * d) / (b * c)), error: Math.sqrt(cells.reduce((sum, cell) => sum + 1 / cell, 0)) };
}

/**
 * Mean and variance of the count of the first group when the margins are given and the odds ratio is `ratio`: Fisher's noncentral hypergeometric distribution (R. A. Fisher, 1935; N. Breslow and N. Day,
 * *Statistical Methods in Cancer Research* I, 1980, 4.2). By its sum, exact.
 *
 * @example expectedUnder({ count: 3, of: 4, otherCount: 1, otherOf: 4 }, 1) // { mean: 2, variance: 0.571… }
 */
export function expectedUnder(
  { count, of, otherCount, otherOf }: TwoGroups,
  ratio: number,
): { readonly mean: number; readonly variance: number } {
  const have = count + otherCount;
  const [low, high] = [Math.max(0, have - otherOf), Math.min(of, have)];
  const choose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  const logs: number[] = [];
  for (let k = low; k <= high; k++) logs.push(choose(of, k) + choose(otherOf, have - k) + k * Math.log(ratio));
  const most = Math.max(...logs);
  let [whole, first, second] = [0, 0, 0];
  logs.forEach((log, i) => {
    const weight = Math.exp(log - most);
    whole += weight;
    first += weight * (low + i);
    second += weight * (low + i) ** 2;
  });
  const mean = first / whole;
  return { mean, variance: Math.max(0, second / whole - mean ** 2) };
}

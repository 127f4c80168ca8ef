// Quantiles of a list of numbers.

/**
 * The quantile `q` (0 < q ≤ 1) by the nearest rank: the smallest number that at least `q` of all do not exceed, always one of them (NIST/SEMATECH e-Handbook of Statistical Methods,
 * 7.2.6.2; type 1 of Hyndman and Fan, 1996). Undefined for an empty list.
 */
export function nearestRank(numbers: readonly number[], q: number): number | undefined {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.ceil(sorted.length * q) - 1];
}

/**
 * The quantile `q` (0…1) of numbers in any order, by linear interpolation between the closest ranks (type 7 of Hyndman and Fan, 1996: the default of R and NumPy). Undefined for an
 * empty list.
 */
export function quantile(numbers: readonly number[], q: number): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  return below === undefined || above === undefined ? undefined : below + (above - below) * (at - Math.floor(at));
}

// Quantiles of a list of numbers.

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

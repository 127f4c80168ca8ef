// The Wilson score interval of a share.

/** The 97.5 % point of the standard normal distribution. */
export const Z_95 = 1.959963984540054;

/**
 * The 95 % Wilson score interval of `count` out of `of` (E. B. Wilson, 1927). Stays inside 0…1 and keeps its meaning at 0 and at `of`. Throws a RangeError where
 * `of` is 0: a share of nothing has no interval.
 *
 * @example wilson(8, 10) // { low: 0.4902…, high: 0.9433… }
 */
export function wilson(count: number, of: number, z = Z_95): { readonly low: number; readonly high: number } {
  if (!(of > 0) || count < 0 || count > of) throw new RangeError(`no share: ${count} of ${of}`);
  const p = count / of;
  const z2 = z * z;
  const centre = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (z / (1 + z2 / of)) * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  return { low: count === 0 ? 0 : Math.max(0, centre - half), high: count === of ? 1 : Math.min(1, centre + half) };
}

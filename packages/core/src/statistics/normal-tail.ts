// How much of the normal distribution lies beyond a point.

/** Below it the series is short and exact, above it the fraction is. */
const TURN = 2.5;

/**
 * The upper tail of the standard normal distribution, P(Z > z): by its power series around 0 for |z| < 2.5, else by Laplace's continued fraction (M. Abramowitz and I. Stegun, 1964, 26.2.11 and 26.2.14),
 * to 13 digits of the tail.
 *
 * @example normalTail(1.959963984540054) // 0.025
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < TURN) {
    let [term, sum] = [z, z];
    for (let k = 1; Math.abs(term) > 1e-17; k++) {
      term *= (z * z) / (2 * k + 1);
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let k = 120; k > 0; k--) fraction = z + k / fraction;
  return density / fraction;
}

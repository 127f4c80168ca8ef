// The normal distribution's tails and their inverse.

/**
 * The distribution function of the standard normal: the area left of `z`. By the continued fraction of Mills' ratio beyond 3 and its power series before (M. Abramowitz and I. Stegun, 1964, 26.2.11 and
 * 26.2.14); exact to twelve digits.
 *
 * @example normalBelow(1.959963984540054) // 0.975
 */
export function normalBelow(z: number): number {
  if (z < 0) return 1 - normalBelow(-z);
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  if (z > 3) {
    let fraction = z;
    for (let i = 60; i >= 1; i--) fraction = z + i / fraction;
    return 1 - density / fraction;
  }
  let term = z;
  let sum = z;
  for (let i = 1; term > 1e-17 * sum && i < 200; i++) {
    term *= (z * z) / (2 * i + 1);
    sum += term;
  }
  return 0.5 + density * sum;
}

/**
 * The point that has `share` (0…1, both excluded) of the standard normal below it, by halving.
 *
 * @example normalPoint(0.8) // 0.8416…
 */
export function normalPoint(share: number): number {
  let [low, high] = [-9, 9];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// Whether one share is larger than another by more than chance: exact, also for small numbers.

/** Coefficients of Lanczos' approximation (g = 7, n = 9; P. Godfrey, 2001), exact to 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** The natural logarithm of n! for n ≥ 0. */
export function logFactorial(n: number): number {
  let sum: number = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] as number) / (n + i);
  const t = n + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (n + 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * Fisher's exact test, one-sided (R. A. Fisher, 1935): how probable it is that `count` of `of` or more have something by chance, given that `otherCount` of `otherOf` others have it.
 * It is exact for independent cases; where cases come in clumps (many clicks of one person), it finds too much: count people then. Throws a RangeError where a count exceeds its whole.
 *
 * @example fisherGreater(3, 4, 1, 4) // 0.2428…: the lady tasting tea
 */
export function fisherGreater(count: number, of: number, otherCount: number, otherOf: number): number {
  if (count < 0 || count > of || otherCount < 0 || otherCount > otherOf)
    throw new RangeError(`no shares: ${count} of ${of}, ${otherCount} of ${otherOf}`);
  const [have, all] = [count + otherCount, of + otherOf];
  const choose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  const whole = choose(all, have);
  let sum = 0;
  for (let k = count; k <= Math.min(have, of); k++) {
    const term = Math.exp(choose(of, k) + choose(otherOf, have - k) - whole);
    sum += term;
    if (term < sum * 1e-12) break;
  }
  return Math.min(1, sum);
}

/**
 * How probable `count` or more are where `mean` are expected and each comes independently of the others: the upper tail of Poisson's distribution.
 *
 * @example poissonGreater(5, 1) // 0.00366…
 */
export function poissonGreater(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  if (count <= mean) {
    let below = 0;
    for (let k = 0; k < count; k++) below += Math.exp(k * Math.log(mean) - mean - logFactorial(k));
    return Math.max(0, 1 - below);
  }
  let sum = 0;
  for (let k = count; ; k++) {
    const term = Math.exp(k * Math.log(mean) - mean - logFactorial(k));
    sum += term;
    if (term <= sum * 1e-12) return sum;
  }
}

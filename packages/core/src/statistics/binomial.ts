// How probable it is to see so many where each case has it with a known probability.
import { logFactorial } from './fisher.ts';

/**
 * The upper tail of the binomial distribution: the probability of `count` or more of `of` where each has it with probability `p`, independently. 1 where `count` is 0.
 *
 * @example binomialGreater(3, 3, 0.5) // 0.125
 */
export function binomialGreater(count: number, of: number, p: number): number {
  if (count <= 0 || p >= 1) return 1;
  if (p <= 0) return 0;
  let sum = 0;
  for (let k = count; k <= of; k++)
    sum += Math.exp(
      logFactorial(of) - logFactorial(k) - logFactorial(of - k) + k * Math.log(p) + (of - k) * Math.log(1 - p),
    );
  return Math.min(1, sum);
}

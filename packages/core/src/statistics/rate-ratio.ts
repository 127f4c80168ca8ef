// How many times higher one rate is than another.
import { FEWEST } from './share.ts';
import { Z_95 } from './wilson.ts';

/**
 * The ratio of two rates with its 95 % interval by the log method (D. Katz and others, 1978). Undefined where either count is 0: the method says nothing then; and where either
 * rate is of fewer cases than a percentage may be quoted of: no ratio of what is no percentage.
 *
 * @example rateRatio(30, 100, 10, 100) // ratio 3, interval 1.55…5.80
 */
export function rateRatio(
  count: number,
  of: number,
  otherCount: number,
  otherOf: number,
): { readonly ratio: number; readonly low: number; readonly high: number } | undefined {
  if (count <= 0 || otherCount <= 0 || of < FEWEST || otherOf < FEWEST) return undefined;
  const ratio = count / of / (otherCount / otherOf);
  const spread = Z_95 * Math.sqrt(1 / count - 1 / of + 1 / otherCount - 1 / otherOf);
  return { ratio, low: ratio * Math.exp(-spread), high: ratio * Math.exp(spread) };
}

// Points as the rules round them (R7) and the decay of R8 in exact rationals: BigInt, slow and literal.
import type { Decay } from '@baton/core/definition/definition';

const MILLION = 1_000_000n;

/** `numerator ÷ denominator` to the nearest integer, half away from zero. */
export function rounded(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const nearest = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -nearest : nearest;
}

/** R7: tenths × thousandths × millionths, divided by 10⁹. */
export function contribution(tenths: number, thousandths: number, millionths: number): number {
  return Number(rounded(BigInt(tenths) * BigInt(thousandths) * BigInt(millionths), 1_000_000_000n));
}

/** R8: the factor in millionths at an age in whole hours, for a window of so many hours. */
export function decayAt(decay: Decay, within: number, age: number): number {
  switch (decay.kind) {
    case 'none':
      return 1_000_000;
    case 'linear':
      return Number(rounded(MILLION * BigInt(within - age), BigInt(within)));
    case 'steps': {
      let factor = 1_000_000;
      for (const step of decay.steps) if (step.from <= age) factor = step.millionths;
      return factor;
    }
    case 'half-life':
      return halved(age, decay.hours);
  }
}

const halvings = new Map<string, number>();

/** 0.5^(age ÷ hours) in millionths: the greatest m with ((2m−1) ÷ 2·10⁶)^hours ≤ 2^−age. */
function halved(age: number, hours: number): number {
  const key = `${age}/${hours}`;
  const known = halvings.get(key);
  if (known !== undefined) return known;
  const reaches = (m: bigint): boolean =>
    (2n * m - 1n) ** BigInt(hours) * 2n ** BigInt(age) <= (2n * MILLION) ** BigInt(hours);
  // A first guess by floating point only saves steps: the walk below ends at the exact answer wherever it starts.
  let m = BigInt(Math.max(1, Math.round(1e6 * 0.5 ** (age / hours))));
  while (m > 0n && !reaches(m)) m -= 1n;
  while (reaches(m + 1n)) m += 1n;
  halvings.set(key, Number(m));
  return Number(m);
}

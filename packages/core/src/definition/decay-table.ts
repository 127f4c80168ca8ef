// Decay as a table: millionths of a contribution by age in whole hours (R8). Exact integer arithmetic only, so that every machine and
// every release computes the same table.
import type { Decay } from './definition.ts';

const MILLION = 1_000_000n;
const HALF_LIFE_BITS = 160n;
const ONE = 1n << HALF_LIFE_BITS;

/**
 * The decay of each whole hour 0 … within − 1 in millionths, each the exact value rounded to the nearest, half away from zero.
 * Undefined where nothing decays.
 */
export function decayTable(decay: Decay, within: number): Int32Array | undefined {
  switch (decay.kind) {
    case 'none':
      return undefined;
    case 'linear':
      return Int32Array.from({ length: within }, (_, age) =>
        Math.floor((2 * (within - age) * 1e6 + within) / (2 * within)),
      );
    case 'steps':
      return stepTable(decay.steps, within);
    case 'half-life':
      return halfLifeTable(decay.hours, within);
  }
}

function stepTable(
  steps: readonly { readonly from: number; readonly millionths: number }[],
  within: number,
): Int32Array {
  const ordered = [...steps].sort((a, b) => a.from - b.from);
  const table = new Int32Array(within);
  for (let age = 0; age < within; age++) {
    let factor = 1_000_000;
    for (const step of ordered) if (step.from <= age) factor = step.millionths;
    table[age] = factor;
  }
  return table;
}

/** 0.5^(age ÷ half-life) in 160-bit fixed point: exact for whole half-lives, far from a rounding tie for all others (those are irrational). */
function halfLifeTable(halfLife: number, within: number): Int32Array {
  const table = new Int32Array(within);
  const perHour = inverseRootOfTwo(halfLife);
  let fraction = ONE;
  for (let age = 0; age < within; age++) {
    const halvings = Math.floor(age / halfLife);
    if (age % halfLife === 0) fraction = ONE;
    table[age] = halvings > 40 ? 0 : roundToMillionths(fraction, BigInt(halvings));
    fraction = (fraction * perHour) >> HALF_LIFE_BITS;
  }
  return table;
}

function roundToMillionths(fraction: bigint, halvings: bigint): number {
  const scale = ONE << halvings;
  return Number((2n * fraction * MILLION + scale) / (2n * scale));
}

/** 2^(−1/n) in fixed point: exp(−ln 2 ÷ n) by its Taylor series, ln 2 by Σ 1 ÷ (k·2^k). */
function inverseRootOfTwo(n: number): bigint {
  let ln2 = 0n;
  for (let k = 1n; k <= HALF_LIFE_BITS; k++) ln2 += (ONE >> k) / k;
  const x = ln2 / BigInt(n);
  let sum = 0n;
  let term = ONE;
  for (let k = 1n; term !== 0n; k++) {
    sum += k % 2n === 1n ? term : -term;
    term = ((term * x) >> HALF_LIFE_BITS) / k;
  }
  return sum;
}

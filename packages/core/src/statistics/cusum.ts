// Cumulative sums (CUSUM): a drift that no single month proves adds up. How long one runs until it alarms, by chance and where something drifts.
import { normalBelow } from './normal.ts';

const STATES = 80;

/**
 * The average run length of an upper CUSUM S ← max(0, S + x − k), of independent normal x with mean `shift` and variance 1, from 0 until S ≥ h: how many looks until it alarms. By a Markov chain of 80 states
 * (D. Brook and D. Evans, *Biometrika* 59, 1972), within 1 % for 0 ≤ k ≤ 2 and 2 ≤ h ≤ 10. A two-sided one, of an upper and a lower sum, alarms by chance twice as often.
 *
 * @example cusumRunLength({ k: 0.5, h: 5 }) // 930.9
 */
export function cusumRunLength({ k, h, shift = 0 }: { k: number; h: number; shift?: number }): number {
  const width = (2 * h) / (2 * STATES - 1);
  const below = (edge: number): number => normalBelow(edge + k - shift);
  // (I − R) μ = 1, with R the moves between states that are no alarm.
  const rows = Array.from({ length: STATES }, (_, i) =>
    Float64Array.from({ length: STATES + 1 }, (_unused, j) => {
      if (j === STATES) return 1;
      const upper = below((j - i) * width + width / 2);
      const move = j === 0 ? upper : upper - below((j - i) * width - width / 2);
      return (i === j ? 1 : 0) - move;
    }),
  );
  return solved(rows)[0] as number;
}

/**
 * The height h at which an upper CUSUM with reference value `k` alarms by chance once in `looks` looks on average.
 *
 * @example cusumHeight(931, 0.5) // 5.00
 */
export function cusumHeight(looks: number, k: number): number {
  let [low, high] = [0.5, 12];
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    if (cusumRunLength({ k, h: middle }) < looks) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Gauss's elimination; the right side stands behind each row. The matrices here are diagonally dominant. */
function solved(rows: Float64Array[]): Float64Array {
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    const pivot = rows[i] as Float64Array;
    for (let row = i + 1; row < size; row++) {
      const other = rows[row] as Float64Array;
      const factor = (other[i] as number) / (pivot[i] as number);
      if (factor === 0) continue;
      for (let column = i; column <= size; column++)
        other[column] = (other[column] as number) - factor * (pivot[column] as number);
    }
  }
  const found = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] as Float64Array;
    let sum = row[size] as number;
    for (let column = i + 1; column < size; column++) sum -= (row[column] as number) * (found[column] as number);
    found[i] = sum / (row[i] as number);
  }
  return found;
}

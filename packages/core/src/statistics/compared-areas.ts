// Whether one score ranks winners better than another on the same cases.

/** Two areas under the ROC curve on the same cases. */
export interface ComparedAreas {
  /** The first score's area minus the second's. */
  readonly difference: number;
  /** The variance of that difference. */
  readonly variance: number;
}

/**
 * The difference of two AUCs on the same cases, with its variance (E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, *Biometrics* 44, 1988), over the cases from `from` (included) to
 * `to` (not included). It takes the scores as given, and holds where there are some ten cases of either class. Undefined where one class has fewer than two.
 */
export function comparedAreas(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: ArrayLike<number>,
  from = 0,
  to = labels.length,
): ComparedAreas | undefined {
  const positives: number[] = [];
  const negatives: number[] = [];
  for (let row = from; row < to; row++) (labels[row] === 1 ? positives : negatives).push(row);
  if (positives.length < 2 || negatives.length < 2) return undefined;
  const [mineFirst, othersFirst] = placements(first, positives, negatives);
  const [mineSecond, othersSecond] = placements(second, positives, negatives);
  const mine = mineFirst.map((value, i) => value - (mineSecond[i] as number));
  const others = othersFirst.map((value, i) => value - (othersSecond[i] as number));
  return {
    difference: mean(mine),
    variance: variance(mine) / mine.length + variance(others) / others.length,
  };
}

/** For each positive the share of negatives it ranks above, for each negative the share of positives above it; ties count half. */
function placements(scores: ArrayLike<number>, positives: number[], negatives: number[]): [Float64Array, Float64Array] {
  const low = Float64Array.from(negatives, (row) => scores[row] as number).sort();
  const high = Float64Array.from(positives, (row) => scores[row] as number).sort();
  return [
    Float64Array.from(positives, (row) => below(low, scores[row] as number) / low.length),
    Float64Array.from(negatives, (row) => 1 - below(high, scores[row] as number) / high.length),
  ];
}

/** How many of sorted numbers are below a value, half of those equal to it included. */
function below(sorted: Float64Array, value: number): number {
  return (bound(sorted, (other) => other < value) + bound(sorted, (other) => other <= value)) / 2;
}

function bound(sorted: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: Float64Array): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

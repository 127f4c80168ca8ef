// The known values of a number in rising order, which quantiles and thresholds are read from.

/** Few distinct values are counted rather than sorted. */
const FEW = 64;
/** Of more values than this, about `ENOUGH` say where quantiles lie, to half a percentile. */
const MANY = 40_000;
const ENOUGH = 10_000;

/** The values that are known, rising; of more than 40,000 with many distinct ones an even part. */
export function sortedKnown(values: Float64Array): Float64Array {
  const counts = countsOfFew(values);
  if (!counts) {
    const step = values.length > MANY ? Math.ceil(values.length / ENOUGH) : 1;
    return values.filter((value, row) => row % step === 0 && !Number.isNaN(value)).sort();
  }
  let known = 0;
  for (const count of counts.values()) known += count;
  const sorted = new Float64Array(known);
  let from = 0;
  for (const [value, count] of [...counts].sort(([a], [b]) => a - b)) {
    sorted.fill(value, from, from + count);
    from += count;
  }
  return sorted;
}

/** The distinct values of rising ones, no more than `most` of them. */
export function distinctOf(sorted: Float64Array, most: number): number[] {
  const distinct: number[] = [];
  for (const value of sorted) {
    if (distinct.length >= most) break;
    if (value !== distinct.at(-1)) distinct.push(value);
  }
  return distinct;
}

/** How often each value occurs; undefined where there are many. */
function countsOfFew(values: Float64Array): Map<number, number> | undefined {
  const counts = new Map<number, number>();
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > FEW) return undefined;
  }
  return counts;
}

// The area under the ROC curve: how well a score ranks winners above the rest.

/** An AUC with what is needed to test and to compare it. */
export interface RankedArea {
  /** The share of pairs (one positive, one negative) in which the positive has the higher score; ties count half. 0.5 is chance. */
  readonly auc: number;
  readonly positives: number;
  readonly negatives: number;
  /** The variance of `auc` where the score says nothing at all, with ties (the exact variance of Mann and Whitney's U, E. L. Lehmann, *Nonparametrics*, 1975, 1.4). */
  readonly nullVariance: number;
}

/**
 * The AUC of `scores` for `labels` (1 positive, 0 negative), over the cases from `from` (included) to `to` (not included): Mann and Whitney's U over the number of pairs (H. B. Mann
 * and D. R. Whitney, 1947), by mid-ranks. Undefined where one of the two classes is empty.
 *
 * @example rankedArea([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])?.auc // 0.75
 */
export function rankedArea(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  from = 0,
  to = scores.length,
): RankedArea | undefined {
  const count = to - from;
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = from + i;
  order.sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let [positives, rankSum, tieSum] = [0, 0, 0];
  for (let start = 0; start < count; ) {
    let end = start;
    let here = 0;
    const score = scores[order[start] as number] as number;
    while (end < count && scores[order[end] as number] === score) here += labels[order[end++] as number] as number;
    const ties = end - start;
    rankSum += here * (start + (ties + 1) / 2);
    tieSum += ties * ties * ties - ties;
    positives += here;
    start = end;
  }
  const negatives = count - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const pairs = positives * negatives;
  return {
    auc: (rankSum - (positives * (positives + 1)) / 2) / pairs,
    positives,
    negatives,
    nullVariance: (count + 1 - (count > 1 ? tieSum / (count * (count - 1)) : 0)) / (12 * pairs),
  };
}

// The best model we can make without asking that anybody can read it: gradient boosted trees. A card is measured by how little it loses against this.
import type { Sample } from '../sample/sample.ts';
import { type BinnedFeature, binnedOf } from './binned.ts';

const ROUNDS = 80;
const DEPTH = 3;
const RATE = 0.1;
/** The penalty on leaf values, and the least weight of a leaf: both in units of cases × p(1 − p). */
const RIDGE = 5;
const LEAST = 3;

/**
 * Log-odds of a win for every case of the sample, by trees grown on its first `until` cases: Newton boosting of the logistic loss with histogram splits (T. Chen and C. Guestrin,
 * *XGBoost*, KDD 2016, equations 5–7), unknown values taken to the better side. Deterministic.
 */
export function boostedLogOdds(sample: Sample, until: number): Float64Array {
  const features = binnedOf(sample, until);
  let wins = 0;
  for (let row = 0; row < until; row++) wins += sample.won[row] as number;
  const odds = new Float64Array(sample.cases).fill(Math.log((wins + 0.5) / (until - wins + 0.5)));
  const gradient = new Float64Array(until);
  const weight = new Float64Array(until);
  const nodeOf = new Uint8Array(sample.cases);
  for (let round = 0; round < ROUNDS; round++) {
    for (let row = 0; row < until; row++) {
      const p = 1 / (1 + Math.exp(-(odds[row] as number)));
      gradient[row] = (sample.won[row] as number) - p;
      weight[row] = p * (1 - p);
    }
    const leaves = growTree(features, gradient, weight, nodeOf, until);
    if (leaves === undefined) break;
    for (let row = 0; row < sample.cases; row++)
      odds[row] = (odds[row] as number) + RATE * (leaves[nodeOf[row] as number] as number);
  }
  return odds;
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly unknownRight: boolean;
  readonly gain: number;
}

/** Grows one tree level by level; leaves each case's leaf in `nodeOf` and returns the leaves' values. Undefined where nothing can be split. */
function growTree(
  features: readonly BinnedFeature[],
  gradient: Float64Array,
  weight: Float64Array,
  nodeOf: Uint8Array,
  until: number,
): Float64Array | undefined {
  nodeOf.fill(0);
  let split = false;
  for (let level = 0; level < DEPTH; level++) {
    const nodes = 1 << level;
    const best: (Split | undefined)[] = new Array(nodes).fill(undefined);
    features.forEach((feature, position) => {
      const sums = histogram(feature, gradient, weight, nodeOf, until, nodes);
      for (let node = 0; node < nodes; node++) {
        const found = bestSplit(sums, node * feature.count, feature.count, position);
        if (found && found.gain > (best[node]?.gain ?? 1e-6)) best[node] = found;
      }
    });
    split ||= best.some((found) => found !== undefined);
    for (let row = 0; row < nodeOf.length; row++) {
      const node = nodeOf[row] as number;
      const found = best[node];
      const bin = found ? ((features[found.feature] as BinnedFeature).bins[row] as number) : 0;
      const right = found !== undefined && (bin === 0 ? found.unknownRight : bin > found.bin);
      nodeOf[row] = 2 * node + (right ? 1 : 0);
    }
  }
  if (!split) return undefined;
  const [g, h] = [new Float64Array(1 << DEPTH), new Float64Array(1 << DEPTH)];
  for (let row = 0; row < until; row++) {
    const node = nodeOf[row] as number;
    g[node] = (g[node] as number) + (gradient[row] as number);
    h[node] = (h[node] as number) + (weight[row] as number);
  }
  return g.map((sum, node) => sum / ((h[node] as number) + RIDGE));
}

/** Sums of gradient and weight by node and bin, interleaved. */
function histogram(
  feature: BinnedFeature,
  gradient: Float64Array,
  weight: Float64Array,
  nodeOf: Uint8Array,
  until: number,
  nodes: number,
): Float64Array {
  const sums = new Float64Array(nodes * feature.count * 2);
  const { bins, count } = feature;
  for (let row = 0; row < until; row++) {
    const at = 2 * ((nodeOf[row] as number) * count + (bins[row] as number));
    sums[at] = (sums[at] as number) + (gradient[row] as number);
    sums[at + 1] = (sums[at + 1] as number) + (weight[row] as number);
  }
  return sums;
}

function bestSplit(sums: Float64Array, from: number, count: number, feature: number): Split | undefined {
  let [g, h] = [0, 0];
  for (let bin = 0; bin < count; bin++) {
    g += sums[2 * (from + bin)] as number;
    h += sums[2 * (from + bin) + 1] as number;
  }
  const [unknownG, unknownH] = [sums[2 * from] as number, sums[2 * from + 1] as number];
  const whole = (g * g) / (h + RIDGE);
  let best: Split | undefined;
  let [leftG, leftH] = [0, 0];
  for (let bin = 0; bin < count - 1; bin++) {
    if (bin > 0) {
      leftG += sums[2 * (from + bin)] as number;
      leftH += sums[2 * (from + bin) + 1] as number;
    }
    for (const unknownRight of [true, false]) {
      if (bin === 0 && unknownRight) continue;
      const [a, b] = unknownRight ? [leftG, leftH] : [leftG + unknownG, leftH + unknownH];
      if (b < LEAST || h - b < LEAST) continue;
      const gain = (a * a) / (b + RIDGE) + ((g - a) * (g - a)) / (h - b + RIDGE) - whole;
      if (gain > (best?.gain ?? 0)) best = { feature, bin, unknownRight, gain };
    }
  }
  return best;
}

// What looks too good to have been known beforehand: features that settle the outcome nearly by themselves, or that are filled in for winners.
import { binnedOf } from '../reference-model/binned.ts';
import type { Feature, Sample } from '../sample/sample.ts';

/** A feature under suspicion. */
export interface Suspect {
  /** Position in the sample's features. */
  readonly feature: number;
  /** `settles`: it alone takes away a fifth of the uncertainty. `filled`: it is known far more often of winners. */
  readonly sign: 'settles' | 'filled';
  /** `settles`: the share of uncertainty it takes away. `filled`: the share of winners it is known of. */
  readonly value: number;
  /** `filled`: the share of all others it is known of. */
  readonly others?: number;
}

/** McFadden's R² of one feature alone; the strongest honest ones we have seen in real data take away 17 %. */
const SETTLES = 0.2;
/** Known of so many more winners than others: in points, and as a ratio. */
const FILLED_POINTS = 0.2;
const FILLED_RATIO = 1.75;
/** Fewer outcomes raise no suspicion. */
const LEAST_WINS = 30;
const LEAN = 5;

/** The suspects among the features, over the first `until` cases. They are to be asked about, not proven guilty. */
export function suspectsOf(sample: Sample, until: number): Suspect[] {
  let wins = 0;
  for (let row = 0; row < until; row++) wins += sample.won[row] as number;
  if (wins < LEAST_WINS || until - wins < LEAST_WINS) return [];
  const binned = binnedOf(sample, until);
  return sample.features.flatMap((feature, position): Suspect[] => {
    if (feature.isTimed) return [];
    const { bins, count } = binned[position] as (typeof binned)[number];
    const settles = uncertaintyTaken(bins, count, sample.won, until, wins);
    if (settles >= SETTLES) return [{ feature: position, sign: 'settles', value: settles }];
    const [ofWinners, ofOthers] = knownShares(feature, sample.won, until, wins);
    const filled = ofWinners - ofOthers >= FILLED_POINTS && ofWinners >= FILLED_RATIO * ofOthers;
    return filled ? [{ feature: position, sign: 'filled', value: ofWinners, others: ofOthers }] : [];
  });
}

/** The share of the outcome's uncertainty that the bins take away (D. McFadden's R², 1974), their won-rates leaning to the mean by five cases. */
function uncertaintyTaken(bins: Uint8Array, count: number, won: Uint8Array, until: number, wins: number): number {
  const cases = new Float64Array(count);
  const winsOf = new Float64Array(count);
  for (let row = 0; row < until; row++) {
    const bin = bins[row] as number;
    cases[bin] = (cases[bin] as number) + 1;
    winsOf[bin] = (winsOf[bin] as number) + (won[row] as number);
  }
  const mean = wins / until;
  let loss = 0;
  for (let bin = 0; bin < count; bin++) {
    const n = cases[bin] as number;
    if (n === 0) continue;
    const w = winsOf[bin] as number;
    const rate = (w + LEAN * mean) / (n + LEAN);
    loss -= w * Math.log(rate) + (n - w) * Math.log(1 - rate);
  }
  return 1 - loss / -(wins * Math.log(mean) + (until - wins) * Math.log(1 - mean));
}

function knownShares(feature: Feature, won: Uint8Array, until: number, wins: number): [number, number] {
  let [winners, others] = [0, 0];
  for (let row = 0; row < until; row++) {
    const known = feature.kind === 'number' ? !Number.isNaN(feature.values[row]) : (feature.codes[row] as number) >= 0;
    if (!known) continue;
    if (won[row] === 1) winners += 1;
    else others += 1;
  }
  return [winners / wins, others / (until - wins)];
}

// Features as a few ordered bins each: what boosted trees split on.
import { placeAmong } from '../candidates/classes.ts';
import { levelRates } from '../candidates/level-rates.ts';
import { distinctOf, sortedKnown } from '../candidates/sorted-known.ts';
import type { Feature, LevelFeature, NumberFeature, Sample } from '../sample/sample.ts';

/** A feature's bins: 0 is unknown, the others rise with the number, or with the won-rate of the level. */
export interface BinnedFeature {
  readonly bins: Uint8Array;
  /** How many bins, the unknown one included. */
  readonly count: number;
}

const MOST = 24;

/** The bins of all features, their borders found in the first `until` cases and applied to all. */
export function binnedOf(sample: Sample, until: number): BinnedFeature[] {
  return sample.features.map((feature: Feature) =>
    feature.kind === 'number' ? binnedNumber(feature, until) : binnedLevels(feature, sample, until),
  );
}

function binnedNumber(feature: NumberFeature, until: number): BinnedFeature {
  const values = sortedKnown(feature.values.subarray(0, until));
  const distinct = distinctOf(values, MOST + 1);
  const borders = new Set<number>();
  if (distinct.length <= MOST) for (const value of distinct.slice(1)) borders.add(value);
  else for (let i = 1; i < MOST; i++) borders.add(values[Math.floor((values.length * i) / MOST)] as number);
  const cuts = Float64Array.from(borders).sort();
  const bins = new Uint8Array(feature.values.length);
  for (let row = 0; row < bins.length; row++) bins[row] = placeAmong(cuts, feature.values[row] as number);
  return { bins, count: cuts.length + 2 };
}

/** Levels lie by won-rate, leaning to the mean as far as they are rare; levels not seen among the first cases are unknown. */
function binnedLevels(feature: LevelFeature, sample: Sample, until: number): BinnedFeature {
  const { cases, rate } = levelRates(feature, sample, until);
  const seen = [...cases.keys()].filter((level) => (cases[level] as number) > 0).sort((a, b) => rate(a) - rate(b));
  const binOf = new Uint8Array(feature.levels.length + 1);
  const count = Math.min(seen.length, MOST);
  seen.forEach((level, place) => {
    binOf[level + 1] = 1 + Math.floor((place * count) / seen.length);
  });
  const bins = new Uint8Array(feature.codes.length);
  for (let row = 0; row < bins.length; row++) bins[row] = binOf[(feature.codes[row] as number) + 1] as number;
  return { bins, count: count + 1 };
}

// Cases made up from a seed, as many and with as many features as asked for: counts, times and levels, ten of which have to do with winning.
import { createRandom, type Random } from '../../packages/core/src/base/random.ts';
import type { Feature, Sample } from '../../packages/core/src/calibration/sample/sample.ts';

/** How features are made up. `yes or no` gives one candidate a feature, `mixed` as many as real tables do. */
export type Kind = 'yes or no' | 'mixed';

const SIGNAL = 10;

/** The sample; one case in ten is won. */
export function madeUpSample(cases: number, features: number, kind: Kind, seed = 1): Sample {
  const random = createRandom(seed);
  const odds = new Float64Array(cases).fill(-3.2);
  const made = Array.from({ length: features }, (_, i) => {
    const feature = kind === 'mixed' && i % 3 === 2 ? levels(i, cases, random) : numbers(i, cases, kind, random);
    if (i < SIGNAL) addSignal(feature, odds, 0.4 + 0.1 * (i % 5));
    return feature;
  });
  const won = Uint8Array.from(odds, (value) => (random.uniform() < 1 / (1 + Math.exp(-value)) ? 1 : 0));
  return { cases, won, features: made };
}

function numbers(i: number, cases: number, kind: Kind, random: Random): Feature {
  const mean = 0.5 + (i % 7);
  const draw = (): number => {
    if (kind === 'yes or no') return random.chance(0.05 + 0.4 * ((i % 9) / 9)) ? 1 : 0;
    if (random.chance(0.05)) return Number.NaN;
    return i % 3 === 0 ? random.poisson(mean) : random.exponential(mean * 100);
  };
  return {
    kind: 'number',
    name: `number ${i}`,
    axis: 'engagement',
    values: Float64Array.from({ length: cases }, draw),
  };
}

function levels(i: number, cases: number, random: Random): Feature {
  const many = 4 + (i % 25);
  const draw = (): number => (random.chance(0.05) ? -1 : Math.floor(many * random.uniform() ** 2));
  return {
    kind: 'level',
    name: `level ${i}`,
    axis: 'fit',
    levels: Array.from({ length: many }, (_, level) => `level ${level}`),
    codes: Int32Array.from({ length: cases }, draw),
  };
}

/** Numbers of at least twice their mean, and the second of all levels, raise the odds. */
function addSignal(feature: Feature, odds: Float64Array, by: number): void {
  const known = feature.kind === 'number' ? feature.values.filter((value) => !Number.isNaN(value)) : undefined;
  const bound = known ? Math.max(1, (1.5 * known.reduce((sum, value) => sum + value, 0)) / known.length) : 0;
  odds.forEach((value, row) => {
    const holds = feature.kind === 'number' ? (feature.values[row] as number) >= bound : feature.codes[row] === 1;
    if (holds) odds[row] = value + by;
  });
}

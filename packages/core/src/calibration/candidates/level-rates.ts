// How often each level of a feature was won, in the older cases alone.
import type { LevelFeature, Sample } from '../sample/sample.ts';

/** Rates lean to the mean by so many cases, so that a rare level is not best by luck. */
const LEAN = 20;

/** The first `until` cases of each level, and a level's won-rate, leaning to the mean as far as it is rare. */
export function levelRates(
  feature: LevelFeature,
  sample: Sample,
  until: number,
): { readonly cases: Float64Array; readonly rate: (level: number) => number } {
  const cases = new Float64Array(feature.levels.length);
  const wins = new Float64Array(feature.levels.length);
  let won = 0;
  for (let row = 0; row < until; row++) {
    won += sample.won[row] as number;
    const code = feature.codes[row] as number;
    if (code < 0) continue;
    cases[code] = (cases[code] as number) + 1;
    wins[code] = (wins[code] as number) + (sample.won[row] as number);
  }
  const mean = won / Math.max(1, until);
  return { cases, rate: (level) => ((wins[level] as number) + LEAN * mean) / ((cases[level] as number) + LEAN) };
}

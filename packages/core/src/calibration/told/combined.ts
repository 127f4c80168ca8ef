// Combined signals: pairs of behaviours that together tell more than the better of the two alone (E1b). A fast lane of a definition can be made of them.
import { rateRatio } from '../../statistics/rate-ratio.ts';
import { type Share, shareOf } from '../../statistics/share.ts';
import type { HistoryFeature } from '../history/features.ts';
import type { Sample } from '../sample/sample.ts';
import type { Evidence } from './evidence.ts';

/** Two behaviours and what was won with both, and with either alone. */
export interface CombinedSignal {
  readonly labels: readonly [string, string];
  readonly both: Share;
  readonly firstAlone: Share;
  readonly secondAlone: Share;
  /** How many times as often won with both as with the better one alone; 95 % interval by the log method. */
  readonly lift: { readonly ratio: number; readonly low: number; readonly high: number };
}

/** Behaviours that are paired: the surest so many. */
const PAIRED = 8;

/** The pairs whose lift over the better part clears 1 by its interval, the surest ten first. Each interval is that of one pair alone: of 28 pairs one or so clears it by chance. */
export function combinedSignals(
  sample: Sample,
  features: readonly HistoryFeature[],
  evidence: readonly Evidence[],
): CombinedSignal[] {
  const surest = [...new Set(evidence.map(({ feature }) => feature))]
    .filter((feature) => features[feature]?.meaning.of === 'behaviour')
    .slice(0, PAIRED);
  const found: CombinedSignal[] = [];
  surest.forEach((first, i) => {
    for (const second of surest.slice(i + 1)) {
      const pair = pairOf(sample, features, first, second);
      if (pair !== undefined && pair.lift.low > 1) found.push(pair);
    }
  });
  return found.sort((a, b) => b.lift.low - a.lift.low).slice(0, 10);
}

function pairOf(
  sample: Sample,
  features: readonly HistoryFeature[],
  first: number,
  second: number,
): CombinedSignal | undefined {
  const [a, b] = [sample.features[first], sample.features[second]];
  if (a?.kind !== 'number' || b?.kind !== 'number') return undefined;
  // Cases and wins by what was done: neither, the first alone, the second alone, both.
  const cases = [0, 0, 0, 0];
  const wins = [0, 0, 0, 0];
  for (let row = 0; row < sample.cases; row++) {
    const done = ((a.values[row] as number) > 0 ? 1 : 0) + ((b.values[row] as number) > 0 ? 2 : 0);
    cases[done] = (cases[done] as number) + 1;
    wins[done] = (wins[done] as number) + (sample.won[row] as number);
  }
  const [, firstAlone, secondAlone, both] = cases.map((n, done) => shareOf(wins[done] as number, n)) as [
    Share,
    Share,
    Share,
    Share,
  ];
  const better = (firstAlone.rate ?? 0) >= (secondAlone.rate ?? 0) ? firstAlone : secondAlone;
  const lift = rateRatio(both.count, both.of, better.count, better.of);
  if (lift === undefined) return undefined;
  return { labels: [labelOf(features, first), labelOf(features, second)], both, firstAlone, secondAlone, lift };
}

function labelOf(features: readonly HistoryFeature[], feature: number): string {
  const found = features[feature] as HistoryFeature;
  return found.meaning.of === 'behaviour' ? found.meaning.kind.label : found.feature.name;
}

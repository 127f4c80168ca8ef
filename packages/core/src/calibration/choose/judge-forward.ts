// How well cards of each size, made of older cases, rank the newer ones; beside the rule in use and a model that nobody could read.

import { rankedArea } from '../../statistics/auc.ts';
import { comparedAreas } from '../../statistics/compared-areas.ts';
import { addTotals, cardsOf } from '../card-search/card.ts';
import { boostedLogOdds } from '../reference-model/boosting.ts';
import type { Sample } from '../sample/sample.ts';
import { type Fold, forwardFolds } from './forward-folds.ts';

/** An AUC over several folds, each fold's ranked within itself and weighed by its wins. */
export interface ForwardArea {
  readonly auc: number;
  /** How many standard errors above chance, where 0 is chance. */
  readonly z: number;
}

/** What the folds say. */
export interface ForwardJudgement {
  readonly folds: readonly Fold[];
  /** By size: the first is the card of one criterion. */
  readonly sizes: readonly ForwardArea[];
  readonly incumbent?: ForwardArea;
  /** The model nobody could read; absent where it was not asked for. */
  readonly reference?: ForwardArea;
  /** The card of a size (1, 2 …) against the rule in use: the difference of areas and its standard error. */
  readonly against: (size: number) => { readonly difference: number; readonly standardError: number } | undefined;
}

/** Judges cards of up to `most` criteria on the sample's first `cases` cases. */
export function judgeForward(sample: Sample, cases: number, most: number): ForwardJudgement {
  const folds = forwardFolds(sample.won, cases);
  const totals = Array.from({ length: most }, () => new Float64Array(cases));
  for (const fold of folds) {
    const cards = cardsOf(sample, fold.until, most);
    totals.forEach((scores, i) => {
      const card = cards[Math.min(i, cards.length - 1)];
      if (card) addTotals(sample, card, scores, fold.until, fold.end);
    });
  }
  const { incumbent } = sample;
  return {
    folds,
    sizes: totals.map((scores) => areaOver(folds, scores, sample.won)),
    ...(incumbent ? { incumbent: areaOver(folds, incumbent, sample.won) } : {}),
    against: (size) => incumbent && differenceOver(folds, totals[size - 1] as Float64Array, incumbent, sample.won),
  };
}

/** How well a model that nobody could read does in the same folds. */
export function referenceArea(sample: Sample, folds: readonly Fold[]): ForwardArea {
  const scores = new Float64Array(folds.at(-1)?.end ?? 0);
  for (const { until, end } of folds) scores.set(boostedLogOdds(sample, until).subarray(until, end), until);
  return areaOver(folds, scores, sample.won);
}

function areaOver(folds: readonly Fold[], scores: Float64Array, won: Uint8Array): ForwardArea {
  let [sum, variance, wins] = [0, 0, 0];
  for (const { until, end } of folds) {
    const area = rankedArea(scores, won, until, end);
    if (!area) continue;
    sum += area.positives * (area.auc - 0.5);
    variance += area.positives ** 2 * area.nullVariance;
    wins += area.positives;
  }
  return { auc: wins > 0 ? 0.5 + sum / wins : 0.5, z: variance > 0 ? sum / Math.sqrt(variance) : 0 };
}

function differenceOver(
  folds: readonly Fold[],
  first: Float64Array,
  second: Float64Array,
  won: Uint8Array,
): { readonly difference: number; readonly standardError: number } | undefined {
  let [sum, variance, wins] = [0, 0, 0];
  for (const { until, end } of folds) {
    const compared = comparedAreas(first, second, won, until, end);
    if (!compared) continue;
    const weight = won.subarray(until, end).reduce((count, win) => count + win, 0);
    sum += weight * compared.difference;
    variance += weight ** 2 * compared.variance;
    wins += weight;
  }
  return wins > 0 ? { difference: sum / wins, standardError: Math.sqrt(variance) / wins } : undefined;
}

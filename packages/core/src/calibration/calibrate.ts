// Calibration from cases to a recommendation: what leaks is set aside, cards are made and judged forward in time, and the smallest good one is made of all cases. Pure and deterministic.
import { addTotals, type Card, cardsOf } from './card-search/card.ts';
import { type ForwardJudgement, judgeForward, referenceArea } from './choose/judge-forward.ts';
import { type Recommendation, recommend } from './choose/recommend.ts';
import { type Suspect, suspectsOf } from './leakage/scan.ts';
import type { Sample } from './sample/sample.ts';

/** What may be asked of a calibration. */
export interface CalibrationOptions {
  /** At most so many criteria; 10 unless told. */
  readonly most?: number;
  /** Names of suspected features that are honest after all. */
  readonly trusted?: readonly string[];
  /** How many criteria the rule in use has. */
  readonly incumbentCriteria?: number;
  /** Also judges a model that nobody could read, to say what a card loses. */
  readonly withReference?: boolean;
}

export interface Calibration {
  readonly cases: number;
  readonly wins: number;
  /** Set aside before anything was learnt. */
  readonly suspects: readonly Suspect[];
  readonly judgement: ForwardJudgement;
  readonly recommendation: Recommendation;
  /** The card of the chosen size made of all cases, whether recommended or not; absent where there was too little to learn from. */
  readonly card?: Card;
}

/** Learns from the first `until` cases of a sample, all unless told. */
export function calibrate(sample: Sample, options: CalibrationOptions = {}, until = sample.cases): Calibration {
  const most = options.most ?? 10;
  let wins = 0;
  for (let row = 0; row < until; row++) wins += sample.won[row] as number;
  const suspects = suspectsOf(sample, until).filter(
    ({ feature }) => !options.trusted?.includes(sample.features[feature]?.name ?? ''),
  );
  const clean = withoutFeatures(sample, new Set(suspects.map(({ feature }) => feature)));
  const judgement = judgeForward(clean, until, most);
  const recommendation = recommend(judgement, wins, until - wins, options.incumbentCriteria);
  const card = recommendation.kind === 'too few' ? undefined : cardsOf(clean, until, recommendation.criteria).at(-1);
  const found = { cases: until, wins, suspects, judgement, recommendation, ...(card ? { card } : {}) };
  return options.withReference ? withReference(found, sample) : found;
}

/** A calibration of the sample with the model that nobody could read judged beside it. */
export function withReference(calibration: Calibration, sample: Sample): Calibration {
  const { judgement, suspects } = calibration;
  const clean = withoutFeatures(sample, new Set(suspects.map(({ feature }) => feature)));
  return { ...calibration, judgement: { ...judgement, reference: referenceArea(clean, judgement.folds) } };
}

/** The sample with some features unknown throughout; positions stay as they are. */
function withoutFeatures(sample: Sample, left: ReadonlySet<number>): Sample {
  if (left.size === 0) return sample;
  const features = sample.features.map((feature, position) => {
    if (!left.has(position)) return feature;
    if (feature.kind === 'number') return { ...feature, values: new Float64Array(sample.cases).fill(Number.NaN) };
    return { ...feature, codes: new Int32Array(sample.cases).fill(-1) };
  });
  return { ...sample, features };
}

/** The totals of points a card gives to all cases. */
export function totalsOf(sample: Sample, card: Card): Float64Array {
  const totals = new Float64Array(sample.cases);
  addTotals(sample, card, totals, 0, sample.cases);
  return totals;
}

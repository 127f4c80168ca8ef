// A criterion that a card may be made of: one yes-or-no question about one feature, such as "at least 3 visits" or "industry is one of these".
import type { Feature, Sample } from '../sample/sample.ts';

/** What is asked of the feature. An unknown value answers no, but for `unknown`. */
export type Question =
  | { readonly ask: 'atLeast'; readonly value: number }
  | { readonly ask: 'in'; readonly levels: readonly number[] }
  | { readonly ask: 'known' };

export interface Criterion {
  /** Position in the sample's features. */
  readonly feature: number;
  readonly question: Question;
}

/** A function that answers a criterion for a case of the sample. */
export function answerer(sample: Sample, criterion: Criterion): (row: number) => boolean {
  const feature = sample.features[criterion.feature] as Feature;
  const { question } = criterion;
  if (feature.kind === 'number') {
    const { values } = feature;
    if (question.ask === 'atLeast') return (row) => (values[row] as number) >= question.value;
    return (row) => !Number.isNaN(values[row]);
  }
  const { codes } = feature;
  if (question.ask !== 'in') return (row) => (codes[row] as number) >= 0;
  const among = new Uint8Array(feature.levels.length + 1);
  for (const level of question.levels) among[level + 1] = 1;
  return (row) => among[(codes[row] as number) + 1] === 1;
}

// A scorecard: criteria with whole points, and the curve from their sum to a chance of a win.
import { boundsFor, type Candidate, candidatesOf } from '../candidates/candidates.ts';
import { answerer, type Criterion } from '../candidates/criterion.ts';
import type { Sample } from '../sample/sample.ts';
import { type Choice, searchChoices } from './search.ts';
import { MOST_POINTS, wholePoints } from './whole-points.ts';

/** A criterion with its points, −10 … 10 and never 0. */
export interface PointedCriterion extends Criterion {
  readonly points: number;
}

export interface Card {
  readonly criteria: readonly PointedCriterion[];
  /** Log-odds of a win at a total of points: `constant + slope × total`. */
  readonly constant: number;
  readonly slope: number;
  /** Minus the log-likelihood of the cases it was made of. */
  readonly loss: number;
}

/** The cards of 1, 2 … `most` criteria made of the first `until` cases, smallest first. Fewer where candidates run out; a card may lose a criterion to rounding, and twins become one. */
export function cardsOf(sample: Sample, until: number, most: number): Card[] {
  let wins = 0;
  for (let row = 0; row < until; row++) wins += sample.won[row] as number;
  const candidates = candidatesOf(sample, until, boundsFor(until, wins));
  return searchChoices(candidates, sample.won, until, most).map((choice) => cardOf(choice, candidates));
}

/** The card of a choice. Two criteria that hold for the very same cases become one with the points of both, unless that is more than one may have. */
function cardOf(choice: Choice, candidates: readonly Candidate[]): Card {
  const { points, totals } = wholePoints(choice.cells, choice.fit);
  const criteria: (PointedCriterion & { readonly says: number })[] = [];
  choice.cells.chosen.forEach((position, i) => {
    const { feature, question, says } = candidates[position] as Candidate;
    const given = points[i] as number;
    const twin = criteria.findIndex((other) => other.says === says && Math.abs(other.points + given) <= MOST_POINTS);
    if (twin >= 0)
      criteria[twin] = {
        ...(criteria[twin] as (typeof criteria)[number]),
        points: (criteria[twin]?.points ?? 0) + given,
      };
    else criteria.push({ feature, question, points: given, says });
  });
  return {
    criteria: criteria.filter((each) => each.points !== 0).map(({ says: _, ...criterion }) => criterion),
    constant: totals.constant,
    slope: totals.slope,
    loss: totals.loss,
  };
}

/** The totals of points of the cases from `from` (included) to `to` (not included), written into `totals`. */
export function addTotals(sample: Sample, card: Card, totals: Float64Array, from: number, to: number): void {
  totals.fill(0, from, to);
  for (const criterion of card.criteria) {
    const answers = answerer(sample, criterion);
    for (let row = from; row < to; row++) if (answers(row)) totals[row] = (totals[row] as number) + criterion.points;
  }
}

/** The chance of a win at a total of points. */
export function chanceAt(card: Card, total: number): number {
  return 1 / (1 + Math.exp(-(card.constant + card.slope * total)));
}

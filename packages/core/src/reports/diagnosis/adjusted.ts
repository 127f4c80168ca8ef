// Places (reps, sources) compared on what they were given: hits of one place beside all others', among cases of one sort only.
import type { HandoffFact } from '../../funnel/funnel-facts.ts';
import { type AdjustedOdds, mantelHaenszel, type Stratum } from '../../statistics/mantel-haenszel.ts';
import { type Share, shareOf } from '../../statistics/share.ts';
import { sourceOf } from '../funnel/groups/grouping.ts';

/** A case of some place and sort. */
export interface PlacedCase {
  readonly place: string;
  readonly sort: string;
  readonly isHit: boolean;
}

/** What a hand-off is compared within: the kind of company, and its source unless sources are what is compared. */
export function sortOf(fact: HandoffFact, by: 'source too' | 'company alone' = 'source too'): string {
  const { attributes } = fact.origin;
  const company = attributes['account.segment'] ?? attributes['account.employees'] ?? 'unknown';
  return by === 'source too' ? `${company}\n${sourceOf(fact.origin) ?? 'unknown'}` : company;
}

/** One place beside all others; undefined where no sort holds both, or nothing differs. */
export function adjustedOdds(
  cases: readonly PlacedCase[],
  place: string,
): { readonly odds: AdjustedOdds; readonly here: Share; readonly elsewhere: Share } | undefined {
  const strata = new Map<string, { -readonly [K in keyof Stratum]: Stratum[K] }>();
  for (const { place: own, sort, isHit } of cases) {
    const stratum = strata.get(sort) ?? { count: 0, of: 0, otherCount: 0, otherOf: 0 };
    strata.set(sort, stratum);
    const hit = isHit ? 1 : 0;
    if (own === place) {
      stratum.of += 1;
      stratum.count += hit;
    } else {
      stratum.otherOf += 1;
      stratum.otherCount += hit;
    }
  }
  const all = [...strata.values()];
  const odds = mantelHaenszel(all);
  if (odds === undefined) return undefined;
  const sum = (read: (stratum: Stratum) => number): number => all.reduce((total, each) => total + read(each), 0);
  return {
    odds,
    here: shareOf(
      sum(({ count }) => count),
      sum(({ of }) => of),
    ),
    elsewhere: shareOf(
      sum(({ otherCount }) => otherCount),
      sum(({ otherOf }) => otherOf),
    ),
  };
}

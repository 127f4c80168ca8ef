// Hand-offs by one thing they have in common: a code for each hand-off, the largest groups by name and the rest together.
import type { HandoffFact, HandoffOrigin } from '../../../funnel/funnel-facts.ts';
import type { Journeys } from '../journeys.ts';

/** Groups of hand-offs; those outside the period have a code too, for their deals. */
export interface Grouping {
  readonly dimension: string;
  /** Names of the groups, the largest first (or in order of time). */
  readonly values: readonly string[];
  /** How many groups were added up in the last one, where not all have a name of their own. */
  readonly together: number;
  readonly codes: Int32Array;
}

/** What is said of hand-offs of which the thing is not known. */
export const UNKNOWN = 'unknown';

/** The source a hand-off is grouped by: where its lead first came from, else what the CRM says. */
export function sourceOf({ sources }: HandoffOrigin): string | undefined {
  return sources.first ?? sources.creating;
}

/** Groups hand-offs by a value; `most` of the largest keep their names. */
export function groupedBy(
  dimension: string,
  journeys: Journeys,
  read: (fact: HandoffFact, i: number) => string | undefined,
  { most = 30, inOrder = false }: { readonly most?: number; readonly inOrder?: boolean } = {},
): Grouping {
  const { facts, inPeriod } = journeys;
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const codes = new Int32Array(facts.length);
  for (let i = 0; i < facts.length; i++) {
    const value = read(facts[i] as HandoffFact, i) ?? UNKNOWN;
    let number = numbers.get(value);
    if (number === undefined) {
      number = counts.push(0) - 1;
      numbers.set(value, number);
    }
    codes[i] = number;
    counts[number] = (counts[number] as number) + (inPeriod[i] as number);
  }
  const names = [...numbers].sort(
    inOrder
      ? ([a], [b]) => (a < b ? -1 : 1)
      : ([a, m], [b, n]) => (counts[n] as number) - (counts[m] as number) || (a < b ? -1 : 1),
  );
  const named = names.length <= most || inOrder ? names : names.slice(0, most - 1);
  const together = names.length - named.length;
  const places = new Int32Array(counts.length).fill(named.length);
  for (const [place, [, number]] of named.entries()) places[number] = place;
  return {
    dimension,
    values: [...named.map(([name]) => name), ...(together === 0 ? [] : [`${together} others`])],
    together,
    codes: codes.map((number) => places[number] as number),
  };
}

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
  const counts = new Map<string, number>();
  const values = new Array<string>(facts.length);
  for (let i = 0; i < facts.length; i++) {
    const value = read(facts[i] as HandoffFact, i) ?? UNKNOWN;
    values[i] = value;
    counts.set(value, (counts.get(value) ?? 0) + (inPeriod[i] as number));
  }
  const names = [...counts].sort(
    inOrder ? ([a], [b]) => (a < b ? -1 : 1) : ([a, m], [b, n]) => n - m || (a < b ? -1 : 1),
  );
  const named = names.length <= most || inOrder ? names : names.slice(0, most - 1);
  const together = names.length - named.length;
  const codeOf = new Map(named.map(([name], code) => [name, code]));
  return {
    dimension,
    values: [...named.map(([name]) => name), ...(together === 0 ? [] : [`${together} others`])],
    together,
    codes: Int32Array.from(values, (value) => codeOf.get(value) ?? named.length),
  };
}

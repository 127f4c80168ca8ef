// Hand-offs by one thing they have in common: a code for each hand-off, the largest groups by name and the rest together.
import type { HandoffFact, HandoffOrigin } from '../../../funnel/funnel-facts.ts';

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

/** What to group by: a value of each hand-off, undefined where it is not known. */
export interface Asked {
  readonly dimension: string;
  readonly read: (fact: HandoffFact, i: number) => string | undefined;
  /** So many of the largest keep their names; 30. */
  readonly most?: number;
  /** By name, and all of them. */
  readonly inOrder?: boolean;
}

/** Numbers for values as they come: takes hand-offs in one by one, and tells their groups. */
export class Coding {
  private readonly numbers = new Map<string, number>();
  private readonly counts: number[] = [];
  private readonly codes: Int32Array;

  constructor(
    private readonly asked: Asked,
    size: number,
  ) {
    this.codes = new Int32Array(size);
  }

  get dimension(): string {
    return this.asked.dimension;
  }

  add(fact: HandoffFact, i: number, weight: number): void {
    const value = this.asked.read(fact, i) ?? UNKNOWN;
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.counts.push(0) - 1;
      this.numbers.set(value, number);
    }
    this.codes[i] = number;
    this.counts[number] = (this.counts[number] as number) + weight;
  }

  finish(): Grouping {
    const { counts, codes } = this;
    const { dimension, most = 30, inOrder = false } = this.asked;
    const names = [...this.numbers].sort(
      inOrder
        ? ([a], [b]) => (a < b ? -1 : 1)
        : ([a, m], [b, n]) => (counts[n] as number) - (counts[m] as number) || (a < b ? -1 : 1),
    );
    const named = names.length <= most || inOrder ? names : names.slice(0, most - 1);
    const together = names.length - named.length;
    const places = new Int32Array(counts.length).fill(named.length);
    for (const [place, [, number]] of named.entries()) places[number] = place;
    for (let i = 0; i < codes.length; i++) codes[i] = places[codes[i] as number] as number;
    return {
      dimension,
      values: [...named.map(([name]) => name), ...(together === 0 ? [] : [`${together} others`])],
      together,
      codes,
    };
  }
}

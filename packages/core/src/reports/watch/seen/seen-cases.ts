// Buying cycles that ended, with what the definition saw of their people just before sales first talked to them.
import type { BuyingCase } from '../../../funnel/cases/buying-cases.ts';

/** A case and what its leads showed. */
export interface SeenCase {
  readonly endedAt: number;
  readonly isWon: boolean;
  /** The highest total of fit and both scores of its people, in tenths. */
  readonly total: number;
  /** By number of the criterion: whether it held for any of its people; undefined where it was unknown of all. */
  readonly holds: readonly (boolean | undefined)[];
}

/** Leads of a case taken together. Undefined where nobody of it was seen. */
export function seenCase(
  { endedAt, outcome }: BuyingCase,
  leads: readonly { readonly total: number; readonly holds: readonly (boolean | undefined)[] }[],
): SeenCase | undefined {
  const [first] = leads;
  if (first === undefined) return undefined;
  return {
    endedAt,
    isWon: outcome === 'won',
    total: Math.max(...leads.map(({ total }) => total)),
    holds: first.holds.map((_, i) => {
      const told = leads.map(({ holds }) => holds[i]).filter((each) => each !== undefined);
      return told.length === 0 ? undefined : told.some(Boolean);
    }),
  };
}

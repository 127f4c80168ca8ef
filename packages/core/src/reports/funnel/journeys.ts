// Hand-offs and deals as columns of instants: what every rate, lag and group of the report is counted from. A million of them fit into a few arrays.
import type { DealFact, FunnelFacts, HandoffFact } from '../../funnel/funnel-facts.ts';

/** Steps that a hand-off may take, each with the instant of the first time. */
export const MILESTONES = ['accepted', 'meeting', 'sql', 'opportunity', 'won', 'over'] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Hand-offs by number. An instant is NaN where nothing happened; what happened at an unknown time lies one millisecond before the hand-off. */
export interface Journeys {
  readonly facts: readonly HandoffFact[];
  readonly at: Float64Array;
  readonly steps: Readonly<Record<Milestone, Float64Array>>;
  /** 1 where the hand-off lies in the reported period. */
  readonly inPeriod: Uint8Array;
  /** The numbers of the deals that each sourced (K7), by hand-off number; most have none. */
  readonly sourced: ReadonlyMap<number, readonly DealFact[]>;
}

/** Lays hand-offs out, with the deals they sourced. `over` is when it was turned down, or its last deal lost. */
export function journeysOf({ handoffs, deals }: Pick<FunnelFacts, 'handoffs' | 'deals'>, from: number): Journeys {
  const size = handoffs.length;
  const column = (): Float64Array => new Float64Array(size).fill(Number.NaN);
  const at = new Float64Array(size);
  const inPeriod = new Uint8Array(size);
  const steps = Object.fromEntries(MILESTONES.map((name) => [name, column()])) as Record<Milestone, Float64Array>;
  const numbers = new Map<string, number>();
  const sourcing = new Set(deals.flatMap(({ class: name, handoff }) => (name === 'mql-sourced' ? [handoff] : [])));
  for (let i = 0; i < size; i++) {
    const fact = handoffs[i] as HandoffFact;
    const { at: instant, answer, steps: took } = fact;
    at[i] = instant;
    inPeriod[i] = instant >= from ? 1 : 0;
    if (answer === 'accepted') steps.accepted[i] = took.acceptedAt ?? instant - 1;
    if (took.meetingAt !== undefined) steps.meeting[i] = took.meetingAt;
    if (took.sqlAt !== undefined) steps.sql[i] = took.sqlAt;
    if (answer === 'rejected' || answer === 'invalid') steps.over[i] = took.turnedDownAt ?? instant - 1;
    if (sourcing.has(fact.handoff)) numbers.set(fact.handoff, i);
  }
  return { facts: handoffs, at, steps, inPeriod, sourced: placeDeals(deals, numbers, steps) };
}

function placeDeals(
  deals: readonly DealFact[],
  numbers: ReadonlyMap<string, number>,
  steps: Readonly<Record<Milestone, Float64Array>>,
): Map<number, DealFact[]> {
  const sourced = new Map<number, DealFact[]>();
  for (const deal of deals) {
    const i = deal.class === 'mql-sourced' ? numbers.get(deal.handoff ?? '') : undefined;
    if (i === undefined) continue;
    const held = sourced.get(i);
    if (held === undefined) sourced.set(i, [deal]);
    else held.push(deal);
  }
  const earliest = (instants: readonly (number | undefined)[]): number => {
    const known = instants.filter((instant) => instant !== undefined);
    return known.length === 0 ? Number.NaN : Math.min(...known);
  };
  for (const [i, own] of sourced) {
    steps.opportunity[i] = earliest(own.map(({ openedAt, closedAt }) => openedAt ?? closedAt));
    steps.won[i] = earliest(own.filter(({ state }) => state === 'won').map(({ closedAt }) => closedAt));
    if (own.every(({ state }) => state === 'lost'))
      steps.over[i] = Math.max(...own.map(({ closedAt }) => closedAt as number));
  }
  return sourced;
}

// Hand-offs and deals as columns of instants: what every rate, lag and group of the report is counted from. A million of them fit into a few arrays.
import { type DealFact, type FunnelFacts, HANDOFF_ANSWERS, type HandoffFact } from '../../funnel/funnel-facts.ts';

/** Steps that a hand-off may take, each with the instant of the first time. */
export const MILESTONES = ['accepted', 'meeting', 'sql', 'opportunity', 'won', 'over'] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Ends of clocks: `answerable` is the hand-off itself, NaN where an answer came at a time that nobody recorded; `decided` is the first acceptance or refusal. */
export const CLOCK_ENDS = ['firstSeen', 'triggered', 'answerable', 'responded', 'decided'] as const;
export type ClockEnd = (typeof CLOCK_ENDS)[number];

/** Hand-offs by number. An instant is NaN where nothing happened; what happened at an unknown time lies one millisecond before the hand-off. */
export interface Journeys {
  readonly facts: readonly HandoffFact[];
  readonly at: Float64Array;
  /** Places in HANDOFF_ANSWERS. */
  readonly answers: Uint8Array;
  readonly steps: Readonly<Record<Milestone, Float64Array>>;
  /** What clocks go by; NaN where nobody recorded it. */
  readonly clocks: Readonly<Record<ClockEnd, Float64Array>>;
  /** 1 where the hand-off lies in the reported period. */
  readonly inPeriod: Uint8Array;
  /** The numbers of the deals that each sourced (K7), by hand-off number; most have none. */
  readonly sourced: ReadonlyMap<number, readonly DealFact[]>;
}

/** What looks at every hand-off while it is at hand. `isIn` is 1 where it lies in the reported period. */
export type Beside = (fact: HandoffFact, i: number, isIn: number) => void;

/** Lays hand-offs out, with the deals they sourced. `over` is when it was turned down, or its last deal lost. A million facts lie far apart in memory, so that what else wants to see each does so in the same walk. */
export function journeysOf(
  { handoffs, deals }: Pick<FunnelFacts, 'handoffs' | 'deals'>,
  from: number,
  beside: readonly Beside[] = [],
): Journeys {
  const size = handoffs.length;
  // One piece of memory: each one of its own would have the whole heap looked through for garbage.
  const instants = new Float64Array(size * (1 + MILESTONES.length + CLOCK_ENDS.length)).fill(Number.NaN);
  const column = (place: number): Float64Array => instants.subarray(place * size, (place + 1) * size);
  const columns = <Name extends string>(names: readonly Name[], first: number): Record<Name, Float64Array> =>
    Object.fromEntries(names.map((name, place) => [name, column(first + place)])) as Record<Name, Float64Array>;
  const at = column(0);
  const inPeriod = new Uint8Array(size);
  const answers = new Uint8Array(size);
  const steps = columns(MILESTONES, 1);
  const clocks = columns(CLOCK_ENDS, 1 + MILESTONES.length);
  /** Of hand-offs that source a deal, by id. */
  const numbers = new Map<string, number>();
  for (const { class: name, handoff } of deals)
    if (name === 'mql-sourced' && handoff !== undefined) numbers.set(handoff, NOBODY);
  for (let i = 0; i < size; i++) {
    const fact = handoffs[i] as HandoffFact;
    const { at: instant, answer, steps: took, origin } = fact;
    const { acceptedAt, meetingAt, sqlAt, turnedDownAt, respondedAt } = took;
    at[i] = instant;
    inPeriod[i] = instant >= from ? 1 : 0;
    if (answer === 'accepted') steps.accepted[i] = acceptedAt ?? instant - 1;
    if (meetingAt !== undefined) steps.meeting[i] = meetingAt;
    if (sqlAt !== undefined) steps.sql[i] = sqlAt;
    if (answer === 'rejected' || answer === 'invalid') steps.over[i] = turnedDownAt ?? instant - 1;
    if (fact.answeredAt !== undefined || answer === 'unworked') clocks.answerable[i] = instant;
    if (respondedAt !== undefined) clocks.responded[i] = respondedAt;
    if (acceptedAt !== undefined || turnedDownAt !== undefined)
      clocks.decided[i] = Math.min(acceptedAt ?? Number.POSITIVE_INFINITY, turnedDownAt ?? Number.POSITIVE_INFINITY);
    if (origin.firstSeenAt !== undefined) clocks.firstSeen[i] = origin.firstSeenAt;
    if (origin.triggeredAt !== undefined) clocks.triggered[i] = origin.triggeredAt;
    answers[i] = HANDOFF_ANSWERS.indexOf(answer);
    if (numbers.has(fact.handoff)) numbers.set(fact.handoff, i);
    for (const look of beside) look(fact, i, inPeriod[i] as number);
  }
  return { facts: handoffs, at, answers, steps, clocks, inPeriod, sourced: placeDeals(deals, numbers, steps) };
}

/** The number of a hand-off that is not among them. */
const NOBODY = -1;

function placeDeals(
  deals: readonly DealFact[],
  numbers: ReadonlyMap<string, number>,
  steps: Readonly<Record<Milestone, Float64Array>>,
): Map<number, DealFact[]> {
  const sourced = new Map<number, DealFact[]>();
  for (const deal of deals) {
    const i = deal.class === 'mql-sourced' ? numbers.get(deal.handoff ?? '') : undefined;
    if (i === undefined || i === NOBODY) continue;
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

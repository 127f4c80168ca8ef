// The steps of the funnel that are told as rates, each as spans with a beginning, an end where it came to it, and what ended it otherwise.
import type { DealFact } from '../../../funnel/funnel-facts.ts';
import type { Journeys, Milestone } from '../journeys.ts';

/** Steps in the order of the funnel. */
export const STEPS = [
  'MQL → accepted',
  'MQL → meeting',
  'MQL → SQL',
  'MQL → opportunity',
  'SQL → opportunity',
  'opportunity → won',
  'MQL → customer',
] as const;
export type StepName = (typeof STEPS)[number];

/** Spans of one step, by number. NaN where it has not ended. */
export interface Spans {
  readonly step: StepName;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** When it ended otherwise: turned down, or lost. */
  readonly rival: Float64Array;
  /** The hand-off each belongs to. */
  readonly journey: Int32Array;
}

const FROM_HANDOFF: Readonly<Partial<Record<StepName, Milestone>>> = {
  'MQL → accepted': 'accepted',
  'MQL → meeting': 'meeting',
  'MQL → SQL': 'sql',
  'MQL → opportunity': 'opportunity',
  'MQL → customer': 'won',
};

/** The spans of every step, of hand-offs in the period. */
export function spansOf(journeys: Journeys): readonly Spans[] {
  const numbers = Int32Array.from(journeys.at.keys()).filter((i) => journeys.inPeriod[i] === 1);
  const over = picked(journeys.steps.over, numbers);
  const start = picked(journeys.at, numbers);
  return STEPS.map((step): Spans => {
    const milestone = FROM_HANDOFF[step];
    if (milestone !== undefined)
      return { step, start, end: picked(journeys.steps[milestone], numbers), rival: over, journey: numbers };
    return step === 'SQL → opportunity' ? fromSql(journeys, numbers) : ofDeals(journeys, numbers);
  });
}

/** An opportunity that was opened before the lead was called an SQL is one at once. */
function fromSql({ steps }: Journeys, all: Int32Array): Spans {
  const journey = all.filter((i) => !Number.isNaN(steps.sql[i] as number));
  const start = picked(steps.sql, journey);
  const end = picked(steps.opportunity, journey).map((at, i) => Math.max(at, start[i] as number));
  return { step: 'SQL → opportunity', start, end, rival: picked(steps.over, journey), journey };
}

function ofDeals({ sourced }: Journeys, all: Int32Array): Spans {
  const deals: (readonly [number, DealFact])[] = [];
  for (const i of all) for (const deal of sourced.get(i) ?? []) if (deal.openedAt !== undefined) deals.push([i, deal]);
  const instants = (read: (deal: DealFact) => number | undefined): Float64Array =>
    Float64Array.from(deals, ([, deal]) => read(deal) ?? Number.NaN);
  return {
    step: 'opportunity → won',
    start: instants(({ openedAt }) => openedAt),
    end: instants(({ state, closedAt }) => (state === 'won' ? closedAt : undefined)),
    rival: instants(({ state, closedAt }) => (state === 'lost' ? closedAt : undefined)),
    journey: Int32Array.from(deals, ([i]) => i),
  };
}

function picked(column: Float64Array, numbers: Int32Array): Float64Array {
  const found = new Float64Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) found[i] = column[numbers[i] as number] as number;
  return found;
}

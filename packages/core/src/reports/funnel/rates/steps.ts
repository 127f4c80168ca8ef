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
  const numbers = numbersOf(journeys.inPeriod, (isIn) => isIn === 1);
  const isAll = numbers.length === journeys.at.length;
  const inPeriod = (column: Float64Array): Float64Array => (isAll ? column : picked(column, numbers));
  const over = inPeriod(journeys.steps.over);
  const start = inPeriod(journeys.at);
  return STEPS.map((step): Spans => {
    const milestone = FROM_HANDOFF[step];
    if (milestone !== undefined)
      return { step, start, end: inPeriod(journeys.steps[milestone]), rival: over, journey: numbers };
    return step === 'SQL → opportunity' ? fromSql(journeys, numbers) : ofDeals(journeys);
  });
}

/** An opportunity that was opened before the lead was called an SQL is one at once. */
function fromSql({ steps }: Journeys, all: Int32Array): Spans {
  const journey = all.filter((i) => !Number.isNaN(steps.sql[i] as number));
  const start = picked(steps.sql, journey);
  const end = picked(steps.opportunity, journey).map((at, i) => Math.max(at, start[i] as number));
  return { step: 'SQL → opportunity', start, end, rival: picked(steps.over, journey), journey };
}

function ofDeals({ sourced, inPeriod }: Journeys): Spans {
  const deals: DealFact[] = [];
  const numbers: number[] = [];
  for (const i of Int32Array.from(sourced.keys()).sort()) {
    if (inPeriod[i] === 0) continue;
    for (const deal of sourced.get(i) as readonly DealFact[]) {
      if (deal.openedAt === undefined) continue;
      deals.push(deal);
      numbers.push(i);
    }
  }
  const size = deals.length;
  const [start, end, rival] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (const [n, { state, openedAt, closedAt = Number.NaN }] of deals.entries()) {
    start[n] = openedAt as number;
    end[n] = state === 'won' ? closedAt : Number.NaN;
    rival[n] = state === 'lost' ? closedAt : Number.NaN;
  }
  return { step: 'opportunity → won', start, end, rival, journey: Int32Array.from(numbers) };
}

/** The places at which a column says so. */
function numbersOf(column: Uint8Array | Float64Array, isIt: (value: number) => boolean): Int32Array {
  let size = 0;
  for (const value of column) if (isIt(value)) size += 1;
  const found = new Int32Array(size);
  let next = 0;
  for (let i = 0; i < column.length; i++) if (isIt(column[i] as number)) found[next++] = i;
  return found;
}

function picked(column: Float64Array, numbers: Int32Array): Float64Array {
  const found = new Float64Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) found[i] = column[numbers[i] as number] as number;
  return found;
}

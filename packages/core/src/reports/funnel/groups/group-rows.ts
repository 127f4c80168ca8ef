// One row of numbers for each group of hand-offs: volume, rates, and the money of the deals they sourced. Money of all groups of a dimension adds up to the MQL-sourced class.
import type { DealFact } from '../../../funnel/funnel-facts.ts';
import { totalOf } from '../../../funnel/totals.ts';
import type { Journeys } from '../journeys.ts';
import type { Sums } from '../money/ledger.ts';
import { type Counting, ratesByGroup } from '../rates/rates.ts';
import type { StepRate } from '../rates/step-rate.ts';
import type { Spans } from '../rates/steps.ts';
import type { Grouping } from './grouping.ts';

/** The mean of won deals with an amount, zero amounts left out (K4), by currency. */
export type DealSizes = Readonly<Record<string, { readonly meanMinor: number; readonly deals: number }>>;

/** Numbers of one group. */
export interface GroupRow {
  readonly value: string;
  readonly mqls: number;
  readonly rates: readonly StepRate[];
  readonly deals: number;
  readonly won: number;
  readonly averageDeal: DealSizes;
  /** Open deals. */
  readonly pipeline: Sums;
  readonly revenue: Sums;
}

/** All groups of one dimension. */
export interface Dimension {
  readonly dimension: string;
  /** How many groups stand together in the last row, where not all have one of their own. */
  readonly together: number;
  readonly rows: readonly GroupRow[];
}

/** Rows of a grouping. `isCounted` says which deals lie in the period. */
export function dimensionOf(
  { dimension, values, together, codes }: Grouping,
  journeys: Journeys,
  spans: readonly Spans[],
  counting: Counting,
  isCounted: (deal: DealFact) => boolean,
): Dimension {
  const mqls = new Array<number>(values.length).fill(0);
  for (let i = 0; i < codes.length; i++)
    mqls[codes[i] as number] = (mqls[codes[i] as number] as number) + (journeys.inPeriod[i] as number);
  const deals = values.map((): DealFact[] => []);
  for (const [i, own] of journeys.sourced)
    for (const deal of own) if (isCounted(deal)) deals[codes[i] as number]?.push(deal);
  const rates = ratesByGroup(spans, codes, values.length, counting);
  return {
    dimension,
    together,
    rows: values
      .map((value, group) => rowOf(value, mqls[group] as number, rates[group] ?? [], deals[group] ?? []))
      .filter((row) => row.mqls > 0 || row.deals > 0),
  };
}

function rowOf(value: string, mqls: number, rates: readonly StepRate[], deals: readonly DealFact[]): GroupRow {
  const { won, revenue, pipeline } = totalOf(deals);
  return { value, mqls, rates, deals: deals.length, won, averageDeal: dealSizes(deals), pipeline, revenue };
}

/** Mean sizes of won deals. */
export function dealSizes(deals: readonly DealFact[]): DealSizes {
  const found = new Map<string, { sum: number; deals: number }>();
  for (const { state, money } of deals) {
    if (state !== 'won' || money === undefined || money.minor === 0) continue;
    let held = found.get(money.currency);
    if (held === undefined) {
      held = { sum: 0, deals: 0 };
      found.set(money.currency, held);
    }
    held.sum += money.minor;
    held.deals += 1;
  }
  return Object.fromEntries(
    [...found].map(([currency, { sum, deals: n }]) => [currency, { meanMinor: Math.round(sum / n), deals: n }]),
  );
}

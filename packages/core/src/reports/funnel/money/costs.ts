// What an MQL, an accepted one and a customer cost, by source and in all: spend of a span against what came of the MQLs of the same span, each with the interval of its count.
import { DAY } from '../../../base/duration.ts';
import type { SpendEntry } from '../../../journal/entry.ts';
import { type Interval, poissonInterval } from '../../../statistics/poisson-interval.ts';
import type { StepRate } from '../rates/step-rate.ts';
import type { StepName } from '../rates/steps.ts';
import { type Spend, spendIn } from './spend.ts';

/** A cost in minor units. */
export interface Cost {
  readonly count: number;
  readonly spendMinor: number;
  readonly state: 'ok' | 'too few' | 'no spend';
  /** Absent below five events: such a cost is hardly a number. */
  readonly eachMinor?: number;
  readonly lowMinor?: number;
  readonly highMinor?: number;
}

/** Costs of one source, or of all. Spend and counts are of the same span, which ends early enough for the step. */
export interface CostRow {
  readonly source: string;
  readonly perMql: Cost;
  readonly perAccepted: Cost;
  readonly perOpportunity: Cost;
  readonly perCustomer: Cost;
}

/** Costs in one currency. Spend in others is told and left out. */
export interface Costs {
  readonly currency: string;
  readonly rows: readonly CostRow[];
  readonly total: CostRow;
  /** All spend of the period divided by all customers won in it, whoever brought them. */
  readonly cac: Cost;
  readonly otherCurrencies: Readonly<Record<string, number>>;
}

/** What is counted of each source: its MQLs, and the hits of its rates, which are of those who have had the time. */
export interface CountedSource {
  readonly source: string;
  readonly mqls: number;
  readonly rates: readonly StepRate[];
}

const FEWEST_EVENTS = 5;

/** The cost of each of `count`, with the interval that its count leaves. */
export function costOf(spendMinor: number, count: number): Cost {
  if (spendMinor <= 0) return { count, spendMinor, state: 'no spend' };
  if (count < FEWEST_EVENTS) return { count, spendMinor, state: 'too few' };
  const { low, high }: Interval = poissonInterval(count);
  return {
    count,
    spendMinor,
    state: 'ok',
    eachMinor: Math.round(spendMinor / count),
    lowMinor: Math.round(spendMinor / high),
    highMinor: Math.round(spendMinor / low),
  };
}

/** Costs; undefined where nothing was spent in the period. */
export function costsOf(
  entries: readonly SpendEntry[],
  sources: readonly CountedSource[],
  { from, asOf, customers }: { readonly from: number; readonly asOf: number; readonly customers: number },
): Costs | undefined {
  const whole = spendIn(entries, from, asOf);
  const { currency } = whole;
  if (currency === undefined) return undefined;
  const until = (step: StepName): Spend => {
    const within = sources[0]?.rates.find((rate) => rate.step === step)?.withinDays ?? 0;
    return spendIn(entries, from, asOf - within * DAY);
  };
  const spends = {
    accepted: until('MQL → accepted'),
    opportunity: until('MQL → opportunity'),
    customer: until('MQL → customer'),
  };
  const amountOf = (spend: Spend, source: string | undefined): number =>
    (source === undefined ? spend.total : spend.bySource.get(source))?.[currency] ?? 0;
  const hits = (own: readonly CountedSource[], step: StepName): number =>
    own.reduce((sum, { rates }) => sum + (rates.find((rate) => rate.step === step)?.count ?? 0), 0);
  const rowOf = (name: string, source: string | undefined, own: readonly CountedSource[]): CostRow => ({
    source: name,
    perMql: costOf(
      amountOf(whole, source),
      own.reduce((sum, { mqls }) => sum + mqls, 0),
    ),
    perAccepted: costOf(amountOf(spends.accepted, source), hits(own, 'MQL → accepted')),
    perOpportunity: costOf(amountOf(spends.opportunity, source), hits(own, 'MQL → opportunity')),
    perCustomer: costOf(amountOf(spends.customer, source), hits(own, 'MQL → customer')),
  });
  const names = new Set([...sources.map(({ source }) => source), ...whole.bySource.keys()]);
  const rows = [...names].map((name) =>
    rowOf(
      name,
      name,
      sources.filter(({ source }) => source === name),
    ),
  );
  return {
    currency,
    rows: rows
      .filter(({ perMql }) => perMql.spendMinor > 0)
      .sort((a, b) => b.perMql.spendMinor - a.perMql.spendMinor || (a.source < b.source ? -1 : 1)),
    total: rowOf('all', undefined, sources),
    cac: costOf(amountOf(whole, undefined), customers),
    otherCurrencies: Object.fromEntries(Object.entries(whole.total).filter(([name]) => name !== currency)),
  };
}

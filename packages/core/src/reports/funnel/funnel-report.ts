// The honest funnel (F1, F2): every rate with its interval and the time it was given, money that reconciles to the cent, cohorts as they mature, costs; nothing without a state.
import type { Month } from '../../base/zoned-months.ts';
import { reviewDue } from '../review/review-due.ts';
import { cohortsOf } from './cohorts/cohorts.ts';
import { lagCurve } from './cohorts/lag-curves.ts';
import type { FunnelRead } from './funnel-reading.ts';
import { dealBands } from './groups/deal-bands.ts';
import { type Dimension, dealSizes, dimensionOf } from './groups/group-rows.ts';
import { laidOut, type ReportOptions } from './laid-out.ts';
import { budgetMove } from './money/budget.ts';
import { costsOf } from './money/costs.ts';
import { ledgerOf } from './money/ledger.ts';
import { touchesOf } from './money/touches.ts';
import { allRates, type Counting, countingOf, recordedSteps } from './rates/rates.ts';
import type { Spans, StepName } from './rates/steps.ts';
import type { CountedFacts, FunnelReport } from './report-result.ts';
import { acceptanceOf } from './sales/acceptance.ts';
import { clocksOf, slaOf } from './sales/clocks.ts';
import { lossesOf } from './sales/losses.ts';

/**
 * Counts everything out of what two passes over a journal told.
 *
 * @example funnelReport(reading.finish()).ledger.classes['mql-sourced'].revenue // { EUR: 1234500 }
 */
export function funnelReport(read: FunnelRead, options: ReportOptions = {}): FunnelReport {
  const { definitions = [], confidence = 'assumed' } = options;
  const { asOf } = read.facts;
  const { facts, unsure, from, zone, contracts, journeys, spans, months, monthOf, groupings, accounts, isCounted } =
    laidOut(read, options);
  const counting = countingOf(spans, recordedSteps(facts), asOf, options.withinDays);
  const within = (step: StepName): number => counting.horizons.get(step) as number;
  const [contract] = contracts.values();
  const deals = facts.deals.filter(isCounted);
  const ledger = ledgerOf(facts.deals, unsure.deals, facts.leftOut, from);
  const dimensions = groupings.map((grouping) => dimensionOf(grouping, journeys, spans, counting, isCounted));
  const costs = costsOf(read.spend, sourcesIn(dimensions), { from, asOf, customers: ledger.total.won });
  const sourced = deals.filter((deal) => deal.class === 'mql-sourced');
  return {
    version: 1,
    definitions: definitions.length === 0 ? ['legacy'] : definitions.map(({ name }) => name),
    motion: definitions[0]?.motion ?? 'sales-led',
    from,
    asOf,
    zone,
    confidence,
    mqls: journeys.inPeriod.reduce((sum, isIn) => sum + isIn, 0),
    accounts,
    ledger,
    rates: allRates(spans, journeys, counting),
    averageDeal: dealSizes(sourced),
    acceptance: acceptanceOf(journeys, within('MQL → accepted'), asOf, contract),
    clocks: clocksOf(journeys, asOf),
    sla: slaOf(journeys, asOf, contract),
    losses: lossesOf(deals),
    dimensions,
    dealBands: dealBands(sourced, within('opportunity → won'), asOf),
    touches: touchesOf(deals),
    ...(costs !== undefined && { costs }),
    budget: budgetMove(costs),
    ...(definitions[0] !== undefined && { review: reviewDue(definitions[0], { ...read, asOf }) }),
    ...maturation(spans, monthOf, months, counting),
    unsure: { handoffs: unsure.handoffs, answers: unsure.answers, deals: unsure.deals.length },
    notes: notesOf(facts, definitions.length === 0, options.isHandedOver === true),
  };
}

function sourcesIn(dimensions: readonly Dimension[]) {
  const sources = dimensions.find(({ dimension }) => dimension === 'source')?.rows ?? [];
  return sources.map(({ value, mqls, rates }) => ({ source: value, mqls, rates }));
}

const MATURING: readonly StepName[] = ['MQL → opportunity', 'MQL → customer'];

function maturation(
  spans: readonly Spans[],
  monthOf: Int32Array,
  months: readonly Month[],
  { recorded, asOf }: Counting,
): Pick<FunnelReport, 'cohorts' | 'lagCurves'> {
  const told = spans.filter(({ step }) => recorded.has(step));
  return {
    cohorts: told.filter(({ step }) => MATURING.includes(step)).map((each) => cohortsOf(each, monthOf, months, asOf)),
    lagCurves: told.map((each) => lagCurve(each, asOf)),
  };
}

function notesOf(facts: CountedFacts, isLegacy: boolean, isHandedOver: boolean): string[] {
  return [
    ...(isLegacy && facts.handoffs.length > 0
      ? ['These are the MQL dates of the import: one a person, so later re-qualifications are not seen.']
      : []),
    ...(!isLegacy && !isHandedOver
      ? [
          'These hand-offs are a replay: sales never got them by this definition, and answered what it got by the rule of that time.',
        ]
      : []),
    ...(facts.deals.some(({ openedAt }) => openedAt === undefined)
      ? ['Deals without a creation date count as opened when the first thing is told of them: assumed.']
      : []),
  ];
}

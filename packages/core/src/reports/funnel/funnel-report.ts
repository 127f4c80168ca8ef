// The honest funnel (F1, F2): every rate with its interval and the time it was given, money that reconciles to the cent, cohorts as they mature, costs; nothing without a state.
import { type Month, monthAt, zonedMonths } from '../../base/zoned-months.ts';
import type { Definition } from '../../definition/definition.ts';
import type { DealFact } from '../../funnel/funnel-facts.ts';
import type { Confidence } from '../../journal/entry.ts';
import { reviewDue } from '../review/review-due.ts';
import { cohortsOf } from './cohorts/cohorts.ts';
import { lagCurve } from './cohorts/lag-curves.ts';
import type { FunnelRead } from './funnel-reading.ts';
import { dealBands } from './groups/deal-bands.ts';
import { type Contracts, groupingsOf } from './groups/dimensions.ts';
import { type Dimension, dealSizes, dimensionOf } from './groups/group-rows.ts';
import { journeysOf } from './journeys.ts';
import { budgetMove } from './money/budget.ts';
import { costsOf } from './money/costs.ts';
import { ledgerOf } from './money/ledger.ts';
import { touchesOf } from './money/touches.ts';
import { allRates, type Counting, recordedSteps } from './rates/rates.ts';
import { horizonsOf } from './rates/step-rate.ts';
import { type Spans, type StepName, spansOf } from './rates/steps.ts';
import type { CountedFacts, FunnelReport } from './report-result.ts';
import { acceptanceOf } from './sales/acceptance.ts';
import { clocksOf, slaOf } from './sales/clocks.ts';
import { contractOf } from './sales/contract.ts';
import { lossesOf } from './sales/losses.ts';
import { sureFacts } from './sure-facts.ts';

/** What is asked of the report. Instants in milliseconds. */
export interface ReportOptions {
  /** The definitions whose replayed hand-offs were read, in order of rank. None: the rule of before. */
  readonly definitions?: readonly Definition[];
  /** Hand-offs, spend and closings from this instant on. Default: all. */
  readonly from?: number;
  readonly confidence?: Confidence;
  /** Days that every step is given, instead of what nine in ten needed. */
  readonly withinDays?: number;
  /** Attributes to group by: `account.industry`. They have to be asked of the reading too. */
  readonly segments?: readonly string[];
  /** The zone of months. Default: that of the first definition's calendar, else UTC. */
  readonly zone?: string;
  /** The replay is of what was in force at each time, so that its hand-offs are those that sales got. */
  readonly isHandedOver?: boolean;
}

/**
 * Counts everything out of what two passes over a journal told.
 *
 * @example funnelReport(reading.finish()).ledger.classes['mql-sourced'].revenue // { EUR: 1234500 }
 */
export function funnelReport(read: FunnelRead, options: ReportOptions = {}): FunnelReport {
  const { definitions = [], confidence = 'assumed' } = options;
  const { asOf } = read.facts;
  const { facts, unsure } = sureFacts(read.facts, confidence);
  const from = options.from ?? Math.min(read.first, asOf);
  const zone = options.zone ?? definitions[0]?.handoff.calendar.zone ?? 'UTC';
  const journeys = journeysOf(facts, from);
  const spans = spansOf(journeys);
  const counting = { horizons: horizonsOf(spans, options.withinDays), recorded: recordedSteps(facts), asOf };
  const within = (step: StepName): number => counting.horizons.get(step) as number;
  const contracts: Contracts = new Map(definitions.map((each) => [each.name, contractOf(each)]));
  const [contract] = contracts.values();
  const isCounted = ({ closedAt }: DealFact): boolean => closedAt === undefined || closedAt >= from;
  const deals = facts.deals.filter(isCounted);
  const handoffs = facts.handoffs.filter(({ at }) => at >= from);
  const months = zonedMonths(zone, from, asOf);
  const monthOf =
    journeys.at.length === 0 ? new Int32Array(0) : Int32Array.from(journeys.at, (at) => monthAt(months, at));
  const ledger = ledgerOf(facts.deals, unsure.deals, facts.leftOut, from);
  const dimensions = groupingsOf(journeys, months, monthOf, contracts, options.segments).map((grouping) =>
    dimensionOf(grouping, journeys, spans, counting, isCounted),
  );
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
    mqls: handoffs.length,
    accounts: new Set(handoffs.map(({ account }) => account)).size,
    ledger,
    rates: allRates(spans, journeys, counting),
    averageDeal: dealSizes(sourced),
    acceptance: acceptanceOf(handoffs, within('MQL → accepted'), asOf, contract),
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

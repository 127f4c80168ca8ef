// What a report is counted from, laid out once: facts that are sure enough, hand-offs as journeys, their spans, months and groups.
import { type Month, monthAt, zonedMonths } from '../../base/zoned-months.ts';
import type { Definition } from '../../definition/definition.ts';
import type { DealFact } from '../../funnel/funnel-facts.ts';
import type { Confidence } from '../../journal/entry.ts';
import type { FunnelRead } from './funnel-reading.ts';
import { type Contracts, groupingsOf } from './groups/dimensions.ts';
import type { Grouping } from './groups/grouping.ts';
import { type Journeys, journeysOf } from './journeys.ts';
import { type Spans, spansOf } from './rates/steps.ts';
import { contractOf } from './sales/contract.ts';
import { type SureFacts, sureFacts } from './sure-facts.ts';

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

/** Everything in its place. `monthOf` gives each hand-off's month by number. */
export interface LaidOut extends SureFacts {
  readonly from: number;
  readonly zone: string;
  readonly contracts: Contracts;
  readonly journeys: Journeys;
  readonly spans: readonly Spans[];
  readonly months: readonly Month[];
  readonly monthOf: Int32Array;
  readonly groupings: readonly Grouping[];
  /** How many accounts the hand-offs in the period are of. */
  readonly accounts: number;
  /** Whether a deal lies in the period. */
  readonly isCounted: (deal: DealFact) => boolean;
}

/** Lays out what two passes over a journal told. */
export function laidOut(read: FunnelRead, options: ReportOptions = {}): LaidOut {
  const { definitions = [], confidence = 'assumed' } = options;
  const { asOf } = read.facts;
  const sure = sureFacts(read.facts, confidence);
  const from = options.from ?? Math.min(read.first, asOf);
  const zone = options.zone ?? definitions[0]?.handoff.calendar.zone ?? 'UTC';
  const months = zonedMonths(zone, from, asOf);
  const contracts: Contracts = new Map(definitions.map((each) => [each.name, contractOf(each)]));
  const size = sure.facts.handoffs.length;
  const groupings = groupingsOf(size, months, contracts, options.segments);
  const accounts = new Set<string>();
  const journeys = journeysOf(sure.facts, from, [
    groupings.beside,
    ({ account }, _, isIn) => {
      if (isIn === 1) accounts.add(account);
    },
  ]);
  const monthOf = new Int32Array(size);
  for (let i = 0; i < size; i++) monthOf[i] = monthAt(months, journeys.at[i] as number);
  return {
    ...sure,
    from,
    zone,
    contracts,
    journeys,
    spans: spansOf(journeys),
    months,
    monthOf,
    groupings: groupings.finish(),
    accounts: accounts.size,
    isCounted: ({ closedAt }) => closedAt === undefined || closedAt >= from,
  };
}

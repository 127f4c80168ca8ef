// What the rule of yesterday did (K3, L4): its rates with intervals, wins it never saw, five wins and five junk MQLs by name, MQLs by source, and one true thing at the head.
import type { HandoffFact } from '../../funnel/funnel-facts.ts';
import type { Confidence } from '../../journal/entry.ts';
import type { FunnelRead } from '../funnel/funnel-reading.ts';
import { Coding, sourceOf } from '../funnel/groups/grouping.ts';
import { type Journeys, journeysOf } from '../funnel/journeys.ts';
import { allRates, type Counting, countingOf, ratesByGroup, recordedSteps } from '../funnel/rates/rates.ts';
import type { StepRate } from '../funnel/rates/step-rate.ts';
import { type Spans, type StepName, spansOf } from '../funnel/rates/steps.ts';
import { type Acceptance, acceptanceOf } from '../funnel/sales/acceptance.ts';
import { sureFacts } from '../funnel/sure-facts.ts';
import { headlineOf } from './headline.ts';
import { type JunkMql, junkMqls, type NamedWin, namedWins } from './named.ts';
import { type Wins, winsOf } from './wins.ts';

/** What is asked of an audit. */
export interface AuditOptions {
  /** Facts that are less sure are left out. Default `assumed`: all count. */
  readonly confidence?: Confidence;
  /** Hand-offs from this instant on. Default: all. */
  readonly from?: number;
  /** Days that every step is given, instead of what nine in ten needed. */
  readonly withinDays?: number;
}

/** MQLs of one source. */
export interface SourceRow {
  readonly source: string;
  readonly mqls: number;
  readonly meeting: StepRate;
  readonly opportunity: StepRate;
  readonly customer: StepRate;
}

/** The audit. Instants in milliseconds. */
export interface Audit {
  readonly version: 1;
  readonly definition: 'legacy';
  readonly asOf: number;
  /** When the first hand-off was made; absent where there is none. */
  readonly from?: number;
  readonly until?: number;
  readonly headline: string;
  readonly mqls: number;
  readonly confidence: Confidence;
  readonly rates: readonly StepRate[];
  readonly acceptance: Acceptance;
  readonly wins: Wins;
  readonly namedWins: readonly NamedWin[];
  readonly junk: readonly JunkMql[];
  readonly sources: readonly SourceRow[];
  readonly leftOut: {
    readonly handoffs: number;
    readonly deals: number;
    readonly answers: number;
    readonly existingBusiness: number;
  };
  readonly notes: readonly string[];
}

/** Audits the rule of before, out of what two passes over a journal told. */
export function auditOf(read: FunnelRead, options: AuditOptions = {}): Audit {
  const confidence = options.confidence ?? 'assumed';
  const from = options.from ?? Number.NEGATIVE_INFINITY;
  const sure = sureFacts(read.facts, confidence);
  const journeys = journeysOf(sure.facts, from);
  const spans = spansOf(journeys);
  const { asOf } = read.facts;
  const counting = countingOf(spans, recordedSteps(sure.facts), asOf, options.withinDays);
  const { horizons } = counting;
  const rates = allRates(spans, journeys, counting);
  const handoffs = sure.facts.handoffs.filter(({ at }) => at >= from);
  const wins = winsOf(sure.facts.deals, sure.facts.handoffs, from);
  const acceptance = acceptanceOf(journeys, horizons.get('MQL → accepted') as number, asOf);
  const sources = sourceRows(journeys, spans, counting);
  return {
    version: 1,
    definition: 'legacy',
    asOf,
    ...periodOf(handoffs),
    headline: headlineOf({ mqls: handoffs.length, rates, acceptance, wins, sources }),
    mqls: handoffs.length,
    confidence,
    rates,
    acceptance,
    wins,
    namedWins: namedWins(sure.facts, read.names, from),
    junk: junkMqls(journeys, horizons.get('MQL → opportunity') as number, asOf, read.names),
    sources,
    leftOut: {
      handoffs: sure.unsure.handoffs,
      deals: sure.unsure.deals.length,
      answers: sure.unsure.answers,
      existingBusiness: read.facts.leftOut.existingBusiness,
    },
    notes: notesOf(read, handoffs.length),
  };
}

function periodOf(handoffs: readonly HandoffFact[]): { from?: number; until?: number } {
  if (handoffs.length === 0) return {};
  const instants = handoffs.map(({ at }) => at);
  return {
    from: instants.reduce((a, b) => Math.min(a, b)),
    until: instants.reduce((a, b) => Math.max(a, b)),
  };
}

const MOST_SOURCES = 8;

function sourceRows(journeys: Journeys, spans: readonly Spans[], counting: Counting): SourceRow[] {
  const { facts, inPeriod } = journeys;
  const coding = new Coding(
    { dimension: 'source', read: ({ origin }) => sourceOf(origin), most: MOST_SOURCES },
    facts.length,
  );
  for (const [i, fact] of facts.entries()) coding.add(fact, i, inPeriod[i] as number);
  const { values, codes } = coding.finish();
  const rates = ratesByGroup(spans, codes, values.length, counting);
  const counts = new Array<number>(values.length).fill(0);
  for (const [i, code] of codes.entries()) counts[code] = (counts[code] as number) + (journeys.inPeriod[i] as number);
  return values.flatMap((source, i) => {
    const of = (step: StepName): StepRate => rates[i]?.find((rate) => rate.step === step) as StepRate;
    const mqls = counts[i] as number;
    return mqls === 0
      ? []
      : [
          {
            source,
            mqls,
            meeting: of('MQL → meeting'),
            opportunity: of('MQL → opportunity'),
            customer: of('MQL → customer'),
          },
        ];
  });
}

function notesOf({ facts }: FunnelRead, mqls: number): string[] {
  const assumed = facts.handoffs.filter(({ origin }) => origin.confidence !== 'recorded').length;
  return [
    ...(mqls === 0 ? [] : ['An export holds one MQL date a person: whoever was an MQL again later is counted once.']),
    ...(assumed === 0
      ? []
      : [`${assumed} of the MQL dates are inferred or assumed; --confidence recorded leaves them out.`]),
    ...(facts.deals.some(({ openedAt }) => openedAt === undefined)
      ? ['Deals without a creation date count as opened when the first thing is told of them: assumed.']
      : []),
  ];
}

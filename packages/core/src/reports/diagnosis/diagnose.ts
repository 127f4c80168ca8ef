// The diagnosis (F4, J7): what is wrong with a definition, its hand-offs and their numbers, in the order in which it is worth mending.
import type { Definition } from '../../definition/definition.ts';
import type { Confidence } from '../../journal/entry.ts';
import { shareOf } from '../../statistics/share.ts';
import { funnelReport } from '../funnel/funnel-report.ts';
import { journeysOf } from '../funnel/journeys.ts';
import { type StepRate, USUAL_DAYS } from '../funnel/rates/step-rate.ts';
import type { FunnelReport } from '../funnel/report-result.ts';
import { sureFacts } from '../funnel/sure-facts.ts';
import { agreementFaults } from './conditions/agreement-faults.ts';
import { badSources } from './conditions/bad-sources.ts';
import { bottleneck } from './conditions/bottleneck.ts';
import { foundLate, lateDiscovery, unseenShare, unseenWins } from './conditions/missed-faults.ts';
import { missedShare, missedWins } from './conditions/missed-wins.ts';
import { easySignals, monthEndSpikes, oneSignal, oneSignalShare } from './conditions/rule-faults.ts';
import { broughtShare, thresholdFaults } from './conditions/threshold-faults.ts';
import { type DiagnosisCase, rateOfStep } from './diagnosis-case.ts';
import type { DiagnosisFinding, NotJudged } from './diagnosis-finding.ts';
import type { DiagnosisRead } from './diagnosis-reading.ts';
import { distortionsOf } from './distortions/distortions.ts';
import { firstAnswersOf } from './first-answers.ts';
import type { BandMeasure, BandProfile } from './profiles/band-profile.ts';
import { PUBLISHED_PROFILES } from './profiles/published-profiles.ts';
import { type BandVerdict, verdictsOn } from './profiles/verdict.ts';
import { type Worth, worthOf } from './worth.ts';

/** What is asked of a diagnosis. Instants in milliseconds. */
export interface DiagnosisOptions {
  /** The definitions whose replayed hand-offs were read, in order of rank. None: the rule of before. */
  readonly definitions?: readonly Definition[];
  /** Hand-offs and closings from this instant on. Default: all. */
  readonly from?: number;
  readonly confidence?: Confidence;
  /** Days that every step is given, instead of what nine in ten needed. */
  readonly withinDays?: number;
  /** The replay is of what was in force at each time, so that its hand-offs are those that sales got. */
  readonly isHandedOver?: boolean;
  /** In order of preference. Default: the published ones. */
  readonly profiles?: readonly BandProfile[];
}

/** The diagnosis. Instants in milliseconds, money in minor units per currency, shares from 0 to 1. */
export interface Diagnosis
  extends Pick<FunnelReport, 'definitions' | 'motion' | 'from' | 'asOf' | 'confidence' | 'mqls'> {
  readonly version: 1;
  /** Won new business of the year before the end: what stakes are parts of. */
  readonly worth: Pick<Worth, 'won' | 'revenue' | 'from'>;
  /** In the order in which they are worth mending. */
  readonly findings: readonly DiagnosisFinding[];
  /** What each profile says of each rate, healthy ones too. */
  readonly verdicts: readonly BandVerdict[];
  readonly notJudged: readonly NotJudged[];
  readonly notes: readonly string[];
}

/** Judges what two passes over a journal told. */
export function diagnose(read: DiagnosisRead, options: DiagnosisOptions = {}): Diagnosis {
  const { definitions = [], confidence = 'assumed', profiles = PUBLISHED_PROFILES } = options;
  const report = funnelReport(read, options);
  const { facts } = sureFacts(read.facts, confidence);
  const journeys = journeysOf(facts, report.from);
  const numbers = [...journeys.at.keys()].filter((i) => journeys.inPeriod[i] === 1);
  const deals = facts.deals.filter(({ closedAt }) => closedAt === undefined || closedAt >= report.from);
  const worth = worthOf(deals, report.from, report.asOf);
  const within = report.rates.find(({ step }) => step === 'MQL → accepted')?.withinDays ?? USUAL_DAYS;
  const answers = firstAnswersOf(journeys, numbers, within, report.asOf);
  const from: DiagnosisCase = { answers, read, definitions, report, journeys, numbers, deals, worth, profiles };
  const verdicts = verdictsOf(from);
  const [distortions, excused] = distortionsOf(from);
  const edited = new Set(
    distortions.flatMap(({ kind, month }) => (kind === 'threshold-edited' && month !== undefined ? [month] : [])),
  );
  const [slowest, unjudged] = bottleneck(from);
  const findings = [
    ...distortions,
    ...thresholdFaults(from, verdicts),
    ...agreementFaults(from, verdicts),
    ...badSources(from),
    ...ofVerdicts(from, verdicts),
    ...easySignals(from),
    ...monthEndSpikes(from, edited),
    ...slowest,
  ];
  return {
    version: 1,
    definitions: report.definitions,
    motion: report.motion,
    from: report.from,
    asOf: report.asOf,
    confidence,
    mqls: report.mqls,
    worth: { won: worth.won, revenue: worth.revenue, from: worth.from },
    findings: ranked(findings),
    verdicts,
    notJudged: [...notJudgedOf(verdicts), ...excused, ...unjudged, ...ofTheRule(definitions)],
    notes: report.notes,
  };
}

/** Distortions first: what they bend is what conditions are read off. Among each, the won revenue at stake times confidence decides. */
function ranked(findings: readonly DiagnosisFinding[]): DiagnosisFinding[] {
  const place = ({ sort }: DiagnosisFinding): number => (sort === 'distortion' ? 0 : 1);
  const weight = ({ stake, confidence }: DiagnosisFinding): number => stake.share * confidence;
  return [...findings].sort(
    (a, b) => place(a) - place(b) || weight(b) - weight(a) || (a.kind + a.place < b.kind + b.place ? -1 : 1),
  );
}

function verdictsOf(from: DiagnosisCase): BandVerdict[] {
  const { accepted, rejected } = from.answers;
  const { sla } = from.report;
  const alone = oneSignalShare(from);
  const missed = missedShare(from);
  const product = shareOfTrack(from.report, 'PQL');
  const on = (measure: BandMeasure, share: BandVerdict['share']): BandVerdict[] =>
    verdictsOn(measure, share, from.profiles);
  return [
    ...on('MQL → SQL', shareOfRate(rateOfStep(from, 'MQL → SQL'))),
    ...on('MQL → customer', shareOfRate(rateOfStep(from, 'MQL → customer'))),
    ...(product === undefined ? [] : on('PQL → customer', product)),
    ...on('accepted', accepted),
    ...on('rejected', rejected),
    ...on('answered within 48 hours', sla.within48Hours),
    ...on('won without an MQL', unseenShare(from)),
    ...on('brought by an MQL', broughtShare(from)),
    ...on('found out late', foundLate(from)),
    ...(alone === undefined ? [] : on('one signal', alone)),
    ...(missed === undefined ? [] : on('missed just under the bar', missed)),
  ];
}

/** Conditions that are told where a profile's verdict is surely above. */
const OF_VERDICTS = {
  'won without an MQL': unseenWins,
  'missed just under the bar': missedWins,
  'found out late': lateDiscovery,
  'one signal': oneSignal,
} as const;

function ofVerdicts(from: DiagnosisCase, verdicts: readonly BandVerdict[]): DiagnosisFinding[] {
  return Object.entries(OF_VERDICTS).flatMap(([measure, made]) => {
    const verdict = verdicts.find((each) => each.measure === measure && each.verdict === 'above');
    return verdict === undefined ? [] : [made(from, verdict)];
  });
}

/** What only a definition that is written down can be asked. */
function ofTheRule(definitions: readonly Definition[]): NotJudged[] {
  if (definitions.length > 0) return [];
  const why = 'the rule of before is known by its hand-offs alone, not by its points: give a definition to be replayed';
  return [
    'points for what is easy to track',
    'hand-offs that hang on one signal',
    'wins missed just under the threshold',
  ].map((what) => ({ what, why }));
}

/** How many of one track became customers; undefined where nobody came by it. */
function shareOfTrack({ dimensions }: FunnelReport, track: string): BandVerdict['share'] | undefined {
  const rows = dimensions.find(({ dimension }) => dimension === 'track')?.rows ?? [];
  const rate = rows.find(({ value }) => value === track)?.rates.find(({ step }) => step === 'MQL → customer');
  return rate && shareOfRate(rate);
}

function shareOfRate({ state, count, of, young }: StepRate): BandVerdict['share'] {
  return state === 'not recorded' ? shareOf(0, 0) : shareOf(count, of, young);
}

function notJudgedOf(verdicts: readonly BandVerdict[]): NotJudged[] {
  const silent = verdicts.filter(({ verdict }) => verdict === 'not judged');
  return [...new Set(silent.map(({ measure }) => measure))].map((measure) => ({
    what: measure,
    why: silent.find((each) => each.measure === measure)?.why ?? '',
  }));
}

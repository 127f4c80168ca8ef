// A journal read once, as what calibration learns from: cases with their outcomes, and features as they were known before sales first talked to them.

import {
  type BuyingCase,
  buyingCases,
  type CaseOutcome,
  type FoundCases,
  type LeftOutCases,
} from '../../funnel/cases/buying-cases.ts';
import { SalesBook } from '../../funnel/sales-book.ts';
import type { Entry } from '../../journal/entry.ts';
import type { Feature, Sample } from '../sample/sample.ts';
import { BehaviourLog } from './behaviour-log.ts';
import {
  attributeFeatures,
  behaviourFeatures,
  CasesOfSubjects,
  type HistoryFeature,
  type LateAttribute,
  type LookBack,
} from './features.ts';

/** Fewer cases without any opportunity than this are left out. */
const ENOUGH_NEVER = 30;
/** More assumed conversations than this share draw a warning, and more than that stop calibration of behaviour (K6). */
export const ASSUMED_WARNS = 0.3;
export const ASSUMED_STOPS = 0.6;

/** What was found in a journal, ready to learn from. */
export interface LearningSample {
  readonly cases: readonly BuyingCase[];
  readonly outcomes: Readonly<Record<CaseOutcome, number>>;
  readonly leftOut: LeftOutCases;
  readonly features: readonly HistoryFeature[];
  /** Attributes known too late, listed and left out (E3). */
  readonly late: readonly LateAttribute[];
  /** The share of cases of new business whose first conversation is assumed. */
  readonly assumedShare: number;
  /** False where so many conversations are assumed that behaviour before them teaches nothing. */
  readonly readsBehaviour: boolean;
  /** Points of a plain table: one for each kind of behaviour in the 90 days before the conversation; and how many criteria that is. */
  readonly plain: { readonly points: Float64Array; readonly criteria: number };
}

/** Takes every entry of a journal in, in any order. */
export class LearningHistory {
  private readonly book = new SalesBook();
  private readonly log = new BehaviourLog();

  take(entry: Entry): void {
    this.book.add(entry);
    this.log.add(entry);
  }

  /** The newest instant at which anything happened. */
  get newest(): number {
    return this.book.newest;
  }

  /** The cases that ended from `from` on, as known at `asOf`, with their features. */
  finish(from: number, asOf: number): LearningSample {
    const { who } = this.book;
    const found = withEnough(buyingCases(this.book, from, asOf));
    const { cases } = found;
    const deals = cases.filter(({ outcome }) => outcome !== 'never');
    const assumed = deals.filter(({ confidence }) => confidence === 'assumed').length;
    const assumedShare = deals.length === 0 ? 0 : assumed / deals.length;
    const readsBehaviour = assumedShare <= ASSUMED_STOPS;
    const speaksFor = new CasesOfSubjects(cases, who);
    const behaviour = behaviourFeatures(cases, this.log, who.takenBack.outKeys(), speaksFor, who);
    const { features, late } = attributeFeatures(cases, this.log.told, speaksFor, who);
    return {
      ...found,
      outcomes: outcomesOf(cases),
      features: [...features, ...(readsBehaviour ? behaviour : [])],
      late,
      assumedShare,
      readsBehaviour,
      plain: plainPoints(behaviour, cases.length),
    };
  }
}

/** Cases without any opportunity count only where there are enough of them. */
function withEnough(found: FoundCases): FoundCases {
  const never = found.cases.filter(({ outcome }) => outcome === 'never').length;
  if (never === 0 || never >= ENOUGH_NEVER) return found;
  return { ...found, cases: found.cases.filter(({ outcome }) => outcome !== 'never') };
}

function outcomesOf(cases: readonly BuyingCase[]): Record<CaseOutcome, number> {
  const outcomes: Record<CaseOutcome, number> = { won: 0, lost: 0, stalled: 0, never: 0 };
  for (const { outcome } of cases) outcomes[outcome] += 1;
  return outcomes;
}

function plainPoints(behaviour: readonly HistoryFeature[], cases: number): LearningSample['plain'] {
  const longest = behaviour.filter(({ meaning }) => meaning.of === 'behaviour' && meaning.days === 90);
  const points = new Float64Array(cases);
  for (const { feature } of longest)
    if (feature.kind === 'number')
      feature.values.forEach((count, i) => {
        if (count > 0) points[i] = (points[i] as number) + 1;
      });
  return { points, criteria: longest.length };
}

/** The features of one look-back, attributes included, without those that stand for the number of people: no signal can say that. */
export function featuresOf(sample: LearningSample, days: LookBack, leftOut: ReadonlySet<string>): HistoryFeature[] {
  return sample.features.filter(({ feature, meaning }) => {
    if (leftOut.has(feature.about ?? feature.name)) return false;
    return meaning.of === 'behaviour' ? meaning.days === days : meaning.of !== 'people';
  });
}

/** Cases and features as calibration takes them. */
export function sampleOf(learning: LearningSample, features: readonly HistoryFeature[]): Sample {
  return {
    cases: learning.cases.length,
    won: Uint8Array.from(learning.cases, ({ outcome }) => (outcome === 'won' ? 1 : 0)),
    features: features.map(({ feature }): Feature => feature),
    incumbent: learning.plain.points,
  };
}

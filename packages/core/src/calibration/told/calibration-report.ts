// Everything a calibration has to say, as plain data: what the terminal, the page and --json show. Version 1.

import type { CaseOutcome, LeftOutCases } from '../../funnel/cases/buying-cases.ts';
import type { ThresholdChoice } from '../../replay/backtest/thresholds.ts';
import { type Share, shareOf } from '../../statistics/share.ts';
import { areaOf, type HistoryCalibration, type Learnt } from '../calibrate-history.ts';
import { answerer } from '../candidates/criterion.ts';
import { type CutOffs, cutOffsAt, cutOffsOf } from '../draft/cut-offs.ts';
import type { LateAttribute } from '../history/features.ts';
import { ASSUMED_WARNS, sampleOf } from '../history/learning-history.ts';
import type { Sample } from '../sample/sample.ts';
import { type CombinedSignal, combinedSignals } from './combined.ts';
import { sayCriterion } from './criterion-words.ts';
import { type CardEvidence, type Evidence, evidenceOf } from './evidence.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** A criterion in words with what speaks for it. */
export interface ToldCriterion {
  readonly label: string;
  readonly when: string;
  readonly days?: number;
  readonly atLeast?: number;
  readonly support: Share;
  readonly coverage: Share;
  readonly wonWith: Share;
  readonly wonWithout: Share;
  readonly lift?: { readonly ratio: number; readonly low: number; readonly high: number };
  /** Lift in each quarter of the cases by time; null where there was too little. */
  readonly quarters: readonly (number | null)[];
  readonly adjustedP: number;
}

/** A criterion of a card. */
export interface ToldCardCriterion extends ToldCriterion {
  readonly points: number;
  /** What the card's AUC loses without it. */
  readonly lossWithout: number;
}

/** One look-back beside the others. */
export interface ToldLookBack {
  readonly days: number;
  readonly criteria: number;
  readonly auc: number;
  readonly z: number;
}

export interface CalibrationReport {
  readonly version: 1;
  /** Cases that ended in [from, until]; milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly cases: number;
  readonly outcomes: Readonly<Record<CaseOutcome, number>>;
  readonly leftOut: LeftOutCases;
  readonly assumedShare: number;
  readonly warnsOfAssumed: boolean;
  readonly readsBehaviour: boolean;
  readonly late: readonly LateAttribute[];
  readonly suspects: readonly {
    readonly name: string;
    readonly sign: 'settles' | 'filled';
    readonly value: number;
    readonly others?: number;
  }[];
  readonly verdict: Verdict;
  readonly lookBacks: readonly ToldLookBack[];
  readonly days: number;
  /** By number of criteria, 1 …: how well cards made of older cases rank newer ones. */
  readonly sizes: readonly { readonly auc: number; readonly z: number }[];
  readonly plain: { readonly criteria: number; readonly auc?: number };
  /** The model nobody could read. */
  readonly reference?: { readonly auc: number };
  readonly card: readonly ToldCardCriterion[];
  readonly withHandRaises?: {
    readonly names: readonly string[];
    readonly auc: number;
    readonly card: readonly ToldCardCriterion[];
  };
  readonly cutOffs?: CutOffs;
  readonly profile?: MinimumProfile;
  /** Other totals, played through history; where a capacity was stated. */
  readonly thresholds?: ThresholdChoice;
  /** Pairs of behaviours that tell more together than the better of the two alone. */
  readonly combined: readonly CombinedSignal[];
  /** Criteria looked at one by one, the surest first. */
  readonly evidence: readonly ToldCriterion[];
}

/** The least that gives a real shot (E1c). */
export interface MinimumProfile {
  readonly shows: readonly string[];
  readonly won: Share;
}

const MOST_EVIDENCE = 40;

/** The same report with totals that were tried; the one sales can work becomes the threshold. */
export function withThresholds(
  report: CalibrationReport,
  found: HistoryCalibration,
  thresholds: ThresholdChoice,
): CalibrationReport {
  const { card } = found.chosen.calibration;
  if (thresholds.total === undefined || card === undefined) return { ...report, thresholds };
  const sample = sampleOf(found.sample, found.chosen.features);
  const { profile: _, ...rest } = report;
  return {
    ...rest,
    thresholds,
    cutOffs: cutOffsAt(sample, card, thresholds.total),
    ...profileOf(found.chosen, sample, thresholds.total),
  };
}

/** Tells a calibration. `keep` is the share of wins that the cut-off keeps. */
export function reportOf(found: HistoryCalibration, from: number, until: number, keep: number): CalibrationReport {
  const { sample: learning, chosen } = found;
  const { calibration } = chosen;
  const sample = sampleOf(learning, chosen.features);
  const evidence = evidenceOf(sample, calibration.card);
  const cutOffs = calibration.card && cutOffsOf(sample, calibration.card, keep);
  return {
    version: 1,
    from,
    until,
    cases: learning.cases.length,
    outcomes: learning.outcomes,
    leftOut: learning.leftOut,
    assumedShare: learning.assumedShare,
    warnsOfAssumed: learning.assumedShare > ASSUMED_WARNS,
    readsBehaviour: learning.readsBehaviour,
    late: learning.late,
    suspects: calibration.suspects.map(({ feature, sign, value, others }) => ({
      name: chosen.features[feature]?.feature.name ?? '',
      sign,
      value,
      ...(others !== undefined && { others }),
    })),
    verdict: verdictOf(calibration, learning.plain.criteria),
    lookBacks: found.lookBacks.map((each) => ({
      days: each.days,
      criteria: sizeOf(each),
      auc: areaOf(each),
      z: zOf(each),
    })),
    days: chosen.days,
    sizes: calibration.judgement.sizes,
    plain: {
      criteria: learning.plain.criteria,
      ...(calibration.judgement.incumbent && { auc: calibration.judgement.incumbent.auc }),
    },
    ...(calibration.judgement.reference && { reference: { auc: calibration.judgement.reference.auc } }),
    card: tellCard(chosen, evidence.card),
    ...(found.withHandRaises && { withHandRaises: tellHandRaises(found, found.withHandRaises) }),
    ...(cutOffs && { cutOffs }),
    ...(calibration.card && cutOffs && profileOf(chosen, sample, cutOffs.total)),
    combined: combinedSignals(sample, chosen.features, evidence.all),
    evidence: evidence.all.slice(0, MOST_EVIDENCE).map((each) => tell(chosen, each)),
  };
}

function sizeOf({ calibration: { recommendation } }: Learnt): number {
  return recommendation.kind === 'too few' ? 0 : recommendation.criteria;
}

function zOf(learnt: Learnt): number {
  return learnt.calibration.judgement.sizes[sizeOf(learnt) - 1]?.z ?? 0;
}

function tellHandRaises(found: HistoryCalibration, learnt: Learnt): CalibrationReport['withHandRaises'] & object {
  const { card } = evidenceOf(sampleOf(found.sample, learnt.features), learnt.calibration.card);
  return { names: found.handRaises, auc: areaOf(learnt), card: tellCard(learnt, card) };
}

function tell({ features }: Learnt, evidence: Evidence): ToldCriterion {
  const { support, coverage, wonWith, wonWithout, lift, quarters, adjustedP } = evidence;
  return {
    ...sayCriterion(features, evidence),
    support,
    coverage,
    wonWith,
    wonWithout,
    ...(lift && { lift }),
    quarters: quarters.map((ratio) => ratio ?? null),
    adjustedP,
  };
}

/** The heaviest first, what takes points away last. */
function tellCard(learnt: Learnt, card: readonly CardEvidence[]): ToldCardCriterion[] {
  return [...card]
    .sort((a, b) => b.points - a.points || b.lossWithout - a.lossWithout)
    .map((each) => ({ ...tell(learnt, each), points: each.points, lossWithout: each.lossWithout }));
}

/** The fewest criteria, the heaviest first, that reach the total; with what became of the cases that showed them all. Nothing where no such set is seen often enough. */
function profileOf({ features, calibration }: Learnt, sample: Sample, total: number): { profile?: MinimumProfile } {
  const criteria = [...(calibration.card?.criteria ?? [])].sort((a, b) => b.points - a.points);
  const shown: typeof criteria = [];
  let sum = 0;
  for (const criterion of criteria) {
    if (sum >= total || criterion.points <= 0) break;
    shown.push(criterion);
    sum += criterion.points;
  }
  if (sum < total || shown.length === 0) return {};
  const answers = shown.map((criterion) => answerer(sample, criterion));
  let [cases, wins] = [0, 0];
  for (let row = 0; row < sample.cases; row++)
    if (answers.every((holds) => holds(row))) {
      cases += 1;
      wins += sample.won[row] as number;
    }
  return {
    profile: { shows: shown.map((criterion) => sayCriterion(features, criterion).label), won: shareOf(wins, cases) },
  };
}

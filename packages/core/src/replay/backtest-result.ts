// What a backtest tells: a candidate (beside an incumbent) over history. Plain data; figures draws it, the CLI prints it.

import type { Problem } from '../base/problem.ts';
import type { Share } from '../statistics/share.ts';

export type { Share } from '../statistics/share.ts';

import type { Counterfactual, CriterionLine, ScoreLine } from '../kernel/decision.ts';

export type OutcomeKind = 'won' | 'lost' | 'open' | 'too young';

/** One lead that a definition handed over, as known at the end of the data. */
export interface BacktestLead {
  readonly lead: string;
  readonly account: string;
  /** Name, else e-mail, else id: what a person would call it. */
  readonly label: string;
  readonly company?: string;
  readonly source: string;
  /** First hand-off, milliseconds since 1970. */
  readonly at: number;
  readonly gate: string;
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
  readonly outcome: OutcomeKind;
  /** Days from hand-off to won. */
  readonly daysToWon?: number;
  /** Days from hand-off to the first sales conversation; negative where the conversation came first. */
  readonly leadTimeDays?: number;
  readonly amountMinor?: number;
  readonly currency?: string;
}

/** What one definition did over the tested period. */
export interface BacktestSide {
  readonly name: string;
  readonly digest: string;
  readonly handoffs: number;
  readonly leads: readonly BacktestLead[];
  /** Hand-offs by month (`2024-03`) and first-touch source. */
  readonly volume: readonly { readonly month: string; readonly source: string; readonly handoffs: number }[];
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  /** Of handed-over leads old enough to tell: won within the horizon. */
  readonly precision: Share;
  /** Of the accounts won in the period (outcome known, first entry before the win): handed over before the win. */
  readonly recall: Share;
  /** Days from hand-off to first sales conversation, where both are known and the hand-off came first. */
  readonly leadTimeDays?: { readonly p25: number; readonly median: number; readonly p75: number; readonly n: number };
  readonly perWorkingDay: {
    readonly mean: number;
    readonly p95: number;
    readonly max: number;
    readonly perRep: number;
  };
  /** Leads whose gate was open at some time although nothing was handed over (the incumbent's work may hide it, R27). */
  readonly openWithoutHandoff: number;
  readonly unboundDispositions: number;
  /** Engagement (and usage) of all leads at the end of the period: ten-point bins, 0–9 … 90–100. */
  readonly scoreBins: { readonly engagement: readonly number[]; readonly usage: readonly number[] };
  readonly grades: Readonly<Record<string, number>>;
}

/** Outcome by score band or grade at the landmark or hand-off. */
export interface BandOutcome {
  readonly band: string;
  readonly leads: number;
  readonly won: Share;
}

/** One lead explained, for the report's last section. */
export interface ExplainedLead {
  readonly lead: BacktestLead;
  readonly fit: readonly CriterionLine[];
  readonly engagement: readonly ScoreLine[];
  readonly usage: readonly ScoreLine[];
  readonly counterfactual: readonly Counterfactual[];
  /** The same in sentences. */
  readonly words: readonly string[];
}

/** Conversion of qualified against not qualified from a landmark: behaviour up to the landmark, purchase after it; earlier buyers left out. */
export interface LandmarkComparison {
  readonly landmarkDays: number;
  readonly horizonDays: number;
  readonly leads: number;
  readonly leftOutEarlierBuyers: number;
  /** Leads whose first entry lies before the start, when no gate could open: left out too. */
  readonly beforeStart: number;
  readonly tooYoung: number;
  readonly qualified: Share;
  readonly notQualified: Share;
  /** Ratio of the two rates with a 95 % interval (Katz log method). */
  readonly lift?: { readonly ratio: number; readonly low: number; readonly high: number };
}

export interface BacktestResult {
  /** Shape of this document: rises when a field changes meaning. */
  readonly version: 1;
  readonly title: string;
  /** [start, end) of the tested period, milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly warmUpFrom: number;
  readonly horizonDays: number;
  readonly zone: string;
  readonly reps: number;
  readonly entries: number;
  readonly leads: number;
  readonly accounts: number;
  readonly candidate: BacktestSide;
  readonly incumbent?: BacktestSide;
  /** The definitions in force beside the candidate, in order of rank: what each handed over of what those before it left. Absent where it is alone. */
  readonly beside?: readonly BacktestSide[];
  /** Hand-offs of the candidate and of those beside it: the whole load of sales. Absent where it is alone. */
  readonly together?: { readonly handoffs: number; readonly perWorkingDay: BacktestSide['perWorkingDay'] };
  /** By name: leads only the candidate hands over, and leads only the incumbent does. */
  readonly enters: readonly BacktestLead[];
  readonly leaves: readonly BacktestLead[];
  readonly both: number;
  readonly bands: {
    readonly engagement: readonly BandOutcome[];
    readonly grade: readonly BandOutcome[];
    readonly gate: readonly BandOutcome[];
  };
  /** Deals won in the period that no measure counts: renewals and upsells (K4), and wins that were taken back or re-opened since (K10). */
  readonly leftOut: { readonly existingBusiness: number; readonly takenBack: number };
  readonly landmark?: LandmarkComparison;
  readonly explained: readonly ExplainedLead[];
  /** What a replay cannot know, in so many words. */
  readonly cannotKnow: readonly string[];
  readonly warnings: readonly Problem[];
}

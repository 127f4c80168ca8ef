// What the watch says, as data: drawn by pages, printed by the command line, written with --json. Shapes only.
import type { ReviewDue } from '../review/review-due.ts';

/** What is watched: how often a signal counts, how much is known, how often a criterion holds; three mixes; what a criterion tells of winning; whether equal scores still win as often. */
export const SERIES_KINDS = [
  'signal-rate',
  'fill-rate',
  'criterion-rate',
  'grade-mix',
  'score-mix',
  'source-mix',
  'lift',
  'conversion',
] as const;
export type SeriesKind = (typeof SERIES_KINDS)[number];

/** One month of a series. `z` is how far it lies from the reference, in standard deviations; absent of months of the reference and where there was too little. */
export interface Look {
  readonly month: string;
  /** A share, a stability index, or for `lift` and `conversion` what was seen over what was expected. */
  readonly value?: number;
  /** Leads or cases behind it. */
  readonly of: number;
  readonly z?: number;
  /** The larger cumulative sum after it. */
  readonly sum?: number;
}

/** A thing watched over months against the time of the reference. */
export interface Series {
  readonly kind: SeriesKind;
  /** The path in the definition, or `grades`, `scores`, `sources`, `all`. */
  readonly about: string;
  readonly label: string;
  readonly state: 'watched' | 'too few';
  /** What the reference holds: a share, 0 for mixes, an odds ratio of winning for `lift`, 1 for `conversion`. */
  readonly reference?: number;
  /** The same over the last six months that were watched, with its 95 % interval where there is one. */
  readonly recent?: { readonly value: number; readonly low?: number; readonly high?: number };
  readonly looks: readonly Look[];
  /** The height at which the cumulative sum alarms. */
  readonly height?: number;
  /** Months until it would alarm, on average, if it lost what it has: a signal half of its share, a criterion all that it tells. */
  readonly monthsToSee?: number;
}

/** Something that needs somebody. */
export interface Alarm {
  /** `signal-rate engagement.signals.pricing`: the same for the same thing in every run. */
  readonly alarm: string;
  readonly kind: SeriesKind | 'break' | 'review-due';
  readonly about: string;
  readonly label: string;
  readonly state: 'raised' | 'cleared';
  /** When it was known: the end of the month that raised it. */
  readonly raisedAt: number;
  readonly clearedAt?: number;
  /** The month in which it seems to have begun. */
  readonly since?: string;
  readonly owner: string;
  readonly dueAt: number;
  readonly message: string;
  readonly remedy: string;
}

/** The watch over one definition. Instants in milliseconds, months in UTC. */
export interface Watch {
  readonly version: 1;
  readonly definition: string;
  readonly digest: string;
  readonly asOf: number;
  /** The time that later months are held against. */
  readonly reference: {
    readonly from: number;
    readonly until: number;
    readonly months: number;
    readonly cases: number;
    /** How the end was found: a signature in the journal, what was asked, or the middle of the history. */
    readonly by: 'activation' | 'asked' | 'middle';
  };
  readonly watchedMonths: number;
  readonly state: 'ok' | 'too short';
  /** By open first, then newest. */
  readonly alarms: readonly Alarm[];
  readonly series: readonly Series[];
  /** How often all series together alarm by chance where nothing drifts, by the theory of their sums: a year. */
  readonly falseAlarmsPerYear: number;
  readonly recalibration: Recalibration;
  readonly review: ReviewDue;
  readonly notes: readonly string[];
}

/** Whether a total of points still means the chance that it meant: Cox's line through cases since the reference. */
export interface Recalibration {
  readonly state: 'ok' | 'too few';
  readonly cases: number;
  readonly won: number;
  /** Wins that the reference's line foretells for these cases. */
  readonly expected?: number;
  /** 0 and 1 where nothing changed; with 95 % intervals. */
  readonly intercept?: { readonly at: number; readonly low: number; readonly high: number };
  readonly slope?: { readonly at: number; readonly low: number; readonly high: number };
  /** The chance at some totals of points, by the reference and recalibrated. */
  readonly chances?: readonly { readonly points: number; readonly was: number; readonly is: number }[];
  readonly verdict: string;
}

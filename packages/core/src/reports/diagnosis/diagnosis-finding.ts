// What a diagnosis has found: one fault, its evidence, by whose measure it is one, what to do, and what that would bring. Shapes only.
import type { Share } from '../../statistics/share.ts';

/** Faults that bend the numbers, or that somebody does: told by the company's own baseline. They come first, since all else is read off the numbers that they bend. */
export const DISTORTIONS = [
  'slow-response',
  'accepts-everything',
  'rejects-for-convenience',
  'inconsistent-rep',
  'threshold-edited',
  'late-stages',
  'dark-wins',
  'flooding-source',
] as const;

/** How the definition and its hand-offs stand. */
export const CONDITIONS = [
  'too-loose',
  'too-tight',
  'hungry',
  'misaligned',
  'slow-hand-off',
  'bad-source',
  'month-end-spikes',
  'easy-signals',
  'one-signal',
  'late-discovery',
  'missed-wins',
  'unseen-wins',
  'bottleneck',
] as const;

export type DiagnosisKind = (typeof DISTORTIONS)[number] | (typeof CONDITIONS)[number];

/** One piece of evidence: a share where the fault is, beside the same elsewhere; or a plain number. */
export type Evidence =
  | { readonly what: string; readonly share: Share; readonly others?: Share; readonly othersAre?: string }
  | {
      readonly what: string;
      readonly value: number;
      readonly low?: number;
      readonly high?: number;
      readonly unit: string;
    };

/** What is drawn: shares of places side by side, or months of which some are marked. */
export type Picture =
  | { readonly draws: 'places'; readonly what: string; readonly rows: readonly PlaceRow[] }
  | { readonly draws: 'months'; readonly what: string; readonly of: string; readonly rows: readonly MonthRow[] };

/** One place with its share; `isIt` where it is what the finding is about. */
export interface PlaceRow {
  readonly name: string;
  readonly share: Share;
  readonly isIt: boolean;
}

/** One month with its count. */
export interface MonthRow {
  readonly month: string;
  readonly count: number;
  readonly of: number;
  readonly isIt: boolean;
}

/** What mending would bring in a year, with its 95 % interval; or why that cannot be said. */
export type Gain =
  | {
      readonly state: 'told';
      readonly what: 'won revenue' | 'hand-offs' | 'opportunities';
      /** Minor units, of revenue. */
      readonly currency?: string;
      readonly at: number;
      readonly low: number;
      readonly high: number;
    }
  | { readonly state: 'cannot be said'; readonly why: string };

/** What passes through that which the finding touches: the order of findings, with `confidence`. */
export interface Stake {
  /** Of all won revenue of new business in the year before the end: 0…1. */
  readonly share: number;
  /** Minor units of it by currency. */
  readonly revenue: Readonly<Record<string, number>>;
}

/** One finding. */
export interface DiagnosisFinding {
  readonly kind: DiagnosisKind;
  /** Distortions come before conditions. */
  readonly sort: 'distortion' | 'condition';
  /** The rep, source, definition or step it is about. */
  readonly place: string;
  /** `2026-03`, where it began in a month. */
  readonly month?: string;
  /** What is wrong, in one plain sentence. */
  readonly sentence: string;
  /** By whose measure: `own baseline`, or the name of a profile. */
  readonly follows: string;
  readonly evidence: readonly Evidence[];
  /** Leads, companies or deals by name, a few. */
  readonly names: readonly string[];
  readonly picture?: Picture;
  /** One minus the probability that chance alone shows as much, corrected for all that was looked at. */
  readonly confidence: number;
  readonly todo: string;
  readonly gain: Gain;
  readonly stake: Stake;
}

/** Something that was looked for and could not be judged. */
export interface NotJudged {
  readonly what: string;
  readonly why: string;
}

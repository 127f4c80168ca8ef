// What a replay of programmes came to: whom they would have reached, with how many mails, what stopped them, and what they add. Plain data for the command line, the API and pages.
import type { StopReason, Trigger } from '../moving/nurture-decision.ts';
import type { Uplift } from './uplift.ts';

/** One programme over the period. */
export interface ProgrammeSide {
  readonly name: string;
  readonly title: string;
  readonly digest: string;
  readonly enrolled: number;
  readonly heldOut: number;
  readonly mails: number;
  /** By what they enrolled. */
  readonly by: Readonly<Partial<Record<Trigger, number>>>;
  /** Mails by step, in the order of the programme; those withheld from who was held out apart. */
  readonly steps: readonly {
    readonly step: string;
    readonly mail: string;
    readonly sent: number;
    readonly withheld: number;
  }[];
  /** Ways taken at branches. */
  readonly branches: readonly { readonly step: string; readonly did: number; readonly didNot: number }[];
  readonly stopped: Readonly<Partial<Record<StopReason, number>>>;
  readonly passedOver: Readonly<Partial<Record<StopReason, number>>>;
  readonly postponed: number;
  readonly finished: number;
  /** Still on their way at the end of the period. */
  readonly running: number;
  readonly uplift: Uplift;
}

export interface ProgrammeResult {
  readonly from: number;
  readonly until: number;
  readonly definition: string;
  readonly programmes: readonly ProgrammeSide[];
  /** Over all programmes: people written to, mails, and mails by calendar month in UTC (`2026-03`). */
  readonly people: number;
  readonly mails: number;
  readonly months: readonly { readonly month: string; readonly mails: number }[];
  /** The most mails that anybody got within any 30 days. */
  readonly mostIn30Days: number;
  /** What this replay cannot know. */
  readonly caveats: readonly string[];
}

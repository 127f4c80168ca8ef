// What the funnel knows of deals and hand-offs: each a fact with the rule that made it and how sure it is. Shapes only.
import type { Confidence } from '../journal/entry.ts';

/** Who brought a deal (K7). The four add up to all deals of new business. */
export const DEAL_CLASSES = ['mql-sourced', 'influenced', 'outbound', 'unattributed'] as const;
export type DealClass = (typeof DEAL_CLASSES)[number];

/** What became of a hand-off (K11). */
export const HANDOFF_ANSWERS = ['accepted', 'rejected', 'invalid', 'touched', 'unworked', 'unknown'] as const;
export type HandoffAnswer = (typeof HANDOFF_ANSWERS)[number];

/** An amount in minor units. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** Where the sourcing lead came from (K7); what is not known is absent. */
export interface LeadSources {
  /** Of its first inbound entry that tells a source. */
  readonly first?: string;
  /** The CRM's field, else of its first entry where that lies within a minute of the record's creation. */
  readonly creating?: string;
  /** Of the entry that opened the gate. */
  readonly triggering?: string;
  /** Of its last inbound entry before the deal's creation. */
  readonly last?: string;
}

/** A deal of new business. Instants in milliseconds. */
export interface DealFact {
  readonly deal: string;
  readonly name?: string;
  readonly account: string;
  readonly openedAt?: number;
  /** As known now: re-opened deals are open, wins that were taken back lost (K10). */
  readonly state: 'open' | 'won' | 'lost';
  readonly closedAt?: number;
  readonly money?: Money;
  readonly class: DealClass;
  readonly rule: 'K7';
  readonly confidence: Confidence;
  /** The lead that sourced it, to whom its revenue belongs (K8). */
  readonly lead?: string;
  readonly sources?: LeadSources;
  /** The hand-off that sourced it, else the first that influenced it. */
  readonly handoff?: string;
  /** Whose it is in the CRM, and why it was lost. */
  readonly owner?: string;
  readonly reason?: string;
  readonly stalled?: StalledFact;
}

/** A deal that no class holds. */
export interface LeftOutDeal extends Pick<DealFact, 'deal' | 'state' | 'closedAt' | 'money'> {}

/** An open deal that goes nowhere, or a lost one of which a reason says that it went dark (K9). */
export interface StalledFact {
  /** Absent for a loss that was not stalled before. */
  readonly since?: number;
  readonly rule: 'K9';
  readonly confidence: Confidence;
}

/** A hand-off and its answer. */
export interface HandoffFact {
  readonly handoff: string;
  readonly definition: string;
  readonly lead: string;
  readonly account: string;
  readonly at: number;
  readonly answer: HandoffAnswer;
  /** Absent where the time is not known, and of unworked and unknown ones: they count in totals, not in SLA. */
  readonly answeredAt?: number;
  readonly rule: 'K11';
  readonly confidence: Confidence;
  readonly steps: HandoffSteps;
  readonly origin: HandoffOrigin;
}

/** What followed a hand-off until its lead's next, by the first instant at which it did; what did not is absent. */
export interface HandoffSteps {
  /** Any answer of sales, a touch too. */
  readonly respondedAt?: number;
  readonly acceptedAt?: number;
  readonly meetingAt?: number;
  readonly sqlAt?: number;
  /** Rejected or invalid. */
  readonly turnedDownAt?: number;
  /** Why it was turned down. */
  readonly reason?: string;
  /** Who answered first. */
  readonly rep?: string;
}

/** Where a hand-off came from. */
export interface HandoffOrigin {
  /** How sure the hand-off itself is, whatever its answer. */
  readonly confidence: Confidence;
  /** The gate and the version of a replayed definition. */
  readonly gate?: string;
  readonly version?: string;
  /** The signals that gave a replayed hand-off its points, by name; empty where a gate read none. */
  readonly signals?: readonly string[];
  /** When anything was first known of the lead. */
  readonly firstSeenAt?: number;
  /** When the entry that opened the gate happened. */
  readonly triggeredAt?: number;
  /** The lead's sources, the last one before the hand-off. */
  readonly sources: LeadSources;
  readonly campaign?: string;
  /** Asked attributes as of the hand-off, by name. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Deals of a class and their money by currency; nothing is ever converted. */
export interface ClassTotal {
  readonly deals: number;
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  /** Won revenue in minor units (K8). */
  readonly revenue: Readonly<Record<string, number>>;
  /** Amounts of open deals in minor units. */
  readonly pipeline: Readonly<Record<string, number>>;
  /** Won deals without an amount. */
  readonly wonWithoutAmount: number;
}

/** What a whole history says of sourcing and of hand-offs. */
export interface FunnelFacts {
  readonly version: 1;
  /** As of when. */
  readonly asOf: number;
  readonly deals: readonly DealFact[];
  readonly handoffs: readonly HandoffFact[];
  readonly classes: Readonly<Record<DealClass, ClassTotal>>;
  readonly total: ClassTotal;
  readonly answers: Readonly<Record<HandoffAnswer, number>>;
  readonly leftOut: {
    /** Deals that are no new business (K4). */
    readonly existingBusiness: number;
    readonly existing: readonly LeftOutDeal[];
    /** Wins of new business that were taken back or re-opened since (K10). */
    readonly takenBack: readonly LeftOutDeal[];
  };
}

const WEAKNESS: Readonly<Record<Confidence, number>> = { recorded: 0, inferred: 1, assumed: 2 };

/** A derived fact is as sure as the weakest of its inputs; what is not told is recorded. */
export function weakest(...inputs: readonly (Confidence | undefined)[]): Confidence {
  return inputs.reduce<Confidence>(
    (found, each) => (WEAKNESS[each ?? 'recorded'] > WEAKNESS[found] ? (each ?? 'recorded') : found),
    'recorded',
  );
}

// What the kernel says: the kinds of decision and their exact shapes. Integers, strings, booleans and lists only (R4), so that
// the canonical bytes are the same on every machine. Points are in tenths, weights in thousandths, decay in millionths.
import type { EntryRef, Instant } from '../journal/entry.ts';

/** Which agreement was in force. */
export interface DefinitionRef {
  readonly name: string;
  readonly version: number;
  readonly digest: string;
  readonly language: number;
}

/** What made the kernel look: an entry, or one of its deadlines. */
export type Cause = { readonly entry: EntryRef } | { readonly deadline: DeadlineKind };

export type DeadlineKind = 'activation' | 'breach' | 'cool-down' | 'mail' | 'negative' | 'silence' | 'talk-end';

interface DecisionBase {
  /** 32 hexadecimal digits of SHA-256 over the canonical JSON of all other fields. */
  readonly id: string;
  readonly at: Instant;
  readonly account: string;
  readonly cause: Cause;
}

/** One line of a score. The lines of a track add up to its score exactly. */
export type ScoreLine =
  | {
      readonly signal: string;
      readonly entry: EntryRef;
      readonly occurredAt: Instant;
      readonly points: number;
      readonly weight: number;
      readonly decay: number;
      /** tenths */
      readonly tenths: number;
    }
  | { readonly reduction: 'group'; readonly group: string; readonly tenths: number }
  | { readonly reduction: 'ceiling' | 'floor'; readonly tenths: number }
  /** Only in an account's score: what its capped share left of one lead's points. */
  | { readonly lead: string; readonly tenths: number };

export interface CriterionLine {
  readonly criterion: string;
  readonly outcome: 'true' | 'false' | 'unknown';
  readonly tenths: number;
}

/** A score and all that it is made of. */
export interface TrackScore {
  readonly tenths: number;
  readonly lines: readonly ScoreLine[];
}

export interface FitGrade {
  readonly grade: string;
  /** Fit points in tenths. */
  readonly tenths: number;
  /** Thousandths of Σ|points| that are known, rounded down. */
  readonly known: number;
  /** The grades it could still become as unknowns are learned: worst and best. */
  readonly couldBe: readonly [string, string];
  readonly criteria: readonly CriterionLine[];
}

/** The one step that would change the verdict. */
export type Counterfactual =
  | {
      readonly needs: 'signal';
      readonly signal: string;
      readonly gate: string /** last instant at which one more would still do, if within 30 days */;
      readonly before?: Instant;
    }
  | { readonly needs: 'criterion'; readonly criterion: string; readonly gate: string }
  | {
      readonly lasts: string /** the gate shuts by decay at this instant if nothing else happens */;
      readonly until: Instant;
    };

/** R22: the list of open gates or of disqualifications changed. `lead` is absent for an account's verdict. */
export interface VerdictDecision extends DecisionBase {
  readonly kind: 'verdict';
  readonly lead?: string;
  readonly definition: DefinitionRef;
  readonly open: readonly string[];
  readonly was: readonly string[];
  readonly disqualified: readonly string[];
  readonly fit?: FitGrade;
  readonly engagement?: TrackScore;
  readonly usage?: TrackScore;
  readonly counterfactual: readonly Counterfactual[];
}

/** R17: a gate opened nurture. `lead` is absent where the account is in nurture. */
export interface NurtureDecision extends DecisionBase {
  readonly kind: 'nurture';
  readonly lead?: string;
  readonly definition: DefinitionRef;
  readonly gate: string;
}

export interface AlsoQualified {
  readonly definition: string;
  readonly gate: string;
  readonly lead?: string;
}

/** R16: the lead is handed to sales. Its id names the hand-off. */
export interface HandoffDecision extends DecisionBase {
  readonly kind: 'hand-off';
  /** The lead, or an account gate's contact (R15). */
  readonly lead: string;
  readonly definition: DefinitionRef;
  readonly gate: string;
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
  /** The newest fresh entry the gate read; absent on release and in continuous mode. */
  readonly because?: EntryRef;
  readonly alsoQualified: readonly AlsoQualified[];
}

/** Held back by the draw of `holdBack`: nothing is handed over, the mark moves as if it were. */
export interface HeldBackDecision extends DecisionBase {
  readonly kind: 'held-back';
  readonly lead: string;
  readonly definition: DefinitionRef;
  readonly gate: string;
}

export type HandoffEventKind =
  | 'routed'
  | 'breach'
  | 'met'
  | 'due-moved'
  | 'accepted'
  | 'accepted-by-silence'
  | 'rejected'
  | 'invalid'
  | 'recycled'
  | 'sql'
  | 'lapsed'
  | 'won'
  | 'lost'
  | 'recalled'
  | 'flagged'
  | 'merged'
  | 'refused';

/** Something happened to a hand-off. */
export interface HandoffEvent extends DecisionBase {
  readonly kind: HandoffEventKind;
  readonly handoff: string;
  readonly lead: string;
  readonly definition: string;
  readonly reason?: string;
  readonly disputes?: string;
  readonly rep?: string;
  readonly dueAt?: Instant;
  readonly rejectUntil?: Instant;
  /** The decision that this one replaces (R21). */
  readonly supersedes?: string;
}

/** R27: a disposition that found no hand-off of its lead. */
export interface UnboundDecision extends DecisionBase {
  readonly kind: 'unbound';
  readonly lead: string;
}

export type Decision =
  | VerdictDecision
  | NurtureDecision
  | HandoffDecision
  | HeldBackDecision
  | HandoffEvent
  | UnboundDecision;

// What the kernel tells as it decides. Full records are one recorder (record-decisions.ts), counting is another: the decisions are the same.
import type { Handoff } from '../../handoff/handoff.ts';
import type { HandoffEventKind } from '../decision.ts';
import type { UnitState } from '../unit/unit-state.ts';

/** What is said about a hand-off besides its kind. */
export interface EventDetails {
  readonly reason?: string | undefined;
  readonly disputes?: string | undefined;
  readonly rep?: string | undefined;
  readonly dueAt?: number | undefined;
  readonly rejectUntil?: number | undefined;
  readonly supersedes?: string | undefined;
}

/** One candidate for a hand-off: `lead` is −1 for an account gate. `gate` is one past the last for `ready`. */
export interface Candidate {
  readonly definition: number;
  readonly gate: number;
  readonly lead: number;
}

/**
 * Told at the very moment of each decision, while the unit's state is what was decided on. Methods that return a text return the decision's id, or an empty text where no
 * records are kept.
 */
export interface Recorder {
  /** A lead's (or, with lead −1, the account's) verdict under a version changed from what stood before. */
  verdict(
    state: UnitState,
    account: number,
    lead: number,
    definition: number,
    open: number,
    disqualified: number,
  ): void;
  nurture(state: UnitState, account: number, candidate: Candidate): void;
  handoff(
    state: UnitState,
    account: number,
    chosen: Candidate,
    contact: number,
    because: number,
    also: readonly Candidate[],
  ): string;
  heldBack(state: UnitState, account: number, chosen: Candidate, contact: number): void;
  event(state: UnitState, handoff: Handoff, kind: HandoffEventKind, details: EventDetails): string;
  unbound(state: UnitState, account: number, lead: number): void;
}

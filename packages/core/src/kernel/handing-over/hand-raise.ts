// A hand-raise on an open hand-off shortens the time to respond (R19); it never lengthens it.
import type { CompiledGate } from '../../definition/compile.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { moveDue } from './clocks.ts';

/** Moves the due time of the account's open hand-off where the hand-raise's own is earlier. */
export function heedHandRaise(state: UnitState, account: number, version: Version, gate: CompiledGate): void {
  const handoff = state.commitments.openOf(state.accountName(account));
  if (handoff === undefined || handoff.dueAt === undefined) return;
  const within = gate.gate.respondWithin ?? version.compiled.definition.handoff.respondWithin;
  const due = version.calendar.after(state.now, within.amount, within.unit);
  if (due < handoff.dueAt) moveDue(state, handoff, due);
}

// The two clocks of a hand-off (R20, R21): when a first answer is due, and until when it may be rejected. What passes a clock is decided here.
import { type Handoff, isOpen } from '../../handoff/handoff.ts';
import { BREACH, SILENCE } from '../unit/deadlines.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { closeHandoff } from './close-handoff.ts';

/** Routes an open hand-off: starts both clocks, once; later only the rep changes (H2). */
export function route(state: UnitState, handoff: Handoff, rep: string, dueAt: number, rejectUntil: number): void {
  handoff.rep = rep;
  if (handoff.dueAt !== undefined) return;
  handoff.dueAt = dueAt;
  handoff.rejectUntil = rejectUntil;
  state.recorder.event(state, handoff, 'routed', { rep, dueAt, rejectUntil });
  if (dueAt <= state.now) passDue(state, handoff);
  else state.deadlines.add(dueAt, BREACH, handoff.index);
  if (rejectUntil <= state.now) passSilence(state, handoff);
  else state.deadlines.add(rejectUntil, SILENCE, handoff.index);
}

/** An earlier due time replaces the one given. */
export function moveDue(state: UnitState, handoff: Handoff, dueAt: number): void {
  handoff.dueAt = dueAt;
  state.recorder.event(state, handoff, 'due-moved', { dueAt });
  if (dueAt <= state.now) passDue(state, handoff);
  else state.deadlines.add(dueAt, BREACH, handoff.index);
}

/** At `dueAt`: a breach, unless somebody answered or talked. */
export function passDue(state: UnitState, handoff: Handoff): void {
  if (!isOpen(handoff) || handoff.breach !== undefined || isTouched(state, handoff)) return;
  const id = state.recorder.event(state, handoff, 'breach', {});
  handoff.breach = { id, superseded: false };
}

/** At `rejectUntil`: what silence says, unless somebody accepted. */
export function passSilence(state: UnitState, handoff: Handoff): void {
  if (!isOpen(handoff) || handoff.accepted || handoff.sql || handoff.silence !== undefined) return;
  const says = state.rulebook.versions[handoff.version]?.compiled.definition.handoff.reject.silence;
  const kind = says === 'lapsed' ? 'lapsed' : 'accepted-by-silence';
  const id = state.recorder.event(state, handoff, kind, {});
  handoff.silence = { kind, id };
  if (kind === 'lapsed') closeHandoff(state, handoff, 'lapsed');
}

/** Whether somebody answered, or talked with the account since the opening, as far as it is known now (H6, R24). */
export function isTouched(state: UnitState, handoff: Handoff): boolean {
  const account = state.evidence.accountOf[handoff.leadAtom] as number;
  return handoff.answered || (account >= 0 && state.evidence.facts.hasTalkedSince(account, handoff.openedAt));
}

/** Something answered the clock at `occurredAt`: where that was in time after all, it supersedes a breach (H6). */
export function meet(state: UnitState, handoff: Handoff, occurredAt: number): void {
  const { breach, dueAt } = handoff;
  if (breach === undefined || breach.superseded || dueAt === undefined || occurredAt > dueAt) return;
  breach.superseded = true;
  state.recorder.event(state, handoff, 'met', { supersedes: breach.id });
}

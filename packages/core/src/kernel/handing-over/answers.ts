// What people and the CRM say to a hand-off: dispositions (H1–H6), conversations, wins and losses, routing. Each effect happens before the evaluation of its instant.
import { type Handoff, isOpen } from '../../handoff/handoff.ts';
import type { Effect } from '../columns/effect.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { meet, route } from './clocks.ts';
import { closeHandoff } from './close-handoff.ts';
import { startCoolDown } from './cool-down.ts';

type Disposition = Extract<Effect, { kind: 'disposition' }>;

/** A rep's answer. */
export function dispose(state: UnitState, atom: number, occurredAt: number, answer: Disposition): void {
  const { evidence, mode } = state;
  if (mode.mode === 'backtest' && state.now < mode.start) return;
  const handoff = handoffOf(state, atom, mode.mode === 'backtest' ? undefined : answer.handoff);
  const lead = evidence.leadOf[atom] as number;
  if (handoff === undefined) {
    if (lead >= 0) state.recorder.unbound(state, evidence.accountOf[atom] as number, lead);
    return;
  }
  if (!apply(state, handoff, occurredAt, answer)) {
    state.recorder.event(state, handoff, 'refused', details(answer));
    return;
  }
  handoff.answered = true;
  meet(state, handoff, occurredAt);
}

function details(answer: Disposition) {
  return { reason: answer.reason, disputes: answer.disputes, rep: answer.rep };
}

/** The hand-off an entry speaks of (H1): the one it cites, if of its lead; without citation its lead's open one. */
function handoffOf(state: UnitState, atom: number, cited: string | undefined): Handoff | undefined {
  const { evidence, commitments } = state;
  const lead = evidence.leadOf[atom] as number;
  if (lead < 0) return undefined;
  const isOfLead = (handoff: Handoff): boolean => evidence.leadOf[handoff.leadAtom] === lead;
  if (cited !== undefined) return commitments.handoffs.find((handoff) => handoff.id === cited && isOfLead(handoff));
  const open = commitments.openOf(state.accountNameOf(atom));
  return open !== undefined && isOfLead(open) ? open : undefined;
}

/** Returns false where the disposition is refused. */
function apply(state: UnitState, handoff: Handoff, occurredAt: number, answer: Disposition): boolean {
  const inTime = handoff.rejectUntil === undefined || occurredAt < handoff.rejectUntil;
  const lapsed = handoff.closedBy === 'lapsed' && handoff.silence?.kind === 'lapsed';
  switch (answer.answer) {
    case 'accepted':
      return accept(state, handoff, inTime, lapsed, answer);
    case 'rejected':
    case 'invalid': {
      if (!inTime || (!isOpen(handoff) && !lapsed)) return false;
      state.recorder.event(state, handoff, answer.answer, { ...details(answer), supersedes: handoff.silence?.id });
      if (isOpen(handoff)) closeHandoff(state, handoff, answer.answer);
      else handoff.closedBy = answer.answer;
      startCoolDown(state, handoff, answer.reason);
      return true;
    }
    case 'recycled':
      if (!isOpen(handoff)) return false;
      state.recorder.event(state, handoff, 'recycled', details(answer));
      closeHandoff(state, handoff, 'recycled');
      startCoolDown(state, handoff, answer.reason);
      return true;
    case 'sql':
      if (!isOpen(handoff)) return false;
      if (!handoff.sql) state.recorder.event(state, handoff, 'sql', details(answer));
      handoff.sql = true;
      return true;
    case 'snoozed':
      return true;
  }
}

function accept(state: UnitState, handoff: Handoff, inTime: boolean, lapsed: boolean, answer: Disposition): boolean {
  if (!isOpen(handoff) && !lapsed) return false;
  if (handoff.accepted) return true;
  if (!isOpen(handoff) && !inTime) return false;
  handoff.accepted = true;
  state.recorder.event(state, handoff, 'accepted', { ...details(answer), supersedes: handoff.silence?.id });
  return true;
}

/** A conversation of the account meets the clock of its open hand-off, if it was after the opening. */
export function converse(state: UnitState, atom: number, occurredAt: number): void {
  for (const handoff of state.commitments.handoffs) {
    if (state.accountNameOf(handoff.leadAtom) !== state.accountNameOf(atom) || occurredAt < handoff.openedAt) continue;
    meet(state, handoff, occurredAt);
  }
}

/** A win or a loss closes what was opened at or before it happened (R16b). */
export function closeBy(state: UnitState, atom: number, occurredAt: number, by: 'won' | 'lost'): void {
  const handoff = state.commitments.openOf(state.accountNameOf(atom));
  if (handoff === undefined || handoff.openedAt > occurredAt) return;
  state.recorder.event(state, handoff, by, {});
  closeHandoff(state, handoff, by);
}

/** The router's answer (H2). */
export function routed(state: UnitState, atom: number, effect: Extract<Effect, { kind: 'routed' }>): void {
  if (state.mode.mode === 'backtest') return;
  const handoff = handoffOf(state, atom, effect.handoff);
  if (handoff !== undefined && isOpen(handoff)) route(state, handoff, effect.rep, effect.dueAt, effect.rejectUntil);
}

// Cool-downs after rejection and recycling (R16c, H7): a lead's by its identifiers, an account's by the identifier that names it.

import { HOUR } from '../../base/duration.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import { COOL_DOWN } from '../unit/deadlines.ts';
import type { UnitState } from '../unit/unit-state.ts';

/** Starts the cool-down that a rejected or recycled hand-off leaves, now. */
export function startCoolDown(state: UnitState, handoff: Handoff, reason: string | undefined): void {
  const { recycle } = state.rulebook.versions[handoff.version]?.compiled.definition.handoff ?? {};
  if (recycle === undefined) return;
  const hours =
    (reason !== undefined && Object.hasOwn(recycle.reasons, reason) ? recycle.reasons[reason] : undefined) ??
    recycle.coolDown;
  const until = state.now + hours * HOUR;
  if (until <= state.now) return;
  const account = state.accountNameOf(handoff.leadAtom);
  const lead = state.evidence.leadOf[handoff.leadAtom] as number;
  const [of, atom] = handoff.ofAccount
    ? [state.commitments.accountCoolDown, account]
    : [state.commitments.leadCoolDown, lead < 0 ? handoff.leadAtom : state.leadName(lead)];
  of.set(atom, Math.max(until, of.get(atom) ?? until));
  state.deadlines.add(until, COOL_DOWN, atom);
}

/** The end of a cool-down that came along with somebody is a deadline of the account they came to. */
export function expectCoolDown(state: UnitState, account: number): void {
  const until = state.commitments.accountCoolDown.get(account);
  if (until !== undefined && until > state.now) state.deadlines.add(until, COOL_DOWN, account);
}

/** Whether the lead is cooling: the latest end among its identifiers. */
export function isLeadCooling(state: UnitState, lead: number): boolean {
  const { leadCoolDown } = state.commitments;
  if (leadCoolDown.size === 0) return false;
  for (const atom of state.atomsOf(lead))
    if (state.now < (leadCoolDown.get(atom) ?? Number.NEGATIVE_INFINITY)) return true;
  return false;
}

/** Whether the account is cooling. */
export function isAccountCooling(state: UnitState, account: number): boolean {
  const { accountCoolDown } = state.commitments;
  return (
    accountCoolDown.size > 0 &&
    state.now < (accountCoolDown.get(state.accountName(account)) ?? Number.NEGATIVE_INFINITY)
  );
}

/** A hand-raise ends the lead's cool-down and its account's (R19). */
export function endCoolDowns(state: UnitState, account: number, lead: number): void {
  const { leadCoolDown, accountCoolDown } = state.commitments;
  if (leadCoolDown.size > 0) for (const atom of state.atomsOf(lead)) leadCoolDown.delete(atom);
  for (const atom of accountCoolDown.keys())
    if (state.accountNameOf(atom) === state.accountName(account)) accountCoolDown.delete(atom);
}

/** Whether a cool-down of this identifier ends exactly now: it may have been ended or prolonged since, or its lead may be cooling by another (H7). */
export function endsNow(state: UnitState, atom: number): boolean {
  const { leadCoolDown, accountCoolDown } = state.commitments;
  if (accountCoolDown.get(state.accountNameOf(atom)) === state.now) return true;
  return leadCoolDown.get(atom) === state.now && !isLeadCooling(state, state.evidence.leadOf[atom] as number);
}

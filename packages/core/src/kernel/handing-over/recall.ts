// Recalls (R24): after entries were flagged or given back, open hand-offs are looked at again. Was this one opened on what is now known to be no evidence?
import { type Handoff, isOpen } from '../../handoff/handoff.ts';
import { clauseHolds } from '../../qualification/gate.ts';
import { accountView } from '../judging/account-view.ts';
import { leadView } from '../judging/lead-view.ts';
import { gatesAndReady } from '../rulebook.ts';
import { UnitState } from '../unit/unit-state.ts';
import { isTouched } from './clocks.ts';
import { closeHandoff } from './close-handoff.ts';

/** Looks at the open hand-off of each of these accounts again. */
export function lookAgain(state: UnitState, accounts: Iterable<number>): void {
  for (const account of accounts) {
    const handoff = state.commitments.openOf(state.accountName(account));
    if (handoff === undefined || !isOpen(handoff) || handoff.gate < 0 || gateHolds(state, handoff)) continue;
    if (gateHolds(asItWas(state, handoff), handoff)) continue;
    if (!isTouched(state, handoff)) {
      state.recorder.event(state, handoff, 'recalled', {});
      closeHandoff(state, handoff, 'recalled');
    } else if (!handoff.flagged) {
      handoff.flagged = true;
      state.recorder.event(state, handoff, 'flagged', {});
    }
  }
}

/** The unit at the hand-off's opening, without all that is flagged by now. */
function asItWas(state: UnitState, handoff: Handoff): UnitState {
  const { unit } = state.evidence;
  const past = new UnitState(state.rulebook, state.columns, unit, state.recorder, state.mode);
  past.evidence.foldWithout(state.evidence.takenOut, handoff.openedBefore);
  past.now = handoff.openedAt;
  return past;
}

/** Whether the hand-off's gate holds for its lead (or account), as the evidence stands, at the state's instant. */
function gateHolds(state: UnitState, handoff: Handoff): boolean {
  const version = state.rulebook.versions[handoff.version];
  const gate = version && gatesAndReady(version.compiled)[handoff.gate];
  if (version === undefined || gate === undefined) return true;
  state.evaluation += 1;
  const lead = state.evidence.leadOf[handoff.leadAtom] as number;
  const account = state.evidence.accountOf[handoff.leadAtom] as number;
  if (lead < 0 || account < 0) return false;
  const view = handoff.ofAccount
    ? accountView(state, account, version.name, version)
    : leadView(state, lead, version.name, version);
  const holds = clauseHolds(gate.clause, view);
  state.evaluation += 1;
  return holds;
}

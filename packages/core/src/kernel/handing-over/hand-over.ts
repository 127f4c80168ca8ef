// From open gates to hand-offs: hand-raises, nurture, suppression, and the opening itself (R16–R19). At most one hand-off an evaluation.
import type { CompiledGate } from '../../definition/compile.ts';
import { type Handoff, openHandoff } from '../../handoff/handoff.ts';
import { isHeldBack } from '../../handoff/hold-back.ts';
import { accountClausesOf, accountView, countedLeads, engagedLeads } from '../judging/account-view.ts';
import type { Version } from '../rulebook.ts';
import type { Candidate, UnitState } from '../unit/unit-state.ts';
import { allPassing, candidates, forEachOpenGate, isLeadInNurture, nurtures, type Passing } from './candidates.ts';
import { route } from './clocks.ts';
import { endCoolDowns, isAccountCooling } from './cool-down.ts';
import { compareRank, freshRowOfLead, markOf } from './fresh.ts';
import { heedHandRaise } from './hand-raise.ts';

/** Does what the verdicts of this evaluation ask for. */
export function handOver(state: UnitState, account: number): void {
  if (state.commitments.alive === 0) return;
  const { hasHandRaises, hasNurture } = state.rulebook;
  if (hasHandRaises) raiseHands(state, account);
  if (isSuppressedButForHandoff(state, account)) return;
  if (hasNurture) enterNurture(state, account);
  if (state.commitments.openOf(state.accountName(account)) !== undefined) return;
  const passing = candidates(state, account);
  const first = passing[0];
  if (first === undefined) return;
  const contact = contactOf(state, account, first);
  if (contact < 0) return;
  open(state, account, first, contact, passing.slice(1));
}

/** What R19 says of the account, its open hand-off apart. */
function isSuppressedButForHandoff(state: UnitState, account: number): boolean {
  const { facts } = state.evidence;
  return facts.isInSales(account) || state.now < facts.talkEnd(account) || isAccountCooling(state, account);
}

/** Whether anything keeps the account from a new hand-off. */
export function isSuppressed(state: UnitState, account: number): boolean {
  return (
    state.commitments.openOf(state.accountName(account)) !== undefined || isSuppressedButForHandoff(state, account)
  );
}

function raiseHands(state: UnitState, account: number): void {
  forEachOpenGate(state, account, (definition, version, gate, compiled, lead) => {
    if (!compiled.signalAtTop) return;
    if (freshRowOfLead(state, lead, definition, version, compiled, markOf(state, account, version, gate)) < 0) return;
    endCoolDowns(state, account, lead);
    heedHandRaise(state, account, version, compiled);
  });
}

function enterNurture(state: UnitState, account: number): void {
  const { commitments } = state;
  for (const passing of allPassing(state, account)) {
    const version = state.version(passing.definition) as Version;
    const gate = version.compiled.gates[passing.gate] as CompiledGate;
    if (!nurtures(version, gate)) continue;
    const entered =
      passing.lead < 0
        ? commitments.nurture(commitments.accountNurture, state.accountName(account), passing.definition)
        : !isLeadInNurture(state, passing.lead, passing.definition) &&
          commitments.nurture(commitments.leadNurture, state.leadName(passing.lead), passing.definition);
    if (entered) state.recorder.nurture(state, account, passing);
  }
}

/** Whom the hand-off follows: its lead; of an account gate the first engaged lead by rank, of `ready` the first lead that counts (R15, R17); −1 for nobody. */
function contactOf(state: UnitState, account: number, chosen: Candidate): number {
  if (chosen.lead >= 0) return chosen.lead;
  const version = state.version(chosen.definition) as Version;
  const gate = version.compiled.gates[chosen.gate];
  accountView(state, account, chosen.definition, version);
  const able =
    gate === undefined
      ? countedLeads(state, account, version)
      : accountClausesOf(gate.clause).flatMap((clause) =>
          engagedLeads(state, account, chosen.definition, version, clause),
        );
  return able.sort((a, b) => compareRank(state, chosen.definition, version, a, b))[0] ?? -1;
}

/** Hands over the chosen one, or holds it back by its draw (H8). */
export function open(
  state: UnitState,
  account: number,
  chosen: Passing,
  contact: number,
  also: readonly Passing[],
): void {
  const { commitments } = state;
  const version = state.version(chosen.definition) as Version;
  const { holdBack } = version.compiled.definition.handoff;
  const gate = version.compiled.gates[chosen.gate];
  leaveNurture(state, account, chosen, contact);
  if (holdBack !== undefined && gate?.signalAtTop !== true && isHeldBack(holdBack, state.evidence.leadId(contact))) {
    commitments.marks.add(state.accountName(account), state.now, -1);
    state.recorder.heldBack(state, account, chosen, contact);
    return;
  }
  const id = state.recorder.handoff(state, account, chosen, contact, chosen.because, also);
  register(state, account, id, contact, version, chosen.gate, chosen.lead < 0);
}

/** Notes an opened hand-off: it occupies the account, leaves a mark, and is routed at once in a backtest. */
function register(
  state: UnitState,
  account: number,
  id: string,
  contact: number,
  version: Version,
  gate: number,
  ofAccount: boolean,
): Handoff {
  const { commitments } = state;
  const handoff = openHandoff({
    index: commitments.handoffs.length,
    id,
    leadAtom: state.leadName(contact),
    version: version.index,
    gate,
    ofAccount,
    openedAt: state.now,
    openedBefore: state.evidence.admitted,
  });
  commitments.handoffs.push(handoff);
  commitments.occupy(state.accountName(account), handoff);
  commitments.marks.add(state.accountName(account), state.now, handoff.index);
  if (state.mode.mode === 'backtest') {
    const { definition } = version.compiled;
    const within = version.compiled.gates[gate]?.gate.respondWithin ?? definition.handoff.respondWithin;
    const { until } = definition.handoff.reject;
    route(
      state,
      handoff,
      'backtest',
      version.calendar.after(state.now, within.amount, within.unit),
      version.calendar.after(state.now, until.amount, until.unit),
    );
  }
  return handoff;
}

function leaveNurture(state: UnitState, account: number, chosen: Candidate, contact: number): void {
  const { commitments } = state;
  for (let definition = 0; definition < state.rulebook.names.length; definition++) {
    if (chosen.lead < 0) commitments.leaveNurture(commitments.accountNurture, state.accountName(account), definition);
    if (commitments.leadNurture.size === 0) continue;
    for (const atom of state.atomsOf(contact)) commitments.leaveNurture(commitments.leadNurture, atom, definition);
  }
}

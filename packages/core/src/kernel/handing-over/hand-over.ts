// From open gates to hand-offs: hand-raises, nurture, suppression, who goes first, and the opening itself (R16–R19). At most one hand-off an evaluation.

import type { CompiledGate } from '../../definition/compile.ts';
import { type Handoff, openHandoff } from '../../handoff/handoff.ts';
import { isHeldBack } from '../../handoff/hold-back.ts';
import { clauseHolds } from '../../qualification/gate.ts';
import { accountView, disqualifiedBitsOfAccount, engagedLeads, leadView } from '../judging/judge.ts';
import type { Candidate } from '../recording/recorder.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { route } from './clocks.ts';
import { endCoolDowns, isAccountCooling, isLeadCooling } from './cool-down.ts';
import { compareRank, freshRowOfAccount, freshRowOfLead, markOf } from './fresh.ts';
import { heedHandRaise } from './hand-raise.ts';

/** A candidate that passes, with the newest fresh row behind it (−1 on release). */
interface Passing extends Candidate {
  readonly because: number;
}

/** Does what the verdicts of this evaluation ask for. */
export function handOver(state: UnitState, account: number): void {
  if (state.commitments.alive === 0) return;
  raiseHands(state, account);
  if (isSuppressedButForHandoff(state, account)) return;
  enterNurture(state, account);
  if (state.commitments.openOf(state.accountName(account)) !== undefined) return;
  const passing = candidates(state, account);
  const [first, ...rest] = passing;
  if (first === undefined) return;
  const contact = contactOf(state, account, first);
  if (contact < 0) return;
  open(state, account, first, contact, rest);
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

/** Walks the open lead gates of leads that are not disqualified, by definition, gate, lead. */
function forEachOpenGate(
  state: UnitState,
  account: number,
  visit: (definition: number, version: Version, gate: number, compiled: CompiledGate, lead: number) => void,
): void {
  const { commitments, evidence } = state;
  for (let definition = 0; definition < state.rulebook.names.length; definition++) {
    const version = state.version(definition);
    if (version === undefined) continue;
    for (const gate of version.compiled.leadGates) {
      for (let lead = 0; lead < evidence.leads; lead++) {
        if (evidence.accountOfLead[lead] !== account || evidence.leadSeen[lead] === 0) continue;
        const at = state.leadName(lead) * state.rulebook.names.length + definition;
        if (((commitments.leads.open[at] as number) & (1 << gate)) === 0 || commitments.leads.disqualified[at] !== 0)
          continue;
        visit(definition, version, gate, version.compiled.gates[gate] as CompiledGate, lead);
      }
    }
  }
}

/** A gate that leads into nurture first: neither a hand-raise nor a pattern (R17). */
function nurtures(version: Version, gate: CompiledGate): boolean {
  return version.compiled.definition.handoff.mode === 'nurture-first' && !gate.signalAtTop && !gate.patternAtTop;
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

/** Whether any of the lead's identifiers is in nurture under a definition. */
export function isLeadInNurture(state: UnitState, lead: number, definition: number): boolean {
  const { commitments } = state;
  if (commitments.leadNurture.size === 0) return false;
  for (const atom of state.atomsOf(lead))
    if (commitments.isInNurture(commitments.leadNurture, atom, definition)) return true;
  return false;
}

/** Candidates for a hand-off, first the one that goes first: definitions, gates as written, `ready` last, leads by rank. */
function candidates(state: UnitState, account: number): Passing[] {
  const direct = allPassing(state, account).filter((passing) => {
    const version = state.version(passing.definition) as Version;
    return !nurtures(version, version.compiled.gates[passing.gate] as CompiledGate);
  });
  const all = [...direct, ...readyToGo(state, account)];
  return all.sort((a, b) => {
    const order = a.definition - b.definition || a.gate - b.gate;
    if (order !== 0 || a.lead < 0 || b.lead < 0) return order || b.lead - a.lead;
    return compareRank(state, a.definition, state.version(a.definition) as Version, a.lead, b.lead);
  });
}

/** Open gates, of leads and of the account, that are fresh or released and not suppressed for their lead. */
function allPassing(state: UnitState, account: number): Passing[] {
  const passing: Passing[] = [];
  forEachOpenGate(state, account, (definition, version, gate, compiled, lead) => {
    const because = freshRowOfLead(state, lead, definition, version, compiled, markOf(state, account, version, gate));
    if ((because >= 0 || state.releasedLead === lead) && !isLeadCooling(state, lead))
      passing.push({ definition, gate, lead, because });
  });
  const { accounts } = state.commitments;
  for (let definition = 0; definition < state.rulebook.names.length; definition++) {
    const version = state.version(definition);
    const at = state.accountName(account) * state.rulebook.names.length + definition;
    if (
      version === undefined ||
      version.compiled.accountGates.length === 0 ||
      accounts.open[at] === 0 ||
      accounts.disqualified[at] !== 0
    )
      continue;
    accountView(state, account, definition, version);
    for (const gate of version.compiled.accountGates) {
      if (((accounts.open[at] as number) & (1 << gate)) === 0) continue;
      const because = freshRowOfAccount(state, markOf(state, account, version, gate));
      if (because >= 0 || state.releasedAccount === account) passing.push({ definition, gate, lead: -1, because });
    }
  }
  return passing;
}

/** Who is in nurture and passes `ready` on fresh evidence. */
function readyToGo(state: UnitState, account: number): Passing[] {
  const passing: Passing[] = [];
  const { evidence, commitments } = state;
  for (let definition = 0; definition < state.rulebook.names.length; definition++) {
    const version = state.version(definition);
    const ready = version?.compiled.ready;
    if (version === undefined || ready === undefined) continue;
    const gate = version.compiled.gates.length;
    const mark = markOf(state, account, version, gate);
    for (let lead = 0; lead < evidence.leads; lead++) {
      if (
        evidence.accountOfLead[lead] !== account ||
        !isLeadInNurture(state, lead, definition) ||
        isLeadCooling(state, lead)
      )
        continue;
      if (commitments.leads.disqualified[state.leadName(lead) * state.rulebook.names.length + definition] !== 0)
        continue;
      if (!clauseHolds(ready.clause, leadView(state, lead, definition, version))) continue;
      const because = freshRowOfLead(state, lead, definition, version, ready, mark);
      if (because >= 0 || state.releasedLead === lead) passing.push({ definition, gate, lead, because });
    }
    if (!commitments.isInNurture(commitments.accountNurture, state.accountName(account), definition)) continue;
    if (disqualifiedBitsOfAccount(state, account, version) !== 0) continue;
    if (!clauseHolds(ready.clause, accountView(state, account, definition, version))) continue;
    const because = freshRowOfAccount(state, mark);
    if (because >= 0 || state.releasedAccount === account) passing.push({ definition, gate, lead: -1, because });
  }
  return passing;
}

/** Whom the hand-off follows: its lead, or the first engaged lead by rank of an account gate; −1 where nobody is engaged. */
function contactOf(state: UnitState, account: number, chosen: Candidate): number {
  if (chosen.lead >= 0) return chosen.lead;
  const version = state.version(chosen.definition) as Version;
  const gate = version.compiled.gates[chosen.gate] ?? firstAccountGate(version);
  const clause = gate?.clause.account;
  accountView(state, account, chosen.definition, version);
  const engaged = clause === undefined ? [] : engagedLeads(state, account, chosen.definition, version, clause);
  return engaged.sort((a, b) => compareRank(state, chosen.definition, version, a, b))[0] ?? -1;
}

function firstAccountGate(version: Version): CompiledGate | undefined {
  return version.compiled.gates[version.compiled.accountGates[0] ?? -1];
}

function open(state: UnitState, account: number, chosen: Passing, contact: number, also: readonly Passing[]): void {
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
export function register(
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
  if (chosen.lead < 0)
    commitments.leaveNurture(commitments.accountNurture, state.accountName(account), chosen.definition);
  else
    for (const atom of state.atomsOf(contact))
      commitments.leaveNurture(commitments.leadNurture, atom, chosen.definition);
}

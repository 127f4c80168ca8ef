// Who could be handed over at this evaluation, and in which order (R16–R18): open gates that are fresh or released and not suppressed for their lead.
import type { CompiledGate } from '../../definition/compile.ts';
import { clauseHolds } from '../../qualification/gate.ts';
import { accountView, disqualifiedBitsOfAccount } from '../judging/account-view.ts';
import { leadView } from '../judging/lead-view.ts';
import type { Version } from '../rulebook.ts';
import type { Candidate, UnitState } from '../unit/unit-state.ts';
import { isLeadCooling } from './cool-down.ts';
import { compareRank, freshRowOfAccount, freshRowOfLead, markOf } from './fresh.ts';

/** A candidate that passes, with the newest fresh row behind it (−1 on release). */
export interface Passing extends Candidate {
  readonly because: number;
}

/** Walks the open lead gates of leads that are not disqualified, by definition, gate, lead. */
export function forEachOpenGate(
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
export function nurtures(version: Version, gate: CompiledGate): boolean {
  return version.compiled.definition.handoff.mode === 'nurture-first' && !gate.signalAtTop && !gate.patternAtTop;
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
export function candidates(state: UnitState, account: number): Passing[] {
  const passing = allPassing(state, account);
  if (!state.rulebook.hasNurture && passing.length < 2) return passing;
  const direct = passing.filter(({ definition, gate }) => {
    const version = state.version(definition) as Version;
    return !nurtures(version, version.compiled.gates[gate] as CompiledGate);
  });
  const all = [...direct, ...readyToGo(state, account)];
  return all.sort((a, b) => {
    const order = a.definition - b.definition || a.gate - b.gate;
    if (order !== 0 || a.lead < 0 || b.lead < 0) return order || b.lead - a.lead;
    return compareRank(state, a.definition, state.version(a.definition) as Version, a.lead, b.lead);
  });
}

/** Open gates, of leads and of the account, that are fresh or released and not suppressed for their lead. */
export function allPassing(state: UnitState, account: number): Passing[] {
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
export function readyToGo(state: UnitState, account: number): Passing[] {
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

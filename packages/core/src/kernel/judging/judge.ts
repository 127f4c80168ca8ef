// Verdicts: which gates are open for each lead and for the account at this instant, and a record where that changed (R22). Skips what cannot have changed; never what could.
import { clauseHolds } from '../../qualification/gate.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { accountView, disqualifiedBitsOfAccount, labelBits } from './account-view.ts';
import { leadCouldQualify } from './bounds.ts';
import { openGatesOf } from './lead-view.ts';
import { disqualifiedNames, openNames } from './verdict-names.ts';

/** Judges every lead of an account and the account itself, under every definition in force. */
export function judgeAccount(state: UnitState, account: number): void {
  const { evidence, commitments } = state;
  for (let definition = 0; definition < state.rulebook.names.length; definition++) {
    const version = state.version(definition);
    if (version === undefined) continue;
    for (let lead = 0; lead < evidence.leads; lead++) {
      if (evidence.accountOfLead[lead] !== account || evidence.leadSeen[lead] === 0) continue;
      const standing = state.leadName(lead) * state.rulebook.names.length + definition;
      if (state.dirty[lead] === 0 && commitments.leads.open[standing] === 0) continue;
      judgeLead(state, account, lead, definition, version);
    }
    if (version.compiled.accountGates.length > 0) judgeTogether(state, account, definition, version);
  }
}

function judgeLead(state: UnitState, account: number, lead: number, definition: number, version: Version): void {
  const open = leadCouldQualify(state, lead, version) ? openGatesOf(state, lead, definition, version) : 0;
  const byRules = version.disqualifies ? state.evidence.classOfLead(lead, version.index).disqualified : 0;
  const disqualified = byRules | labelBits(state, account);
  settle(state, account, lead, definition, version, open, disqualified);
}

function judgeTogether(state: UnitState, account: number, definition: number, version: Version): void {
  const view = accountView(state, account, definition, version);
  let open = 0;
  for (const gate of version.compiled.accountGates) {
    const compiled = version.compiled.gates[gate];
    if (compiled !== undefined && clauseHolds(compiled.clause, view)) open |= 1 << gate;
  }
  const disqualified = disqualifiedBitsOfAccount(state, account, version);
  settle(state, account, -1, definition, version, open, disqualified);
}

/** Writes down a verdict where it differs from the one that stands. */
function settle(
  state: UnitState,
  account: number,
  lead: number,
  definition: number,
  version: Version,
  open: number,
  disqualified: number,
): void {
  const standings = lead < 0 ? state.commitments.accounts : state.commitments.leads;
  const atom = lead < 0 ? state.accountName(account) : state.leadName(lead);
  const at = atom * state.rulebook.names.length + definition;
  const was = standings.open[at] as number;
  if (
    was === open &&
    standings.disqualified[at] === disqualified &&
    (standings.version[at] === version.index || (open | disqualified) === 0)
  ) {
    return;
  }
  if (
    !saysTheSame(
      state,
      standings.version[at] as number,
      was,
      standings.disqualified[at] as number,
      version,
      open,
      disqualified,
    )
  ) {
    state.recorder.verdict(state, account, lead, definition, open, disqualified);
  }
  state.commitments.alive += Number(open !== 0) - Number(was !== 0);
  state.commitments.barred += Number(disqualified !== 0) - Number(standings.disqualified[at] !== 0);
  standings.set(at, open, disqualified, version.index);
}

function saysTheSame(
  state: UnitState,
  before: number,
  wasOpen: number,
  wasDisqualified: number,
  version: Version,
  open: number,
  disqualified: number,
): boolean {
  // Within one version other bits are other names.
  if (before === version.index) return false;
  const earlier = before < 0 ? undefined : state.rulebook.versions[before];
  if (earlier === undefined) return (open | disqualified) === 0;
  return (
    openNames(earlier, wasOpen).join('\n') === openNames(version, open).join('\n') &&
    disqualifiedNames(earlier, wasDisqualified).join('\n') === disqualifiedNames(version, disqualified).join('\n')
  );
}

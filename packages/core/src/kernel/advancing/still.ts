// The way of entries that say nothing while a gate is open: only time has passed. If no open gate shut by it, the entry changes nothing; nobody can be handed over who could not be
// before, since fresh evidence and ends of suppression come with evaluations of their own.
import { openGatesOf } from '../judging/lead-view.ts';
import type { UnitState } from '../unit/unit-state.ts';

/** Admits the unit's next row if it says nothing and no verdict of its account changed by time; else does nothing and returns false. Units of fixed grouping only. */
export function tryStill(state: UnitState, row: number): boolean {
  const { evidence, columns } = state;
  if (evidence.unit.fixed === undefined || evidence.kindOf(columns.signature[row] as number) !== 0) return false;
  const atom = columns.atom[row] as number;
  const lead = evidence.leadOf[atom] as number;
  const account = evidence.accountOf[atom] as number;
  if (lead >= 0 && evidence.leadSeen[lead] === 0) return false;
  state.now = columns.at[row] as number;
  state.evaluation += 1;
  for (let definition = 0; definition < state.inForce.length; definition++) {
    if (!staysOpen(state, account, definition)) return false;
  }
  evidence.admitNothing(row);
  return true;
}

/** Whether every open gate of the account's leads is open still. Account gates are left to the long way. */
function staysOpen(state: UnitState, account: number, definition: number): boolean {
  const { evidence, commitments, rulebook } = state;
  const version = state.version(definition);
  if (version === undefined) return true;
  if (version.compiled.accountGates.length > 0) return false;
  for (let lead = 0; lead < evidence.leads; lead++) {
    if (evidence.accountOfLead[lead] !== account) continue;
    if (state.dirty[lead] !== 0) return false;
    const at = state.leadName(lead) * rulebook.names.length + definition;
    const open = commitments.leads.open[at] as number;
    if (commitments.leads.version[at] !== version.index && open !== 0) return false;
    if (open !== 0 && openGatesOf(state, lead, definition, version) !== open) return false;
  }
  return true;
}

// The way of entries while a gate is open and the account can have no other hand-off: entries that say nothing, or only score. If no verdict of the account changes, nothing else does:
// nobody can be handed over who could not be before, since fresh evidence finds the account taken, and ends of suppression come with evaluations of their own.
import { HAS_HITS } from '../columns/effect.ts';
import { isSuppressed } from '../handing-over/hand-over.ts';
import { leadCouldQualify } from '../judging/bounds.ts';
import { openGatesOf } from '../judging/lead-view.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { firstRowAt } from './batches.ts';
import { ADMITTED, QUIET, UNTOUCHED } from './quiet.ts';

/** Tries it with the unit's next row, as {@link tryQuietly} does where no gate is open. Units of fixed grouping only. */
export function tryStill(state: UnitState, row: number): number {
  const { evidence, columns, rulebook } = state;
  if (evidence.unit.fixed === undefined) return UNTOUCHED;
  const signature = columns.signature[row] as number;
  const kind = evidence.kindOf(signature);
  if (kind !== 0 && (kind !== HAS_HITS || rulebook.hasHandRaises || rulebook.hasNurture)) return UNTOUCHED;
  const atom = columns.atom[row] as number;
  const lead = evidence.leadOf[atom] as number;
  const account = evidence.accountOf[atom] as number;
  if (lead >= 0 && evidence.leadSeen[lead] === 0) return UNTOUCHED;
  state.now = columns.at[row] as number;
  if (kind !== 0 && !isSuppressed(state, account)) return UNTOUCHED;
  state.evaluation += 1;
  if (kind === 0) evidence.admitNothing(row);
  else evidence.admitPlain(row, signature, kind);
  for (let definition = 0; definition < state.inForce.length; definition++) {
    if (!staysAsItIs(state, account, kind === 0 ? -1 : lead, definition)) return ADMITTED;
  }
  return QUIET;
}

/**
 * Admits rows that say nothing while a gate is open, as long as no verdict changes by them. Time alone only closes gates (R11: the instants at which it opens some are deadlines), so where
 * all stand at a row as they stood before the first, nothing happened in between, and the first at which they do not is found by halving. Units of one account and of fixed grouping only.
 * Returns the first row that is left.
 */
export function skipStill(state: UnitState, from: number, until: number, next: number): number {
  const { evidence } = state;
  if (evidence.unit.fixed === undefined || evidence.accounts !== 1) return from;
  const { at, signature, atom } = evidence.columns;
  const { leadOf, leadSeen } = evidence;
  const { kind } = evidence.table;
  let end = from;
  for (; end < until; end++) {
    if (kind[signature[end] as number] !== 0) break;
    const lead = leadOf[atom[end] as number] as number;
    if (lead >= 0 && leadSeen[lead] === 0) break;
  }
  end = firstRowAt(at, from, end, next);
  if (end - from < 2) return from;
  let changed = end;
  if (!allStandAt(state, at[end - 1] as number)) {
    let standing = from - 1;
    changed = end - 1;
    while (changed - standing > 1) {
      const middle = (changed + standing) >> 1;
      if (allStandAt(state, at[middle] as number)) standing = middle;
      else changed = middle;
    }
  }
  if (changed > from) evidence.admitted = changed;
  return changed;
}

/** Whether every verdict of the unit's only account stands at an instant at which nothing is said. */
function allStandAt(state: UnitState, instant: number): boolean {
  state.now = instant;
  state.evaluation += 1;
  for (let definition = 0; definition < state.inForce.length; definition++)
    if (!staysAsItIs(state, 0, -1, definition)) return false;
  return true;
}

/** Whether every open gate of the account's leads is open still, and none opens for the one who did something. Account gates are left to the long way. */
function staysAsItIs(state: UnitState, account: number, active: number, definition: number): boolean {
  const { evidence, commitments, rulebook } = state;
  const version = state.version(definition);
  if (version === undefined) return true;
  if (version.compiled.accountGates.length > 0) return false;
  for (let lead = 0; lead < evidence.leads; lead++) {
    if (evidence.accountOfLead[lead] !== account) continue;
    if (state.dirty[lead] !== 0) return false;
    const at = state.leadName(lead) * rulebook.names.length + definition;
    const open = commitments.leads.open[at] as number;
    if (open === 0 && (lead !== active || !leadCouldQualify(state, lead, version))) continue;
    if (open !== 0 && commitments.leads.version[at] !== version.index) return false;
    if (openGatesOf(state, lead, definition, version) !== open) return false;
  }
  return true;
}

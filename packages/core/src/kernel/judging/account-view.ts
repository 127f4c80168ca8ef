// What the clauses of an account read at an instant: pooled engagement, fit of what reads the account alone, labels (R13, R15, R19).
import { type CompiledClause, ENGAGEMENT } from '../../definition/compile.ts';
import type { AccountClause } from '../../definition/definition.ts';
import type { Json } from '../../journal/json.ts';
import { close, NO_EXTRA } from '../../qualification/score-axis.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { scoreLead } from './lead-view.ts';

/** Bits of the labels in a set of disqualifications; the conditions stand below them. */
export const COMPETITOR_BIT = 1 << 28;

export const INTERNAL_BIT = 1 << 29;

/** The view of an account's clauses: pooled engagement, fit of what reads the account alone (R13, R15). */
export function accountView(
  state: UnitState,
  account: number,
  definition: number,
  version: Version,
): UnitState['view'] {
  pool(state, account, definition, version);
  const { view } = state;
  view.fit = state.evidence.classOfAccount(account, version.index);
  view.engagement = state.pooled.score;
  view.usage = 0;
  view.holdsForAccount = (clause) => accountClauseHolds(state, account, definition, version, clause);
  view.hits = state.evidence.hits;
  view.lead = 0;
  view.firstSlot = version.firstSlot;
  view.t = state.now;
  view.extra = NO_EXTRA;
  return view;
}

/** Leads of the account that count for it: seen, and not disqualified. */
export function countedLeads(state: UnitState, account: number, version: Version): number[] {
  const { evidence } = state;
  if (labelBits(state, account) !== 0) return [];
  const leads: number[] = [];
  for (let lead = 0; lead < evidence.leads; lead++) {
    if (evidence.accountOfLead[lead] !== account || evidence.leadSeen[lead] === 0) continue;
    if (evidence.classOfLead(lead, version.index).disqualified === 0) leads.push(lead);
  }
  return leads;
}

/** R15: each lead's positive contributions, capped, summed; ceiling; negatives of all; floor. */
function pool(state: UnitState, account: number, definition: number, version: Version): void {
  const { pooled } = state;
  pooled.reset();
  const perPerson = version.compiled.tracks[ENGAGEMENT]?.perPerson ?? 0;
  for (const lead of countedLeads(state, account, version)) {
    const axis = scoreLead(state, lead, definition, version).axes[ENGAGEMENT];
    pooled.positive += Math.min(perPerson, axis.positive);
    pooled.negative += axis.negative;
    if (axis.freshRow < 0) continue;
    if (pooled.freshRow < 0 || state.evidence.hits.isAfter(axis.freshRow, pooled.freshRow)) {
      pooled.freshAt = axis.freshAt;
      pooled.freshRow = axis.freshRow;
    }
  }
  close(pooled);
}

/** Engaged leads: own engagement at or over the clause's bar (R15). */
export function engagedLeads(
  state: UnitState,
  account: number,
  definition: number,
  version: Version,
  clause: AccountClause,
): number[] {
  return countedLeads(state, account, version).filter(
    (lead) => scoreLead(state, lead, definition, version).axes[ENGAGEMENT].score >= clause.engagedAt,
  );
}

function accountClauseHolds(
  state: UnitState,
  account: number,
  definition: number,
  version: Version,
  clause: AccountClause,
): boolean {
  if ((clause.engagement ?? 0) > state.pooled.score) return false;
  const engaged = engagedLeads(state, account, definition, version, clause);
  if (engaged.length < clause.engagedLeads) return false;
  if (clause.roles.length === 0) return true;
  const held = heldRoles(state, engaged);
  return clause.roles.every((wanted) => held.has(wanted));
}

/** The roles that these leads hold in the buying committee. */
export function heldRoles(state: UnitState, leads: readonly number[]): ReadonlySet<Json> {
  const { attributes } = state.rulebook;
  const role = attributes.lead.indexOf('role');
  return new Set(role < 0 ? [] : leads.map((lead) => attributes.valueAt(state.evidence.leadAttribute(lead, role))));
}

/** Every account clause of a gate, its own and those it nests. */
export function accountClausesOf(clause: CompiledClause): AccountClause[] {
  const within = [...(clause.any ?? []), ...(clause.all ?? [])].flatMap(accountClausesOf);
  return clause.account === undefined ? within : [clause.account, ...within];
}

/** What disqualifies the account itself: rules that read `account` alone, and labels (R19). */
export function disqualifiedBitsOfAccount(state: UnitState, account: number, version: Version): number {
  return state.evidence.classOfAccount(account, version.index).disqualified | labelBits(state, account);
}

/** Competitor and internal labels of an account, as bits. */
export function labelBits(state: UnitState, account: number): number {
  if (!state.evidence.facts.any) return 0;
  const labels = state.evidence.facts.labels(account);
  return (labels.includes('competitor') ? COMPETITOR_BIT : 0) | (labels.includes('internal') ? INTERNAL_BIT : 0);
}

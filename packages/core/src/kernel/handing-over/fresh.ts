// Freshness (R16): has anything this gate read happened after the mark, and was it known in time? And who goes first (R18).
import { type CompiledGate, ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import { GRADES, type Grade } from '../../definition/definition.ts';
import { freshestInPattern } from '../../qualification/pattern.ts';
import { scoreLead } from '../judging/lead-view.ts';
import type { Version } from '../rulebook.ts';
import { RANK_OF_GRADE, type UnitState } from '../unit/unit-state.ts';

/** The instant after which evidence is fresh for a gate of an account (R16a). `gate` is one past the last for `ready`. */
export function markOf(state: UnitState, account: number, version: Version, gate: number): number {
  return Math.max(state.commitments.marks.of(state.accountName(account)), version.unchangedSince[gate] as number);
}

/** The newest fresh row that a lead's gate read; −1 where nothing is fresh. */
export function freshRowOfLead(
  state: UnitState,
  lead: number,
  definition: number,
  version: Version,
  gate: CompiledGate,
  mark: number,
): number {
  const { hits } = state.evidence;
  let best = -1;
  const consider = (row: number): void => {
    if (row < 0 || (hits.times.occurredAt[row] as number) <= mark) return;
    if (best < 0 || hits.isAfter(row, best)) best = row;
  };
  if (gate.readsEngagement || gate.readsUsage) {
    const score = scoreLead(state, lead, definition, version);
    if (gate.readsEngagement) consider(score.axes[ENGAGEMENT].freshRow);
    if (gate.readsUsage) consider(score.axes[USAGE].freshRow);
  }
  for (const pattern of gate.patterns) consider(freshestInPattern(hits, lead, pattern, version.firstSlot, state.now));
  return best;
}

/** The newest fresh row of an account gate: of the engagement of all its counted leads. `state.pooled` must be this account's. */
export function freshRowOfAccount(state: UnitState, mark: number): number {
  return state.pooled.freshRow >= 0 && state.pooled.freshAt > mark ? state.pooled.freshRow : -1;
}

/** Negative where lead `a` goes before lead `b` under a definition (R18). */
export function compareRank(state: UnitState, definition: number, version: Version, a: number, b: number): number {
  return (
    Number(hasSignalGate(state, definition, version, b)) - Number(hasSignalGate(state, definition, version, a)) ||
    gradeRank(state, version, a) - gradeRank(state, version, b) ||
    best(state, definition, version, b) - best(state, definition, version, a) ||
    a - b
  );
}

function hasSignalGate(state: UnitState, definition: number, version: Version, lead: number): boolean {
  const open = state.commitments.leads.open[state.leadName(lead) * state.rulebook.names.length + definition] as number;
  return open !== 0 && version.compiled.gates.some((gate, i) => gate.signalAtTop && (open & (1 << i)) !== 0);
}

function gradeRank(state: UnitState, version: Version, lead: number): number {
  return RANK_OF_GRADE[GRADES[state.evidence.classOfLead(lead, version.index).grade] as Grade];
}

function best(state: UnitState, definition: number, version: Version, lead: number): number {
  const score = scoreLead(state, lead, definition, version);
  return Math.max(score.axes[ENGAGEMENT].score, score.axes[USAGE].score);
}

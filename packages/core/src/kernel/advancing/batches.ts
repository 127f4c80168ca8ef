// Many rows at once, where none of them can change a verdict: rows that say nothing, and rows before the first chance of a gate. Units of fixed grouping only.
import { HAS_ATTRIBUTES, HAS_HITS, HAS_NEGATIVE } from '../columns/effect.ts';
import type { UnitState } from '../unit/unit-state.ts';

/** Admits rows that say nothing to the rulebook, as long as they come before `until` and happen before the instant `next`. Returns the first other row. */
export function skipNothing(state: UnitState, from: number, until: number, next: number): number {
  const { evidence } = state;
  const quietUntil = state.outlook?.quietUntil ?? 0;
  if (evidence.unit.fixed === undefined) return from;
  const { at, signature, atom } = evidence.columns;
  const { leadOf, accountOf, leadSeen, accountSeen } = evidence;
  const { kind } = evidence.table;
  const { judgesNewcomers } = evidence.rulebook;
  let row = from;
  for (; row < until; row++) {
    if (kind[signature[row] as number] !== 0 || (at[row] as number) >= next) break;
    const who = atom[row] as number;
    const lead = leadOf[who] as number;
    if (lead >= 0 && leadSeen[lead] === 0) {
      if (judgesNewcomers && row >= quietUntil) break;
      leadSeen[lead] = 1;
    }
    accountSeen[accountOf[who] as number] = 1;
  }
  if (row > from) evidence.admitted = row;
  return row;
}

/**
 * Admits rows that only score or describe, as long as they come before `until` and happen before the instant `next`. Returns the first other row. Where nothing will ever come of the
 * unit, they are only seen.
 */
export function foldPlain(state: UnitState, from: number, until: number, next: number): number {
  const { evidence } = state;
  if (evidence.unit.fixed === undefined) return from;
  const { at, signature } = evidence.columns;
  const { kind } = evidence.table;
  const isIdle = until >= evidence.unit.until;
  const other = ~(HAS_HITS | HAS_ATTRIBUTES | (isIdle ? HAS_NEGATIVE : 0));
  let row = from;
  for (; row < until; row++) {
    const sign = signature[row] as number;
    const what = kind[sign] as number;
    if ((what & other) !== 0 || (at[row] as number) >= next) break;
    if (isIdle) evidence.admitNothing(row);
    else evidence.admitPlain(row, sign, what);
  }
  return row;
}

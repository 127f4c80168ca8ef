// Many rows at once, where none of them can change a verdict: rows that say nothing, and rows before the first chance of a gate. Units of fixed grouping only.
import { DECIDES, HAS_ATTRIBUTES, HAS_HITS, HAS_NEGATIVE } from '../columns/effect.ts';
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
  let end = from;
  while (end < until && kind[signature[end] as number] === 0) end += 1;
  end = firstRowAt(at, from, end, next);
  let row = from;
  for (; row < end; row++) {
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

/** The first row of [from, end) at or after an instant, `end` where there is none. Rows stand in the order of time. */
export function firstRowAt(at: Float64Array, from: number, end: number, instant: number): number {
  if (end === from || (at[end - 1] as number) < instant) return end;
  let before = from - 1;
  let after = end - 1;
  while (after - before > 1) {
    const middle = (before + after) >> 1;
    if ((at[middle] as number) < instant) before = middle;
    else after = middle;
  }
  return after;
}

/**
 * Admits rows that only score or describe, as long as they come before `until` and happen before the instant `next`. Returns the first other row. Where no gate opens any more, they are passed over,
 * and where nothing was handed over all others too but those that ask for a decision.
 */
export function foldPlain(state: UnitState, from: number, until: number, next: number): number {
  const { evidence } = state;
  if (evidence.unit.fixed === undefined) return from;
  const { at, signature, atom } = evidence.columns;
  const { leadOf, accountOf, leadSeen, accountSeen } = evidence;
  const { kind } = evidence.table;
  const end = firstRowAt(at, from, until, next);
  let row = from;
  if (until >= evidence.unit.until) {
    const other = state.commitments.handoffs.length > 0 ? ~(HAS_HITS | HAS_ATTRIBUTES | HAS_NEGATIVE) : DECIDES;
    while (row < end && ((kind[signature[row] as number] as number) & other) === 0) row += 1;
    evidence.admitted = row;
    return row;
  }
  for (; row < end; row++) {
    const sign = signature[row] as number;
    const what = kind[sign] as number;
    if ((what & ~(HAS_HITS | HAS_ATTRIBUTES)) !== 0) break;
    if (what !== 0) {
      evidence.admitPlain(row, sign, what);
      continue;
    }
    const lead = leadOf[atom[row] as number] as number;
    if (lead >= 0) leadSeen[lead] = 1;
    accountSeen[accountOf[atom[row] as number] as number] = 1;
  }
  evidence.admitted = row;
  return row;
}

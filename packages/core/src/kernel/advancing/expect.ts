// Deadlines that evidence brings with it: the end of a negative window, the end of talking (R3a).
import { HOUR } from '../../base/duration.ts';
import { everySlotOf, type Signature } from '../columns/effect.ts';
import { NEGATIVE, TALK_END } from '../unit/deadlines.ts';
import type { UnitState } from '../unit/unit-state.ts';

/** A negative entry leaves whole when its window ends: a deadline for each window it stands in (R3a, R11). */
export function expectWindowEnds(state: UnitState, row: number, signature: Signature): void {
  const occurredAt = state.columns.occurredAt[row] as number;
  for (const slot of everySlotOf(signature, state.columns.signatures)) {
    const hours = state.rulebook.slotNegativeHours[slot] as number;
    if (hours > 0 && occurredAt + hours * HOUR > state.now)
      state.deadlines.add(occurredAt + hours * HOUR, NEGATIVE, row);
  }
}

/** The end of talking is a deadline as far as it is known now. */
export function expectTalkEnd(state: UnitState, account: number): void {
  const end = state.evidence.facts.talkEnd(account);
  if (end > state.now) state.deadlines.add(end, TALK_END, state.accountName(account));
}

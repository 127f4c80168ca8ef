// Closing a hand-off: the account is free again, and the closing leaves its mark (R16a, R16b). What is recorded about it is the caller's business.
import type { ClosedBy, Handoff } from '../../handoff/handoff.ts';
import type { UnitState } from '../unit/unit-state.ts';

/** Closes an open hand-off now. A recalled one takes its opening's mark back, a merged one leaves only that. */
export function closeHandoff(state: UnitState, handoff: Handoff, by: ClosedBy): void {
  handoff.closedAt = state.now;
  handoff.closedBy = by;
  const { commitments } = state;
  commitments.free(handoff);
  if (by === 'recalled') commitments.marks.takeBack(handoff.index);
  else if (by !== 'merged') commitments.marks.add(state.accountNameOf(handoff.leadAtom), state.now, handoff.index);
}

// What each kind of deadline does when it is played, if it still stands (R3a).
import { HOUR } from '../../base/duration.ts';
import { everySlotOf } from '../columns/effect.ts';
import { passDue, passSilence } from '../handing-over/clocks.ts';
import { endsNow } from '../handing-over/cool-down.ts';
import { BREACH, COOL_DOWN, MAIL, NEGATIVE, SILENCE, TALK_END } from '../unit/deadlines.ts';
import type { UnitState } from '../unit/unit-state.ts';

/** Takes the earliest deadline off and plays it; its account is evaluated afterwards. */
export function playOne(state: UnitState): void {
  const { kind, about } = state.deadlines.take();
  state.phase = kind;
  switch (kind) {
    case BREACH:
    case SILENCE: {
      const handoff = state.commitments.handoffs[about];
      if (handoff === undefined || handoff.closedAt !== undefined) return;
      if ((kind === BREACH ? handoff.dueAt : handoff.rejectUntil) !== state.now) return;
      state.byDeadline.push({ atom: handoff.leadAtom, kind });
      if (kind === BREACH) passDue(state, handoff);
      else passSilence(state, handoff);
      return;
    }
    case COOL_DOWN:
      if (endsNow(state, about) && (state.evidence.accountOf[about] as number) >= 0)
        state.byDeadline.push({ atom: about, kind });
      return;
    case TALK_END: {
      const account = state.evidence.accountOf[about] as number;
      if (account >= 0 && state.evidence.facts.talkEnd(account) === state.now)
        state.byDeadline.push({ atom: about, kind });
      return;
    }
    case MAIL:
    case NEGATIVE: {
      if (kind === NEGATIVE && !endsAWindow(state, about)) return;
      const atom = state.columns.atom[about] as number;
      const lead = state.evidence.leadOf[atom] as number;
      if (lead >= 0) state.dirty[lead] = 1;
      state.byDeadline.push({ atom, kind });
    }
  }
}

/** Whether the row's negative window of a definition in force ends exactly now. */
function endsAWindow(state: UnitState, row: number): boolean {
  const signature = state.columns.signatures[state.columns.signature[row] as number];
  const age = state.now - (state.columns.occurredAt[row] as number);
  if (signature === undefined) return false;
  return everySlotOf(signature, state.columns.signatures).some((slot) => {
    const { slotNegativeHours, slotVersion, versions } = state.rulebook;
    const version = slotVersion[slot] as number;
    return (
      (slotNegativeHours[slot] as number) * HOUR === age && state.inForce[versions[version]?.name ?? 0] === version
    );
  });
}

// What stops a programme for somebody: looked at in every step, before anything is sent.
import type { Heard } from './heard.ts';
import type { StopReason } from './nurture-decision.ts';
import type { NurtureUnit } from './nurture-unit.ts';
import { type Enrolment, isRunning } from './person.ts';
import { decisionBase } from './telling.ts';

/** Stops every run that may not go on. */
export function stopWhoMust(unit: NurtureUnit, heard: readonly Heard[]): void {
  for (const { lead, person } of unit.running()) {
    for (const enrolment of person.enrolments) {
      if (!isRunning(enrolment)) continue;
      const reason = unit.stopOf(lead, enrolment) ?? handedNow(unit, lead, enrolment, heard);
      if (reason !== undefined) stop(unit, lead, enrolment, reason);
    }
  }
}

/** A lead that reached its hand-off in this step, also where the draw held it back or the hand-off is closed again. */
function handedNow(
  unit: NurtureUnit,
  lead: number,
  enrolment: Enrolment,
  heard: readonly Heard[],
): StopReason | undefined {
  const { leadOf } = unit.state.evidence;
  const { definition } = unit.book.programmes[enrolment.programme] as NurtureUnit['book']['programmes'][number];
  const reached = heard.find(
    (each) => each.kind === 'handed' && each.definition === definition && leadOf[each.atom] === lead,
  );
  return reached === undefined ? undefined : 'threshold';
}

/** Ends a run. */
export function stop(unit: NurtureUnit, lead: number, enrolment: Enrolment, reason: StopReason): void {
  enrolment.endedAt = unit.state.now;
  enrolment.endedBy = reason;
  unit.tell(
    { kind: 'stopped', ...decisionBase(unit, lead, enrolment.programme), reason },
    unit,
    unit.state.leadName(lead),
  );
}

// advance(unit, step): the one way people move through programmes, by an entry the kernel has admitted or by a deadline. First what stops, then who enrols, then what is due: nothing is sent that had to stop at the same instant.

import { HAS_IDENTITY } from '../../kernel/columns/effect.ts';
import type { CompiledProgramme } from '../programme/programme-book.ts';
import { endsAt, goesOnAt } from '../programme/programme-states.ts';
import { enrolWhoMay } from './enrolling.ts';
import type { NurtureUnit } from './nurture-unit.ts';
import { isRunning } from './person.ts';
import type { Step } from './step.ts';
import { stop, stopWhoMust } from './stopping.ts';
import { lookAtBehaviour, playDue } from './walking.ts';

/** Moves a unit by one step. The kernel has been advanced by the same entry or deadline, and no further. */
export function advance(unit: NurtureUnit, step: Step): void {
  const means = meansSomething(unit, step);
  const { state } = unit;
  const mayRegroup = step.row >= 0 && state.evidence.unit.fixed === undefined;
  if (!means && !(mayRegroup && unit.people.size > 0)) return;
  state.now = step.at;
  state.evaluation += 1;
  unit.order += 1;
  if (step.row >= 0) unit.note(step.row, step.meaning);
  for (const heard of step.heard) if (heard.kind === 'given-back') unit.givenBack.set(heard.atom, unit.order);
  if (mayRegroup) unite(unit);
  stopWhoMust(unit, step.heard);
  if (means && step.at >= unit.since) enrolWhoMay(unit, step);
  if (step.row >= 0) lookAtBehaviour(unit, step.row);
  playDue(unit);
  unit.next = earliest(unit);
  state.evaluation += 1;
}

/** Whether a step says anything to definitions or programmes; most rows do not. Who is who is looked at apart: it brings nobody into a programme. */
function meansSomething({ state }: NurtureUnit, { row, meaning, heard }: Step): boolean {
  if (row < 0 || meaning !== undefined || heard.length > 0) return true;
  const { evidence, columns } = state;
  return (evidence.kindOf(columns.signature[row] as number) & ~HAS_IDENTITY) !== 0;
}

/** Memories of people who turned out to be one become one: of two runs of a programme the earlier goes on. */
function unite(unit: NurtureUnit): void {
  const { leadOf } = unit.state.evidence;
  const kept = new Map<number, number>();
  for (const [atom, person] of [...unit.people]) {
    const lead = leadOf[atom] ?? -1;
    const first = kept.get(lead);
    const into = first === undefined ? undefined : unit.people.get(first);
    if (lead < 0 || into === undefined) {
      if (lead >= 0) kept.set(lead, atom);
      continue;
    }
    unit.people.delete(atom);
    into.sentAt.push(...person.sentAt);
    into.sentAt.sort((a, b) => a - b);
    into.enrolments.push(...person.enrolments);
    into.enrolments.sort((a, b) => a.at - b.at || a.order - b.order);
    const runs = new Set<string>();
    for (const enrolment of into.enrolments.filter(isRunning)) {
      const name = unit.nameOf(enrolment.programme);
      if (runs.has(name)) stop(unit, lead, enrolment, 'merged');
      runs.add(name);
    }
  }
}

function earliest(unit: NurtureUnit): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { person } of unit.running())
    for (const enrolment of person.enrolments) {
      if (!isRunning(enrolment)) continue;
      const { history } = unit.book.programmes[enrolment.programme] as CompiledProgramme;
      const due = Math.max(unit.state.now, Math.min(enrolment.dueAt, enrolment.lookAt));
      next = Math.min(next, goesOnAt(history, due), endsAt(history));
    }
  return next;
}

// How people walk through steps: waits, mails at open hours and under the caps, branches as soon as behaviour shows. Every step is due at an instant of its own, whenever anybody looks.
import { HOUR } from '../../base/duration.ts';
import { compareText } from '../../base/text-order.ts';
import { HAS_HITS, IS_MAIL } from '../../kernel/columns/effect.ts';
import { MAIL_WAITS } from '../../qualification/hits.ts';
import { END, type Step } from '../programme/programme.ts';
import { type CompiledProgramme, runsAt } from '../programme/programme-book.ts';
import { stateAt } from '../programme/programme-states.ts';
import { isTrueOf, zoneOf } from './kernel-view.ts';
import type { NurtureUnit } from './nurture-unit.ts';
import { type Enrolment, isRunning, type Person } from './person.ts';
import { decisionBase } from './telling.ts';

const NEVER = Number.POSITIVE_INFINITY;

interface Run {
  readonly lead: number;
  readonly person: Person;
  readonly enrolment: Enrolment;
}

/** Comes to a step (or past the last, which is the end) at the unit's instant. */
export function enter(unit: NurtureUnit, lead: number, enrolment: Enrolment, position: number): void {
  const { programme } = programmeOf(unit, enrolment);
  const step = programme.steps[position];
  enrolment.step = position;
  enrolment.lookAt = NEVER;
  if (step === undefined) {
    enrolment.endedAt = unit.state.now;
    enrolment.endedBy = 'finished';
    unit.tell({ kind: 'finished', ...decisionBase(unit, lead, enrolment.programme) }, unit, unit.state.leadName(lead));
    return;
  }
  const wait = step.kind === 'behaviour' ? step.within : step.wait;
  enrolment.dueAt =
    wait === undefined
      ? unit.state.now
      : calendarOf(unit, lead, enrolment).after(unit.state.now, wait.amount, wait.unit);
  if (step.kind === 'behaviour') look(unit, lead, enrolment, step);
}

/** Plays everything that is due at the unit's instant; a step may make others due. */
export function playDue(unit: NurtureUnit): void {
  for (let run = firstDue(unit); run !== undefined; run = firstDue(unit)) {
    const { lead, person, enrolment } = run;
    const step = stepOf(unit, enrolment);
    if (step.kind === 'mail') mail(unit, lead, person, enrolment, step);
    else if (step.kind === 'segment') branch(unit, lead, enrolment, step, isTrueOf(unit.state, lead, step.is));
    else if (enrolment.lookAt <= unit.state.now && look(unit, lead, enrolment, step)) continue;
    else if (enrolment.dueAt <= unit.state.now) branch(unit, lead, enrolment, step, false);
  }
}

/** The run that goes first: programmes in their order, people by the identifiers that name them. */
function firstDue(unit: NurtureUnit): Run | undefined {
  const { now } = unit.state;
  let first: Run | undefined;
  for (const { lead, person } of unit.running())
    for (const enrolment of person.enrolments) {
      if (!isRunning(enrolment) || Math.min(enrolment.dueAt, enrolment.lookAt) > now) continue;
      if (stateAt(programmeOf(unit, enrolment).history, now) === 'paused') continue;
      if (first === undefined || goesBefore(unit, { lead, person, enrolment }, first))
        first = { lead, person, enrolment };
    }
  return first;
}

function goesBefore({ state }: NurtureUnit, a: Run, b: Run): boolean {
  const order =
    a.enrolment.programme - b.enrolment.programme ||
    compareText(state.evidence.leadId(a.lead), state.evidence.leadId(b.lead));
  return order < 0;
}

function mail(
  unit: NurtureUnit,
  lead: number,
  person: Person,
  enrolment: Enrolment,
  step: Step & { kind: 'mail' },
): void {
  const { now } = unit.state;
  const calendar = calendarOf(unit, lead, enrolment);
  const isHeldOut = enrolment.arm === 'held-out';
  const free = isHeldOut ? now : freeAt(unit, person, now);
  enrolment.dueAt = calendar.nextOpen(free);
  const base = decisionBase(unit, lead, enrolment.programme);
  const atom = unit.state.leadName(lead);
  if (free > now) unit.tell({ kind: 'postponed', ...base, step: step.name, until: enrolment.dueAt }, unit, atom);
  if (enrolment.dueAt > now) return;
  const { number } = enrolment;
  unit.tell({ kind: isHeldOut ? 'withheld' : 'send', ...base, step: step.name, mail: step.mail, number }, unit, atom);
  if (!isHeldOut) person.sentAt.push(now);
  go(unit, lead, enrolment, step.next);
}

/** When the caps of all programmes that run allow another mail: now, or when enough earlier ones are old enough. */
function freeAt({ book }: NurtureUnit, { sentAt }: Person, now: number): number {
  let free = now;
  for (const compiled of book.programmes) {
    if (!runsAt(compiled, now)) continue;
    for (const { count, within } of compiled.programme.send.atMost) {
      const latest = sentAt[sentAt.length - count];
      if (latest !== undefined) free = Math.max(free, latest + within * HOUR);
    }
  }
  return free;
}

function branch(
  unit: NurtureUnit,
  lead: number,
  enrolment: Enrolment,
  step: Exclude<Step, { kind: 'mail' }>,
  did: boolean,
): void {
  const target = did ? step.then : step.else;
  const position = targetOf(unit, enrolment, target);
  const to = programmeOf(unit, enrolment).programme.steps[position]?.name ?? END;
  const base = decisionBase(unit, lead, enrolment.programme);
  unit.tell({ kind: 'branched', ...base, step: step.name, to, did }, unit, unit.state.leadName(lead));
  enter(unit, lead, enrolment, position);
}

function go(unit: NurtureUnit, lead: number, enrolment: Enrolment, target: string | undefined): void {
  enter(unit, lead, enrolment, targetOf(unit, enrolment, target));
}

function targetOf(unit: NurtureUnit, enrolment: Enrolment, target: string | undefined): number {
  const { steps } = programmeOf(unit, enrolment).programme;
  if (target === undefined) return enrolment.step + 1;
  return target === END ? steps.length : steps.findIndex(({ name }) => name === target);
}

/** Looks, after a row, at who waits for such behaviour. */
export function lookAtBehaviour(unit: NurtureUnit, row: number): void {
  const { evidence, columns } = unit.state;
  const kind = evidence.kindOf(columns.signature[row] as number);
  if ((kind & HAS_HITS) === 0 && evidence.unit.fixed !== undefined) return;
  for (const { lead, person } of unit.running()) {
    if (evidence.leadOf[columns.atom[row] as number] !== lead) continue;
    for (const enrolment of person.enrolments) {
      if (!isRunning(enrolment)) continue;
      const step = stepOf(unit, enrolment);
      if (step.kind === 'behaviour') look(unit, lead, enrolment, step);
    }
  }
}

/** Goes on where the behaviour has shown since the enrolment; else notes when to look again. Returns whether it went on. */
function look(unit: NurtureUnit, lead: number, enrolment: Enrolment, step: Step & { kind: 'behaviour' }): boolean {
  const shown = shownAt(unit, lead, enrolment, step);
  enrolment.lookAt = shown > unit.state.now ? shown : NEVER;
  if (shown > unit.state.now) return false;
  branch(unit, lead, enrolment, step, true);
  return true;
}

/** The earliest instant at which an entry of the behaviour counts; Infinity where there is none. What flags hold is none (R24). */
function shownAt(unit: NurtureUnit, lead: number, enrolment: Enrolment, step: Step & { kind: 'behaviour' }): number {
  const { evidence, columns } = unit.state;
  const slot = slotOf(unit, enrolment, step);
  if (slot === undefined) return NEVER;
  let earliest = NEVER;
  for (
    let row = evidence.admitted - 1;
    row >= evidence.unit.from && (columns.at[row] as number) >= enrolment.at;
    row--
  ) {
    const signature = columns.signature[row] as number;
    if (evidence.leadOf[columns.atom[row] as number] !== lead || evidence.takenOut.has(row)) continue;
    const occurredAt = columns.occurredAt[row] as number;
    if (occurredAt < enrolment.at || !columns.signatures[signature]?.slots.includes(slot.slot)) continue;
    if (slot.asset >= 0 && !unit.used.get(row)?.includes(slot.asset)) continue;
    const isMail = (evidence.kindOf(signature) & IS_MAIL) !== 0;
    earliest = Math.min(earliest, isMail ? occurredAt + MAIL_WAITS : occurredAt);
  }
  return earliest;
}

/** The slot of the signal that a step looks at, and the asset among the book's (−1 where the signal is enough); undefined while its definition is not in force or has no such signal. */
function slotOf(unit: NurtureUnit, enrolment: Enrolment, { looks }: Step & { kind: 'behaviour' }) {
  const { programme, definition } = programmeOf(unit, enrolment);
  const asset = 'asset' in looks ? programme.assets.find(({ name }) => name === looks.asset) : undefined;
  const signal = 'signal' in looks ? looks.signal : asset?.signal;
  const version = unit.state.version(definition);
  const position = version?.compiled.signals.findIndex(({ name }) => name === signal) ?? -1;
  if (version === undefined || position < 0) return undefined;
  return {
    slot: version.firstSlot + position,
    asset: unit.book.assets.findIndex((each) => each.programme === enrolment.programme && each.asset === asset),
  };
}

function programmeOf(unit: NurtureUnit, enrolment: Enrolment): CompiledProgramme {
  return unit.book.programmes[enrolment.programme] as CompiledProgramme;
}

function stepOf(unit: NurtureUnit, enrolment: Enrolment): Step {
  return programmeOf(unit, enrolment).programme.steps[enrolment.step] as Step;
}

function calendarOf(unit: NurtureUnit, lead: number, enrolment: Enrolment) {
  const compiled = programmeOf(unit, enrolment);
  return compiled.calendarIn(zoneOf(unit.state, lead, compiled.programme));
}

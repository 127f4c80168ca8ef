// Who enrols, and by which draw: events (nurture opened, sales gave back) enrol at their instant, states (what is missing, who they are) whenever a step shows them.
import { isHeldBack } from '../../handoff/hold-back.ts';
import type { CompiledProgramme } from '../programme/programme-book.ts';
import { stateAt } from '../programme/programme-states.ts';
import type { Heard } from './heard.ts';
import { hasAddress, isTrueOf, lacks } from './kernel-view.ts';
import type { StopReason, Trigger } from './nurture-decision.ts';
import type { NurtureUnit } from './nurture-unit.ts';
import { isRunning, type Person } from './person.ts';
import { concernsAll, type Step } from './step.ts';
import { decisionBase } from './telling.ts';
import { enter } from './walking.ts';

interface Called {
  readonly by: Trigger;
  readonly because?: string;
}

/** Enrols everybody concerned by the step whom a programme asks for and who may be written to. */
export function enrolWhoMay(unit: NurtureUnit, step: Step): void {
  for (const lead of concerned(unit, step))
    for (let programme = 0; programme < unit.book.programmes.length; programme++) consider(unit, lead, programme, step);
}

/** Leads that may be others than before: of a row its own, or all of its account where it speaks of that or of sales; of a deadline of the kernel those of its account; and whom the kernel decided about. */
function concerned(unit: NurtureUnit, { row, heard, deadlines }: Step): number[] {
  const { evidence, columns } = unit.state;
  const atom = row < 0 ? -1 : (columns.atom[row] as number);
  const own = row < 0 ? -1 : (evidence.leadOf[atom] as number);
  const isOfAll = row >= 0 && (own < 0 || concernsAll(unit, row));
  if (!isOfAll && heard.length === 0 && deadlines.length === 0) return own < 0 ? [] : [own];
  const accounts = new Set(
    [...(isOfAll ? [atom] : []), ...deadlines].map((each) => evidence.accountOf[each] as number),
  );
  const leads: number[] = [];
  for (let lead = 0; lead < evidence.leads; lead++) {
    const isOfAccount = accounts.has(evidence.accountOfLead[lead] as number);
    if (evidence.leadSeen[lead] === 1 && (lead === own || isOfAccount || isHeard(unit, lead, heard))) leads.push(lead);
  }
  return leads;
}

function isHeard({ state }: NurtureUnit, lead: number, heard: readonly Heard[]): boolean {
  return heard.some(({ atom }) => state.evidence.leadOf[atom] === lead);
}

function consider(unit: NurtureUnit, lead: number, position: number, step: Step): void {
  const compiled = unit.book.programmes[position] as CompiledProgramme;
  const { enrol } = compiled.programme;
  if (stateAt(compiled.history, unit.state.now) !== 'active') return;
  if (!mayAgain(unit, lead, position)) return;
  const event = eventFor(unit, lead, compiled, step.heard);
  if (event === undefined && enrol.missing === undefined && enrol.segment === undefined) return;
  if (enrol.only !== undefined && !isTrueOf(unit.state, lead, enrol.only)) return;
  const called = event ?? stateFor(unit, lead, compiled);
  if (called === undefined) return;
  const reason = barOf(unit, lead, position, called.by);
  if (reason === undefined) begin(unit, lead, position, called);
  else if (event !== undefined)
    unit.tell(
      { kind: 'passed-over', ...decisionBase(unit, lead, position), by: event.by, reason },
      unit,
      unit.state.leadName(lead),
    );
}

/** Whether the lead is not in the programme, and may be (again). */
function mayAgain(unit: NurtureUnit, lead: number, position: number): boolean {
  const again = unit.book.programmes[position]?.programme.enrol.again;
  const earlier = unit.ofSameName(earlierOf(unit, lead), position);
  if (earlier.some(isRunning)) return false;
  const last = earlier.at(-1);
  if (last === undefined) return true;
  return again !== undefined && unit.state.now >= (last.endedAt as number) + again * 3_600_000;
}

function earlierOf(unit: NurtureUnit, lead: number): Person['enrolments'] {
  for (const [atom, person] of unit.people) if (unit.state.evidence.leadOf[atom] === lead) return person.enrolments;
  return [];
}

function eventFor(
  unit: NurtureUnit,
  lead: number,
  { programme: { enrol }, definition }: CompiledProgramme,
  heard: readonly Heard[],
): Called | undefined {
  for (const each of heard) {
    if (each.definition !== definition || unit.state.evidence.leadOf[each.atom] !== lead) continue;
    const { recycled, nurture } = enrol;
    if (each.kind === 'given-back' && recycled !== undefined && isAmong(recycled, each.reason))
      return { by: 'recycled', ...(each.reason !== undefined && { because: each.reason }) };
    if (each.kind === 'nurture' && nurture !== undefined && isAmong(nurture, each.gate))
      return { by: 'nurture', because: each.gate };
  }
  return undefined;
}

/** No names are any. */
function isAmong(names: readonly string[], name: string | undefined): boolean {
  return names.length === 0 || (name !== undefined && names.includes(name));
}

function stateFor(unit: NurtureUnit, lead: number, { programme, definition }: CompiledProgramme): Called | undefined {
  const { missing, segment } = programme.enrol;
  const found = missing && lacks(unit.state, lead, definition, missing);
  if (found !== undefined) return { by: 'missing', because: found };
  return segment !== undefined && isTrueOf(unit.state, lead, segment) ? { by: 'segment' } : undefined;
}

/** What would stop it at once, or keep its mails from being sent. */
function barOf(unit: NurtureUnit, lead: number, position: number, by: Trigger): StopReason | undefined {
  const bar = unit.barOf(lead, position);
  if (bar !== undefined) return bar;
  if (by !== 'recycled' && unit.thresholds(lead, position).length > 0) return 'threshold';
  return hasAddress(unit.state, lead) ? undefined : 'no address';
}

function begin(unit: NurtureUnit, lead: number, position: number, called: Called): void {
  const { person } = unit.personOf(lead);
  const earlier = unit.ofSameName(person.enrolments, position);
  const enrolment = {
    lead: unit.state.evidence.leadId(lead),
    programme: position,
    number: earlier.length + 1,
    at: unit.state.now,
    order: unit.order,
    by: called.by,
    past: called.by === 'recycled' ? unit.thresholds(lead, position) : [],
    // Drawn once: who was held out of a programme stays so, however often they enrol.
    arm: earlier[0]?.arm ?? draw(unit, lead, position),
    step: 0,
    dueAt: Number.POSITIVE_INFINITY,
    lookAt: Number.POSITIVE_INFINITY,
    endedAt: undefined,
    endedBy: undefined,
  };
  person.enrolments.push(enrolment);
  unit.tell(
    { kind: 'enrolled', ...decisionBase(unit, lead, position), ...called, arm: enrolment.arm },
    unit,
    unit.state.leadName(lead),
  );
  enter(unit, lead, enrolment, 0);
}

function draw(unit: NurtureUnit, lead: number, position: number): 'mailed' | 'held-out' {
  const { name, holdOut } = (unit.book.programmes[position] as CompiledProgramme).programme;
  if (holdOut === undefined || !unit.draws) return 'mailed';
  const salted = { share: holdOut.share, salt: `${holdOut.salt}\n${name}` };
  return isHeldBack(salted, unit.state.evidence.leadId(lead)) ? 'held-out' : 'mailed';
}

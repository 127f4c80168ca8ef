// Brings what is stored of programmes up to what was just decided, in the same transaction: enrolments, decisions, mails that leave, and mails that must not leave any more.
import { canonicalJson } from '@baton/core/base/canonical-json';
import type { Json } from '@baton/core/journal/entry';
import { mailId } from '@baton/core/nurture/moving/nurture-decision';
import type { Enrolment } from '@baton/core/nurture/moving/person';
import { LiveProgrammes } from '@baton/core/nurture/replaying/live-programmes';
import { appendProgrammeDecisions, keepEnrolments } from '../store/enrolment-rows.ts';
import { moveMails, type NewMail, putMails, stopMail, waitingMailsOf } from '../store/mail-rows.ts';
import type { Changing } from '../store/store.ts';
import type { EnrolmentsTable, MailsTable } from '../store/tables.ts';
import type { ProgrammesInForce, StoredProgramme } from './programmes-in-force.ts';
import { enrolmentId, type ToldNurture } from './told-nurture.ts';
import type { Working, WorkingUnits } from './working-units.ts';

interface Nurtured extends Working {
  readonly live: LiveProgrammes;
}

/** Writes it. `late` are decisions about the past that only a second playing of it has brought: their mails never go. */
export async function keepNurture(
  tx: Changing,
  programmes: ProgrammesInForce | undefined,
  working: WorkingUnits,
  now: number,
): Promise<void> {
  if (programmes === undefined) return;
  const { nurtured, late } = working;
  const units = [...working.all()].filter(
    (unit): unit is Nurtured => unit.live instanceof LiveProgrammes && unit.live.unit.people.size > 0,
  );
  if (units.length + nurtured.length === 0) return;
  const all = [...nurtured, ...late];
  await appendProgrammeDecisions(
    tx,
    all.map(({ id, decision, version, enrolment }) => ({
      id,
      at: decision.at,
      kind: decision.kind,
      programme: decision.programme,
      version,
      lead: decision.lead,
      enrolment,
      step: 'step' in decision ? decision.step : null,
      body: canonicalJson(decision as unknown as Json),
    })),
  );
  await keepEnrolments(
    tx,
    units.flatMap((unit) => changedEnrolments(unit, programmes)),
  );
  const unitOf = unitsByEnrolment(units, programmes);
  const mails = (told: readonly ToldNurture[], state: string): NewMail[] =>
    told.flatMap((each) => mailOf(each, programmes, unitOf.get(each.enrolment ?? '') ?? 0, state, now) ?? []);
  await putMails(tx, [...mails(nurtured, 'waiting'), ...mails(late, 'late')]);
  for (const { id } of units) {
    const parts = working.numbersOf({ id }).filter((part) => part !== id);
    if (parts.length > 0) await moveMails(tx, parts, id);
  }
  await stopWhatMust(tx, units, programmes, now);
}

/** Enrolments that are not any more as they were last written. */
function changedEnrolments(unit: Nurtured, programmes: ProgrammesInForce): EnrolmentsTable[] {
  const changed: EnrolmentsTable[] = [];
  for (const enrolment of enrolmentsIn(unit)) {
    const row = rowOf(unit, enrolment, programmes);
    const text = JSON.stringify(row);
    if (unit.written.get(row.id) === text) continue;
    unit.written.set(row.id, text);
    changed.push(row);
  }
  return changed;
}

function* enrolmentsIn({ live }: Nurtured): Iterable<Enrolment> {
  for (const { enrolments } of live.unit.people.values()) yield* enrolments;
}

function rowOf({ id: unit, live }: Nurtured, enrolment: Enrolment, { versions }: ProgrammesInForce): EnrolmentsTable {
  const { name, version, programme } = versions[enrolment.programme] as StoredProgramme;
  const { lead, number, at, by, arm, endedAt, endedBy } = enrolment;
  const reached = live.outcomes.reachedBy(name, lead, at);
  const due = Math.min(enrolment.dueAt, enrolment.lookAt);
  const isRunning = endedAt === undefined;
  return {
    id: enrolmentId(enrolment, name),
    programme: name,
    version,
    lead,
    account: live.outcomes.accountOf(name, lead, at) ?? '',
    unit,
    ...{ number, at, by, arm },
    step: isRunning ? (programme.steps[enrolment.step]?.name ?? null) : null,
    due_at: isRunning ? instant(due) : null,
    ended_at: endedAt ?? null,
    ended_by: endedBy ?? null,
    qualified_at: instant(reached?.qualified),
    opportunity_at: instant(reached?.opportunity),
    won_at: instant(reached?.won),
  };
}

function instant(at: number | undefined): number | null {
  return at === undefined || !Number.isFinite(at) ? null : at;
}

function unitsByEnrolment(units: readonly Nurtured[], { versions }: ProgrammesInForce): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const unit of units)
    for (const enrolment of enrolmentsIn(unit)) {
      const { name } = versions[enrolment.programme] as StoredProgramme;
      found.set(enrolmentId(enrolment, name), unit.id);
    }
  return found;
}

function mailOf(
  { decision, position, version, enrolment, mail }: ToldNurture,
  { book, versions }: ProgrammesInForce,
  unit: number,
  state: string,
  now: number,
): NewMail | undefined {
  if (decision.kind !== 'send' || mail === undefined || enrolment === null) return undefined;
  const { programme } = versions[position] as StoredProgramme;
  const { address, zone, variables } = mail;
  return {
    id: mailId(decision),
    enrolment,
    programme: decision.programme,
    version,
    step: decision.step,
    mail: decision.mail,
    number: decision.number,
    lead: decision.lead,
    unit,
    address,
    domain: address.slice(address.lastIndexOf('@') + 1).toLowerCase(),
    zone,
    purpose: programme.purpose,
    variables: JSON.stringify(variables),
    decided_at: decision.at,
    // Whoever was away while it was due sends it in open hours still.
    due_at: book.programmes[position]?.calendarIn(zone).nextOpen(Math.max(now, decision.at)) ?? now,
    state,
  };
}

/** Mails of these units that wait, and whose people must not be written to any more. */
async function stopWhatMust(
  tx: Changing,
  units: readonly Nurtured[],
  programmes: ProgrammesInForce,
  now: number,
): Promise<void> {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const waiting = await waitingMailsOf(tx, [...byId.keys()]);
  for (const row of waiting) {
    const reason = stopOf(byId.get(row.unit), row, programmes);
    if (reason !== undefined) await stopMail(tx, row.id, reason, now);
  }
}

function stopOf(unit: Nurtured | undefined, row: MailsTable, { versions }: ProgrammesInForce): string | undefined {
  if (unit === undefined) return undefined;
  if (unit.live.stuck !== undefined) return 'stuck';
  const enrolment = [...enrolmentsIn(unit)].find(
    (each) => enrolmentId(each, (versions[each.programme] as StoredProgramme).name) === row.enrolment,
  );
  if (enrolment === undefined) return 'the enrolment is gone';
  if (enrolment.endedBy !== undefined && enrolment.endedBy !== 'finished') return enrolment.endedBy;
  for (const [atom, { enrolments }] of unit.live.unit.people) {
    if (!enrolments.includes(enrolment)) continue;
    const lead = unit.live.state.evidence.leadOf[atom] ?? -1;
    return lead < 0 ? 'the person is gone' : unit.live.unit.stopOf(lead, enrolment);
  }
  return undefined;
}

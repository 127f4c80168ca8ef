// Writing to a CRM (P8): leads that changed are looked up there, compared field by field, and only what differs is written; then the rep's task, made once however often an answer is lost.
import { HOUR, MINUTE } from '@baton/core/base/duration';
import type { Intake } from '../ingest/intake.ts';
import { holdOn } from '../store/connector-rows.ts';
import { dueWrites, settleWrite } from '../store/crm-write-rows.ts';
import type { ConnectorsTable, CrmWritesTable } from '../store/tables.ts';
import type { Settings } from './connector-settings.ts';
import { type Cells, type Crm, type CrmPerson, CrmProblem, type PersonNames } from './crm.ts';
import { type Wanted, type WantedContext, wantedOf } from './wanted.ts';

/** Pauses after the first, second, … attempt that failed for a lead; then it is laid aside where people see it. */
export const WRITE_PAUSES = [30_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR] as const;
/** Two leads of Baton that are one person there are written one after the other; names of one lead are written as one. */
const SAME_PERSON = 'another lead of this batch is the same person in the CRM';
/** Leads written at once. */
const AT_ONCE = 50;

/** What a connector remembers of a lead that it wrote. */
export interface Written {
  /** `contacts:17`. */
  readonly record?: string;
  /** The hand-off whose task was made, and the task. */
  readonly task?: { readonly handoff: string; readonly id: string };
  /** The stage that Baton set last, and for which hand-off and state. */
  readonly stage?: { readonly value: string; readonly at: string };
}

/** What a round needs. */
export interface WriteContext extends WantedContext {
  readonly intake: Intake;
}

/** One field as it is and as it would be. */
export interface FieldDiff {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** Writes all leads that are due. Returns how many were written. Throws {@link CrmProblem} where the CRM takes nothing now. */
export async function writeOut(
  context: WriteContext,
  connector: ConnectorsTable,
  crm: Crm,
  settings: Settings,
): Promise<number> {
  let count = 0;
  for (;;) {
    const rows = await context.intake.aside(async (tx) => {
      await holdOn(tx, connector, context.clock());
      return dueWrites(tx, connector.id, context.clock(), AT_ONCE);
    });
    count += rows.length;
    if (rows.length > 0) await new Batch(context, connector, crm, settings).write(rows);
    if (rows.length < AT_ONCE) return count;
  }
}

/** Fields that differ from what is wanted, and the stage where it may be set. */
export function diffOf(
  person: CrmPerson,
  { fields, handoff }: Wanted,
  settings: Settings,
  written: Written,
): FieldDiff[] {
  const diffs = Object.entries(fields).flatMap(([field, to]) => {
    const from = person.fields[field];
    return from === undefined || sameValue(from, to) ? [] : { field, from, to };
  });
  const stage = stageOf(person, handoff, settings, written);
  return stage === undefined ? diffs : [...diffs, stage];
}

/** The stage: set once for each state of a hand-off, and never over what people wrote, unless the settings name the value. */
function stageOf(
  person: CrmPerson,
  handoff: Wanted['handoff'],
  { stage }: Settings,
  written: Written,
): FieldDiff | undefined {
  const to = handoff === undefined ? undefined : stage?.values[handoff.state as 'open'];
  if (stage === undefined || handoff === undefined || to === undefined) return undefined;
  if (written.stage?.at === `${handoff.id}:${handoff.state}`) return undefined;
  const from = person.fields[stage.field];
  if (from === undefined) return undefined;
  const mayWrite = from === '' || from === written.stage?.value || stage.over.includes(from);
  return mayWrite && from !== to ? { field: stage.field, from, to } : undefined;
}

/** Fields that are looked at. */
export function fieldsOf({ fields, stage }: Settings): string[] {
  return [...new Set([...Object.values(fields), ...(stage === undefined ? [] : [stage.field])])] as string[];
}

class Batch {
  constructor(
    private readonly context: WriteContext,
    private readonly connector: ConnectorsTable,
    private readonly crm: Crm,
    private readonly settings: Settings,
  ) {}

  async write(rows: readonly CrmWritesTable[]): Promise<void> {
    const { settings, crm } = this;
    const wanted: (Wanted | undefined)[] = [];
    for (const { lead } of rows) wanted.push(await wantedOf(this.context, lead, settings));
    const people = await crm.find(
      rows.map((row, i) => withRecord(wanted[i]?.names ?? { ids: [], emails: [] }, row)),
      fieldsOf(settings),
    );
    const planned = rows.map((row, i) => {
      const [want, person] = [wanted[i], people[i]];
      const written = JSON.parse(row.written) as Written;
      const diffs = want === undefined || person === undefined ? [] : diffOf(person, want, settings, written);
      return { row, want, person, written, diffs };
    });
    const changing = planned.filter(
      ({ diffs, person }, i) => diffs.length > 0 && planned.findIndex((each) => each.person?.id === person?.id) === i,
    );
    const changes = changing.flatMap(({ person, diffs }) =>
      person === undefined ? [] : { object: person.object, id: person.id, fields: cellsOf(diffs) },
    );
    const problems = changes.length === 0 ? [] : await crm.update(changes);
    for (const each of planned) {
      const first = changing.find(({ person }) => person !== undefined && person.id === each.person?.id);
      const isWritten = first !== undefined && first.want?.lead === each.want?.lead;
      const problem = first === undefined ? undefined : problems[changing.indexOf(first)];
      await this.settle(each, isWritten || each.diffs.length === 0 ? problem : SAME_PERSON);
    }
  }

  private async settle(
    {
      row,
      want,
      person,
      written,
      diffs,
    }: {
      row: CrmWritesTable;
      want: Wanted | undefined;
      person: CrmPerson | undefined;
      written: Written;
      diffs: readonly FieldDiff[];
    },
    problem: string | undefined,
  ): Promise<void> {
    const now = this.context.clock();
    if (want === undefined || person === undefined) {
      const because = want === undefined ? 'nothing is left of the lead' : 'the CRM knows nobody of this name';
      return this.keep(row, { state: 'unmatched', problem: because, written: row.written, ended_at: now });
    }
    const stage = this.stageNow(want, person, written, diffs, problem);
    const done: Written = { ...written, record: `${person.object}:${person.id}`, ...(stage && { stage }) };
    if (problem !== undefined) return this.failed(row, problem, done);
    const task = await this.task(want, person, written);
    if (typeof task === 'string') return this.failed(row, task, done);
    const all = { ...done, ...(task && { task }) };
    return this.keep(row, { state: 'written', problem: null, written: JSON.stringify(all), ended_at: now });
  }

  /** What is remembered of the stage: set now, or passed over for this state since people had their say. */
  private stageNow(
    { handoff }: Wanted,
    person: CrmPerson,
    written: Written,
    diffs: readonly FieldDiff[],
    problem: string | undefined,
  ): Written['stage'] {
    const { stage } = this.settings;
    if (stage === undefined || handoff === undefined || problem !== undefined) return written.stage;
    if (stage.values[handoff.state as 'open'] === undefined) return written.stage;
    const set = diffs.find(({ field }) => field === stage.field);
    const isThere = person.fields[stage.field] === stage.values[handoff.state as 'open'];
    const value = set?.to ?? (isThere ? (person.fields[stage.field] ?? '') : (written.stage?.value ?? ''));
    return { value, at: `${handoff.id}:${handoff.state}` };
  }

  /** Makes the task of an open hand-off, unless it is there. A text says what went wrong. */
  private async task({ handoff }: Wanted, person: CrmPerson, written: Written): Promise<Written['task'] | string> {
    if (!this.settings.tasks || handoff === undefined || handoff.state !== 'open') return written.task;
    if (written.task?.handoff === handoff.id) return written.task;
    const marker = markerOf(handoff.id);
    try {
      const found = await this.crm.taskOf(person, marker);
      if (found !== undefined) return { handoff: handoff.id, id: found };
      const owner = await this.ownerOf(handoff.rep, person);
      const { subject, text, dueAt } = handoff;
      return { handoff: handoff.id, id: await this.crm.makeTask(person, { marker, subject, text, dueAt, owner }) };
    } catch (error) {
      if (error instanceof CrmProblem && error.kind === 'refused') return error.message;
      throw error;
    }
  }

  private owners: Promise<ReadonlyMap<string, string>> | undefined;

  /** The rep as the CRM knows them, else the record's owner. */
  private async ownerOf(rep: string | undefined, person: CrmPerson): Promise<string | undefined> {
    this.owners ??= this.crm.owners().then((all) => new Map(all.map(({ id, email }) => [email, id])));
    const found = rep === undefined ? undefined : (await this.owners).get(rep.toLowerCase());
    return found ?? (person.owner === '' ? undefined : person.owner);
  }

  private failed(row: CrmWritesTable, problem: string, written: Written): Promise<void> {
    const now = this.context.clock();
    const pause = WRITE_PAUSES[row.attempts];
    const told = { attempts: row.attempts + 1, problem, written: JSON.stringify(written) };
    if (pause === undefined) return this.keep(row, { ...told, state: 'dead', ended_at: now });
    return this.keep(row, { ...told, due_at: now + pause });
  }

  private keep(row: CrmWritesTable, change: Partial<CrmWritesTable> & { written: string }): Promise<void> {
    return this.context.intake.aside(async (tx) => {
      await holdOn(tx, this.connector, this.context.clock());
      await settleWrite(tx, row, change);
    });
  }
}

/** Names a task for ever, in its text. */
export function markerOf(handoff: string): string {
  return `Baton hand-off ${handoff}`;
}

function withRecord(names: PersonNames, row: CrmWritesTable): PersonNames {
  const { record } = JSON.parse(row.written) as Written;
  return record === undefined ? names : { ...names, record: record.slice(record.indexOf(':') + 1) };
}

function cellsOf(diffs: readonly FieldDiff[]): Cells {
  return Object.fromEntries(diffs.map(({ field, to }) => [field, to]));
}

/** Whether two cells say the same: numbers and instants are written in more than one way. */
function sameValue(a: string, b: string): boolean {
  if (a === b) return true;
  if (a === '' || b === '') return false;
  if (/^-?\d+(\.\d+)?$/.test(a) && /^-?\d+(\.\d+)?$/.test(b)) return Number(a) === Number(b);
  const instant = /^\d{4}-\d\d-\d\dT/;
  return instant.test(a) && instant.test(b) && Date.parse(a.replace(/\+0000$/, 'Z')) === Date.parse(b);
}

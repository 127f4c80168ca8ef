// Who is in programmes and what programmes decided, in the store.
import { sql } from 'kysely';
import { anyOf, insertRows, upsertRows } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { EnrolmentsTable, ProgrammeDecisionsTable } from './tables.ts';

const COLUMNS = [
  'id',
  'programme',
  'version',
  'lead',
  'account',
  'unit',
  'number',
  'at',
  'by',
  'arm',
  'step',
  'due_at',
  'ended_at',
  'ended_by',
  'qualified_at',
  'opportunity_at',
  'won_at',
] as const satisfies readonly (keyof EnrolmentsTable)[];
const DECISION = [
  'id',
  'at',
  'kind',
  'programme',
  'version',
  'lead',
  'enrolment',
  'step',
  'body',
] as const satisfies readonly (keyof ProgrammeDecisionsTable)[];

/** Writes enrolments as they have become. */
export async function keepEnrolments(tx: Changing, rows: readonly EnrolmentsTable[]): Promise<void> {
  await upsertRows(tx, 'enrolments', COLUMNS, ['id'], rows);
}

/** Which of these decisions of programmes are stored already. */
export async function knownProgrammeDecisions(tx: Changing, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('programme_decisions')
    .select('id')
    .where((eb) => anyOf(tx, eb.ref('id'), ids))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function appendProgrammeDecisions(tx: Changing, rows: readonly ProgrammeDecisionsTable[]): Promise<void> {
  if (rows.length === 0) return;
  await insertRows(tx, 'programme_decisions', DECISION, rows, sql`on conflict (id) do nothing`).execute(tx);
}

/** Every decision of programmes, oldest first, but of whom was erased. */
export async function programmeDecisionBodies(read: Reading): Promise<string[]> {
  const rows = await read
    .selectFrom('programme_decisions')
    .select('body')
    .where('body', '<>', '')
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ body }) => body);
}

/** What programmes decided about a lead, oldest first. */
export async function programmeDecisionsAbout(read: Reading, lead: string): Promise<string[]> {
  const rows = await read
    .selectFrom('programme_decisions')
    .select('body')
    .where('lead', '=', lead)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ body }) => body);
}

/** Everybody who was ever in some version of a programme, oldest first. */
export function enrolmentsOf(read: Reading, programme: string): Promise<EnrolmentsTable[]> {
  return read
    .selectFrom('enrolments')
    .selectAll()
    .where('programme', '=', programme)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** A page of the people in a programme, who came last first. `before` is the last row of the page before. */
export function peopleIn(
  read: Reading,
  programme: string,
  {
    step,
    running,
    before,
    limit,
  }: {
    readonly step?: string | undefined;
    readonly running?: boolean | undefined;
    readonly before?: { readonly at: number; readonly id: string } | undefined;
    readonly limit: number;
  },
) {
  let query = read
    .selectFrom('enrolments as e')
    .selectAll('e')
    .select((eb) =>
      eb.selectFrom('standings as s').select('s.label').whereRef('s.lead', '=', 'e.lead').limit(1).as('label'),
    )
    .where('e.programme', '=', programme);
  if (step !== undefined) query = query.where('e.step', '=', step).where('e.ended_at', 'is', null);
  if (running !== undefined) query = query.where('e.ended_at', running ? 'is' : 'is not', null);
  if (before !== undefined)
    query = query.where((eb) =>
      eb.or([eb('e.at', '<', before.at), eb.and([eb('e.at', '=', before.at), eb('e.id', '>', before.id)])]),
    );
  return query.orderBy('e.at', 'desc').orderBy('e.id').limit(limit).execute();
}

/** How many people wait at which step, by programme and version. */
export async function waitingBySteps(
  read: Reading,
): Promise<{ programme: string; version: number; step: string | null; count: number }[]> {
  const rows = await read
    .selectFrom('enrolments')
    .select(['programme', 'version', 'step'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ended_at', 'is', null)
    .groupBy(['programme', 'version', 'step'])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** How many enrolments ended how, by programme and version; `ended_by` null: they go on. */
export async function endsOf(
  read: Reading,
): Promise<{ programme: string; version: number; arm: string; ended_by: string | null; count: number }[]> {
  const rows = await read
    .selectFrom('enrolments')
    .select(['programme', 'version', 'arm', 'ended_by'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['programme', 'version', 'arm', 'ended_by'])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** The first time each enrolment came to send a mail, or would have. */
export function firstMailsOf(
  read: Reading,
  programme: string,
): Promise<{ enrolment: string | null; step: string | null; at: number }[]> {
  return read
    .selectFrom('programme_decisions')
    .select(['enrolment', 'step'])
    .select((eb) => eb.fn.min('at').as('at'))
    .where('programme', '=', programme)
    .where('kind', 'in', ['send', 'withheld'])
    .groupBy(['enrolment', 'step'])
    .execute();
}

// The queue's reads: hand-offs with what their leads are called and why they are there.
import { sql } from 'kysely';
import { anyOf, isSqlite } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { HandoffsTable } from './tables.ts';

/** A hand-off as the queue shows it. */
export interface QueueRow extends HandoffsTable {
  readonly label: string | null;
  readonly company: string | null;
  readonly reasons: string | null;
  readonly source: string | null;
  readonly rep_name: string | null;
}

/** What to show of the queue. */
export interface QueueSearch {
  /** A rep's id; everybody's where absent. */
  readonly rep?: string | undefined;
  readonly states: readonly string[];
  /** Cursor: due time and id of the last row of the page before. */
  readonly after?: { readonly due: number; readonly id: string } | undefined;
  readonly limit: number;
}

/** No due time yet sorts last. */
export const NEVER_DUE = Number.MAX_SAFE_INTEGER;

/** Hand-offs by due time, the soonest first. */
export function queueOf(read: Reading, { rep, states, after, limit }: QueueSearch): Promise<QueueRow[]> {
  const due = sql<number>`coalesce(h.due_at, ${sql.lit(NEVER_DUE)})`;
  let query = rowsWithNames(read).where('h.state', 'in', [...states]);
  if (rep !== undefined) query = query.where('h.rep', '=', rep);
  if (after !== undefined)
    query = query.where((eb) =>
      eb.or([eb(due, '>', after.due), eb.and([eb(due, '=', after.due), eb('h.id', '>', after.id)])]),
    );
  return query.orderBy(due).orderBy('h.id').limit(limit).execute();
}

/** One hand-off; undefined where there is none. */
export function handoffWithNames(read: Reading, id: string): Promise<QueueRow | undefined> {
  return rowsWithNames(read).where('h.id', '=', id).executeTakeFirst();
}

/** Hand-offs by their ids; those that do not exist are absent. */
export function handoffsWithNames(read: Reading, ids: readonly string[]): Promise<QueueRow[]> {
  return rowsWithNames(read)
    .where((eb) => anyOf(read, eb.ref('h.id'), [...new Set(ids)]))
    .execute();
}

/** Open hand-offs whose reminder has come and that are not overdue yet; on PostgreSQL those that nobody else is reminding of. */
export async function handoffsToRemind(tx: Changing, now: number): Promise<QueueRow[]> {
  const query = tx
    .selectFrom('handoffs')
    .select('id')
    .where('state', '=', 'open')
    .where('remind_at', '<=', now)
    .where('reminded_at', 'is', null)
    .where('answered_at', 'is', null)
    .where('breached_at', 'is', null)
    .orderBy('remind_at')
    .limit(500);
  const due = await (isSqlite(tx) ? query : query.forUpdate().skipLocked()).execute();
  if (due.length === 0) return [];
  return handoffsWithNames(
    tx,
    due.map(({ id }) => id),
  );
}

/** Says that the rep was reminded. */
export async function markReminded(tx: Changing, ids: readonly string[], now: number): Promise<void> {
  await tx
    .updateTable('handoffs')
    .set({ reminded_at: now })
    .where((eb) => anyOf(tx, eb.ref('id'), ids))
    .execute();
}

/** The hand-offs of a lead, the newest first. */
export function handoffsOfLead(read: Reading, lead: string): Promise<QueueRow[]> {
  return rowsWithNames(read).where('h.lead', '=', lead).orderBy('h.opened_at', 'desc').execute();
}

/** The hand-offs of a person by all names, the newest first: each has the name that its lead had then. */
export function handoffsOfPerson(read: Reading, names: readonly string[]): Promise<QueueRow[]> {
  return rowsWithNames(read)
    .where((eb) => anyOf(read, eb.ref('h.lead'), names))
    .orderBy('h.opened_at', 'desc')
    .orderBy('h.id')
    .execute();
}

/** A hand-off as it is, kept so until the transaction ends. */
export function lockHandoff(tx: Changing, id: string): Promise<HandoffsTable | undefined> {
  const query = tx.selectFrom('handoffs').selectAll().where('id', '=', id);
  return (isSqlite(tx) ? query : query.forUpdate()).executeTakeFirst();
}

function rowsWithNames(read: Reading) {
  return read
    .selectFrom('handoffs as h')
    .leftJoin('standings as s', (join) =>
      join.onRef('s.lead', '=', 'h.lead').onRef('s.definition', '=', 'h.definition'),
    )
    .leftJoin('people as p', 'p.id', 'h.rep')
    .selectAll('h')
    .select(['s.label', 's.company', 's.reasons', 's.source', 'p.name as rep_name']);
}

/** How the queue stands today, for the sentence an empty one says. */
export async function queueCounts(read: Reading, since: number, rep: string | undefined) {
  let query = read
    .selectFrom('handoffs')
    .select([
      sql<number>`sum(case when state = 'open' then 1 else 0 end)`.as('open'),
      sql<number>`sum(case when state in ('accepted') and answered_at >= ${since} then 1 else 0 end)`.as('accepted'),
      sql<number>`sum(case when state in ('rejected', 'invalid') and answered_at >= ${since} then 1 else 0 end)`.as(
        'rejected',
      ),
      sql<number>`sum(case when answered_at >= ${since} and (due_at is null or answered_at <= due_at) then 1 else 0 end)`.as(
        'inTime',
      ),
      sql<number>`sum(case when answered_at >= ${since} then 1 else 0 end)`.as('answered'),
      sql<number>`sum(case when state = 'open' and breached_at is not null then 1 else 0 end)`.as('overdue'),
      sql<number>`sum(case when rep = 'nobody' and state = 'open' then 1 else 0 end)`.as('orphans'),
    ]);
  if (rep !== undefined) query = query.where('rep', '=', rep);
  const counts = await query.executeTakeFirst();
  return Object.fromEntries(
    (['open', 'accepted', 'rejected', 'inTime', 'answered', 'overdue', 'orphans'] as const).map((name) => [
      name,
      Number(counts?.[name] ?? 0),
    ]),
  ) as Record<'open' | 'accepted' | 'rejected' | 'inTime' | 'answered' | 'overdue' | 'orphans', number>;
}

/** What sales got and said in [from, until). */
export async function handoffsIn(read: Reading, from: number, until: number) {
  const within = (column: string) =>
    sql<number>`sum(case when ${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${until} then 1 else 0 end)`;
  const answered = (state: string) =>
    sql<number>`sum(case when state = ${state} and answered_at >= ${from} and answered_at < ${until} then 1 else 0 end)`;
  const counts = await read
    .selectFrom('handoffs')
    .select([
      within('opened_at').as('handedOver'),
      answered('accepted').as('accepted'),
      answered('rejected').as('rejected'),
      within('breached_at').as('late'),
      within('sql_at').as('sqls'),
    ])
    .executeTakeFirst();
  const of = (name: 'handedOver' | 'accepted' | 'rejected' | 'late' | 'sqls') => Number(counts?.[name] ?? 0);
  return {
    handedOver: of('handedOver'),
    accepted: of('accepted'),
    rejected: of('rejected'),
    late: of('late'),
    sqls: of('sqls'),
  };
}

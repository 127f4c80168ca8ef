// What stands beside the journal and speaks of people: decisions, hand-offs, standings, what was refused, answers, results. Erasure reads all of it and empties what names them.
import { sql } from 'kysely';
import { type Place, pages } from './beside.ts';
import { anyOf, isSqlite } from './columns-of-both.ts';
import { CRM_PLACES } from './erased-crm-rows.ts';
import { NURTURE_BESIDE } from './erased-nurture-rows.ts';
import type { Changing, Reading } from './store.ts';
import type { HandoffsTable, StandingsTable } from './tables.ts';

/** A decision, as erasure sees it. */
export interface DecisionRow {
  readonly position: number;
  readonly lead: string | null;
  readonly account: string;
  readonly body: string;
}

/** Decisions about some leads or accounts. */
export async function decisionsConcerning(tx: Reading, names: readonly string[]): Promise<DecisionRow[]> {
  const accounts = [...names, ...names.map((name) => `lead:${name}`)];
  return tx
    .selectFrom('decisions')
    .select(['position', 'lead', 'account', 'body'])
    .where((eb) => eb.or([anyOf(tx, eb.ref('lead'), names), anyOf(tx, eb.ref('account'), accounts)]))
    .orderBy('position')
    .execute();
}

/** Writes decisions as an erasure leaves them. They stand for what was decided, and cannot be derived any more: their evidence is gone. */
export async function rewriteDecisions(tx: Changing, changed: readonly DecisionRow[]): Promise<void> {
  if (changed.length === 0) return;
  const json = JSON.stringify(changed);
  const become = isSqlite(tx)
    ? sql`(select value ->> 'position' as position, value ->> 'lead' as lead, value ->> 'account' as account, value ->> 'body' as body from json_each(${json}))`
    : sql`(select * from json_to_recordset(${json}::json) as r(position bigint, lead text, account text, body text))`;
  await sql`update decisions set lead = become.lead, account = become.account, body = become.body, evidence_gone = 1
    from ${become} as become where decisions.position = become.position`.execute(tx);
}

/** Hand-offs of some leads, oldest first. */
export function handoffRowsOf(read: Reading, names: readonly string[]): Promise<HandoffsTable[]> {
  return read
    .selectFrom('handoffs')
    .selectAll()
    .where((eb) => anyOf(read, eb.ref('lead'), names))
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
}

/** Hand-offs of everybody who was erased, oldest first. */
export function erasedHandoffRows(read: Reading): Promise<HandoffsTable[]> {
  return read
    .selectFrom('handoffs')
    .selectAll()
    .where('lead', 'like', 'user:erased-%')
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
}

/** Hand-offs that ended for a reason. */
export function handoffsBecauseOf(read: Reading, reason: string): Promise<HandoffsTable[]> {
  return read.selectFrom('handoffs').selectAll().where('reason', '=', reason).execute();
}

/** How some leads stand. */
export function standingRowsOf(read: Reading, names: readonly string[]): Promise<StandingsTable[]> {
  return read
    .selectFrom('standings')
    .selectAll()
    .where((eb) => anyOf(read, eb.ref('lead'), names))
    .orderBy('definition')
    .execute();
}

/** Hand-offs of some leads stay, as somebody's: they are closed, and name nobody. */
export async function eraseHandoffs(
  tx: Changing,
  names: readonly string[],
  called: string,
  now: number,
): Promise<void> {
  await tx
    .updateTable('handoffs')
    .set((eb) => ({
      lead: called,
      account: sql<string>`case when ${eb.ref('account')} like 'lead:%' then ${`lead:${called}`} else ${eb.ref('account')} end`,
      because: null,
      closed_at: sql<number>`coalesce(${eb.ref('closed_at')}, ${now})`,
      state: sql<string>`case when ${eb.ref('closed_at')} is null then 'erased' else ${eb.ref('state')} end`,
    }))
    .where((eb) => anyOf(tx, eb.ref('lead'), names))
    .execute();
  await tx
    .deleteFrom('standings')
    .where((eb) => anyOf(tx, eb.ref('lead'), names))
    .execute();
}

/** What hand-offs of some accounts say of why they opened. */
export async function reasonsOfHandoffs(
  tx: Reading,
  names: readonly string[],
): Promise<{ readonly id: string; readonly because: string }[]> {
  const rows = await tx
    .selectFrom('handoffs')
    .select(['id', 'because'])
    .where('because', 'is not', null)
    .where((eb) => eb.or([anyOf(tx, eb.ref('lead'), names), anyOf(tx, eb.ref('account'), names)]))
    .execute();
  return rows.map(({ id, because }) => ({ id, because: because ?? '' }));
}

export async function forgetReasons(tx: Changing, ids: readonly string[]): Promise<void> {
  await tx
    .updateTable('handoffs')
    .set({ because: null })
    .where((eb) => anyOf(tx, eb.ref('id'), ids))
    .execute();
}

const PAGE = 200;
/** What names a repeated call. */
const CALL = sql<string>`actor || ' ' || key`;

/** Tables beside the journal whose texts may name anybody. */
export const BESIDE: readonly Place[] = [
  {
    where: 'shelf',
    pages: (read) =>
      pages((after) =>
        read
          .selectFrom('shelf')
          .select(['id as key', 'raw', 'problems'])
          .where('id', '>', Number(after))
          .where('raw', '<>', '')
          .orderBy('id')
          .limit(PAGE)
          .execute()
          .then((rows) => rows.map(({ key, raw, problems }) => ({ key: String(key), texts: [raw, problems] }))),
      ),
    empty: (tx, keys) =>
      tx
        .updateTable('shelf')
        .set((eb) => ({
          raw: '',
          problems: '[]',
          state: sql<string>`case when ${eb.ref('state')} = 'open' then 'erased' else ${eb.ref('state')} end`,
        }))
        .where((eb) => anyOf(tx, eb.ref('id'), keys.map(Number)))
        .execute(),
  },
  {
    where: 'outbox',
    pages: (read) =>
      pages((after) =>
        read
          .selectFrom('outbox')
          .select(['id as key', 'body', 'problem'])
          .where('id', '>', after)
          .where('body', '<>', '')
          .orderBy('id')
          .limit(PAGE)
          .execute()
          .then((rows) => rows.map(({ key, body, problem }) => ({ key, texts: [body, problem] }))),
      ),
    empty: (tx, keys) =>
      tx
        .updateTable('outbox')
        .set({ body: '', problem: null, state: 'erased' })
        .where((eb) => anyOf(tx, eb.ref('id'), keys))
        .execute(),
  },
  {
    where: 'idempotency',
    pages: (read) =>
      pages((after) =>
        read
          .selectFrom('idempotency')
          .select([CALL.as('key'), 'body'])
          .where(CALL, '>', after)
          .where('body', '<>', '')
          .orderBy(CALL)
          .limit(PAGE)
          .execute()
          .then((rows) => rows.map(({ key, body }) => ({ key, texts: [body] }))),
      ),
    empty: (tx, keys) =>
      tx
        .updateTable('idempotency')
        .set({ body: '' })
        .where(anyOf(tx, CALL, keys))
        .execute(),
  },
  {
    where: 'jobs',
    pages: (read) =>
      pages((after) =>
        read
          .selectFrom('jobs')
          .select(['id as key', 'result', 'page', 'rows as told', 'problem'])
          .where('id', '>', after)
          .where((eb) => eb.or([eb('result', 'is not', null), eb('problem', 'is not', null)]))
          .orderBy('id')
          .limit(20)
          .execute()
          .then((rows) =>
            rows.map(({ key, result, page, told, problem }) => ({ key, texts: [result, page, told, problem] })),
          ),
      ),
    empty: (tx, keys) =>
      tx
        .updateTable('jobs')
        .set({
          result: null,
          page: null,
          rows: null,
          state: 'erased',
          problem: 'it named somebody who was erased; ask again',
        })
        .where((eb) => anyOf(tx, eb.ref('id'), keys))
        .execute(),
  },
  ...NURTURE_BESIDE,
  ...CRM_PLACES,
];

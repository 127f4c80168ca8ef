// What has been kept long enough: found, counted, and emptied some at a time.
import { sql } from 'kysely';
import { anyOf } from './columns-of-both.ts';
import type { Row } from './erasure-rows.ts';
import { keepSetting, settingOf } from './setting-rows.ts';
import type { Changing, Reading } from './store.ts';

const SETTING = 'retention';
const LAST = 'retention-run';

/** What is kept how long, in months; null for as long as there is a database. */
export interface Retention {
  /** What people did on pages and in products: name, address, properties. That they did something stays. */
  readonly behaviour: number | null;
  /** Bodies of what was refused. */
  readonly refused: number | null;
  /** Results of jobs, but for backtests that a version was signed on. */
  readonly results: number | null;
}

/** Nothing goes unless somebody says so. */
const KEEP_ALL: Retention = { behaviour: null, refused: null, results: null };

export async function retentionOf(read: Reading): Promise<Retention> {
  return (await settingOf<Retention>(read, SETTING)) ?? KEEP_ALL;
}

export async function keepRetention(tx: Changing, retention: Retention): Promise<void> {
  await keepSetting(tx, SETTING, retention);
}

/** Takes today's run upon this process; false where one was within `pause` before. */
export async function claimRun(tx: Changing, now: number, pause: number): Promise<boolean> {
  const row = await tx.selectFrom('settings').select('value').where('name', '=', LAST).executeTakeFirst();
  if (row === undefined) {
    await keepSetting(tx, LAST, now);
    return true;
  }
  if (Number(row.value) > now - pause) return false;
  const { numUpdatedRows } = await tx
    .updateTable('settings')
    .set({ value: String(now) })
    .where('name', '=', LAST)
    .where('value', '=', row.value)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const BEHAVIOUR = ['track', 'page', 'screen', 'dwell'] as const;

/** Behaviour of before an instant that was not emptied yet, of units that sales has nothing open with. */
function oldBehaviour(read: Reading, before: number) {
  return read
    .selectFrom('entries as e')
    .innerJoin('identifiers as i', 'i.id', 'e.subject')
    .where('e.kind', 'in', [...BEHAVIOUR])
    .where('e.occurred_at', '<', before)
    .where('e.body', '<>', '')
    .where(sql<boolean>`not exists (select 1 from erasures x where x.id = e.erased_by and x.kind = 'retention')`)
    .where(
      sql<boolean>`i.unit not in (select n.unit from handoffs h join identifiers n on n.name = h.lead where h.closed_at is null)`,
    );
}

/** The next of it after a position. */
export function oldBehaviourAfter(
  read: Reading,
  before: number,
  after: number,
  limit: number,
): Promise<(Row & { readonly unit: number })[]> {
  return oldBehaviour(read, before)
    .select(['e.position', 'e.source', 'e.id', 'e.body', 'i.unit'])
    .where('e.position', '>', after)
    .orderBy('e.position')
    .limit(limit)
    .execute();
}

/** Marks what was decided of some leads and accounts as no longer derivable: evidence of it is gone. */
export async function markEvidenceGone(tx: Changing, names: readonly string[]): Promise<void> {
  const accounts = [...names, ...names.map((name) => `lead:${name}`)];
  await tx
    .updateTable('decisions')
    .set({ evidence_gone: 1 })
    .where((eb) => eb.or([anyOf(tx, eb.ref('lead'), names), anyOf(tx, eb.ref('account'), accounts)]))
    .execute();
}

function oldRefused(read: Reading, before: number) {
  return read.selectFrom('shelf').where('received_at', '<', before).where('raw', '<>', '');
}

function oldResults(read: Reading, before: number) {
  return read
    .selectFrom('jobs')
    .where('ended_at', '<', before)
    .where('result', 'is not', null)
    .where(sql<boolean>`id not in (select backtest from versions where backtest is not null)`);
}

/** Keys of what stands beside the journal and is older than an instant, some at a time. */
export async function oldBeside(
  read: Reading,
  where: 'shelf' | 'jobs',
  before: number,
  limit: number,
): Promise<string[]> {
  const rows =
    where === 'shelf'
      ? await oldRefused(read, before).select('id').limit(limit).execute()
      : await oldResults(read, before).select('id').limit(limit).execute();
  return rows.map(({ id }) => String(id));
}

/** How much is older than each of these instants; null counts nothing. */
export async function countOld(
  read: Reading,
  before: { readonly [Kind in keyof Retention]: number | null },
): Promise<Record<keyof Retention, number>> {
  const all = sql<number>`count(*)`.as('n');
  const [behaviour, refused, results] = [before.behaviour, before.refused, before.results];
  return {
    behaviour:
      behaviour === null ? 0 : Number((await oldBehaviour(read, behaviour).select(all).executeTakeFirstOrThrow()).n),
    refused: refused === null ? 0 : Number((await oldRefused(read, refused).select(all).executeTakeFirstOrThrow()).n),
    results: results === null ? 0 : Number((await oldResults(read, results).select(all).executeTakeFirstOrThrow()).n),
  };
}

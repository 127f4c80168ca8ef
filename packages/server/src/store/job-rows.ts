// Jobs in the store.
import { anyOf, isSqlite } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { JobsTable } from './tables.ts';

/** How long a process has a job before it must say that it is still at it, in milliseconds. */
export const JOB_LEASE = 20_000;
/** How often a job is begun before it is given up: it may be what its processes die of. */
const MOST_BEGUN = 3;

/** What is asked for. */
export type NewJob = Pick<JobsTable, 'id' | 'kind' | 'params' | 'made_by' | 'made_at'>;
/** A job without what it found. */
export type JobRow = Omit<JobsTable, 'result' | 'page' | 'rows' | 'holder' | 'held_until' | 'begun'>;

/** Adds a job that waits; returns false where there is one of that id. */
export async function addJob(tx: Changing, job: NewJob): Promise<boolean> {
  const waiting = { state: 'queued', progress: 0, doing: '', holder: null, held_until: 0, begun: 0 };
  const nothingYet = { result: null, page: null, rows: null, problem: null, ended_at: null };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('jobs')
    .values({ ...job, ...waiting, ...nothingYet })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The oldest job that nobody works on, or no longer: `holder` has it for so long. */
export async function takeJob(tx: Changing, holder: string, now: number): Promise<JobsTable | undefined> {
  const query = tx
    .selectFrom('jobs')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('held_until', '<=', now)
    .orderBy('made_at')
    .orderBy('id')
    .limit(1);
  const found = await (isSqlite(tx) ? query : query.forUpdate().skipLocked()).executeTakeFirst();
  if (found === undefined) return undefined;
  if (found.begun >= MOST_BEGUN) {
    await changeJob(tx, found.id, { state: 'failed', problem: GIVEN_UP, ended_at: now });
    return takeJob(tx, holder, now);
  }
  const taken = { state: 'running', holder, held_until: now + JOB_LEASE, begun: found.begun + 1 };
  await changeJob(tx, found.id, taken);
  return { ...found, ...taken };
}

const GIVEN_UP = `it was begun ${MOST_BEGUN} times, and each time the process ended before it did; the log says why`;

/** Keeps a job for its holder a while longer; returns whether it still is theirs. */
export async function holdJob(tx: Changing, id: string, holder: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('jobs')
    .set({ held_until: now + JOB_LEASE })
    .where('id', '=', id)
    .where('holder', '=', holder)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets go of every job: a file has one process, and whoever had them has ended. They are begun again. */
export async function releaseJobs(tx: Changing): Promise<void> {
  await tx.updateTable('jobs').set({ state: 'queued', held_until: 0 }).where('ended_at', 'is', null).execute();
}

/** Forgets all jobs of a kind that ended but the latest so many. */
export async function forgetJobs(tx: Changing, kind: string, keep: number): Promise<void> {
  const ended = await tx
    .selectFrom('jobs')
    .select('id')
    .where('kind', '=', kind)
    .where('ended_at', 'is not', null)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute();
  const old = ended.slice(keep).map(({ id }) => id);
  if (old.length === 0) return;
  await tx
    .deleteFrom('jobs')
    .where((eb) => anyOf(tx, eb.ref('id'), old))
    .execute();
}

/** Changes a job that has not ended; where `holder` is given, only as long as it is theirs. */
export async function changeJob(tx: Changing, id: string, change: Partial<JobsTable>, holder?: string): Promise<void> {
  let query = tx.updateTable('jobs').set(change).where('id', '=', id).where('ended_at', 'is', null);
  if (holder !== undefined) query = query.where('holder', '=', holder);
  await query.execute();
}

export function jobById(read: Reading, id: string): Promise<JobsTable | undefined> {
  return read.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The latest jobs, of one kind where it is named, without what they found. */
export function latestJobs(read: Reading, limit: number, kind?: string): Promise<JobRow[]> {
  let query = read
    .selectFrom('jobs')
    .select(['id', 'kind', 'params', 'state', 'progress', 'doing', 'problem', 'made_by', 'made_at', 'ended_at']);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  return query.orderBy('made_at', 'desc').orderBy('id').limit(limit).execute();
}

/** The latest jobs of a kind that are done, with their results. */
export function doneJobs(
  read: Reading,
  kind: string,
  limit: number,
): Promise<Pick<JobsTable, 'id' | 'result' | 'made_at' | 'made_by'>[]> {
  return read
    .selectFrom('jobs')
    .select(['id', 'result', 'made_at', 'made_by'])
    .where('kind', '=', kind)
    .where('state', '=', 'done')
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Jobs that read the journal as it was: what they would tell may name somebody. They are to be asked for again. */
export async function endJobs(tx: Changing, now: number): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({ state: 'failed', problem: 'somebody was erased meanwhile; ask again', ended_at: now })
    .where('ended_at', 'is', null)
    .execute();
}

// Jobs in the store.
import { anyOf } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { JobsTable } from './tables.ts';

/** Adds a job. */
export async function addJob(tx: Changing, row: JobsTable): Promise<void> {
  await tx.insertInto('jobs').values(row).execute();
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

/** Changes a job that has not ended. */
export async function changeJob(tx: Changing, id: string, change: Partial<JobsTable>): Promise<void> {
  await tx.updateTable('jobs').set(change).where('id', '=', id).where('ended_at', 'is', null).execute();
}

export function jobById(read: Reading, id: string): Promise<JobsTable | undefined> {
  return read.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The latest jobs, of one kind where it is named, without what they found. */
export function latestJobs(
  read: Reading,
  limit: number,
  kind?: string,
): Promise<Omit<JobsTable, 'result' | 'page' | 'rows'>[]> {
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

/** Jobs that were at work when a process ended will not go on. */
export async function endAbandoned(tx: Changing, now: number): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({ state: 'failed', problem: 'the service was stopped meanwhile; ask again', ended_at: now })
    .where('ended_at', 'is', null)
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

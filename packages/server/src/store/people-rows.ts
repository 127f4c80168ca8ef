// People and their sessions in the store.
import type { Changing, Reading } from './store.ts';
import type { PeopleTable, SessionsTable } from './tables.ts';

/** The person with this e-mail. */
export function personByEmail(read: Reading, email: string): Promise<PeopleTable | undefined> {
  return read.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirst();
}

/** The person of this id. */
export function personById(read: Reading, id: string): Promise<PeopleTable | undefined> {
  return read.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Everybody, by name. */
export function everybody(read: Reading): Promise<PeopleTable[]> {
  return read.selectFrom('people').selectAll().orderBy('name').orderBy('id').execute();
}

/** How many admins there are who can sign in, besides one. */
export async function otherAdmins(read: Reading, id: string): Promise<number> {
  const { count } = await read
    .selectFrom('people')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .where('id', '<>', id)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Changes a person. */
export async function changePerson(tx: Changing, id: string, change: Partial<PeopleTable>): Promise<void> {
  if (Object.keys(change).length > 0) await tx.updateTable('people').set(change).where('id', '=', id).execute();
}

/** Adds a person. */
export async function addPerson(tx: Changing, person: PeopleTable): Promise<void> {
  await tx.insertInto('people').values(person).execute();
}

/** A session that has not expired, of a person who is not disabled. */
export async function sessionWithPerson(
  read: Reading,
  token: string,
  now: number,
): Promise<{ readonly session: SessionsTable; readonly person: PeopleTable } | undefined> {
  const session = await read
    .selectFrom('sessions')
    .selectAll()
    .where('token', '=', token)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (session === undefined) return undefined;
  const person = await read
    .selectFrom('people')
    .selectAll()
    .where('id', '=', session.person)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return person && { session, person };
}

/** Adds a session, and lets go of all that have expired. */
export async function addSession(tx: Changing, session: SessionsTable): Promise<void> {
  await tx.deleteFrom('sessions').where('expires_at', '<=', session.made_at).execute();
  await tx.insertInto('sessions').values(session).execute();
}

/** The person of a session proved anew who they are. */
export async function freshenSession(tx: Changing, token: string, now: number): Promise<void> {
  await tx.updateTable('sessions').set({ fresh_at: now }).where('token', '=', token).execute();
}

/** Uses up that the person of a session proved anew who they are, no earlier than `since`; returns whether they had. */
export async function useFreshness(tx: Changing, token: string, since: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('sessions')
    .set({ fresh_at: null })
    .where('token', '=', token)
    .where('fresh_at', '>=', since)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ends one session, or all of a person. */
export async function endSessions(
  tx: Changing,
  which: { readonly token: string } | { readonly person: string },
): Promise<void> {
  const query = tx.deleteFrom('sessions');
  await ('token' in which
    ? query.where('token', '=', which.token)
    : query.where('person', '=', which.person)
  ).execute();
}

/** Whether somebody of sales who can sign in has this id. */
export async function isRep(read: Reading, id: string): Promise<boolean> {
  const found = await read
    .selectFrom('people')
    .select('id')
    .where('id', '=', id)
    .where('role', '=', 'sales')
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

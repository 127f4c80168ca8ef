// Mails in the store: put in where they are decided, stopped where something says so, leased to one process at a time, and settled.
import { sql } from 'kysely';
import { anyOf, insertRows, isSqlite } from './columns-of-both.ts';
import type { Changing, Reading } from './store.ts';
import type { MailsTable } from './tables.ts';

/**
 * What a mail may be: `waiting` for its time; `sending` while a process hands it over; `sent`; `stopped` before it went, by what the problem names; `refused` by the mail server, for good; `failed`: it could not be
 * written, or handed over in many attempts; `unknown`: it was being handed over when the process or the connection broke off, so that it may have gone; `late`: it was only decided when the past was played again; `erased`.
 */
export const MAIL_STATES = [
  'waiting',
  'sending',
  'sent',
  'stopped',
  'refused',
  'failed',
  'unknown',
  'late',
  'erased',
] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** So long a process may take to hand over a mail; then nobody knows whether it went. */
export const MAIL_LEASE = 180_000;

/** A mail to put in. */
export type NewMail = Omit<
  MailsTable,
  'attempts' | 'fence' | 'leased_until' | 'sending_at' | 'ended_at' | 'problem' | 'opened_at' | 'clicked_at'
>;

const COLUMNS = [
  'id',
  'enrolment',
  'programme',
  'version',
  'step',
  'mail',
  'number',
  'lead',
  'unit',
  'address',
  'domain',
  'zone',
  'purpose',
  'variables',
  'decided_at',
  'due_at',
  'state',
  'attempts',
  'fence',
  'leased_until',
] as const satisfies readonly (keyof MailsTable)[];

/** Puts mails in; one that is there already stays as it is. */
export async function putMails(tx: Changing, mails: readonly NewMail[]): Promise<void> {
  if (mails.length === 0) return;
  const rows = mails.map((mail) => ({ ...mail, attempts: 0, fence: 0, leased_until: 0 }));
  await insertRows(tx, 'mails', COLUMNS, rows, sql`on conflict (id) do nothing`).execute(tx);
}

/** Mails of some units that have not gone yet; locked, so that nobody sends them meanwhile. */
export function waitingMailsOf(tx: Changing, units: readonly number[]): Promise<MailsTable[]> {
  const query = tx
    .selectFrom('mails')
    .selectAll()
    .where('state', '=', 'waiting')
    .where((eb) => anyOf(tx, eb.ref('unit'), units));
  return isSqlite(tx) ? query.execute() : query.orderBy('id').forUpdate().execute();
}

/** Mails of units that have become part of another belong to that one. */
export async function moveMails(tx: Changing, units: readonly number[], into: number): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ unit: into })
    .where((eb) => anyOf(tx, eb.ref('unit'), units))
    .execute();
}

/** A mail does not go any more. */
export async function stopMail(tx: Changing, id: string, because: string, now: number): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ state: 'stopped', problem: because, ended_at: now })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

/** What was being handed over when its process broke off: nobody knows whether it went, and it is never sent again. Returns how many. */
export async function giveUpUnknown(tx: Changing, now: number): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('mails')
    .set({
      state: 'unknown',
      problem: 'Baton broke off while it handed this over: it may have gone',
      ended_at: now,
    })
    .where('state', '=', 'sending')
    .where('leased_until', '<=', now)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Mails that are due, the oldest first, locked. */
export function dueMails(tx: Changing, now: number, most: number): Promise<MailsTable[]> {
  const query = tx
    .selectFrom('mails')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(most);
  return isSqlite(tx) ? query.execute() : query.forUpdate().skipLocked().execute();
}

/** Why the programme of a mail has stopped for its person; undefined where it has not. */
export async function stopOfMail(tx: Changing, { enrolment }: MailsTable): Promise<string | undefined> {
  const row = await tx.selectFrom('enrolments').select('ended_by').where('id', '=', enrolment).executeTakeFirst();
  if (row === undefined) return 'the enrolment is gone';
  return row.ended_by === null || row.ended_by === 'finished' ? undefined : row.ended_by;
}

/** When mails went to a domain, or to an address, after an instant: ascending. */
export async function sentSince(
  tx: Changing,
  to: { readonly domain: string } | { readonly address: string },
  since: number,
): Promise<number[]> {
  const column = 'domain' in to ? 'domain' : 'address';
  const rows = await tx
    .selectFrom('mails')
    .select('sending_at')
    .where(column, '=', 'domain' in to ? to.domain : to.address)
    .where('sending_at', '>', since)
    .orderBy('sending_at')
    .execute();
  return rows.map(({ sending_at }) => sending_at as number);
}

/** A mail waits until a later instant. */
export async function putOff(tx: Changing, id: string, until: number): Promise<void> {
  await tx.updateTable('mails').set({ due_at: until }).where('id', '=', id).where('state', '=', 'waiting').execute();
}

/** Leases a mail: from now on it is being handed over. Returns the fence under which it is settled. */
export async function leaseMail(tx: Changing, { id, fence }: MailsTable, now: number): Promise<number> {
  await tx
    .updateTable('mails')
    .set((eb) => ({
      state: 'sending',
      sending_at: now,
      leased_until: now + MAIL_LEASE,
      fence: fence + 1,
      attempts: eb('attempts', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
  return fence + 1;
}

/** Says what became of a leased mail; does nothing where the lease was lost. Returns whether it held. */
export async function settleMail(
  tx: Changing,
  { id, fence }: Pick<MailsTable, 'id' | 'fence'>,
  change: Partial<MailsTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('mails')
    .set({ ...change, leased_until: 0 })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('state', '=', 'sending')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export function mailById(read: Reading, id: string): Promise<MailsTable | undefined> {
  return read.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The latest mail to an address; undefined where none went there. */
export function latestMailTo(read: Reading, address: string): Promise<MailsTable | undefined> {
  return read
    .selectFrom('mails')
    .selectAll()
    .where('address', '=', address)
    .where('sending_at', 'is not', null)
    .orderBy('sending_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Notes the first time a mail was opened or clicked. */
export async function noteFirst(
  tx: Changing,
  id: string,
  column: 'opened_at' | 'clicked_at',
  at: number,
): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ [column]: at })
    .where('id', '=', id)
    .where(column, 'is', null)
    .execute();
}

/** Forgets what mails said of people that ended before an instant; that they went, and to whom, stays. */
export async function forgetWhatMailsSaid(tx: Changing, before: number): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ variables: '{}' })
    .where('ended_at', '<', before)
    .where('variables', '<>', '{}')
    .execute();
}

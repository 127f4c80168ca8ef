// Settings of the service that are no part of what both sides sign, as JSON by name.
import type { Changing, Reading } from './store.ts';

/** How the service watches over the agreed times. */
export interface ServiceLevel {
  /** After which share of the time to answer a rep is reminded: 0 to 1. */
  readonly remindAfter: number;
  /** The person who is told of every breach; null for nobody. */
  readonly escalateTo: string | null;
}

const SERVICE_LEVEL = 'service-level';
const USUAL: ServiceLevel = { remindAfter: 0.75, escalateTo: null };

/** How the service watches over the agreed times, as set or as usual. */
export async function serviceLevel(read: Reading): Promise<ServiceLevel> {
  return (await settingOf<ServiceLevel>(read, SERVICE_LEVEL)) ?? USUAL;
}

/** Sets it for all hand-offs whose clock starts from now on. */
export function setServiceLevel(tx: Changing, level: ServiceLevel): Promise<void> {
  return keepSetting(tx, SERVICE_LEVEL, level);
}

/** A setting's value; undefined where it was never set. */
export async function settingOf<T>(read: Reading, name: string): Promise<T | undefined> {
  const row = await read.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row === undefined ? undefined : (JSON.parse(row.value) as T);
}

/** Sets a value, over an earlier one. */
export async function keepSetting(tx: Changing, name: string, value: unknown): Promise<void> {
  const row = { name, value: JSON.stringify(value) };
  await tx
    .insertInto('settings')
    .values(row)
    .onConflict((on) => on.column('name').doUpdateSet({ value: row.value }))
    .execute();
}

const MAIL_KEY = 'mail-key';

/** Keeps the key by which links in mails are signed, where there is none yet. */
export async function keepMailKey(tx: Changing, fresh: string): Promise<void> {
  const row = { name: MAIL_KEY, value: JSON.stringify(fresh) };
  await tx
    .insertInto('settings')
    .values(row)
    .onConflict((on) => on.column('name').doNothing())
    .execute();
}

/** The key by which links in mails are signed; it is kept at the start. */
export async function mailKey(read: Reading): Promise<string> {
  const key = await settingOf<string>(read, MAIL_KEY);
  if (key === undefined) throw new RangeError('the key of mails is kept at the start');
  return key;
}

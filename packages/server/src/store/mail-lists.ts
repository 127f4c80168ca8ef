// Mails as pages list and count them.
import type { MailState } from './mail-rows.ts';
import type { Reading } from './store.ts';
import type { MailsTable } from './tables.ts';

/** What to look for among mails. `before` is the last row of the page before. */
export interface MailSearch {
  readonly programme?: string | undefined;
  readonly state?: MailState | undefined;
  readonly lead?: string | undefined;
  readonly before?: { readonly at: number; readonly id: string } | undefined;
  readonly limit: number;
}

/** Mails, the newest first. */
export function findMails(read: Reading, { programme, state, lead, before, limit }: MailSearch): Promise<MailsTable[]> {
  let query = read.selectFrom('mails').selectAll();
  if (programme !== undefined) query = query.where('programme', '=', programme);
  if (state !== undefined) query = query.where('state', '=', state);
  if (lead !== undefined) query = query.where('lead', '=', lead);
  if (before !== undefined)
    query = query.where((eb) =>
      eb.or([eb('decided_at', '<', before.at), eb.and([eb('decided_at', '=', before.at), eb('id', '>', before.id)])]),
    );
  return query.orderBy('decided_at', 'desc').orderBy('id').limit(limit).execute();
}

/** Mails by programme, version, step and state, and how many were opened and clicked. */
export async function countMails(read: Reading) {
  const rows = await read
    .selectFrom('mails')
    .select(['programme', 'version', 'step', 'state'])
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.count<number>('opened_at').as('opened'),
      eb.fn.count<number>('clicked_at').as('clicked'),
    ])
    .groupBy(['programme', 'version', 'step', 'state'])
    .execute();
  return rows.map((row) => ({
    ...row,
    count: Number(row.count),
    opened: Number(row.opened),
    clicked: Number(row.clicked),
  }));
}

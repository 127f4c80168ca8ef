// Whether the store answers, and what it counts for those who watch the service.
import { sql } from 'kysely';
import type { Reading } from './store.ts';

/** Rejects where the database cannot be reached. */
export async function answers(read: Reading): Promise<void> {
  await sql`select 1`.execute(read);
}

const VERDICTS = ['accepted', 'duplicate', 'conflict', 'refused'] as const;

/** Everything ever received, by source and what became of it. */
export async function ledgerTotals(
  read: Reading,
): Promise<readonly { readonly source: string; readonly verdict: string; readonly count: number }[]> {
  const rows = await read
    .selectFrom('ledger')
    .select('source')
    .select(VERDICTS.map((verdict) => sql<number>`sum(${sql.ref(verdict)})`.as(verdict)))
    .groupBy('source')
    .execute();
  return rows.flatMap((row) =>
    VERDICTS.map((verdict) => ({ source: row.source, verdict, count: Number(row[verdict]) })),
  );
}

/** Units that the kernel is stuck at (R29). */
export async function stuckUnits(read: Reading): Promise<number> {
  const found = await read
    .selectFrom('units')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('stuck', 'is not', null)
    .executeTakeFirst();
  return Number(found?.count ?? 0);
}

/** How many entries there are, and from when to when those about somebody happened. */
export async function extentOfJournal(
  read: Reading,
): Promise<{ readonly count: number; readonly first: number | undefined; readonly last: number | undefined }> {
  const { count } = await read
    .selectFrom('entries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const { first, last } = await read
    .selectFrom('entries')
    .where('subject', 'is not', null)
    .select((eb) => [eb.fn.min('occurred_at').as('first'), eb.fn.max('occurred_at').as('last')])
    .executeTakeFirstOrThrow();
  return { count: Number(count), first: first ?? undefined, last: last ?? undefined };
}

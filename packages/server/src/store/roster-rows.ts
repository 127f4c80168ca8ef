// Reps with what they have on their desks, for the router.
import { sql } from 'kysely';
import type { Reading } from './store.ts';

/** A rep as routing sees them. */
export interface Rep {
  readonly id: string;
  readonly email: string;
  readonly team: string | null;
  readonly weight: number;
  readonly awayUntil: number | null;
  /** Hand-offs open with them. */
  readonly open: number;
  /** When they were last given one; 0 for never. */
  readonly lastRoutedAt: number;
}

/** Everybody of sales who can sign in. */
export async function roster(read: Reading): Promise<Rep[]> {
  const people = await read
    .selectFrom('people')
    .select(['id', 'email', 'team', 'weight', 'away_until'])
    .where('role', '=', 'sales')
    .where('disabled_at', 'is', null)
    .execute();
  const byRep = await loads(read);
  return people.map(({ id, email, team, weight, away_until }) => ({
    id,
    email,
    team,
    weight,
    awayUntil: away_until,
    open: byRep.get(id)?.open ?? 0,
    lastRoutedAt: byRep.get(id)?.lastRoutedAt ?? 0,
  }));
}

/** What reps have on their desks, by their ids. */
export async function loads(read: Reading): Promise<ReadonlyMap<string, Pick<Rep, 'open' | 'lastRoutedAt'>>> {
  const rows = await read
    .selectFrom('handoffs')
    .select(['rep'])
    .select(sql<number>`sum(case when state in ('open', 'accepted') then 1 else 0 end)`.as('open'))
    .select((eb) => eb.fn.max('routed_at').as('last'))
    .where('rep', 'is not', null)
    .groupBy('rep')
    .execute();
  return new Map(rows.map(({ rep, open, last }) => [rep ?? '', { open: Number(open), lastRoutedAt: last ?? 0 }]));
}

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
  const loads = await read
    .selectFrom('handoffs')
    .select(['rep'])
    .select(sql<number>`sum(case when state in ('open', 'accepted') then 1 else 0 end)`.as('open'))
    .select((eb) => eb.fn.max('routed_at').as('last'))
    .where('rep', 'is not', null)
    .groupBy('rep')
    .execute();
  const byRep = new Map(loads.map((load) => [load.rep, load]));
  return people.map(({ id, email, team, weight, away_until }) => ({
    id,
    email,
    team,
    weight,
    awayUntil: away_until,
    open: Number(byRep.get(id)?.open ?? 0),
    lastRoutedAt: byRep.get(id)?.last ?? 0,
  }));
}

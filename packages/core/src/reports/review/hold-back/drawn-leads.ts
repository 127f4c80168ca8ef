// Draws out of the journal, with what became of the accounts they were about.
import type { DealFact } from '../../../funnel/funnel-facts.ts';
import type { DrawnLead } from './hold-back-estimate.ts';

/** A recorded draw. */
export interface RecordedDraw {
  readonly at: number;
  readonly held: boolean;
  readonly salt: string;
  readonly account: string;
}

/** The first draw of each account under the salt that is in force: a new salt is a new experiment. */
export function drawnLeads(draws: readonly RecordedDraw[], salt: string, deals: readonly DealFact[]): DrawnLead[] {
  const wins = new Map<string, number[]>();
  for (const { account, state, closedAt } of deals)
    if (state === 'won' && closedAt !== undefined) wins.set(account, [...(wins.get(account) ?? []), closedAt]);
  const seen = new Set<string>();
  return [...draws]
    .filter((draw) => draw.salt === salt)
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, held, account }) => {
      if (seen.has(account)) return [];
      seen.add(account);
      return [
        {
          at,
          held,
          wonAt: Math.min(...(wins.get(account) ?? []).filter((wonAt) => wonAt > at), Number.POSITIVE_INFINITY),
        },
      ];
    });
}

// The MQLs that are still open today, and how those of the past went on from the same age.
import { DAY } from '../../../base/duration.ts';
import type { DealFact } from '../../../funnel/funnel-facts.ts';
import { journeysOf } from '../../funnel/journeys.ts';
import type { CountedFacts } from '../../funnel/report-result.ts';

/** One hand-off: how many whole days it was seen until it ended, or until now. */
export interface Course {
  readonly days: number;
  /** 0 still open, 1 won, 2 over otherwise. */
  readonly ending: 0 | 1 | 2;
  /** Hand-offs of one account go together. */
  readonly account: string;
}

/** What is known of all hand-offs, and the amounts of the wins they sourced. */
export interface Courses {
  readonly all: readonly Course[];
  /** Minor units of the main currency, of wins with an amount above 0. */
  readonly amounts: readonly number[];
  readonly currency: string;
  /** Wins in other currencies or without an amount: their money is not foretold. */
  readonly otherWins: number;
}

/** Lays hand-offs out. Those of unknown ends are open. */
export function coursesOf(facts: CountedFacts): Courses {
  const journeys = journeysOf(facts, Number.NEGATIVE_INFINITY);
  const { steps, at } = journeys;
  const all = journeys.facts.map(({ account }, i): Course => {
    const [won, over] = [steps.won[i] as number, steps.over[i] as number];
    const [ended = facts.asOf] = [won, over].filter((end) => end <= facts.asOf);
    return {
      days: Math.max(0, Math.floor((ended - (at[i] as number)) / DAY)),
      ending: won <= facts.asOf ? 1 : over <= facts.asOf ? 2 : 0,
      account,
    };
  });
  const wins = facts.deals.filter((deal) => deal.class === 'mql-sourced' && deal.state === 'won');
  const currency = mainCurrency(wins);
  const amounts = wins.flatMap(({ money }) => (money?.currency === currency && money.minor > 0 ? [money.minor] : []));
  return { all, amounts, currency, otherWins: wins.length - amounts.length };
}

function mainCurrency(wins: readonly DealFact[]): string {
  const counts = new Map<string, number>();
  for (const { money } of wins)
    if (money !== undefined && money.minor > 0) counts.set(money.currency, (counts.get(money.currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}

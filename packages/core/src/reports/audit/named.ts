// Names to talk about: the largest wins with what the rule saw of each, and MQLs that came to nothing.
import { DAY } from '../../base/duration.ts';
import type { DealFact, FunnelFacts, HandoffFact, Money } from '../../funnel/funnel-facts.ts';
import type { Names } from '../funnel/funnel-reading.ts';
import { sourceOf } from '../funnel/groups/grouping.ts';
import type { Journeys } from '../funnel/journeys.ts';

/** A win by name, and what the rule saw of it. */
export interface NamedWin {
  readonly deal: string;
  /** The company's name, else the deal's. */
  readonly name: string;
  readonly wonAt: number;
  readonly money?: Money;
  /** Who became an MQL and when, where anybody did. */
  readonly mql?: { readonly lead: string; readonly at: number; readonly source?: string };
  readonly class: DealFact['class'];
}

/** An MQL that came to nothing. */
export interface JunkMql {
  readonly lead: string;
  readonly name: string;
  readonly company?: string;
  readonly at: number;
  readonly source?: string;
  readonly because: 'rejected' | 'invalid' | 'nothing followed';
  readonly reason?: string;
}

const FIVE = 5;

/** The five largest wins; those without an amount come last, the newest first. */
export function namedWins(
  { deals, handoffs }: Pick<FunnelFacts, 'deals' | 'handoffs'>,
  names: Names,
  from: number,
): NamedWin[] {
  const byId = new Map(handoffs.map((each) => [each.handoff, each]));
  const lastBefore = (account: string, by: number): HandoffFact | undefined =>
    handoffs.filter((each) => each.account === account && each.at <= by).sort((a, b) => b.at - a.at)[0];
  const won = deals.filter(({ state, closedAt = 0 }) => state === 'won' && closedAt >= from);
  const largest = [...won].sort(
    (a, b) => (b.money?.minor ?? -1) - (a.money?.minor ?? -1) || (b.closedAt ?? 0) - (a.closedAt ?? 0),
  );
  return largest.slice(0, FIVE).map((deal) => {
    const handoff =
      deal.handoff === undefined ? lastBefore(deal.account, deal.closedAt as number) : byId.get(deal.handoff);
    return {
      deal: deal.deal,
      name: names.companyName(deal.account) ?? deal.name ?? deal.deal,
      wonAt: deal.closedAt as number,
      ...(deal.money !== undefined && { money: deal.money }),
      ...(handoff !== undefined && { mql: mqlOf(handoff, names) }),
      class: deal.class,
    };
  });
}

function mqlOf({ lead, at, origin }: HandoffFact, names: Names): NonNullable<NamedWin['mql']> {
  const source = sourceOf(origin);
  return { lead: names.leadName(lead), at, ...(source !== undefined && { source }) };
}

/** Five MQLs that sales turned down, those with a reason first and the newest among them, else five that have had the time and came to nothing. */
export function junkMqls(journeys: Journeys, withinDays: number, asOf: number, names: Names): JunkMql[] {
  const able: { readonly fact: HandoffFact; readonly rank: number }[] = [];
  for (const [i, fact] of journeys.facts.entries()) {
    if (journeys.inPeriod[i] === 0 || journeys.sourced.has(i)) continue;
    const isDown = fact.answer === 'rejected' || fact.answer === 'invalid';
    const isNothing =
      (fact.answer === 'unworked' || fact.answer === 'touched') &&
      fact.steps.meetingAt === undefined &&
      fact.at + withinDays * DAY <= asOf;
    if (isDown) able.push({ fact, rank: fact.steps.reason === undefined ? 1 : 0 });
    else if (isNothing) able.push({ fact, rank: 2 });
  }
  able.sort((a, b) => a.rank - b.rank || b.fact.at - a.fact.at || (a.fact.handoff < b.fact.handoff ? -1 : 1));
  return distinctReasonsFirst(able.map(({ fact }) => fact))
    .slice(0, FIVE)
    .map((fact) => {
      const { lead, account, at, answer, origin, steps } = fact;
      const company = names.companyName(account);
      const source = sourceOf(origin);
      return {
        lead,
        name: names.leadName(lead),
        ...(company !== undefined && { company }),
        at,
        ...(source !== undefined && { source }),
        because: answer === 'rejected' || answer === 'invalid' ? answer : 'nothing followed',
        ...(steps.reason !== undefined && { reason: steps.reason }),
      };
    });
}

/** One of each reason before a second of any: five times the same tells less. */
function distinctReasonsFirst(facts: readonly HandoffFact[]): readonly HandoffFact[] {
  const seen = new Set<string>();
  const firsts = facts.filter(({ steps }) => {
    const isNew = steps.reason !== undefined && !seen.has(steps.reason);
    if (steps.reason !== undefined) seen.add(steps.reason);
    return isNew;
  });
  const rest = facts.filter((fact) => !firsts.includes(fact));
  return [...firsts, ...rest];
}

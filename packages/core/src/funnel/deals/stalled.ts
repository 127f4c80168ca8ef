// Deals that go nowhere (K9): open, older than most winning deals ever were, and left alone for 45 days.
import { DAY } from '../../base/duration.ts';
import { plainWord } from '../../import/tables/cell-values.ts';
import { nearestRank } from '../../statistics/quantile.ts';
import type { StalledFact } from '../funnel-facts.ts';
import type { Deal } from './deal.ts';

const ENOUGH_WINS = 20;
const USUAL_AGE = 120 * DAY;
const QUIET = 45 * DAY;

/** Reasons of losses that are silence rather than a decision. */
const WENT_DARK =
  /\b(went|gone|going) dark\b|\bno decision\b|\bunresponsive\b|\bno (response|reply)\b|\bghosted\b|\bstalled\b/;

/** How old open deals may be: the 90th percentile, by nearest rank, of creation → won over 20 wins of new business or more; else 120 days. */
export function usualAge(deals: readonly Deal[]): number {
  const ages = deals.flatMap(({ state, openedAt, closedAt }) =>
    state === 'won' && openedAt !== undefined && closedAt !== undefined ? [closedAt - openedAt] : [],
  );
  return ages.length < ENOUGH_WINS ? USUAL_AGE : (nearestRank(ages, 0.9) as number);
}

/** What is known of quiet: instants of the account's sales activity; undefined where no file of calls, meetings or mails is there. */
export type Activity = readonly number[] | undefined;

/** Since when a deal is stalled as of `now`; undefined where it is not. */
export function stalledFact(deal: Deal, activity: Activity, usual: number, now: number): StalledFact | undefined {
  const { state, openedAt, closedAt, reason } = deal;
  if (state === 'won') return undefined;
  const since = openedAt === undefined ? undefined : stalledSince(deal, openedAt, activity, usual, closedAt ?? now);
  if (state === 'lost')
    return reason !== undefined && WENT_DARK.test(plainWord(reason))
      ? { ...(since !== undefined && { since }), rule: 'K9', confidence: 'recorded' }
      : undefined;
  const confidence = activity === undefined ? 'assumed' : 'inferred';
  return since === undefined ? undefined : { since, rule: 'K9', confidence };
}

/** It stalls when it is old and left alone; nothing but a change of stage ends that. By age alone where no activity is known. */
function stalledSince(
  { stageChanges }: Deal,
  openedAt: number,
  activity: Activity,
  usual: number,
  until: number,
): number | undefined {
  const old = openedAt + usual;
  const moved = stageChanges.findLast((at) => at > openedAt && at <= until);
  if (activity === undefined) {
    const since = moved === undefined ? old : Math.max(old, moved + QUIET);
    return since <= until ? since : undefined;
  }
  let last = moved ?? openedAt;
  for (const at of activity) {
    if (at <= last || at > until) continue;
    if (Math.max(old, last + QUIET) < at) break;
    last = at;
  }
  const since = Math.max(old, last + QUIET);
  return since <= until ? since : undefined;
}

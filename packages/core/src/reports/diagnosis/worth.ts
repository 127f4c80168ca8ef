// What things are worth, in the won revenue of a company: the year before the end, and what comes of hand-offs and opportunities. All that findings weigh themselves by.
import { DAY } from '../../base/duration.ts';
import type { DealFact } from '../../funnel/funnel-facts.ts';
import { differenceInterval } from '../../statistics/poisson-interval.ts';
import { FEWEST, type Share, shareOf } from '../../statistics/share.ts';
import { dealSizes } from '../funnel/groups/group-rows.ts';
import { addedUp, type Sums } from '../funnel/money/ledger.ts';
import type { Gain, Stake } from './diagnosis-finding.ts';

const YEAR = 365 * DAY;

/** What a year's new business was, and what an opportunity is worth. */
export interface Worth {
  /** Won new business of the last year. */
  readonly won: number;
  readonly revenue: Sums;
  /** Years that the history spans, at most one: counts of the last year are divided by it. */
  readonly years: number;
  readonly from: number;
  /** Of opportunities old enough: how many were won. */
  readonly winRate: Share;
  /** The mean of won deals in the currency that most were won in. */
  readonly deal?: { readonly currency: string; readonly meanMinor: number };
}

/** Works out the worth from deals of new business. */
export function worthOf(deals: readonly DealFact[], first: number, asOf: number): Worth {
  const from = Math.max(first, asOf - YEAR);
  const won = deals.filter(({ state, closedAt = 0 }) => state === 'won' && closedAt >= from);
  const ended = deals.filter(({ state }) => state !== 'open');
  const [deal] = Object.entries(dealSizes(won)).sort(([, a], [, b]) => b.deals - a.deals);
  return {
    won: won.length,
    revenue: addedUp(won.flatMap(({ money }) => (money === undefined ? [] : [{ [money.currency]: money.minor }]))),
    years: Math.max(0.25, (asOf - from) / YEAR),
    from,
    winRate: shareOf(ended.filter(({ state }) => state === 'won').length, ended.length),
    ...(deal !== undefined && { deal: { currency: deal[0], meanMinor: deal[1].meanMinor } }),
  };
}

/** So much of a year's won revenue. */
export function stakeOf(share: number, { revenue }: Worth): Stake {
  const part = Math.max(0, Math.min(1, share));
  return {
    share: part,
    revenue: Object.fromEntries(
      Object.entries(revenue).map(([currency, minor]) => [currency, Math.round(part * minor)]),
    ),
  };
}

/** Nothing can be said, and why. */
export function unsaid(why: string): Gain {
  return { state: 'cannot be said', why };
}

/** What two shares differ by: elsewhere minus here, with its interval; undefined where either is of too few. */
export function differenceOf(
  here: Share,
  elsewhere: Share,
): { readonly at: number; readonly low: number; readonly high: number } | undefined {
  if (here.state !== 'ok' || elsewhere.state !== 'ok') return undefined;
  const interval = ({ rate = 0, low = 0, high = 0 }: Share) => ({ at: rate, low, high });
  const [a, b] = [interval(elsewhere), interval(here)];
  return { at: a.at - b.at, ...differenceInterval(a, b) };
}

/**
 * What it would bring in a year if `cases` a year became opportunities as often as elsewhere: in won revenue, by the share of ended opportunities that were won and the mean of won deals. The interval
 * takes the lower ends together and the upper ends together, so that it is too wide rather than too narrow.
 */
export function gainOfShares(here: Share, elsewhere: Share, cases: number, worth: Worth): Gain {
  const difference = differenceOf(here, elsewhere);
  if (difference === undefined)
    return unsaid(`fewer than ${FEWEST} on one side have had the time to become opportunities`);
  if (difference.low <= 0)
    return unsaid(
      `that they become opportunities more rarely than others may be chance: the difference is ${percent(difference.at)}, 95 % interval ${percent(difference.low)} to ${percent(difference.high)}`,
    );
  return gainOfOpportunities(
    { at: difference.at * cases, low: difference.low * cases, high: difference.high * cases },
    worth,
  );
}

/** The same of opportunities a year; in opportunities where nothing is known of what they are worth. */
export function gainOfOpportunities(
  { at, low, high }: { readonly at: number; readonly low: number; readonly high: number },
  { winRate, deal }: Worth,
): Gain {
  if (deal === undefined || winRate.state !== 'ok' || winRate.count === 0)
    return { state: 'told', what: 'opportunities', at, low, high };
  const { rate = 0, low: least = 0, high: most = 1 } = winRate;
  const worth = (count: number, share: number): number => Math.round(count * share * deal.meanMinor);
  return {
    state: 'told',
    what: 'won revenue',
    currency: deal.currency,
    at: worth(at, rate),
    low: worth(low, low < 0 ? most : least),
    high: worth(high, most),
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

// Sourced deals by size: thirds of what deals are worth, at round borders, per currency.
import { DAY } from '../../../base/duration.ts';
import type { DealFact } from '../../../funnel/funnel-facts.ts';
import { nearestRank } from '../../../statistics/quantile.ts';
import { FEWEST, shareOf } from '../../../statistics/share.ts';
import type { StepRate } from '../rates/step-rate.ts';

/** Deals of one band. */
export interface DealBand {
  readonly currency: string;
  /** Minor units, [from, below). */
  readonly fromMinor: number;
  readonly belowMinor?: number;
  readonly deals: number;
  readonly toWon: StepRate;
  readonly revenueMinor: number;
}

/** Bands of every currency with 20 deals or more; of others nothing is said. */
export function dealBands(deals: readonly DealFact[], withinDays: number, asOf: number): readonly DealBand[] {
  const told = deals.flatMap(({ money, openedAt, ...deal }) =>
    money === undefined || openedAt === undefined || money.minor <= 0 ? [] : [{ ...deal, money, openedAt }],
  );
  const currencies = [...new Set(told.map(({ money }) => money.currency))].sort();
  return currencies.flatMap((currency) => {
    const own = told.filter(({ money }) => money.currency === currency);
    if (own.length < FEWEST) return [];
    const amounts = own.map(({ money }) => money.minor);
    const cuts = [...new Set([1 / 3, 2 / 3].map((q) => twoDigits(nearestRank(amounts, q) as number)))];
    return [0, ...cuts].map((fromMinor, i): DealBand => {
      const belowMinor = cuts[i];
      const inBand = own.filter(
        ({ money }) => money.minor >= fromMinor && money.minor < (belowMinor ?? Number.POSITIVE_INFINITY),
      );
      const isWon = ({ state, closedAt = 0, openedAt }: (typeof own)[number]): boolean =>
        state === 'won' && closedAt - openedAt <= withinDays * DAY;
      const old = inBand.filter(({ openedAt }) => openedAt + withinDays * DAY <= asOf);
      const won = inBand.filter(({ state }) => state === 'won');
      return {
        currency,
        fromMinor,
        ...(belowMinor !== undefined && { belowMinor }),
        deals: inBand.length,
        toWon: {
          step: 'opportunity → won',
          ...shareOf(old.filter(isWon).length, old.length, inBand.length - old.length),
          withinDays,
          young: inBand.length - old.length,
          soFar: { count: won.length, of: inBand.length },
        },
        revenueMinor: won.reduce((sum, { money }) => sum + money.minor, 0),
      };
    });
  });
}

/** `12345` → `12000`: borders that people can say. */
function twoDigits(minor: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, minor))) - 1);
  return Math.round(minor / unit) * unit;
}

// The same card cut at different totals, each played through history: how many hand-offs a working day, what was won of them, and which cut fills the queue that sales can work.
import type { Definition } from '../../definition/definition.ts';
import type { Share } from '../../statistics/share.ts';
import type { Backtest } from '../backtest.ts';
import type { BacktestSide } from '../backtest-result.ts';

/** A total of points as threshold, played through history. */
export interface TriedThreshold {
  readonly total: number;
  readonly handoffs: number;
  /** Hand-offs a working day, on average. */
  readonly perWorkingDay: number;
  /** Of handed-over leads old enough to tell: won within the horizon. */
  readonly won: Share;
  /** Of the accounts won in the period: handed over before. */
  readonly kept: Share;
  /** Won revenue of those handed over, in minor units by currency. */
  readonly revenue: Readonly<Record<string, number>>;
}

export interface ThresholdChoice {
  readonly tried: readonly TriedThreshold[];
  /** Hand-offs a working day that sales can answer. */
  readonly capacity: number;
  /** The lowest total whose load sales can work; undefined where even the highest gives too many. */
  readonly total: number | undefined;
}

/**
 * Finds the lowest total whose load sales can work, over a finished backtest of the card, by halving: the higher the total, the fewer hand-offs. `totals` rise; `definitionAt` gives the
 * draft cut at a total. All that were tried are told, as many as halving takes and the neighbours of the one found.
 */
export function tryThresholds(
  backtest: Backtest,
  totals: readonly number[],
  definitionAt: (total: number) => Definition,
  capacity: number,
): ThresholdChoice {
  const tried = new Map<number, TriedThreshold>();
  const isWorkable = (place: number): boolean => {
    const total = totals[place] as number;
    const side = tried.has(total) ? undefined : backtest.measureVersion(definitionAt(total));
    if (side !== undefined) tried.set(total, triedOf(total, side));
    return (tried.get(total)?.perWorkingDay ?? Number.POSITIVE_INFINITY) <= capacity;
  };
  let [low, high] = [0, totals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isWorkable(middle)) high = middle;
    else low = middle + 1;
  }
  for (const beside of [low - 1, low + 1]) if (beside >= 0 && beside < totals.length) isWorkable(beside);
  return {
    tried: [...tried.values()].sort((a, b) => a.total - b.total),
    capacity,
    total: low < totals.length ? totals[low] : undefined,
  };
}

function triedOf(total: number, side: BacktestSide): TriedThreshold {
  const revenue: Record<string, number> = {};
  for (const { outcome, amountMinor, currency = '' } of side.leads)
    if (outcome === 'won' && amountMinor !== undefined) revenue[currency] = (revenue[currency] ?? 0) + amountMinor;
  return {
    total,
    handoffs: side.handoffs,
    perWorkingDay: side.perWorkingDay.mean,
    won: side.precision,
    kept: side.recall,
    revenue,
  };
}

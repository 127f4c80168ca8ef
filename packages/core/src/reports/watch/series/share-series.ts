// Shares of active leads, month by month: how often a signal counts, how often a criterion holds, how much is unknown.
import { excessDispersion } from '../../../statistics/mix-shift.ts';
import { wilson } from '../../../statistics/wilson.ts';
import type { WatchedCriterion } from '../criteria.ts';
import type { Reference } from '../reference.ts';
import type { MonthCounts } from '../seen/month-counts.ts';
import type { WatchRead } from '../watch-reading.ts';
import { HALF, lastTwoQuarters, type RawSeries, type Step } from './steps.ts';

/** A month needs so many leads, and the reference so many that have it a month, on average. */
const FEWEST_LEADS = 50;
const FEWEST_WITH = 5;
/** The shift of the odds that matters: by half; of criteria of fit to double, since whole companies come and go at once. */
const MATTERS = { 'signal-rate': Math.log(1.5), 'fill-rate': Math.log(1.5), 'criterion-rate': Math.log(2) } as const;
const SMALLEST = 0.01;

interface Count {
  readonly count: number;
  readonly of: number;
}

/** All shares of a reading. */
export function shareSeries(read: WatchRead, reference: Reference): RawSeries[] {
  return read.criteria.flatMap((criterion, i) => {
    if (criterion.axis !== 'fit')
      return [
        series('signal-rate', criterion, 'both', read, reference, ({ held, leads }) => ({
          count: held[i] as number,
          of: leads,
        })),
      ];
    return [
      series('fill-rate', criterion, 'down', read, reference, ({ unknown, leads }) => ({
        count: leads - (unknown[i] as number),
        of: leads,
      })),
      series('criterion-rate', criterion, 'both', read, reference, ({ held, unknown, leads }) => ({
        count: held[i] as number,
        of: leads - (unknown[i] as number),
      })),
    ];
  });
}

function series(
  kind: keyof typeof MATTERS,
  { about, label }: WatchedCriterion,
  sides: RawSeries['sides'],
  { months }: WatchRead,
  reference: Reference,
  count: (counts: MonthCounts) => Count,
): RawSeries {
  const at = (i: number): Count => count(months[i]?.counts as MonthCounts);
  const before = reference.before.map(at);
  const whole = added(before);
  const share = whole.of === 0 ? 0 : whole.count / whole.of;
  const usual = whole.of / Math.max(1, before.length);
  const isWatched =
    usual >= FEWEST_LEADS && Math.max(share, kind === 'signal-rate' ? 0 : 1 - share) * usual >= FEWEST_WITH;
  const spread = Math.max(share, SMALLEST) * (1 - Math.min(share, 1 - SMALLEST));
  const excess = dispersion(before, share, spread);
  const deviation = (of: number): number => Math.sqrt((excess * spread) / Math.max(1, of));
  const own = deviation(whole.of);
  const steps = reference.after.map((i): Step => {
    const { count: held, of } = at(i);
    const { name: month, end } = months[i] as WatchRead['months'][number];
    if (!isWatched || of < FEWEST_LEADS / 2) return { month, end, of, ...(of > 0 && { value: held / of }) };
    const sd = deviation(of);
    return {
      month,
      end,
      of,
      value: held / of,
      z: (held / of - share) / sd,
      k: Math.max(HALF, (MATTERS[kind] * spread) / (2 * sd)) + own / sd,
    };
  });
  const recent = added(lastTwoQuarters(reference.after).map(at));
  return {
    kind,
    about,
    label,
    state: isWatched ? 'watched' : 'too few',
    sides,
    reference: share,
    ...(recent.of > 0 && { recent: { value: recent.count / recent.of, ...wilson(recent.count, recent.of) } }),
    steps,
    ...(isWatched && { loss: (0.5 * share) / deviation(usual) }),
  };
}

function added(counts: readonly Count[]): Count {
  return counts.reduce((sum, { count, of }) => ({ count: sum.count + count, of: sum.of + of }), { count: 0, of: 0 });
}

/** How much more months of the reference differ than chance alone has it: leads come by accounts, and stay for months. */
function dispersion(before: readonly Count[], share: number, spread: number): number {
  const told = before.filter(({ of }) => of > 0);
  const statistic = told.reduce((sum, { count, of }) => sum + (count - of * share) ** 2 / (of * spread), 0);
  return excessDispersion(Math.max(statistic, told.length - 1), told.length - 1);
}

// What a programme truly adds: those who got its mails beside those whom the draw held out. By intention to treat: somebody counts as what was drawn, whatever became of the programme for them.
import { DAY, HOUR } from '../../base/duration.ts';
import { type Share, shareOf } from '../../statistics/share.ts';
import { shareDifference } from '../../statistics/share-difference.ts';
import type { Goal } from '../programme/programme.ts';

/** One enrolment as the estimate reads it. Instants are Infinity for never. */
export interface Enrolled {
  readonly lead: string;
  readonly account: string;
  readonly at: number;
  readonly arm: 'mailed' | 'held-out';
  readonly reached: { readonly qualified: number; readonly opportunity: number; readonly won: number };
}

/** What the draw says so far. Shares from 0 to 1. */
export interface Uplift {
  readonly outcome: Goal['outcome'];
  readonly withinDays: number;
  readonly state: 'ok' | 'too few' | 'no hold-out';
  readonly mailed?: Share;
  readonly heldOut?: Share;
  /** Of those mailed less of those held out, with its 95 % interval. */
  readonly difference?: { readonly at: number; readonly low: number; readonly high: number };
  readonly verdict: string;
}

/** Fewer than so many in either group say nothing. */
const FEWEST = 20;

/**
 * The estimate as of an instant. Each account counts once, by the first of its people who enrolled: colleagues are not independent, and the interval (Newcombe's, see {@link shareDifference}) takes them for such. Who has not
 * had the goal's time yet counts in neither group.
 *
 * @example upliftOf(enrolments, { outcome: 'qualified', within: 1440 }, asOf).verdict
 */
export function upliftOf(enrolments: readonly Enrolled[], { outcome, within }: Goal, asOf: number): Uplift {
  const base = { outcome, withinDays: Math.round((within * HOUR) / DAY) };
  const first = new Map<string, Enrolled>();
  for (const each of [...enrolments].sort((a, b) => a.at - b.at || (a.lead < b.lead ? -1 : 1)))
    if (!first.has(each.account)) first.set(each.account, each);
  const counted = [...first.values()];
  if (!counted.some(({ arm }) => arm === 'held-out'))
    return {
      ...base,
      state: 'no hold-out',
      verdict: 'Nobody was held out, so nothing can be said of what the programme adds.',
    };
  const group = (drawn: Enrolled['arm']): Share => {
    const own = counted.filter(({ arm }) => arm === drawn);
    const old = own.filter(({ at }) => at + within * HOUR <= asOf);
    const reached = old.filter(({ at, reached }) => reached[outcome] > at && reached[outcome] <= at + within * HOUR);
    return shareOf(reached.length, old.length, own.length - old.length);
  };
  const [mailed, heldOut] = [group('mailed'), group('held-out')];
  if (mailed.of < FEWEST || heldOut.of < FEWEST)
    return {
      ...base,
      state: 'too few',
      mailed,
      heldOut,
      verdict: `Too few have had ${base.withinDays} days: ${mailed.of} mailed, ${heldOut.of} held out.`,
    };
  const difference = shareDifference(mailed, heldOut);
  return { ...base, state: 'ok', mailed, heldOut, difference, verdict: verdictOf(difference) };
}

function verdictOf({ low, high }: { readonly low: number; readonly high: number }): string {
  if (low > 0) return 'The programme adds: the interval lies above nothing.';
  if (high < 0) return 'Those held out did better: the programme costs more than it brings.';
  return 'It cannot be told yet whether the programme adds anything: the interval holds nothing.';
}

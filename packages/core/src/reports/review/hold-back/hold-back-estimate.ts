// What handing over truly adds: leads that a draw held back beside those that it let through (J14). The draws are entries of the journal; nothing is estimated of draws that nobody kept to.
import { DAY } from '../../../base/duration.ts';
import { normalPoint } from '../../../statistics/normal.ts';
import { type Share, shareOf } from '../../../statistics/share.ts';
import { powerOfShares, shareDifference } from '../../../statistics/share-difference.ts';

/** A draw, and when its account first won after it; Infinity where it did not. */
export interface DrawnLead {
  readonly at: number;
  readonly held: boolean;
  readonly wonAt: number;
}

/** What is known beforehand, and what the draws say so far. Shares from 0 to 1. */
export interface HoldBackEstimate {
  /** Of 1,000 leads so many are held back. */
  readonly shareOfThousand: number;
  readonly withinDays: number;
  readonly plan: HoldBackPlan | undefined;
  readonly state: 'ok' | 'too few' | 'no draws';
  readonly handed?: Share;
  readonly held?: Share;
  /** Won of handed over less won of held back, with its 95 % interval. */
  readonly difference?: { readonly at: number; readonly low: number; readonly high: number };
  /** Wins that those held back would have brought, if they had been handed over. */
  readonly cost?: { readonly wins: number; readonly low: number; readonly high: number };
  readonly verdict: string;
}

/** What a year of the draw can show and costs, before it begins. */
export interface HoldBackPlan {
  readonly leadsAYear: number;
  readonly heldAYear: number;
  /** Of those handed over, won within the time. */
  readonly conversion: number;
  /** The smallest difference that a year shows with a probability of 80 %; above `conversion` where a year can show none. */
  readonly smallest: number;
  /** The probability that a year shows it if handing over doubles what is won, or brings all of it. */
  readonly powerIfDoubled: number;
  readonly powerIfAll: number;
  /** Wins a year that it costs if handing over doubles, or brings all. */
  readonly winsIfDoubled: number;
  readonly winsIfAll: number;
  readonly yearsIfDoubled: number;
}

const FEWEST = 20;
const MOST_YEARS = 50;
const POWER = 0.8;

/** What is asked. `leadsAYear` reach a gate that the draw looks at; `conversion` of those handed over are won within `withinDays`. */
export interface HoldBackQuestion {
  readonly shareOfThousand: number;
  readonly draws: readonly DrawnLead[];
  readonly asOf: number;
  readonly withinDays: number;
  readonly leadsAYear: number;
  readonly conversion: number | undefined;
}

/** The estimate, by intention to treat: a lead counts as what was drawn, whatever sales did later. */
export function holdBackEstimate(asked: HoldBackQuestion): HoldBackEstimate {
  const { shareOfThousand, draws, asOf, withinDays, conversion } = asked;
  const plan = conversion === undefined || asked.leadsAYear <= 0 ? undefined : planOf(asked, conversion);
  const base = { shareOfThousand, withinDays, plan };
  if (draws.length === 0)
    return {
      ...base,
      state: 'no draws',
      verdict: 'No draw is recorded in the journal, so nothing can be said of what handing over adds.',
    };
  const within = withinDays * DAY;
  const old = draws.filter(({ at }) => at + within <= asOf);
  const arm = (isHeld: boolean): Share => {
    const own = old.filter(({ held }) => held === isHeld);
    const won = own.filter(({ at, wonAt }) => wonAt > at && wonAt <= at + within).length;
    return shareOf(won, own.length, draws.filter(({ held }) => held === isHeld).length - own.length);
  };
  const [handed, held] = [arm(false), arm(true)];
  if (handed.of < FEWEST || held.of < FEWEST)
    return {
      ...base,
      state: 'too few',
      handed,
      held,
      verdict: `Too few have had ${withinDays} days: ${handed.of} handed over, ${held.of} held back.`,
    };
  const difference = shareDifference(handed, held);
  const cost = { wins: difference.at * held.of, low: difference.low * held.of, high: difference.high * held.of };
  return { ...base, state: 'ok', handed, held, difference, cost, verdict: verdictOf(difference) };
}

function verdictOf({ low, high }: { readonly low: number; readonly high: number }): string {
  if (low > 0) return 'Handing over adds wins: the interval lies above nothing.';
  if (high < 0) return 'Those held back won more often: handing over costs wins.';
  return 'It cannot be told yet whether handing over adds anything: the interval holds nothing.';
}

/** Power and cost of a year, by the share that is held back and what is won of those handed over. */
function planOf({ shareOfThousand, leadsAYear }: HoldBackQuestion, conversion: number): HoldBackPlan {
  const held = (leadsAYear * shareOfThousand) / 1000;
  const handed = leadsAYear - held;
  const power = (q: number, years = 1): number =>
    powerOfShares({ p: conversion, n: handed * years, q, m: Math.max(1e-9, held * years) });
  const z = normalPoint(0.975) + normalPoint(POWER);
  let years = 1;
  while (years < MOST_YEARS && power(conversion / 2, years) < POWER) years += 1;
  return {
    leadsAYear,
    heldAYear: held,
    conversion,
    smallest:
      z *
      Math.sqrt(
        (conversion * (1 - conversion)) / Math.max(1e-9, handed) +
          (conversion * (1 - conversion)) / Math.max(1e-9, held),
      ),
    powerIfDoubled: power(conversion / 2),
    powerIfAll: power(0),
    winsIfDoubled: (held * conversion) / 2,
    winsIfAll: held * conversion,
    yearsIfDoubled: years,
  };
}

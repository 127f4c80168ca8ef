// Where the simulated company is like the real ones and where not, and what that means for those who lean on it.
import type { Share } from '../../packages/core/src/statistics/share.ts';
import { number, percent } from '../../packages/figures/src/words.ts';
import { type Compared, compareCounts, compareLists, compareShares, lagsInWords, weekendInWords } from './compared.ts';
import { busiestShare, percentages, shareAbove, sum } from './measures.ts';
import { type Observed, type Pair, STEPS } from './observed.ts';

/** The parts of the page. */
export type Topic = 'funnel' | 'lags' | 'week' | 'tails';

export interface Finding extends Compared {
  /** The name of the figure that is kept. */
  readonly name: string;
  readonly topic: Topic;
  readonly what: string;
  /** Whether a difference is one of business, or a flaw of the simulator. Says nothing where the two are alike. */
  readonly difference: 'business' | 'flaw';
  /** What explains a difference, and whether it does harm. */
  readonly why: string;
}

/** All that can be said of the pairs whose real side is at hand. */
export function findingsOf(sold: Pair, alone: Pair): Finding[] {
  return [
    ...(sold.real === undefined ? [] : [boughtOfMqls(sold.real, sold.simulated)]),
    ...(alone.real === undefined ? [] : usedAndBought(alone.real, alone.simulated)),
    ...(sold.real === undefined ? [] : [lagSold(sold.real, sold.simulated)]),
    ...(alone.real === undefined ? [] : [lagAlone(alone.real, alone.simulated)]),
    ...(sold.real === undefined ? [] : weekSold(sold.real, sold.simulated)),
    ...(alone.real === undefined ? [] : weekAlone(alone.real, alone.simulated)),
    ...(alone.real === undefined ? [] : [activeDays(alone.real, sold.simulated)]),
  ];
}

function shareAt(side: Observed, step: string): Share {
  return side.funnel.find((each) => each.step === step)?.share ?? { count: 0, of: 0, state: 'too few' };
}

function boughtOfMqls(real: Observed, simulated: Observed): Finding {
  const [, mqls, demos] = STEPS.sold;
  return {
    ...compareShares(shareAt(real, mqls), shareAt(simulated, mqls)),
    name: 'boughtOfMqls',
    difference: 'business',
    topic: 'funnel',
    what: 'MQLs who bought',
    why: `A lead of Olist's has asked to sell on the marketplace; a simulated MQL may only have read and downloaded, and of those who asked for a demo ${percent(shareAt(simulated, demos).rate ?? 0)} bought. Fine: an MQL by points is a weaker sign than a request, and there are fewer purchases to learn from.`,
  };
}

function usedAndBought(real: Observed, simulated: Observed): Finding[] {
  const [used, again, bought] = STEPS.alone;
  const compared = (step: string): Compared => compareShares(shareAt(real, step), shareAt(simulated, step));
  return [
    {
      ...compared(used),
      name: 'usedAtAll',
      difference: 'business',
      topic: 'funnel',
      what: 'Sign-ups who used it within 30 days',
      why: 'Whoever starts a simulated trial opens it; many who register for free courses never watch one. Fine for hand-offs, which ask for use and not for registering; too easy for whoever studies activation.',
    },
    {
      ...compared(again),
      name: 'usedAgain',
      difference: 'business',
      topic: 'funnel',
      what: 'Sign-ups who used it on a second day',
      why: 'A company that tries software has a reason to come back; whoever looks at a free course needs none. How large the gap should be is a guess of the simulator: take no retention from it.',
    },
    {
      ...compared(bought),
      name: 'boughtOfSignUps',
      difference: 'business',
      topic: 'funnel',
      what: 'Sign-ups who bought',
      why: 'Trials of software and free courses are different offers. Fine.',
    },
  ];
}

function lagSold(real: Observed, simulated: Observed): Finding {
  const early = ({ lags: [lags] }: Observed): string => percent(1 - shareAbove(lags?.days ?? [], 7));
  return {
    ...compareLists(real.lags[0]?.days ?? [], simulated.lags[0]?.days ?? [], lagsInWords),
    name: 'lagSold',
    difference: 'flaw',
    topic: 'lags',
    what: 'Days from MQL to purchase',
    why: `Late purchases are alike; early ones are missing: ${early(real)} of Olist's come within a week, ${early(simulated)} here, where a deal is an opportunity of weeks. In part that is the business, since signing up on a marketplace is no purchase of software; but simulated lags are too regular in any case: of those who asked for a demo most take weeks too. Fine for horizons and windows, which must span months in both; not fine for whoever models the shape of lags: fit that on real ones.`,
  };
}

function lagAlone(real: Observed, simulated: Observed): Finding {
  const longest = simulated.lags[0]?.days.at(-1) ?? 0;
  return {
    ...compareLists(real.lags[0]?.days ?? [], simulated.lags[0]?.days ?? [], lagsInWords),
    name: 'lagAlone',
    difference: 'flaw',
    topic: 'lags',
    what: 'Days from signing up to purchase',
    why: `Many real buyers pay on the day they register, and some months later; simulated accounts decide after days, the last after ${number(longest)}. Fine for landmarks, which leave the first buyers out (real data have many more to leave out); not fine for whoever asks how long to wait for late ones.`,
  };
}

function weekSold(real: Observed, simulated: Observed): Finding[] {
  const mondays = (counts: readonly number[]): string => `${number(percentages(counts)[0] as number)} % on Mondays`;
  const early = (hours: readonly number[]): string => `${number(sum(percentages(hours).slice(0, 10)))} % before 10:00`;
  return [
    {
      ...compareCounts(real.week.contacts, simulated.week.contacts, weekendInWords),
      name: 'weekdayContacts',
      difference: 'flaw',
      topic: 'week',
      what: 'First contacts by weekday',
      why: 'Simulated accounts are first seen at any instant of the week; only what they do later keeps working hours. Not plausible. Clocks of business hours are tried harder by it than by real leads; weekdays of new leads say nothing.',
    },
    {
      ...compareCounts(real.week.purchases, simulated.week.purchases, mondays),
      name: 'weekdayPurchases',
      difference: 'flaw',
      topic: 'week',
      what: 'Deals won by weekday',
      why: "What falls due at night or at a weekend waits for the rep's desk, and so for Monday. Not plausible; nothing that Baton computes hangs on the weekday of a purchase.",
    },
    {
      ...compareCounts(real.hours ?? [], simulated.hours ?? [], early),
      name: 'hourPurchases',
      difference: 'flaw',
      topic: 'week',
      what: 'Deals won by hour',
      why: 'For the same reason: what fell due overnight is done first thing in the morning. In both, hardly a deal is won at night.',
    },
  ];
}

function weekAlone(real: Observed, simulated: Observed): Finding[] {
  const of = (kind: keyof Observed['week']): Compared =>
    compareCounts(real.week[kind] ?? [], simulated.week[kind] ?? [], weekendInWords);
  return [
    {
      ...of('contacts'),
      name: 'weekdaySignUps',
      difference: 'business',
      topic: 'week',
      what: 'Sign-ups by weekday',
      why: 'Private people register at weekends; companies hardly do. Fine.',
    },
    {
      ...of('activity'),
      name: 'weekdayUse',
      difference: 'business',
      topic: 'week',
      what: 'Use of the product by weekday',
      why: 'Private people learn at weekends; companies work less. Fine.',
    },
    {
      ...of('purchases'),
      name: 'weekdaySelfServe',
      difference: 'business',
      topic: 'week',
      what: 'Purchases without sales by weekday',
      why: 'Private people buy at weekends; companies hardly do. Fine.',
    },
  ];
}

function activeDays(real: Observed, simulated: Observed): Finding {
  const busiest = (days: readonly number[]): string =>
    `the busiest tenth has ${percent(busiestShare(days, 0.1))} of active days`;
  return {
    ...compareLists(real.activeDays ?? [], simulated.activeDays ?? [], busiest),
    name: 'activeDays',
    difference: 'flaw',
    topic: 'tails',
    what: 'Active days a person',
    why: `The simulated tail is too short: most people come by on a few days, and hardly anybody every other day for three months, as some learners do. Counted by entries instead of days, the busiest tenth of the simulated people has ${percent(busiestShare(simulated.doings ?? [], 0.1))}. Free courses are used far more than the site of a company that sells software, so part of it is fine; still caps and decay are tried less than by real data.`,
  };
}

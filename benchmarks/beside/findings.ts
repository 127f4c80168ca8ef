// Where the simulated company is like the real ones and where not, and what that means for those who lean on it.
import { quantile } from '../../packages/core/src/statistics/quantile.ts';
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
    ...(sold.real === undefined ? [] : [boughtOfRequests(sold.real, sold.simulated)]),
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

function boughtOfRequests(real: Observed, simulated: Observed): Finding {
  const [, mqls, demos] = STEPS.sold;
  return {
    ...compareShares(shareAt(real, demos), shareAt(simulated, demos)),
    name: 'boughtOfRequests',
    difference: 'business',
    topic: 'funnel',
    what: 'Requests that led to a purchase',
    why: `A lead of Olist's has asked to sell on the marketplace, so that beside it stands who asked for a demo. (What the point table calls an MQL may only have read and downloaded: of those ${percent(shareAt(simulated, mqls).rate ?? 0)} bought.) Selling on a marketplace and buying software are different decisions. Fine.`,
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
      why: 'In both about half of those who sign up never use it. How many do is a choice of the simulator: take no activation from it.',
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
  const mqls = simulated.lags[1]?.days ?? [];
  return {
    ...compareLists(real.lags[0]?.days ?? [], simulated.lags[0]?.days ?? [], lagsInWords),
    name: 'lagSold',
    difference: 'flaw',
    topic: 'lags',
    what: 'Days from request to purchase',
    why: `Within a week come ${early(real)} of Olist's purchases and ${early(simulated)} here. From the MQL of the point table it takes longer (half within ${number(Math.round(quantile(mqls, 0.5) ?? 0))} days), since points come before anybody wants to talk. Fine for horizons and windows; whoever models the shape of lags should fit it on real ones.`,
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
    why: `In both many pay on the day they register, and some months later; here the last after ${number(longest)} days. Fine for landmarks, which leave the first buyers out; whoever asks how long to wait for late ones should ask real data.`,
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
      why: 'First visits keep the hours of the week of the country that people live in, and of whether they are at work or on their own. Weekdays of new leads say as much as the table of hours that they were drawn from.',
    },
    {
      ...compareCounts(real.week.purchases, simulated.week.purchases, mondays),
      name: 'weekdayPurchases',
      difference: 'flaw',
      topic: 'week',
      what: 'Deals won by weekday',
      why: 'Reps and customers sign on any working day; what falls due at a weekend waits for the week after. Nothing that Baton computes hangs on the weekday of a purchase.',
    },
    {
      ...compareCounts(real.hours ?? [], simulated.hours ?? [], early),
      name: 'hourPurchases',
      difference: 'flaw',
      topic: 'week',
      what: 'Deals won by hour',
      why: 'Reps and customers sign at any hour of an office. In both, hardly a deal is won at night.',
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
      why: 'Private people register at weekends; so do freelancers and owners of small firms, who buy alone here, but companies hardly do. Fine.',
    },
    {
      ...of('activity'),
      name: 'weekdayUse',
      difference: 'business',
      topic: 'week',
      what: 'Use of the product by weekday',
      why: 'Private people learn at weekends; freelancers and owners of small firms work then, too, but less. Fine.',
    },
    {
      ...of('purchases'),
      name: 'weekdaySelfServe',
      difference: 'business',
      topic: 'week',
      what: 'Purchases without sales by weekday',
      why: 'Private people buy at weekends; freelancers and owners of small firms do, too, but less. Fine.',
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
    why: `Most people come by on one day in both, and a few for ever. Simulated people have mail that brings some back on a second day, and hardly anybody comes every other day for three months, as some learners do: free courses are used more than the site of a company that sells software. Counted by entries instead of days, the busiest tenth of the simulated people has ${percent(busiestShare(simulated.doings ?? [], 0.1))}. Caps and decay are tried a little less than by real data.`,
  };
}

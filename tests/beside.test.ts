// The benchmark that sets a simulated company beside real ones: what it measures, on numbers worked out by hand, and its page. Where the public data are at hand, also what it reads out of them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderBeside } from '../benchmarks/beside/beside-page.ts';
import { verdictOf, verdictOfShares } from '../benchmarks/beside/compared.ts';
import { findingsOf } from '../benchmarks/beside/findings.ts';
import {
  activeDaysWithin,
  busiestShare,
  byWeekday,
  countsApart,
  furthestApart,
  lagsWithin,
  listsApart,
  shareAbove,
  sharesApart,
  sum,
  tailOf,
} from '../benchmarks/beside/measures.ts';
import { type Observed, type Pair, STEPS } from '../benchmarks/beside/observed.ts';
import { readFreemium, readOlist } from '../benchmarks/beside/real-companies.ts';
import { observeSimulated } from '../benchmarks/beside/simulated-company.ts';
import type { Results } from '../benchmarks/results.ts';
import { shareOf } from '../packages/core/src/statistics/share.ts';

describe('what is measured', () => {
  it('lags count those alone who were in view for the whole horizon', () => {
    const contacts = [
      { firstDay: 0, boughtDay: 0 },
      { firstDay: 0, boughtDay: 10 },
      { firstDay: 0, boughtDay: 11 },
      { firstDay: 5 },
      { firstDay: 6, boughtDay: 4 },
      { firstDay: 90, boughtDay: 91 },
      { firstDay: 91, boughtDay: 92 },
    ];
    const { days, share } = lagsWithin('contact', contacts, 100, 10);
    expect(days).toEqual([0, 1, 10]);
    expect([share.count, share.of]).toEqual([3, 5]);
  });

  it('tails halve by doubling, and survival is what lies above', () => {
    expect(tailOf([1, 1, 2, 5])).toEqual([
      { atLeast: 1, share: 1 },
      { atLeast: 2, share: 0.5 },
      { atLeast: 4, share: 0.25 },
    ]);
    expect(tailOf([])).toEqual([]);
    expect(shareAbove([0, 1, 7, 8], 7)).toBe(0.25);
  });

  it('the busiest tenth is rounded up', () => {
    expect(busiestShare([1, 1, 1, 1, 1, 1, 1, 1, 1, 11], 0.1)).toBe(0.55);
    expect(busiestShare([4, 1, 3, 2, 1, 1, 1, 1, 1, 1, 4], 0.1)).toBe(0.4);
  });

  it('active days are distinct, within the window, of those who were in view for it', () => {
    const people = [
      { firstDay: 0, days: [0, 0, 1, 9, 10] },
      { firstDay: 0, days: [] },
      { firstDay: 11, days: [11, 20] },
      { firstDay: 12, days: [12] },
    ];
    expect(activeDaysWithin(people, 20, 10)).toEqual([3, 2]);
  });

  it('weeks begin on Monday: 1970-01-01 was a Thursday', () => {
    expect(byWeekday([0, 4, 4, -1, 10])).toEqual([2, 0, 1, 1, 0, 0, 1]);
  });

  it('distances are 0 between the same and 1 between strangers', () => {
    expect(furthestApart([1, 2, 3], [2, 3, 4])).toBeCloseTo(1 / 3);
    expect(furthestApart([1, 2], [1, 2, 1, 2])).toBe(0);
    expect(furthestApart([1, 2], [3])).toBe(1);
    expect(sharesApart([1, 1, 2], [2, 2, 4])).toBe(0);
    expect(sharesApart([3, 1], [1, 3])).toBe(0.5);
    expect(sharesApart([3, 0], [0, 2])).toBe(1);
  });

  it('says how far chance alone would go', () => {
    // Smirnov's 5 % point of two samples of 100 is 0.192 (Siegel, Nonparametric Statistics, 1956, table M).
    const hundred = Array.from({ length: 100 }, (_, i) => i);
    expect(listsApart(hundred, hundred).chance).toBeCloseTo(0.192, 3);
    expect(countsApart([50, 50], [50, 50])).toEqual({ distance: 0, chance: Math.sqrt(0.02) / 2 });
  });
});

describe('verdicts', () => {
  it.each([
    [0.05, 0.01, 'alike'],
    [0.2, 0.01, 'somewhat apart'],
    [0.2, 0.3, 'alike'],
    [0.3, 0.01, 'far apart'],
    [0.9, Number.POSITIVE_INFINITY, 'too few to tell'],
  ])('a distance of %d where chance explains %d is %s', (distance, chance, verdict) => {
    expect(verdictOf({ distance, chance })).toBe(verdict);
  });

  it.each([
    [100, 110, 'alike'],
    [100, 180, 'somewhat apart'],
    [100, 300, 'far apart'],
  ])('%d and %d of 1,000 are %s, whichever comes first', (some, others, verdict) => {
    expect(verdictOfShares(shareOf(some, 1000), shareOf(others, 1000))).toBe(verdict);
    expect(verdictOfShares(shareOf(others, 1000), shareOf(some, 1000))).toBe(verdict);
  });

  it('nothing is said of a handful', () => {
    expect(verdictOfShares(shareOf(1, 10), shareOf(300, 1000))).toBe('too few to tell');
  });
});

function pairsOf(
  sides: { sold: Observed; alone: Observed },
  reals: { sold?: Observed; alone?: Observed },
): [Pair, Pair] {
  return [
    { title: 'Sold', short: 'S', steps: STEPS.sold, simulated: sides.sold, real: reals.sold },
    { title: 'Alone', short: 'A', steps: STEPS.alone, simulated: sides.alone, real: reals.alone },
  ];
}

describe('a simulated company', () => {
  const made = observeSimulated({ seed: 'beside', leads: 3000, years: 2 });

  it('is seen whole', () => {
    expect(made.leads).toBe(3000);
    const { week, hours = [], funnel, doings = [], activeDays = [] } = made.sold;
    expect(sum(week.contacts) + sum(made.alone.week.contacts)).toBeLessThanOrEqual(made.accounts);
    expect(sum(week.contacts)).toBeGreaterThan(0.9 * made.accounts);
    expect(sum(hours)).toBe(sum(week.purchases));
    expect(funnel.map(({ share }) => share.of)).toEqual(funnel.map(({ share }) => share.of).sort((a, b) => b - a));
    expect(doings.length).toBe(activeDays.length);
    expect(sum(doings)).toBeGreaterThan(sum(activeDays));
  });

  it('beside another one of its kind is alike in everything', () => {
    const [one, other] = ['one', 'other'].map((seed) => observeSimulated({ seed, leads: 20_000, years: 3 }));
    if (one === undefined || other === undefined) throw new Error('two companies were asked for');
    const { activeDays = [] } = other.sold;
    const findings = findingsOf(...pairsOf(one, { sold: other.sold, alone: { ...other.alone, activeDays } }));
    expect(findings.length).toBe(13);
    expect(findings.filter(({ verdict }) => verdict !== 'alike')).toEqual([]);
  });

  it.each([3000, 10])('of %i leads has a page, with a real company beside it and without', (leads) => {
    const { sold, alone, accounts } = observeSimulated({ seed: 'page', leads, years: 2 });
    const about = { seed: 'page', years: 2, leads, accounts };
    for (const reals of [{}, made]) {
      const html = renderBeside(...pairsOf({ sold, alone }, reals), about);
      expect(html.slice(0, 15)).toBe('<!doctype html>');
      expect(html.match(/The numbers/g)?.length).toBe(6);
      expect(html.match(/.{0,60}(<script|NaN|undefined|Infinity).{0,20}/g)).toBeNull();
    }
  });
});

const root = fileURLToPath(new URL('..', import.meta.url));

it('docs/simulator.md tells the distances that the benchmark left', () => {
  const { figures } = JSON.parse(readFileSync(join(root, 'benchmarks/results/beside.json'), 'utf8')) as Results;
  const rows = readFileSync(join(root, 'docs/simulator.md'), 'utf8').matchAll(
    /^\|[^|]+\|[^|]+\|[^|]+\| (0\.\d\d) \|/gm,
  );
  const told = [...rows].map(([, distance]) => Number(distance));
  expect(told).toEqual(Object.values(figures).map(({ value }) => value));
});

const data = join(root, '../shared/data');
const isHere = existsSync(join(data, 'olist_mql')) && existsSync(join(data, 'freemium_365'));
if (!isHere) console.warn('NOT RUN: what is read out of two public data sets, for want of them');

// Counted apart, with csv and datetime of Python's standard library.
describe.runIf(isHere)('real companies', () => {
  it('Olist: leads from 2018 on, their deals by the clocks of São Paulo', () => {
    const { week, hours = [], lags } = readOlist(data) as Observed;
    expect([sum(week.contacts), sum(week.purchases)]).toEqual([5998, 781]);
    expect(sum(hours.slice(8, 20))).toBeGreaterThan(0.98 * sum(hours));
    expect(lags[0]?.days.length).toBe(699);
  });

  it('365 Data Science: registrations, days watched, first purchases', () => {
    const { week, lags, activeDays = [] } = readFreemium(data) as Observed;
    expect([sum(week.contacts), sum(week.activity ?? []), sum(week.purchases)]).toEqual([40_979, 74_246, 3138]);
    expect([lags[0]?.days.length, lags[0]?.days.filter((days) => days === 0).length]).toEqual([2947, 1471]);
    expect(activeDays.length).toBe(13_518);
    expect(busiestShare(activeDays, 0.1)).toBeCloseTo(0.578, 3);
  });

  it('are not there where their folders are not', () => {
    expect([readOlist('nowhere'), readFreemium('nowhere')]).toEqual([undefined, undefined]);
  });
});

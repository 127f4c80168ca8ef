// The forecast of open MQLs against worlds whose future is known: what comes lies within its interval about as often as it says.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { forecastStock } from './forecast.ts';
import type { Course } from './open-stock.ts';

const YEARS = 3;
const END = 365 * YEARS;

interface Fate {
  readonly start: number;
  readonly end: number;
  readonly isWon: boolean;
  readonly account: string;
  readonly amount: number;
}

/** Hand-offs over three years: one in eight is won, some 40 days later; most of the others are over after some 25 days, and every fifth never ends. */
function world(seed: number, size = 800): Fate[] {
  const random = createRandom(seed);
  return Array.from({ length: size }, (_, i): Fate => {
    const start = random.uniform() * END;
    const isWon = random.chance(0.125);
    const lag = isWon
      ? 20 + random.exponential(40)
      : random.chance(0.2)
        ? Number.POSITIVE_INFINITY
        : random.exponential(25);
    return {
      start,
      end: start + lag,
      isWon,
      account: `a${Math.floor(i / 2)}`,
      amount: Math.round(1e6 * Math.exp(0.8 * random.normal())),
    };
  });
}

/** The world as it was known at its end. */
function seenAtEnd(fates: readonly Fate[]) {
  const all = fates.map(
    ({ start, end, isWon, account }): Course => ({
      days: Math.floor(Math.min(end, END) - start),
      ending: end > END ? 0 : isWon ? 1 : 2,
      account,
    }),
  );
  const amounts = fates.filter(({ end, isWon }) => isWon && end <= END).map(({ amount }) => amount);
  return { all, amounts, currency: 'EUR', otherWins: 0 };
}

function future(fates: readonly Fate[]) {
  const coming = fates.filter(({ isWon, end }) => isWon && end > END);
  return { wins: coming.length, money: coming.reduce((sum, { amount }) => sum + amount, 0) };
}

describe('[J6, J14] won revenue of the stock', () => {
  const seeds = Array.from({ length: process.env.BATON_PROOF === '1' ? 400 : 60 }, (_, i) => i + 1);
  const told = seeds.map((seed) => {
    const fates = world(seed);
    return { forecast: forecastStock(seenAtEnd(fates)), ...future(fates) };
  });

  it('lies within its interval in some 95 of 100 worlds', () => {
    const wins = told.filter(
      ({ forecast, wins: n }) => n >= (forecast.wins?.low ?? 1e9) && n <= (forecast.wins?.high ?? -1),
    );
    const money = told.filter(
      ({ forecast, money: m }) => m >= (forecast.revenue?.low ?? 1e18) && m <= (forecast.revenue?.high ?? -1),
    );
    expect(wins.length / told.length).toBeGreaterThanOrEqual(0.88);
    expect(money.length / told.length).toBeGreaterThanOrEqual(0.88);
  });

  it('is neither too high nor too low over all worlds, and its interval says something', () => {
    const expected = told.reduce((sum, { forecast }) => sum + (forecast.wins?.expected ?? 0), 0);
    const came = told.reduce((sum, { wins }) => sum + wins, 0);
    expect(Math.abs(expected / came - 1)).toBeLessThan(0.12);
    const width = told.reduce((sum, { forecast }) => sum + (forecast.wins?.high ?? 0) - (forecast.wins?.low ?? 0), 0);
    expect(width / told.length).toBeLessThan(4 * Math.sqrt(came / told.length) * 1.6);
  });

  it('young ones are worth more than old ones', () => {
    const { all, ...rest } = seenAtEnd(world(3, 4000));
    const stock = (days: number): Course[] =>
      Array.from({ length: 100 }, (_, i) => ({ days, ending: 0, account: `open${i}` }));
    const wins = (more: readonly Course[]): number =>
      forecastStock({ all: [...all, ...more], ...rest }).wins?.expected ?? 0;
    const adds = (days: number): number => wins(stock(days)) - wins([]);
    expect(adds(5)).toBeGreaterThan(9);
    expect(adds(5)).toBeLessThan(16);
    expect(adds(5)).toBeGreaterThan(4 * adds(150));
  });

  it('gives the same numbers every time, and none of too few wins', () => {
    const seen = seenAtEnd(world(5));
    expect(forecastStock(seen)).toEqual(forecastStock(seen));
    const few = { ...seen, all: seen.all.filter(({ ending }, i) => ending !== 1 || i < 20) };
    expect(forecastStock(few)).toMatchObject({ state: 'too few' });
    expect(forecastStock(few).wins).toBeUndefined();
  });
});

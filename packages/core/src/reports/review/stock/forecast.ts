// What is to be expected of today's stock of MQLs: wins and won revenue, with an interval that holds what will be seen (J6, J14).
import { createRandom, type Random } from '../../../base/random.ts';
import type { Course, Courses } from './open-stock.ts';

/** The forecast. Money in minor units of one currency. */
export interface StockForecast {
  readonly state: 'ok' | 'too few';
  /** Hand-offs still open, and of those how many are older than any that was ever seen to win: nothing is expected of them. */
  readonly stock: number;
  readonly tooOld: number;
  /** So many days from now on. */
  readonly withinDays?: number;
  readonly wins?: { readonly expected: number; readonly low: number; readonly high: number };
  readonly revenue?: {
    readonly currency: string;
    readonly expected: number;
    readonly low: number;
    readonly high: number;
  };
  readonly note: string;
}

const FEWEST_WINS = 10;
const FEWEST_AT_RISK = 20;
const DRAWS = 400;
/** The draws behind the intervals are the same for the same packet. */
const SEED = 20240401;

/**
 * Each open hand-off is won later with the chance at which those of the past went on from its age: (I(τ) − I(a)) ÷ S(a), I the cumulative incidence of winning against being over otherwise (O. Aalen and S. Johansen,
 * 1978), S the share still open. The interval is one of prediction at 95 %: of 400 resamples of accounts (B. Efron's bootstrap with Poisson weights, 1979), each with wins and amounts drawn anew. It holds where the
 * future goes on like the past, and is too narrow where it does not.
 */
export function forecastStock({ all, amounts, currency, otherWins }: Courses): StockForecast {
  const open = all.filter(({ ending }) => ending === 0);
  const wins = all.filter(({ ending }) => ending === 1);
  const horizon = horizonOf(all);
  const young = open.filter(({ days }) => days < horizon);
  const counts = { stock: open.length, tooOld: open.length - young.length };
  if (wins.length < FEWEST_WINS || young.length === 0)
    return {
      state: 'too few',
      ...counts,
      note:
        wins.length < FEWEST_WINS
          ? `Of ${wins.length} wins nothing can be foretold; ${FEWEST_WINS} are needed.`
          : 'No MQL is open.',
    };
  const random = createRandom(SEED);
  const weights = accountsOf(all);
  const seen: { wins: number; money: number }[] = [];
  const stockByDay = tally(young, horizon);
  const chances = chancesOf(
    all.map((course) => ({ course, weight: 1 })),
    horizon,
  );
  const expected = stockByDay.reduce((sum, count, day) => sum + count * (chances[day] as number), 0);
  for (let i = 0; i < DRAWS; i++) {
    const weighted = weights.draw(random);
    const drawn = chancesOf(weighted, horizon);
    let won = 0;
    stockByDay.forEach((count, day) => {
      for (let lead = 0; lead < count; lead++) if (random.chance(drawn[day] as number)) won += 1;
    });
    seen.push({ wins: won, money: moneyOf(won, amounts, otherWins, random) });
  }
  const mean = amounts.length === 0 ? 0 : amounts.reduce((a, b) => a + b, 0) / amounts.length;
  const paid = amounts.length / Math.max(1, amounts.length + otherWins);
  return {
    state: 'ok',
    ...counts,
    withinDays: horizon,
    wins: { expected, ...interval(seen.map((each) => each.wins)) },
    ...(amounts.length >= FEWEST_WINS && {
      revenue: { currency, expected: Math.round(expected * mean * paid), ...interval(seen.map(({ money }) => money)) },
    }),
    note: `Each is given the time until ${horizon} days after its hand-off, longer than which too few were ever seen.`,
  };
}

/** The last day at which twenty hand-offs were still under watch. */
function horizonOf(all: readonly Course[]): number {
  const days = all.map((course) => course.days).sort((a, b) => b - a);
  return days[FEWEST_AT_RISK - 1] ?? 0;
}

function tally(open: readonly Course[], horizon: number): number[] {
  const counts = new Array<number>(horizon).fill(0);
  for (const { days } of open) counts[days] = (counts[days] as number) + 1;
  return counts;
}

/** By age in days: the chance to be won by the horizon, of one that is open at the end of that day. */
function chancesOf(
  all: readonly { readonly course: Course; readonly weight: number }[],
  horizon: number,
): Float64Array {
  const own = new Float64Array(horizon + 1);
  const other = new Float64Array(horizon + 1);
  const leaving = new Float64Array(horizon + 1);
  let atRisk = 0;
  for (const { course, weight } of all) {
    atRisk += weight;
    const column =
      course.days > horizon ? undefined : course.ending === 1 ? own : course.ending === 2 ? other : leaving;
    if (column !== undefined) column[course.days] = (column[course.days] as number) + weight;
  }
  const incidence = new Float64Array(horizon + 1);
  const survival = new Float64Array(horizon + 1);
  let [still, share] = [1, 0];
  for (let day = 0; day <= horizon; day++) {
    if (atRisk > 0) {
      share += (still * (own[day] as number)) / atRisk;
      still *= 1 - ((own[day] as number) + (other[day] as number)) / atRisk;
    }
    atRisk -= (own[day] as number) + (other[day] as number) + (leaving[day] as number);
    incidence[day] = share;
    survival[day] = Math.max(still, 1e-12);
  }
  return incidence.map((each, day) => Math.min(1, Math.max(0, (share - each) / (survival[day] as number))));
}

/** Accounts, to be drawn with all their hand-offs. */
function accountsOf(all: readonly Course[]) {
  const places = new Map<string, number>();
  const of = all.map(({ account }) => {
    const place = places.get(account) ?? places.size;
    places.set(account, place);
    return place;
  });
  return {
    draw(random: Random) {
      const weights = Array.from({ length: places.size }, () => random.poisson(1));
      return all.map((course, i) => ({ course, weight: weights[of[i] as number] as number }));
    },
  };
}

function moneyOf(wins: number, amounts: readonly number[], otherWins: number, random: Random): number {
  if (amounts.length === 0) return 0;
  // The mean of a resample first, since what a deal brings is known no better than from so many.
  const shift = amounts.reduce((sum) => sum + random.pick(amounts), 0) / amounts.reduce((a, b) => a + b, 0);
  let money = 0;
  for (let i = 0; i < wins; i++)
    if (random.chance(amounts.length / (amounts.length + otherWins))) money += random.pick(amounts) * shift;
  return Math.round(money);
}

function interval(values: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] as number;
  return { low: at(0.025), high: at(0.975) };
}

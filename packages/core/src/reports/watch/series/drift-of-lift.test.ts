// What a criterion tells of winning, watched over made-up cases whose odds ratio is known: it is told when it fades, and seldom when it does not.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import type { SeenCase } from '../seen/seen-cases.ts';
import { type CasesApart, conversionSeries, liftSeries, referenceLine } from './case-series.ts';
import { heightFor, monitor, sumsOf } from './monitor.ts';

const MONTH = 30 * 24 * 3600 * 1000;
const CRITERION = {
  about: 'engagement.signals.demo',
  label: 'Demo',
  axis: 'engagement',
  name: 'demo',
  points: 100,
  when: '',
} as const;

interface World {
  readonly seed: number;
  readonly casesAMonth: number;
  /** Log odds of winning for the criterion, by month after the reference. */
  readonly tells: (month: number) => number;
  /** Log odds without it. */
  readonly base?: (month: number) => number;
}

function casesOf({ seed, casesAMonth, tells, base = () => -1.5 }: World): CasesApart {
  const random = createRandom(seed);
  const ofMonth = (month: number): SeenCase[] =>
    Array.from({ length: casesAMonth }, () => {
      const has = random.uniform() < 0.4;
      const chance = 1 / (1 + Math.exp(-base(month) - (has ? tells(month) : 0)));
      return { endedAt: month * MONTH, isWon: random.uniform() < chance, total: has ? 400 : 100, holds: [has] };
    });
  return {
    before: Array.from({ length: 12 }, (_, i) => ofMonth(i - 12)).flat(),
    after: Array.from({ length: 24 }, (_, month) => ({
      month: `m${month}`,
      end: (month + 1) * MONTH,
      cases: ofMonth(month),
    })),
  };
}

/** Twenty series are watched with it, so that the height is what it would be. */
const HEIGHT = heightFor(20);

function raisedAfter(apart: CasesApart): number | undefined {
  const [series] = liftSeries([CRITERION], apart);
  if (series === undefined) throw new Error('there is one series');
  expect(sumsOf(series)).toBe(1);
  const [first] = monitor(series, HEIGHT).spells;
  return first === undefined ? undefined : first.raisedAt / MONTH;
}

const seeds = Array.from({ length: 60 }, (_, i) => i + 1);

describe('[E5, J7] drift of what a criterion tells', () => {
  it('with 60 cases a month that a criterion tells nothing any more is seen within two quarters, mostly within one', () => {
    const found = seeds.map((seed) => raisedAfter(casesOf({ seed, casesAMonth: 60, tells: (m) => (m < 0 ? 1.6 : 0) })));
    const within = (months: number): number => found.filter((at) => at !== undefined && at <= months).length;
    expect(within(6)).toBeGreaterThanOrEqual(58);
    expect(within(4)).toBeGreaterThanOrEqual(30);
  });

  it('where it tells what it told, it alarms less than once in ten years', () => {
    const alarms = seeds.filter(
      (seed) => raisedAfter(casesOf({ seed, casesAMonth: 60, tells: () => 1.6 })) !== undefined,
    );
    expect(alarms.length).toBeLessThanOrEqual((seeds.length * 2) / 10);
  });

  it('a year in which everything is won half as often moves no lift, and is told as wins at equal scores', () => {
    const world = (seed: number): World => ({
      seed,
      casesAMonth: 60,
      tells: () => 1.6,
      base: (m) => (m < 0 ? -1.2 : -2.2),
    });
    const lifts = seeds.filter((seed) => raisedAfter(casesOf(world(seed))) !== undefined);
    expect(lifts.length).toBeLessThanOrEqual((seeds.length * 2) / 10);
    const conversions = seeds.map((seed) => {
      const apart = casesOf(world(seed));
      return monitor(conversionSeries(apart, referenceLine(apart)), HEIGHT).spells[0];
    });
    expect(conversions.filter((spell) => spell?.direction === 'down').length).toBeGreaterThanOrEqual(58);
  });

  it('says beforehand how long a loss would take to see, and that is about how long it takes', () => {
    const apart = casesOf({ seed: 7, casesAMonth: 60, tells: (m) => (m < 0 ? 1.6 : 0) });
    const [series] = liftSeries([CRITERION], apart);
    const { monthsToSee = 0 } = monitor(series as never, HEIGHT).series;
    const found = seeds.flatMap(
      (seed) => raisedAfter(casesOf({ seed, casesAMonth: 60, tells: (m) => (m < 0 ? 1.6 : 0) })) ?? [],
    );
    const mean = found.reduce((a, b) => a + b, 0) / found.length;
    expect(monthsToSee).toBeGreaterThan(mean / 2);
    expect(monthsToSee).toBeLessThan(mean * 2);
  });

  it('of few cases it says that there are too few', () => {
    const [series] = liftSeries([CRITERION], casesOf({ seed: 1, casesAMonth: 2, tells: () => 1.6 }));
    expect(series?.state).toBe('too few');
  });
});

describe('hysteresis', () => {
  const steps = (zs: readonly number[]) =>
    zs.map((z, i) => ({ month: `m${i}`, end: i + 1, of: 100, value: 0.5, z, k: 0.5 }));
  const run = (zs: readonly number[]) =>
    monitor({ kind: 'signal-rate', about: 'a', label: 'A', state: 'watched', sides: 'both', steps: steps(zs) }, 5)
      .spells;

  it('one odd month raises nothing, two do', () => {
    expect(run([0, 40, 0, 0])).toEqual([]);
    expect(run([0, 40, 40, 40])).toMatchObject([{ raisedAt: 3, direction: 'up', since: 'm1' }]);
  });

  it('is raised once while it lasts, whatever single months do, and cleared after two calm ones', () => {
    expect(run([-4, -4, 0.5, -3, 0.5, -4, -3, 0, 0, 0])).toMatchObject([
      { raisedAt: 2, clearedAt: 9, direction: 'down' },
    ]);
  });

  it('begins at nothing again when it was cleared', () => {
    expect(run([4, 4, 0, 0, 3, 0, 0])).toHaveLength(1);
    expect(run([4, 4, 0, 0, 4, 4])).toHaveLength(2);
  });
});

// [J6] What young groups are expected to come to covers what they come to: small companies, many seeds, truth known.
import { expect, it } from 'vitest';
import { createRandom, type Random } from '../base/random.ts';
import { cureEstimates } from './cure-cohorts.ts';
import { fitWeibullCure, type Waiting } from './weibull-cure.ts';

const MONTHS = 14;

/** Monthly groups whose shares differ (Beta-like around 15 %), lags Weibull; seen when the youngest is two weeks old. */
function company(random: Random, size: number) {
  const groups: { seen: Waiting; inTheEnd: number }[] = [];
  const [shape, scale] = [0.8, 35];
  for (let month = 0; month < MONTHS; month++) {
    const share = Math.min(0.6, Math.max(0.02, 0.15 + 0.04 * random.normal()));
    const came = new Map<number, number>();
    const waiting = new Map<number, number>();
    let inTheEnd = 0;
    for (let i = 0; i < size; i++) {
      const age = 30 * (MONTHS - 1 - month) + 14 + random.integer(0, 29);
      const lag = random.uniform() < share ? scale * random.exponential(1) ** (1 / shape) : Number.POSITIVE_INFINITY;
      if (Number.isFinite(lag)) inTheEnd += 1;
      const [counts, day] = lag < age ? [came, Math.floor(lag)] : [waiting, age];
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    groups.push({ seen: { came: [...came], waiting: [...waiting] }, inTheEnd });
  }
  return groups;
}

const merged = (groups: readonly Waiting[]): Waiting => ({
  came: groups.flatMap(({ came }) => came),
  waiting: groups.flatMap(({ waiting }) => waiting),
});

it.each([25, 60, 150])('covers the later truth of the six youngest of fourteen groups of %i', (size) => {
  let [within, all, error, naive] = [0, 0, 0, 0];
  for (let seed = 0; seed < 24; seed++) {
    const groups = company(createRandom(seed + 1), size);
    const pooled = fitWeibullCure(merged(groups.map(({ seen }) => seen)));
    const estimates =
      pooled &&
      cureEstimates(
        pooled,
        groups.map(({ seen }) => seen),
        createRandom(7),
      );
    if (estimates === undefined) continue;
    const sums = { expected: 0, truth: 0, seen: 0 };
    for (const [i, { share, low, high }] of estimates.slice(-6).entries()) {
      const { seen, inTheEnd } = groups[MONTHS - 6 + i] as (typeof groups)[number];
      const truth = inTheEnd / size;
      all += 1;
      if (truth >= low - 1e-9 && truth <= high + 1e-9) within += 1;
      sums.expected += share * size;
      sums.truth += inTheEnd;
      sums.seen += seen.came.reduce((sum, [, count]) => sum + count, 0);
    }
    error += Math.abs(sums.expected - sums.truth);
    naive += Math.abs(sums.seen - sums.truth);
  }
  expect(all).toBeGreaterThan(100);
  expect(within / all).toBeGreaterThan(0.9);
  expect(error).toBeLessThan(0.8 * naive);
});

it('a group that says nothing itself is told as all are, a ripe one as it is', () => {
  const ripe: Waiting = {
    came: [
      [2, 10],
      [15, 12],
      [40, 8],
    ],
    waiting: [[700, 170]],
  };
  const young: Waiting = { came: [], waiting: [[1, 200]] };
  const pooled = fitWeibullCure(merged([ripe, young]));
  const [old, fresh] = (pooled && cureEstimates(pooled, [ripe, young], createRandom(1))) ?? [];
  expect(old?.share).toBeCloseTo(0.15, 2);
  expect((old?.high ?? 1) - (old?.low ?? 0)).toBeLessThan(0.02);
  expect(fresh?.passed).toBeLessThan(0.1);
  expect(fresh?.share).toBeGreaterThan(0.1);
  expect((fresh?.high ?? 0) - (fresh?.low ?? 1)).toBeGreaterThan(0.05);
});

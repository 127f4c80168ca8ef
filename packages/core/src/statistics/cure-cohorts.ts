// What young groups will come to in the end: each group's own share, drawn to what all groups have in common as far as it says little itself (J6).
import type { Random } from '../base/random.ts';
import { parametersOf, type Waiting, type WeibullCure, weibullBy } from './weibull-cure.ts';

/** What a group is expected to come to, of all its members, with a 95 % interval for the count that will be seen. */
export interface CureEstimate {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** How much of what is still to come has had the time, by the pooled lags, on average over the members: 0 just begun, 1 ripe. */
  readonly passed: number;
}

const LAG_DRAWS = 40;
const SHARE_DRAWS = 25;
const GRID = 100;
/** As many members of all groups together a group's own ones are set against, at most and at least. */
const STRENGTHS = [5, 10, 20, 50, 100, 200, 500, 1000, 5000] as const;

/**
 * Empirical Bayes on the Weibull cure model of all groups together (`pooled`): a group's share has a Beta prior around the pooled one, as strong as the groups are alike (the strength of the highest
 * marginal likelihood; G. Casella, 1985), and is drawn from its posterior for each of forty draws of the pooled share and lags out of their asymptotic normal distribution; who is still waiting then comes to it with
 * probability π (1 − F(a)) ÷ (1 − π F(a)). The interval is one of prediction: it holds the count that will be seen with 95 %. It is too narrow where lags change from group to group. Undefined where the pooled fit knows its
 * own uncertainty not (a flat likelihood).
 */
export function cureEstimates(
  pooled: WeibullCure,
  groups: readonly Waiting[],
  random: Random,
): readonly CureEstimate[] | undefined {
  const spread = cholesky3(pooled.covariance);
  if (spread === undefined) return undefined;
  const strength = strengthOf(pooled, groups);
  const totals = groups.map(() => [] as number[]);
  const centre = [Math.log(pooled.share / (1 - pooled.share)), Math.log(pooled.shape), Math.log(pooled.scaleDays)];
  for (let i = 0; i < LAG_DRAWS; i++) {
    const z = [random.normal(), random.normal(), random.normal()] as const;
    const model = parametersOf(
      centre.map((x, row) => x + z.reduce((sum, each, column) => sum + each * (spread[3 * row + column] as number), 0)),
    );
    for (const [g, group] of groups.entries()) {
      const byAge = group.waiting.map(([age, count]) => ({ by: weibullBy(model, age), count }));
      const came = sizeOf(group.came);
      const posterior = posteriorOf(came, byAge, model.share, strength);
      for (let j = 0; j < SHARE_DRAWS; j++) {
        const share = drawn(posterior, random);
        const toCome = byAge.reduce(
          (sum, { by, count }) => sum + binomial(random, count, (share * (1 - by)) / (1 - share * by)),
          0,
        );
        (totals[g] as number[]).push(came + toCome);
      }
    }
  }
  return groups.map((group, g) => estimateOf(pooled, group, totals[g] as number[]));
}

function estimateOf(pooled: WeibullCure, { came, waiting }: Waiting, totals: number[]): CureEstimate {
  const size = sizeOf(came) + sizeOf(waiting);
  const sorted = totals.sort((a, b) => a - b);
  const at = (q: number): number => (sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0) / size;
  const passed = waiting.reduce((sum, [age, count]) => sum + weibullBy(pooled, age) * count, sizeOf(came)) / size;
  return {
    share: totals.reduce((sum, total) => sum + total, 0) / totals.length / size,
    low: at(0.025),
    high: at(0.975),
    passed,
  };
}

function sizeOf(counts: readonly (readonly [number, number])[]): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

type ByAge = readonly { readonly by: number; readonly count: number }[];

/** Weights of the grid's shares, adding up to one. */
function posteriorOf(came: number, waiting: ByAge, mean: number, strength: number): Float64Array {
  const logs = logPosterior(came, waiting, mean, strength);
  const most = logs.reduce((a, b) => Math.max(a, b));
  const weights = logs.map((log) => Math.exp(log - most));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** Denser where shares are small. */
function gridShare(i: number): number {
  return ((i + 0.5) / GRID) ** 2;
}

function logPosterior(came: number, waiting: ByAge, mean: number, strength: number): Float64Array {
  const [a, b] = [mean * strength, (1 - mean) * strength];
  const logs = new Float64Array(GRID);
  for (let i = 0; i < GRID; i++) {
    const share = gridShare(i);
    // The last term is the width of the cell.
    let sum = (a - 1 + came) * Math.log(share) + (b - 1) * Math.log(1 - share) + Math.log(i + 0.5);
    for (const { by, count } of waiting) sum += count * Math.log(1 - share * by);
    logs[i] = sum;
  }
  return logs;
}

/** The strength under which the groups' counts are the most likely. */
function strengthOf(pooled: WeibullCure, groups: readonly Waiting[]): number {
  const told = groups.map(({ came, waiting }) => ({
    came: sizeOf(came),
    waiting: waiting.map(([age, count]) => ({ by: weibullBy(pooled, age), count })),
  }));
  const marginal = (strength: number): number => {
    const [a, b] = [pooled.share * strength, (1 - pooled.share) * strength];
    const norm = logSum(logPosterior(0, [], pooled.share, strength));
    if (!Number.isFinite(norm) || a <= 0 || b <= 0) return Number.NEGATIVE_INFINITY;
    return told.reduce(
      (sum, { came, waiting }) => sum + logSum(logPosterior(came, waiting, pooled.share, strength)) - norm,
      0,
    );
  };
  const found = STRENGTHS.map((strength) => ({ strength, value: marginal(strength) }));
  return found.reduce((best, each) => (each.value > best.value ? each : best)).strength;
}

function logSum(logs: Float64Array): number {
  const most = logs.reduce((a, b) => Math.max(a, b));
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}

function drawn(weights: Float64Array, random: Random): number {
  let left = random.uniform();
  for (let i = 0; i < GRID; i++) {
    left -= weights[i] as number;
    if (left <= 0) return ((i + random.uniform()) / GRID) ** 2;
  }
  return gridShare(GRID - 1);
}

/** How many of `of` with probability `p` each; by a rounded normal where that is near enough. */
function binomial(random: Random, of: number, p: number): number {
  if (of === 0 || p <= 0) return 0;
  if (p >= 1) return of;
  const variance = of * p * (1 - p);
  if (variance > 30) return Math.max(0, Math.min(of, Math.round(of * p + Math.sqrt(variance) * random.normal())));
  return p <= 0.5 ? skipping(random, of, p) : of - skipping(random, of, 1 - p);
}

/** Counts hits by the gaps between them: few draws where hits are rare. */
function skipping(random: Random, of: number, p: number): number {
  if (p <= 0) return 0;
  const log = Math.log1p(-p);
  let count = 0;
  for (let at = Math.floor(Math.log(1 - random.uniform()) / log); at < of; count++)
    at += 1 + Math.floor(Math.log(1 - random.uniform()) / log);
  return count;
}

/** The lower triangle L with L Lᵀ = m; undefined where m is no covariance. */
function cholesky3(m: readonly number[]): readonly number[] | undefined {
  const [a = 0, , , b = 0, c = 0, , d = 0, e = 0, f = 0] = m;
  const l11 = Math.sqrt(a);
  const l21 = b / l11;
  const l22 = Math.sqrt(c - l21 * l21);
  const l31 = d / l11;
  const l32 = (e - l31 * l21) / l22;
  const l33 = Math.sqrt(f - l31 * l31 - l32 * l32);
  const found = [l11, 0, 0, l21, l22, 0, l31, l32, l33];
  return found.every(Number.isFinite) ? found : undefined;
}

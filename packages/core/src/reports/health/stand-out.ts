// Months that stand out: the run of months in which a share is higher than in all others by more than chance. What is small, or would happen to somebody among many, is not told.
import { binomialGreater } from '../../statistics/binomial.ts';
import { fisherGreater } from '../../statistics/fisher.ts';
import type { FindingCounts } from './finding.ts';

/** A finding is told where chance alone would show as much once in so many histories: for each sort of finding, over all its places and months. */
export const BY_CHANCE = 0.001;

/** What fewer have is rare. */
const RARE = 0.02;
/** A month with less than this part of a run's share is no part of the run: stragglers, hours of another time zone. */
const PART_OF_IT = 0.25;

/** A run of months [from, to) that stands out from the others, with the counts of both. */
export interface Stretch extends FindingCounts {
  readonly from: number;
  readonly to: number;
}

/** The counts of a run, without its months. */
export function countsOf({ count, of, otherCount, otherOf }: Stretch): FindingCounts {
  return { count, of, otherCount, otherOf };
}

/** What makes a run worth telling. */
export interface Bar {
  /** Fewest cases in the run. */
  readonly fewest: number;
  /** How many times the usual share at least. */
  readonly times: number;
  /** The least share in the run. */
  readonly share: number;
  /** How many places are looked at beside this one. */
  readonly places: number;
  /** `end`: only what goes on to the last month (a habit); `any`: also what ends again (a wave), of at most half the months. */
  readonly until: 'end' | 'any';
  /** A share that is taken for usual even where the others show less: then the run is held against it by the binomial distribution, since the others are too few to tell. */
  readonly floor?: number;
  /** The longest run of months that ends again; half of all where absent. */
  readonly longest?: number;
  /** Cases of other places, that are usual too. */
  readonly others?: { readonly count: number; readonly of: number };
}

/**
 * The run of months whose share is least probable by chance, if it is past the bar: a scan statistic (M. Kulldorff, 1997) over the runs, judged by Fisher's exact test with Bonferroni's correction for the number of
 * runs and places.
 */
export function stretchOf(counts: readonly number[], of: readonly number[], bar: Bar): Stretch | undefined {
  const all = { count: sum(counts) + (bar.others?.count ?? 0), of: sum(of) + (bar.others?.of ?? 0) };
  let best: { readonly stretch: Stretch; readonly gain: number } | undefined;
  let runs = 0;
  for (let from = 0; from < counts.length; from++) {
    let [count, whole] = [0, 0];
    for (let to = from + 1; to <= counts.length; to++) {
      count += counts[to - 1] as number;
      whole += of[to - 1] as number;
      const isWave = bar.until === 'any' && to - from <= (bar.longest ?? counts.length / 2);
      if (!isWave && (to < counts.length || bar.longest !== undefined)) continue;
      runs += 1;
      const stretch = { from, to, count, of: whole, otherCount: all.count - count, otherOf: all.of - whole };
      const isOpen = to === counts.length;
      if (counts[from] === 0 || (counts[to - 1] === 0 && !isOpen) || !isPast(stretch, bar)) continue;
      const gain = gainOf(stretch);
      if (best === undefined || gain > best.gain) best = { stretch, gain };
    }
  }
  if (best === undefined) return undefined;
  return chanceOf(best.stretch, bar.floor) * runs * Math.max(1, bar.places) <= BY_CHANCE
    ? backToFirst(best.stretch, counts, of)
    : undefined;
}

/** Where hardly any others have it, a run begins with the first that has: its first months may hold too few to be likelier than not. */
function backToFirst(stretch: Stretch, counts: readonly number[], of: readonly number[]): Stretch {
  let { from, count, of: whole, otherCount, otherOf } = stretch;
  const share = stretch.count / stretch.of;
  const isOfIt = (i: number): boolean => (counts[i] as number) >= PART_OF_IT * share * (of[i] as number);
  while (from > 0 && (counts[from - 1] as number) > 0 && isOfIt(from - 1) && otherCount <= RARE * otherOf) {
    from -= 1;
    count += counts[from] as number;
    whole += of[from] as number;
    otherCount -= counts[from] as number;
    otherOf -= of[from] as number;
  }
  return { ...stretch, from, count, of: whole, otherCount, otherOf };
}

function chanceOf({ count, of, otherCount, otherOf }: Stretch, floor: number | undefined): number {
  if (floor === undefined) return fisherGreater(count, of, otherCount, otherOf);
  return binomialGreater(count, of, Math.max(floor, (otherCount + 0.5) / (otherOf + 1)));
}

function isPast({ count, of, otherCount, otherOf }: Stretch, { fewest, times, share }: Bar): boolean {
  if (count < fewest || of === 0 || otherOf === 0) return false;
  return count / of >= share && count / of >= (times * otherCount) / otherOf;
}

/** How much likelier the counts are where the run has a share of its own: the logarithm of the ratio. */
function gainOf({ count, of, otherCount, otherOf }: Stretch): number {
  return logLike(count, of) + logLike(otherCount, otherOf) - logLike(count + otherCount, of + otherOf);
}

function logLike(count: number, of: number): number {
  const [p, q] = [count / of, 1 - count / of];
  return (p > 0 ? count * Math.log(p) : 0) + (q > 0 ? (of - count) * Math.log(q) : 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

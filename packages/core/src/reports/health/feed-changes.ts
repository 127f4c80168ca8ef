// Where an event or a page stops, starts, is renamed or pauses. Volumes that only rise and fall are nobody's fault and not told.
import { quantile } from '../../statistics/quantile.ts';
import type { FeedMonths } from './feeds.ts';
import type { Finding } from './finding.ts';
import { runsOf, spanOf } from './months.ts';

/** Fewer entries a month than this are too few to miss. */
const FEWEST_A_MONTH = 20;
/** What comes before a beginning is hardly anything of what comes after it; a feed that fills up begins at no time. */
const NOTHING = 0.02;
/** A gap is so many times as deep as months usually differ from the months before them. */
const TIMES_AS_DEEP = 4;
/** What begins is told earlier than what stops is missed: before it there was nothing at all. */
const FEWEST_NEW = 10;
/** New pages come every week; one is told where it makes that share of all views. */
const SHARE_OF_PAGES = 0.01;
/** Less than this share of its level is as good as nothing: a month's edges in another time zone, a straggler. */
const TRACE = 0.1;
/** A history begins with feeds that fill up: what begins in its first quarter, or its first four months, is its beginning. */
const FIRST_MONTHS = 4;
const FIRST_SHARE = 0.25;
/** Months in which a level is taken. */
const LEVEL_MONTHS = 6;

/** Stops, starts, renamings and gaps of feeds of one sort. The first and the last month may be cut short and prove nothing by themselves. */
export function feedChanges(
  feeds: readonly FeedMonths[],
  months: readonly string[],
  of: 'events' | 'pages',
): Finding[] {
  const total = feeds.reduce((sum, feed) => sum + feed.total, 0);
  const stops = feeds.flatMap((feed) => stopOf(feed) ?? []);
  const starts = feeds.flatMap((feed) => startOf(feed) ?? []);
  const renamed = renamings(stops, starts);
  const weigh = (size: number): number => (total === 0 ? 0 : size / total);
  const isRenamed = (change: Change): boolean => renamed.some(({ from, to }) => from === change || to === change);
  // A page is missed where its share of all pages falls; an event where it comes less often.
  const whole =
    of === 'pages'
      ? months.map((_, i) => feeds.reduce((sum, { counts }) => sum + (counts[i] as number), 0))
      : undefined;
  const isLarge = ({ level }: Change): boolean =>
    whole === undefined || level >= SHARE_OF_PAGES * (total / Math.max(1, months.length));
  return [
    ...renamed.map(({ from, to }) => renaming(from, to, months, weigh)),
    ...stops.filter((stop) => !isRenamed(stop)).map((stop) => stopping(stop, months, weigh)),
    ...starts.filter((start) => !isRenamed(start) && isLarge(start)).map((start) => starting(start, months, weigh)),
    ...feeds.flatMap((feed) => gapsOf(feed, whole, months, weigh)),
  ];
}

type Weigh = (size: number) => number;

function renaming(from: Change, to: Change, months: readonly string[], weigh: Weigh): Finding {
  return {
    kind: 'feed-renamed',
    place: `${from.feed} → ${to.feed}`,
    month: months[to.at] as string,
    size: Math.round(to.level),
    message: `${to.feed} begins in ${months[to.at]} as ${from.feed} ends, about as often: one of two names`,
    repair: `map both to one name, or name both in the definition: in ["${nameOf(from.feed)}", "${nameOf(to.feed)}"]`,
    weight: weigh(from.total + to.total),
  };
}

function stopping(stop: Change, months: readonly string[], weigh: Weigh): Finding {
  return {
    kind: 'feed-stopped',
    place: stop.feed,
    month: months[stop.at] as string,
    size: Math.round(stop.level),
    message: `${stop.feed} came about ${Math.round(stop.level)} times a month and stops in ${months[stop.at]}`,
    repair: 'find out whether the tracker broke or people stopped; what is lost cannot be scored',
    weight: weigh(stop.level * (months.length - stop.at)),
  };
}

function starting(start: Change, months: readonly string[], weigh: Weigh): Finding {
  return {
    kind: 'feed-started',
    place: start.feed,
    month: months[start.at] as string,
    size: Math.round(start.level),
    message: `${start.feed} begins in ${months[start.at]}: nothing earlier can be learned from it`,
    repair: 'learn from the months since, or bring in its history',
    weight: weigh(start.total) / 2,
  };
}

function nameOf(feed: string): string {
  return feed.replace(/^(track|page) /, '');
}

interface Change extends FeedMonths {
  /** Position of the first month after the change. */
  readonly at: number;
  /** Entries a month on the side where it comes. */
  readonly level: number;
}

/** A feed that came for three months or more and is gone for two or more, to the end. */
function stopOf(feed: FeedMonths): Change | undefined {
  const { counts } = feed;
  const level = levelOf(counts, (i) => i > 0 && i < counts.length - 1);
  const last = counts.findLastIndex((count) => count > TRACE * level);
  const at = last + 1;
  if (last < 2 || counts.length - at < 2) return undefined;
  const before = meanOf(counts.slice(Math.max(0, last - LEVEL_MONTHS), last));
  return before < FEWEST_A_MONTH ? undefined : { ...feed, at, level: before };
}

/** A feed that is absent for four months or more and then comes for three or more. */
function startOf(feed: FeedMonths): Change | undefined {
  const { counts } = feed;
  const level = levelOf(counts, (i) => i < counts.length - 1);
  const at = counts.findIndex((count) => count > TRACE * level);
  if (at < Math.max(FIRST_MONTHS, FIRST_SHARE * counts.length) || counts.length - at < 3) return undefined;
  const after = meanOf(counts.slice(at + 1, at + 1 + LEVEL_MONTHS));
  const isNew = meanOf(counts.slice(0, at)) <= NOTHING * after;
  return after < FEWEST_NEW || !isNew ? undefined : { ...feed, at, level: after };
}

/** What comes in a usual month in which it comes at all. */
function levelOf(counts: readonly number[], isWhole: (i: number) => boolean): number {
  return (
    quantile(
      counts.filter((count, i) => count > 0 && isWhole(i)),
      0.5,
    ) ?? 0
  );
}

/** A stop and a start of one moment and one size. Of several the most alike in size are paired. */
function renamings(stops: readonly Change[], starts: readonly Change[]): { from: Change; to: Change }[] {
  const pairs = stops.flatMap((from) =>
    starts
      .filter((to) => to.at - from.at >= -1 && to.at - from.at <= 2 && ratio(from.level, to.level) <= 2)
      .map((to) => ({ from, to })),
  );
  pairs.sort((a, b) => ratio(a.from.level, a.to.level) - ratio(b.from.level, b.to.level));
  const used = new Set<Change>();
  return pairs.filter(({ from, to }) => {
    if (used.has(from) || used.has(to)) return false;
    used.add(from).add(to);
    return true;
  });
}

/** Months in between in which hardly anything came, though before and after much did: one finding for months in a row. */
function gapsOf(
  feed: FeedMonths,
  whole: readonly number[] | undefined,
  months: readonly string[],
  weigh: Weigh,
): Finding[] {
  const { counts } = feed;
  const [first, last] = [counts.findIndex((count) => count > 0), counts.findLastIndex((count) => count > 0)];
  const expected = expectedOf(counts, whole, first, last);
  const isLow = (i: number): boolean =>
    i > first && i < last && (counts[i] as number) <= (expected[i] as number) * 0.25;
  return runsOf(counts.length, isLow).flatMap(([from, to]) => {
    const sides = [...counts.slice(Math.max(0, from - 2), from), ...counts.slice(to, to + 2)];
    const around = whole === undefined ? meanOf(sides) : meanOf(expected.slice(from, to));
    const came = counts.slice(from, to).reduce((sum, count) => sum + count, 0);
    if (Math.min(around, meanOf(expected.slice(from, to))) < FEWEST_A_MONTH * 2) return [];
    const others = counts.filter((_, i) => i >= first && i <= last && (i < from || i >= to));
    if (Math.max(...counts.slice(from, to)) > 0.5 * (quantile(others, 0.1) ?? 0)) return [];
    const before = meanOf(counts.slice(Math.max(0, from - 2), from));
    if (came > 0.25 * before * (to - from)) return [];
    if (came > around * (to - from) * 0.25 || meanOf(sides) < FEWEST_A_MONTH) return [];
    const depth = Math.log((around + 1) / (came / (to - from) + 1));
    if (depth < TIMES_AS_DEEP * usualStep(counts, whole)) return [];
    const missing = Math.round(around * (to - from) - came);
    return [
      {
        kind: 'feed-gap' as const,
        place: feed.feed,
        month: months[from] as string,
        size: missing,
        message: `${feed.feed} came ${came} times ${spanOf(months, from, to).replace(/^of /, 'in ')}, about ${Math.round(around)} times a month ${whole === undefined ? 'before and after' : 'would be usual'}`,
        repair: 'leave these months out of what is learned, or bring in what was lost',
        weight: weigh(missing),
      },
    ];
  });
}

/** How much a month usually differs from the month before, as a logarithm: large where few people do much. */
function usualStep(counts: readonly number[], whole: readonly number[] | undefined): number {
  const levels = counts.map((count, i) => Math.log((count + 1) / (whole === undefined ? 1 : (whole[i] as number) + 1)));
  const steps = levels.slice(1).map((level, i) => Math.abs(level - (levels[i] as number)));
  // 1.48 median deviations are a standard deviation where steps are normal.
  return 1.48 * (quantile(steps, 0.5) ?? 0);
}

/** What would come in each month: as much as in a usual one, or its usual share of all pages. */
function expectedOf(
  counts: readonly number[],
  whole: readonly number[] | undefined,
  first: number,
  last: number,
): readonly number[] {
  if (whole === undefined) {
    const usual = quantile(counts.slice(first, last + 1), 0.5) ?? 0;
    return counts.map(() => usual);
  }
  const shares = counts.flatMap((count, i) =>
    i < first || i > last || whole[i] === 0 ? [] : [count / (whole[i] as number)],
  );
  const usual = quantile(shares, 0.5) ?? 0;
  return whole.map((all) => usual * all);
}

function ratio(a: number, b: number): number {
  return Math.max(a, b) / Math.max(1, Math.min(a, b));
}

function meanOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

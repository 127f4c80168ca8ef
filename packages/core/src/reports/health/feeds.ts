// Feeds by month: which events and pages come in, and where one stops, starts, is renamed or pauses. Volumes that only rise and fall are nobody's fault and not told.
import type { Entry } from '../../journal/entry.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Finding } from './finding.ts';
import { MonthlyCounts, monthOf, runsOf, spanOf } from './months.ts';

/** Fewer entries a month than this are too few to miss. */
const FEWEST_A_MONTH = 20;

/** One event or kind of page by month. */
export interface FeedMonths {
  readonly feed: string;
  readonly total: number;
  /** Aligned with the months of the report. */
  readonly counts: readonly number[];
}

/** Counts behaviour by feed. */
export class Feeds {
  private readonly counts = new MonthlyCounts();

  add(entry: Entry): void {
    const feed = feedOf(entry);
    if (feed !== undefined) this.counts.add(feed, monthOf(entry.occurredAt));
  }

  /** The feeds, largest first. */
  byMonth(months: readonly string[]): FeedMonths[] {
    return this.counts
      .keys()
      .map((feed) => {
        const counts = this.counts.of(feed, months);
        return { feed, counts, total: counts.reduce((sum, count) => sum + count, 0) };
      })
      .sort((a, b) => b.total - a.total || (a.feed < b.feed ? -1 : 1));
  }

  /** Stops, starts, renamings and gaps. The first and the last month may be cut short and prove nothing by themselves. */
  findings(months: readonly string[]): Finding[] {
    const feeds = this.byMonth(months);
    const total = feeds.reduce((sum, feed) => sum + feed.total, 0);
    const stops = feeds.flatMap((feed) => stopOf(feed) ?? []);
    const starts = feeds.flatMap((feed) => startOf(feed) ?? []);
    const renamed = renamings(stops, starts);
    const weigh = (size: number): number => (total === 0 ? 0 : size / total);
    const isRenamed = (change: Change): boolean => renamed.some(({ from, to }) => from === change || to === change);
    return [
      ...renamed.map(
        ({ from, to }): Finding => ({
          kind: 'feed-renamed',
          place: `${from.feed} → ${to.feed}`,
          month: months[to.at] as string,
          size: Math.round(to.level),
          message: `${to.feed} begins in ${months[to.at]} as ${from.feed} ends, about as often: one event under two names`,
          repair: `map both to one name, or name both in the definition: in ["${nameOf(from.feed)}", "${nameOf(to.feed)}"]`,
          weight: weigh(from.total + to.total),
        }),
      ),
      ...stops
        .filter((stop) => !isRenamed(stop))
        .map(
          (stop): Finding => ({
            kind: 'feed-stopped',
            place: stop.feed,
            month: months[stop.at] as string,
            size: Math.round(stop.level),
            message: `${stop.feed} came about ${Math.round(stop.level)} times a month and stops in ${months[stop.at]}`,
            repair: 'find out whether the tracker broke or people stopped; what is lost cannot be scored',
            weight: weigh(stop.level * (months.length - stop.at)),
          }),
        ),
      ...starts
        .filter((start) => !isRenamed(start))
        .map(
          (start): Finding => ({
            kind: 'feed-started',
            place: start.feed,
            month: months[start.at] as string,
            size: Math.round(start.level),
            message: `${start.feed} begins in ${months[start.at]}: nothing earlier can be learned from it`,
            repair: 'learn from the months since, or bring in its history',
            weight: weigh(start.total) / 2,
          }),
        ),
      ...feeds.flatMap((feed) => gapsOf(feed, months, weigh)),
    ];
  }
}

/** What an entry is counted under: `track Demo Requested`, `page`; undefined where it is no behaviour. */
export function feedOf(entry: Entry): string | undefined {
  if (entry.kind === 'track') return `track ${entry.name ?? ''}`;
  return entry.kind === 'page' || entry.kind === 'screen' ? entry.kind : undefined;
}

function nameOf(feed: string): string {
  return feed.replace(/^track /, '');
}

interface Change extends FeedMonths {
  /** Position of the first month after the change. */
  readonly at: number;
  /** Entries a month on the side where it comes. */
  readonly level: number;
}

/** A feed that came for three months or more and is gone for two or more, to the end. */
function stopOf(feed: FeedMonths): Change | undefined {
  const last = feed.counts.findLastIndex((count) => count > 0);
  const at = last + 1;
  if (last < 2 || feed.counts.length - at < 2) return undefined;
  const level = meanOf(feed.counts.slice(Math.max(0, last - 6), last));
  return level < FEWEST_A_MONTH ? undefined : { ...feed, at, level };
}

/** A feed that is absent for two months or more and then comes for three or more. */
function startOf(feed: FeedMonths): Change | undefined {
  const at = feed.counts.findIndex((count) => count > 0);
  if (at < 2 || feed.counts.length - at < 3) return undefined;
  const level = meanOf(feed.counts.slice(at + 1, at + 7));
  return level < FEWEST_A_MONTH ? undefined : { ...feed, at, level };
}

/** A stop and a start of one moment and one size. Of several the most alike in size are paired. */
function renamings(stops: readonly Change[], starts: readonly Change[]): { from: Change; to: Change }[] {
  const pairs = stops.flatMap((from) =>
    starts
      .filter((to) => Math.abs(to.at - from.at) <= 1 && ratio(from.level, to.level) <= 2)
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
function gapsOf(feed: FeedMonths, months: readonly string[], weigh: (size: number) => number): Finding[] {
  const { counts } = feed;
  const [first, last] = [counts.findIndex((count) => count > 0), counts.findLastIndex((count) => count > 0)];
  const usual = quantile(counts.slice(first, last + 1), 0.5) ?? 0;
  if (usual < FEWEST_A_MONTH * 2) return [];
  const isLow = (i: number): boolean => i > first && i < last && (counts[i] as number) <= usual * 0.25;
  return runsOf(counts.length, isLow).flatMap(([from, to]) => {
    const sides = [...counts.slice(Math.max(0, from - 2), from), ...counts.slice(to, to + 2)];
    const around = meanOf(sides);
    const came = counts.slice(from, to).reduce((sum, count) => sum + count, 0);
    if (around < FEWEST_A_MONTH * 2 || came > around * (to - from) * 0.25) return [];
    const missing = Math.round(around * (to - from) - came);
    return [
      {
        kind: 'feed-gap' as const,
        place: feed.feed,
        month: months[from] as string,
        size: missing,
        message: `${feed.feed} came ${came} times ${spanOf(months, from, to).replace(/^of /, 'in ')}, about ${Math.round(around)} times a month before and after`,
        repair: 'leave these months out of what is learned, or bring in what was lost',
        weight: weigh(missing),
      },
    ];
  });
}

function ratio(a: number, b: number): number {
  return Math.max(a, b) / Math.max(1, Math.min(a, b));
}

function meanOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

// Feeds by month: which events and pages come in. What changes in them stands in feed-changes.ts.
import type { Entry } from '../../journal/entry.ts';
import { MonthlyCounts, monthOf } from './months.ts';

/** Pages that are counted by themselves. */
const MOST_PAGES = 2000;

/** One event or kind of page by month. */
export interface FeedMonths {
  readonly feed: string;
  readonly total: number;
  /** Aligned with the months of the report. */
  readonly counts: readonly number[];
}

/** Counts behaviour by feed, and views of pages by path. */
export class Feeds {
  private readonly counts = new MonthlyCounts();
  private readonly paths = new MonthlyCounts(MOST_PAGES);

  add(entry: Entry): void {
    const feed = feedOf(entry);
    if (feed === undefined) return;
    const month = monthOf(entry.occurredAt);
    this.counts.add(feed, month);
    if (entry.kind === 'page' && entry.path !== undefined) this.paths.add(`page ${entry.path}`, month);
  }

  /** The feeds, largest first. */
  byMonth(months: readonly string[]): FeedMonths[] {
    return largestFirst(this.counts, months);
  }

  /** The pages, most seen first. */
  pages(months: readonly string[]): FeedMonths[] {
    return largestFirst(this.paths, months);
  }
}

function largestFirst(counted: MonthlyCounts, months: readonly string[]): FeedMonths[] {
  return counted
    .keys()
    .map((feed) => {
      const counts = counted.of(feed, months);
      return { feed, counts, total: counts.reduce((sum, count) => sum + count, 0) };
    })
    .sort((a, b) => b.total - a.total || (a.feed < b.feed ? -1 : 1));
}

/** What an entry is counted under: `track Demo Requested`, `page`; undefined where it is no behaviour. */
export function feedOf(entry: Entry): string | undefined {
  if (entry.kind === 'track') return `track ${entry.name ?? ''}`;
  return entry.kind === 'page' || entry.kind === 'screen' ? entry.kind : undefined;
}

// The source report (K14): month by month, from where visitors came, how many of them became known, and what was spent there. Visitors who nowhere become known stand here and make no leads.
import { SeenTexts } from '../../base/seen-texts.ts';
import type { Visit } from '../../import/rows/draft.ts';
import type { SpendEntry } from '../../journal/entry.ts';
import { spendIn } from '../funnel/money/spend.ts';
import { monthOf } from '../health/months.ts';

/** One source in one month. */
export interface SourceMonth {
  /** `2026-03`, in UTC. */
  readonly month: string;
  /** UTM source, else the referrer's host, else the campaign; undefined where the rows tell none. */
  readonly source?: string;
  /** Rows of visitors who never become known, and of those who do. */
  readonly rows: number;
  /** Different visitors with this source in this month, known or not. Somebody who came from two sources counts at both; at none only who came from none first. */
  readonly visitors: number;
  /** Of these, those who become known somewhere in the files. */
  readonly known: number;
  /** Spend of the month in minor units by currency. */
  readonly spent: Readonly<Record<string, number>>;
}

interface Counts {
  rows: number;
  visitors: number;
  known: number;
}

/** Counts visits as they are read. Holds a fingerprint for each visitor, source and month, and the spend. */
export class SourceMonths {
  private readonly counts = new Map<string, Counts>();
  private readonly seen = new SeenTexts();
  private readonly spend: SpendEntry[] = [];

  /** All counts, so that they can be taken up again. */
  get state(): object {
    return { counts: this.counts, seen: this.seen.records, spend: this.spend };
  }

  resume(state: object): void {
    const { counts, seen, spend } = state as { counts: Map<string, Counts>; seen: Int32Array; spend: SpendEntry[] };
    for (const [key, held] of counts) this.counts.set(key, held);
    this.seen.records = seen;
    this.spend.push(...spend);
  }

  /** Takes a visit of somebody who becomes known, or does not. */
  visit({ at, visitor, source = '' }: Visit, isKnown: boolean): void {
    const month = monthOf(at);
    const counts = this.of(`${month}\n${source}`);
    counts.rows += 1;
    if (visitor === undefined) return;
    const isFirst = this.seen.remember(`${month}\n${visitor}`, 1) === undefined;
    const isNew = source === '' ? isFirst : this.seen.remember(`${month}\n${source}\n${visitor}`, 1) === undefined;
    if (!isNew) return;
    counts.visitors += 1;
    if (isKnown) counts.known += 1;
  }

  spent(entry: SpendEntry): void {
    this.spend.push(entry);
  }

  /** The report, by month and visitors; undefined where no row was a visit. */
  report(): readonly SourceMonth[] | undefined {
    if (this.counts.size === 0) return undefined;
    const months = [...new Set([...this.counts.keys()].map((key) => key.slice(0, 7)))].sort();
    return months.flatMap((month) => {
      const [from, until] = bordersOf(month);
      const { bySource } = spendIn(this.spend, from, until);
      const visited = [...this.counts].flatMap(([key, counts]) =>
        key.startsWith(`${month}\n`) ? [[key.slice(8), counts] as const] : [],
      );
      const told = new Set(visited.map(([source]) => source));
      const unvisited = [...bySource.keys()].filter((source) => !told.has(source));
      return [...visited, ...unvisited.map((source) => [source, { rows: 0, visitors: 0, known: 0 }] as const)]
        .sort(([a, x], [b, y]) => y.visitors - x.visitors || y.rows - x.rows || (a < b ? -1 : 1))
        .map(([source, counts]) => ({
          month,
          ...(source !== '' && { source }),
          ...counts,
          spent: bySource.get(source) ?? {},
        }));
    });
  }

  private of(key: string): Counts {
    const held = this.counts.get(key) ?? { rows: 0, visitors: 0, known: 0 };
    this.counts.set(key, held);
    return held;
  }
}

/** The first instant of a month, and that of the next, in UTC. */
function bordersOf(month: string): [number, number] {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return [Date.UTC(year, number - 1), Date.UTC(year, number)];
}

// How long after it happened the company could know: by source, since one sender is late and another is not.
import { HOUR } from '../../base/duration.ts';
import type { Entry } from '../../journal/entry.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Finding } from './finding.ts';
import { MonthlyCounts, monthOf, spanOf } from './months.ts';
import { stretchOf } from './stand-out.ts';

/** What is known later than this is no news any more and hands nobody over (R16). */
const LATE_AFTER = 72 * HOUR;
const SAMPLE = 5000;

/** One sender's lateness. */
export interface SourceLateness {
  readonly source: string;
  readonly entries: number;
  readonly late: number;
  readonly medianHours: number;
  readonly p95Hours: number;
}

/** Counts behaviour by sender. */
export class Lateness {
  private readonly bySource = new Map<string, { entries: number; late: number; readonly hours: number[] }>();
  private readonly entries = new MonthlyCounts();
  private readonly late = new MonthlyCounts();

  add(entry: Entry): void {
    if (entry.kind !== 'track' && entry.kind !== 'page' && entry.kind !== 'screen') return;
    const delay = entry.knownAt - entry.occurredAt;
    const held = this.bySource.get(entry.source) ?? { entries: 0, late: 0, hours: [] };
    held.entries += 1;
    this.entries.add(entry.source, monthOf(entry.occurredAt));
    if (delay >= LATE_AFTER) {
      held.late += 1;
      this.late.add(entry.source, monthOf(entry.occurredAt));
    }
    // Every 2^k-th, so that the sample spans the whole history.
    if (held.hours.length < SAMPLE) held.hours.push(delay / HOUR);
    else held.hours[held.entries % SAMPLE] = delay / HOUR;
    this.bySource.set(entry.source, held);
  }

  sources(): SourceLateness[] {
    return [...this.bySource]
      .map(([source, { entries, late, hours }]) => ({
        source,
        entries,
        late,
        medianHours: quantile(hours, 0.5) ?? 0,
        p95Hours: quantile(hours, 0.95) ?? 0,
      }))
      .sort((a, b) => b.entries - a.entries);
  }

  findings(months: readonly string[]): Finding[] {
    const sources = this.sources();
    const all = sources.reduce((sum, { entries }) => sum + entries, 0);
    return sources.flatMap(({ source, late, entries, p95Hours }) => {
      const bar = { fewest: 10, times: 3, share: 0.05, places: sources.length, until: 'any' } as const;
      const stretch = stretchOf(this.late.of(source, months), this.entries.of(source, months), bar);
      if (stretch === undefined && (late < 20 || late / entries < 0.01)) return [];
      const [size, of] = stretch === undefined ? [late, entries] : [stretch.count, stretch.of];
      const when = stretch === undefined ? '' : ` ${spanOf(months, stretch.from, stretch.to)}`;
      return [
        {
          kind: 'late-data' as const,
          place: source,
          ...(stretch !== undefined && { month: months[stretch.from] as string }),
          size,
          message: `${size} of ${of} entries of ${source}${when} were known 72 hours or more after they happened (95 % of all within ${Math.round(p95Hours)} h)`,
          repair: 'send them sooner: what is known late is scored, and hands nobody over any more',
          weight: (0.5 * size) / Math.max(1, all),
        },
      ];
    });
  }
}

// How long after it happened the company could know: by source, since one sender is late and another is not.
import { HOUR } from '../../base/duration.ts';
import type { Entry } from '../../journal/entry.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Finding } from './finding.ts';
import { MonthlyCounts, monthOf } from './months.ts';

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

  /** The month from which on a sender is late, where it was not before. */
  private begins(source: string, months: readonly string[]): { readonly month?: string } {
    const [all, late] = [this.entries.of(source, months), this.late.of(source, months)];
    const isLate = (i: number): boolean => (late[i] as number) >= 5 && (late[i] as number) >= 0.01 * (all[i] as number);
    const first = months.findIndex((_, i) => isLate(i));
    return first > 0 ? { month: months[first] as string } : {};
  }

  findings(months: readonly string[]): Finding[] {
    const sources = this.sources();
    const all = sources.reduce((sum, { entries }) => sum + entries, 0);
    return sources
      .filter(({ late, entries }) => late >= 20 && late / entries >= 0.01)
      .map(({ source, late, entries, p95Hours }) => ({
        kind: 'late-data' as const,
        place: source,
        ...this.begins(source, months),
        size: late,
        message: `${late} of ${entries} entries of ${source} were known 72 hours or more after they happened (95 % within ${Math.round(p95Hours)} h)`,
        repair: 'send them sooner: what is known late is scored, and hands nobody over any more',
        weight: (0.5 * late) / Math.max(1, all),
      }));
  }
}

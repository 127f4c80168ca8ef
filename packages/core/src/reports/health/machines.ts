// What machines did, by the rules of hygiene, and is not flagged. Every list has some; a month with far more clicks of theirs than others is a finding. What is flagged already is counted apart.
import { FlagBook } from '../../hygiene/corrections/flag-book.ts';
import { HygieneJudge } from '../../hygiene/judge.ts';
import type { Entry } from '../../journal/entry.ts';
import { refKey } from '../../journal/entry-order.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Finding } from './finding.ts';
import { MonthlyCounts, monthOf, runsOf, spanOf } from './months.ts';

/** A month stands out where it has so many times the suspected clicks of the others, for each mail delivered where deliveries are told. */
const STANDS_OUT = 3;
/** …and so many times as many for each click of people's: clicks that grow with the list are no machines. */
const ODDS_STAND_OUT = 2;

/** Suspected and flagged entries. */
export interface MachineHealth {
  readonly opens: number;
  /** That are not flagged. */
  readonly clicks: number;
  /** Clicks that a rule of hygiene takes for a machine's, and no flag holds. */
  readonly suspectedClicks: number;
  /** Entries of any kind that a rule takes for a machine's or a test's, and no flag holds. */
  readonly suspected: number;
  /** Entries that flags have taken out. */
  readonly flagged: number;
}

/** Judges entries as hygiene does, and counts. */
export class Machines {
  private readonly judge = new HygieneJudge();
  private readonly book = new FlagBook();
  private readonly counts = { opens: 0, clicks: 0, suspectedClicks: 0, suspected: 0, flagged: 0 };
  private readonly byMonth = new MonthlyCounts();

  add(entry: Entry): void {
    this.judge.add(entry);
    this.book.add(entry);
  }

  /** Counts, when all entries are in. */
  measure(): MachineHealth {
    const suspected = this.suspectedKeys();
    const held = this.book.held();
    for (const sighting of this.judge.sightings.all()) {
      const key = refKey(this.judge.sightings.ref(sighting.index));
      if (sighting.deed === 'open') this.counts.opens += 1;
      if (sighting.deed === 'delivery') this.byMonth.add('delivered', monthOf(sighting.at));
      if (held.has(key)) {
        this.counts.flagged += 1;
        continue;
      }
      if (sighting.deed === 'click') {
        this.counts.clicks += 1;
        this.byMonth.add('all', monthOf(sighting.at));
      }
      if (!suspected.has(key)) continue;
      this.counts.suspected += 1;
      if (sighting.deed !== 'click') continue;
      this.counts.suspectedClicks += 1;
      this.byMonth.add('clicks', monthOf(sighting.at));
    }
    return { ...this.counts };
  }

  private suspectedKeys(): ReadonlySet<string> {
    const keys = new Set<string>();
    for (const { entries } of this.judge.finish()) for (const ref of entries) keys.add(refKey(ref));
    return keys;
  }

  /** Months with waves of them; after {@link measure}. */
  findings(months: readonly string[]): Finding[] {
    const suspected = this.byMonth.of('clicks', months);
    const delivered = this.byMonth.of('delivered', months);
    const isTold = delivered.some((count) => count > 0);
    // Lists grow: what is usual of a month is so many clicks for each of its mails.
    const rates = suspected.map((count, i) => (isTold ? count / Math.max(1, delivered[i] as number) : count));
    const usualRate = quantile(rates, 0.5) ?? 0;
    const usualOf = (i: number): number => Math.max(5, usualRate * (isTold ? (delivered[i] as number) : 1));
    const odds = this.byMonth
      .of('all', months)
      .map((all, i) => ((suspected[i] as number) + 0.5) / (all - (suspected[i] as number) + 0.5));
    const usualOdds = quantile(odds, 0.5) ?? 0;
    const standsOut = (i: number): boolean =>
      (suspected[i] as number) >= 50 &&
      (suspected[i] as number) >= STANDS_OUT * usualOf(i) &&
      (odds[i] as number) >= ODDS_STAND_OUT * usualOdds;
    const usualSpan = (from: number, to: number): number => {
      let sum = 0;
      for (let i = from; i < to; i++) sum += usualOf(i);
      return Math.round(sum);
    };
    return runsOf(months.length, standsOut).flatMap(([from, to]) => {
      const count = suspected.slice(from, to).reduce((sum, each) => sum + each, 0);
      const before = rates.slice(Math.max(0, from - 2), from).reduce((sum, each) => sum + each / 2, 0);
      const now = rates.slice(from, to).reduce((sum, each) => sum + each / (to - from), 0);
      // What has grown month by month is a larger list.
      if (now < STANDS_OUT * before) return [];
      return [
        {
          kind: 'machine-clicks' as const,
          place: 'mail clicks',
          month: months[from] as string,
          size: count,
          message: `${count} clicks in mails ${spanOf(months, from, to)} look like machines', ${usualSpan(from, to)} would be usual: a scanner follows every link`,
          repair: 'flag them with baton flag, and pay no points for clicks alone',
          weight: (0.5 * count) / Math.max(1, this.counts.clicks),
        },
      ];
    });
  }
}

// Clicks that no person makes: a mail opened and its links followed within two seconds. Every list has some; a month with far more than others is a finding. What is flagged already is counted apart.
import type { UnitState } from '../../kernel/unit/unit-state.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Finding } from './finding.ts';
import { MonthlyCounts, monthOf, runsOf, spanOf } from './months.ts';

const TOGETHER = 2000;
/** Opens and clicks of one person within that time that no person makes. */
const TOO_MANY = 3;
/** A month stands out where it has so many times the suspected clicks of the others. */
const STANDS_OUT = 3;
/** …and of all clicks so many times the share: clicks that grow with the list are no machines. */
const SHARE_STANDS_OUT = 1.15;

/** Suspected and flagged clicks. */
export interface MachineHealth {
  readonly opens: number;
  readonly clicks: number;
  /** Clicks among three or more opens and clicks of one person within two seconds. */
  readonly suspectedClicks: number;
  /** Entries that flags have taken out. */
  readonly flagged: number;
}

/** Counts mail opens and clicks, lead by lead. */
export class Machines {
  private readonly counts = { opens: 0, clicks: 0, suspectedClicks: 0, flagged: 0 };
  private readonly byMonth = new MonthlyCounts();

  visit(state: UnitState, isOpen: (row: number) => boolean, isClick: (row: number) => boolean): void {
    const { evidence, columns } = state;
    this.counts.flagged += evidence.takenOut.size;
    const byLead = new Map<number, MailEvent[]>();
    for (let row = evidence.unit.from; row < evidence.admitted; row++) {
      const isOpened = isOpen(row);
      if (isOpened) this.counts.opens += 1;
      if ((!isOpened && !isClick(row)) || evidence.takenOut.has(row)) continue;
      if (!isOpened) {
        this.counts.clicks += 1;
        this.byMonth.add('all', monthOf(columns.occurredAt[row] as number));
      }
      const lead = evidence.leadOf[columns.atom[row] as number] as number;
      const event = { at: columns.occurredAt[row] as number, isClick: !isOpened };
      const held = byLead.get(lead);
      if (held === undefined) byLead.set(lead, [event]);
      else held.push(event);
    }
    for (const events of byLead.values())
      for (const { at, isClick: clicked } of inBursts(events)) {
        if (!clicked) continue;
        this.counts.suspectedClicks += 1;
        this.byMonth.add('clicks', monthOf(at));
      }
  }

  measure(): MachineHealth {
    return { ...this.counts };
  }

  findings(months: readonly string[]): Finding[] {
    const suspected = this.byMonth.of('clicks', months);
    const usual = Math.max(5, quantile(suspected, 0.5) ?? 0);
    const shares = this.byMonth.of('all', months).map((all, i) => (suspected[i] as number) / Math.max(1, all));
    const usualShare = quantile(shares, 0.5) ?? 0;
    const standsOut = (i: number): boolean =>
      (suspected[i] as number) >= 50 &&
      (suspected[i] as number) >= STANDS_OUT * usual &&
      (shares[i] as number) >= SHARE_STANDS_OUT * usualShare;
    return runsOf(months.length, standsOut).flatMap(([from, to]) => {
      const count = suspected.slice(from, to).reduce((sum, each) => sum + each, 0);
      const before = suspected.slice(Math.max(0, from - 2), from).reduce((sum, each) => sum + each / 2, 0);
      // What has grown month by month is a larger list.
      if (count / (to - from) < STANDS_OUT * before) return [];
      return [
        {
          kind: 'machine-clicks' as const,
          place: 'mail clicks',
          month: months[from] as string,
          size: count,
          message: `${count} clicks in mails ${spanOf(months, from, to)} came within two seconds of an open and other clicks, ${Math.round(usual)} in a usual month: a scanner follows every link`,
          repair: 'flag them as machine, and pay no points for clicks alone',
          weight: (0.5 * count) / Math.max(1, this.counts.clicks),
        },
      ];
    });
  }
}

interface MailEvent {
  readonly at: number;
  readonly isClick: boolean;
}

/** The events that stand in a run of three or more within two seconds. */
function inBursts(events: MailEvent[]): MailEvent[] {
  events.sort((a, b) => a.at - b.at);
  const inside = new Set<MailEvent>();
  for (let last = TOO_MANY - 1; last < events.length; last++) {
    const run = events.slice(last - TOO_MANY + 1, last + 1);
    if ((events[last] as MailEvent).at - (run[0] as MailEvent).at <= TOGETHER)
      for (const event of run) inside.add(event);
  }
  return [...inside];
}

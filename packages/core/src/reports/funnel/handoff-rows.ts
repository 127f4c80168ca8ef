// The rows behind the numbers of a report: its hand-offs one by one, each with the groups it is counted in and what came of it.
import type { HandoffAnswer, HandoffFact } from '../../funnel/funnel-facts.ts';
import { totalOf } from '../../funnel/totals.ts';
import type { FunnelRead } from './funnel-reading.ts';
import { MILESTONES, type Milestone } from './journeys.ts';
import { laidOut, type ReportOptions } from './laid-out.ts';
import type { Sums } from './money/ledger.ts';

/** One hand-off. Instants in milliseconds, money in minor units by currency. */
export interface HandoffRow {
  readonly lead: string;
  readonly name: string;
  readonly company?: string;
  readonly at: number;
  readonly answer: HandoffAnswer;
  readonly reason?: string;
  /** When it took each step; what it did at an unknown time lies a millisecond before the hand-off. */
  readonly steps: Readonly<Partial<Record<Milestone, number>>>;
  /** Of the deals that it sourced. */
  readonly revenue: Sums;
  readonly pipeline: Sums;
  /** Its group in each dimension of the report, by dimension. */
  readonly groups: Readonly<Record<string, string>>;
}

/** Rows, the newest first, and how many older ones were left out. */
export interface HandoffRows {
  readonly rows: readonly HandoffRow[];
  readonly leftOut: number;
}

/**
 * The hand-offs that a report of the same options counts.
 *
 * @example handoffRows(read, {}).rows.length === funnelReport(read, {}).mqls
 */
export function handoffRows(read: FunnelRead, options: ReportOptions = {}, most = 5000): HandoffRows {
  const { journeys, groupings } = laidOut(read, options);
  const { at, inPeriod, steps, facts, sourced } = journeys;
  const numbers = [...facts.keys()].filter((i) => inPeriod[i] === 1);
  const newest = numbers.sort((a, b) => (at[b] as number) - (at[a] as number)).slice(0, most);
  const rows = newest.map((i): HandoffRow => {
    const { lead, account, answer, steps: took } = facts[i] as HandoffFact;
    const { revenue, pipeline } = totalOf(sourced.get(i) ?? []);
    const company = read.names.companyName(account);
    return {
      lead,
      name: read.names.leadName(lead),
      ...(company !== undefined && { company }),
      at: at[i] as number,
      answer,
      ...(took.reason !== undefined && { reason: took.reason }),
      steps: Object.fromEntries(
        MILESTONES.flatMap((step) => {
          const instant = steps[step][i] as number;
          return Number.isNaN(instant) ? [] : [[step, instant]];
        }),
      ),
      revenue,
      pipeline,
      groups: Object.fromEntries(
        groupings.map(({ dimension, values, codes }) => [dimension, values[codes[i] as number] ?? 'unknown']),
      ),
    };
  });
  return { rows, leftOut: numbers.length - rows.length };
}

// The year's funnel in short, and what a review has to talk about.

import type { GroupRow } from '../../funnel/groups/group-rows.ts';
import type { FunnelReport } from '../../funnel/report-result.ts';
import type { ReviewPacket } from '../review-packet.ts';

/** What the packet shows of the funnel report. */
export function yearOf(report: FunnelReport): ReviewPacket['year'] {
  const rows = (dimension: string): readonly GroupRow[] =>
    report.dimensions.find((each) => each.dimension === dimension)?.rows ?? [];
  const sourced = report.ledger.classes['mql-sourced'];
  return {
    from: report.from,
    mqls: report.mqls,
    rates: report.rates,
    bySource: rows('source'),
    byMonth: rows('month'),
    acceptance: report.acceptance,
    revenue: {
      mqlSourced: sourced.revenue,
      all: report.ledger.total.revenue,
      won: report.ledger.total.won,
      mqlSourcedWon: sourced.won,
    },
  };
}

/** What there is to talk about, in order; what needs no words is left out. */
export function agendaOf(packet: Omit<ReviewPacket, 'agenda'>): string[] {
  const { review, watch, disputed, candidates, rejections, holdBack, due } = packet;
  const raised = watch.alarms.filter(({ state, kind }) => state === 'raised' && kind !== 'review-due').length;
  const [reason] = rejections.reasons;
  return [
    ...(packet.earlier.length > 0 ? ['What was decided last time, and whether it was done'] : []),
    review === 'monthly' ? 'MQL → SQL of the months that can be read' : 'Conversion by source over the year',
    ...(raised > 0 ? [`${raised} alarm${raised === 1 ? '' : 's'} of the watch: owner and date of each`] : []),
    ...(rejections.rejected > 0
      ? [
          `${rejections.rejected} rejection${rejections.rejected === 1 ? '' : 's'}${reason === undefined ? '' : `, most often: ${reason.reason}`}`,
        ]
      : []),
    ...(disputed.length > 0
      ? [`${disputed.length} disputed lead${disputed.length === 1 ? '' : 's'} to arbitrate`]
      : []),
    ...(candidates.length > 0 ? candidates.map(({ name }) => `The candidate ${name}: take, change or drop`) : []),
    ...(packet.capacity === undefined ? [] : ['Whether sales can work what is handed over']),
    ...(holdBack === undefined ? [] : ['What handing over adds, and whether to go on holding back']),
    ...(due.isStale ? ['The definition is stale: keep it, or calibrate anew'] : []),
    'Decision, who does what by when, and the next date',
  ];
}

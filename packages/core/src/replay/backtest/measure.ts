// The measures of one side of a backtest: volume, outcomes, precision and recall, lead time, load.
import { BusinessCalendar } from '../../base/business-calendar.ts';
import { DAY } from '../../base/duration.ts';
import type { CalendarDefinition } from '../../definition/definition.ts';
import { quantile } from '../../statistics/quantile.ts';
import { rateRatio } from '../../statistics/rate-ratio.ts';
import { shareOf } from '../../statistics/share.ts';
import type { BacktestLead, BacktestSide, BandOutcome, LandmarkComparison, OutcomeKind } from '../backtest-result.ts';
import { firstWin } from './outcomes.ts';
import type { SideRecord } from './side.ts';

/** The tested period and how it is looked at. */
export interface Period {
  readonly start: number;
  readonly until: number;
  readonly horizonDays: number;
  readonly reps: number;
  readonly calendar: CalendarDefinition;
}

/** One side of the result, out of what its replay noted. */
export function measureSide(name: string, digest: string, record: SideRecord, period: Period): BacktestSide {
  const { leads } = record;
  const outcomes: Record<OutcomeKind, number> = { won: 0, lost: 0, open: 0, 'too young': 0 };
  for (const lead of leads) outcomes[lead.outcome] += 1;
  const leadTime = leadTimes(leads);
  const handed = new Set(leads.map((lead) => lead.lead));
  return {
    name,
    digest,
    handoffs: record.handedAt.length,
    leads,
    volume: volumeOf(leads, period.calendar.zone),
    outcomes,
    precision: precisionOf(leads, period),
    recall: recallOf(record, period),
    ...(leadTime === undefined ? {} : { leadTimeDays: leadTime }),
    perWorkingDay: loadOf(record.handedAt, period),
    openWithoutHandoff: [...record.firstOpen.keys()].filter((lead) => !handed.has(lead)).length,
    unboundDispositions: record.unbound,
    scoreBins: { engagement: record.engagementBins, usage: record.usageBins },
    grades: record.grades,
  };
}

/** Hand-offs old enough to tell: the horizon has passed. */
function isMature(lead: BacktestLead, period: Period): boolean {
  return lead.at + period.horizonDays * DAY <= period.until;
}

function precisionOf(leads: readonly BacktestLead[], period: Period) {
  const mature = leads.filter((lead) => isMature(lead, period));
  return shareOf(mature.filter((lead) => lead.outcome === 'won').length, mature.length, leads.length);
}

/** Accounts first won in the period that had shown up before: handed over before the win. */
function recallOf(record: SideRecord, period: Period) {
  const handed = new Map<string, number>();
  for (const lead of record.leads) handed.set(lead.account, Math.min(lead.at, handed.get(lead.account) ?? lead.at));
  const won = [...record.histories.values()].flatMap((history) => {
    const first = firstWin(history, Number.NEGATIVE_INFINITY, period.until, period.until);
    return first !== undefined && first.at >= period.start && history.firstEntryAt < first.at
      ? [{ account: history.account, at: first.at }]
      : [];
  });
  return shareOf(
    won.filter((win) => (handed.get(win.account) ?? Number.POSITIVE_INFINITY) <= win.at).length,
    won.length,
  );
}

function leadTimes(leads: readonly BacktestLead[]): BacktestSide['leadTimeDays'] {
  const days = leads.flatMap((lead) =>
    lead.leadTimeDays !== undefined && lead.leadTimeDays >= 0 ? [lead.leadTimeDays] : [],
  );
  const [p25, median, p75] = [0.25, 0.5, 0.75].map((q) => quantile(days, q));
  return p25 === undefined || median === undefined || p75 === undefined
    ? undefined
    : { p25, median, p75, n: days.length };
}

/** How many of the instants lie in each month (`2024-03`) of the period, empty ones too. */
export function monthsOf(instants: readonly number[], { start, until }: Period, calendar: BusinessCalendar) {
  const counts = new Map<string, number>();
  for (let at = start; at < until; at += DAY) counts.set(calendar.localDate(at).slice(0, 7), 0);
  for (const at of instants) {
    const month = calendar.localDate(at).slice(0, 7);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, leads]) => ({ month, leads }));
}

function volumeOf(leads: readonly BacktestLead[], zone: string): BacktestSide['volume'] {
  const local = new BusinessCalendar({ zone, week: Array(7).fill([[0, 1440]]), holidays: [] });
  const counts = new Map<string, { month: string; source: string; handoffs: number }>();
  for (const lead of leads) {
    const month = local.localDate(lead.at).slice(0, 7);
    const key = `${month}\n${lead.source}`;
    const count = counts.get(key) ?? { month, source: lead.source, handoffs: 0 };
    count.handoffs += 1;
    counts.set(key, count);
  }
  return [...counts.values()].sort((a, b) =>
    a.month === b.month ? (a.source < b.source ? -1 : 1) : a.month < b.month ? -1 : 1,
  );
}

/** Hand-offs a working day (mean, 95th percentile, most, mean per rep), from their instants; what comes on a closed day waits for the next working day. */
export function loadOf(
  handedAt: readonly number[],
  period: Period,
  calendar = new BusinessCalendar(period.calendar),
): BacktestSide['perWorkingDay'] {
  const counts = new Map<string, number>();
  for (let at = period.start; at < period.until; at += DAY)
    if (calendar.isWorkingDay(at)) counts.set(calendar.localDate(at), 0);
  for (const at of handedAt) {
    let day = at;
    while (!calendar.isWorkingDay(day)) day += DAY;
    const date = calendar.localDate(day);
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  const loads = [...counts.values()];
  const mean = loads.length === 0 ? 0 : loads.reduce((sum, load) => sum + load, 0) / loads.length;
  return { mean, p95: quantile(loads, 0.95) ?? 0, max: Math.max(0, ...loads), perRep: mean / period.reps };
}

const ENGAGEMENT_BANDS = [0, 200, 400, 600, 800];

/** Won shares of mature hand-offs by engagement band, grade and gate. */
export function bandsOf(side: BacktestSide, period: Period) {
  const band = (name: string, belongs: (lead: BacktestLead) => boolean): BandOutcome => {
    const inside = side.leads.filter(belongs);
    const mature = inside.filter((lead) => isMature(lead, period));
    return {
      band: name,
      leads: inside.length,
      won: shareOf(mature.filter((lead) => lead.outcome === 'won').length, mature.length, inside.length),
    };
  };
  const gates = [...new Set(side.leads.map((lead) => lead.gate))];
  return {
    engagement: ENGAGEMENT_BANDS.map((from, i) => {
      const to = ENGAGEMENT_BANDS[i + 1] ?? 1001;
      return band(
        `${from / 10}–${i === ENGAGEMENT_BANDS.length - 1 ? 100 : to / 10 - 1}`,
        (lead) => lead.engagement >= from && lead.engagement < to,
      );
    }),
    grade: ['A', 'B', 'C', '?', 'D']
      .map((grade) => band(grade, (lead) => lead.grade === grade))
      .filter((each) => each.leads > 0),
    gate: gates.map((gate) => band(gate, (lead) => lead.gate === gate)),
  };
}

/** Conversion from a landmark: who had qualified by then against who had not; earlier buyers left out, and those whose first days lie before the start, when no gate could open. */
export function landmarkOf(record: SideRecord, landmarkDays: number, period: Period): LandmarkComparison {
  const { start, until, horizonDays } = period;
  const counts = { qualified: [0, 0], notQualified: [0, 0] } satisfies Record<string, [number, number]>;
  let leftOut = 0;
  let tooEarly = 0;
  let tooYoung = 0;
  for (const [lead, first] of record.firstEntry) {
    const landmark = first + landmarkDays * DAY;
    const history = record.histories.get(record.accountOf.get(lead) ?? '');
    const won = history && firstWin(history, Number.NEGATIVE_INFINITY, landmark + horizonDays * DAY, until)?.at;
    if (first < start) tooEarly += 1;
    else if (won !== undefined && won <= landmark) leftOut += 1;
    else if (landmark + horizonDays * DAY > until) tooYoung += 1;
    else {
      const side =
        (record.firstOpen.get(lead) ?? Number.POSITIVE_INFINITY) <= landmark ? counts.qualified : counts.notQualified;
      side[1] += 1;
      if (won !== undefined && won <= landmark + horizonDays * DAY) side[0] += 1;
    }
  }
  const [a, n] = counts.qualified as [number, number];
  const [b, m] = counts.notQualified as [number, number];
  const lift = rateRatio(a, n, b, m);
  return {
    landmarkDays,
    horizonDays,
    leads: record.firstEntry.size,
    leftOutEarlierBuyers: leftOut,
    beforeStart: tooEarly,
    tooYoung,
    qualified: shareOf(a, n, tooYoung),
    notQualified: shareOf(b, m, tooYoung),
    ...(lift === undefined ? {} : { lift }),
  };
}

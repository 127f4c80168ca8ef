// The month or quarter that a review looks at: the last one that was over, by the definition's calendar.
import { DAY } from '../../base/duration.ts';
import { type Month, zonedMonths } from '../../base/zoned-months.ts';

export type ReviewKind = 'monthly' | 'quarterly';

/** A period [from, until). */
export interface Period {
  readonly from: number;
  readonly until: number;
  /** `2026-03`, `2026 Q1`. */
  readonly name: string;
}

/** Undefined where no whole one lies before `asOf` within the last year. */
export function lastPeriod(kind: ReviewKind, zone: string, asOf: number): Period {
  const months = zonedMonths(zone, asOf - 400 * DAY, asOf);
  const current = months.at(-1) as Month;
  if (kind === 'monthly') {
    const last = months.at(-2) as Month;
    return { from: last.start, until: current.start, name: last.name };
  }
  const number = Number(current.name.slice(5));
  // Months since the quarter in which `asOf` lies began.
  const into = (number - 1) % 3;
  const until = months.at(-1 - into) as Month;
  const from = months.at(-4 - into) as Month;
  const quarter = Math.ceil(Number(from.name.slice(5)) / 3);
  return { from: from.start, until: until.start, name: `${from.name.slice(0, 4)} Q${quarter}` };
}

/** The instant a year before the end of a period, by calendar months. */
export function yearBefore({ until }: Period, zone: string): number {
  const months = zonedMonths(zone, until - 400 * DAY, until);
  return (months.at(-13) ?? (months[0] as Month)).start;
}

// Calendar months of one time zone, as instants: for cohorts and months of reports. Worked out once for a span, so that a million instants are placed without asking the calendar again.
import { Temporal } from 'temporal-polyfill';

/** A month and the instant at which it begins. */
export interface Month {
  /** `2026-03` */
  readonly name: string;
  readonly start: number;
}

/**
 * The months that a span touches, in order. Throws a RangeError where there is no such zone.
 *
 * @example zonedMonths('Europe/Berlin', Date.UTC(2026, 0, 31, 23, 30), Date.UTC(2026, 2, 1)).map(({ name }) => name) // ['2026-02', '2026-03']
 */
export function zonedMonths(zone: string, from: number, until: number): Month[] {
  let day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 });
  const months: Month[] = [];
  for (; ; day = day.add({ months: 1 })) {
    const start = day.toZonedDateTime(zone).epochMilliseconds;
    if (start > until) return months;
    months.push({ name: day.toString().slice(0, 7), start });
  }
}

/** The number of the month that an instant lies in; -1 before the first. */
export function monthAt(months: readonly Month[], at: number): number {
  let low = -1;
  let high = months.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((months[middle] as Month).start <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

// A sales team's working hours as half-open UTC intervals, and how far a business duration reaches on them (R20).
// Zones and daylight saving time come from Temporal; nothing here knows what a hand-off is.
import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, MINUTE } from './duration.ts';

/** Working hours: an IANA zone, seven days from Monday of [open, close) in minutes after local midnight, closed local dates. */
export interface WorkingHours {
  readonly zone: string;
  readonly week: readonly (readonly (readonly [number, number])[])[];
  readonly holidays: readonly string[];
}

/** Open intervals of one local day in UTC milliseconds, with the day's local date. */
interface OpenDay {
  readonly date: string;
  readonly intervals: readonly (readonly [number, number])[];
}

/** A local date as [from, until) in UTC milliseconds. */
interface LocalDay {
  readonly date: string;
  readonly from: number;
  readonly until: number;
}

/** A compiled calendar. Days are worked out when first asked for and kept. */
export class BusinessCalendar {
  private readonly days = new Map<string, OpenDay>();
  /** Local days that were asked for, by the UTC days that they touch: working one out anew costs more than everything else here. */
  private readonly dates = new Map<number, LocalDay[]>();
  private readonly closed: ReadonlySet<string>;

  /** Throws a RangeError when the zone is unknown or no day of the week is ever open: the checker refuses both earlier. */
  constructor(private readonly hours: WorkingHours) {
    this.closed = new Set(hours.holidays);
    if (!hours.week.some((day) => day.length > 0)) throw new RangeError('a calendar needs at least one open day');
    this.localDate(0);
  }

  /** The local date (`YYYY-MM-DD`) of an instant. */
  localDate(at: number): string {
    const known = this.dates.get(Math.floor(at / DAY))?.find(({ from, until }) => from <= at && at < until);
    return known?.date ?? this.keepDay(at).date;
  }

  private keepDay(at: number): LocalDay {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.hours.zone);
    const from = local.startOfDay();
    const until = from.add({ days: 1 }).startOfDay().epochMilliseconds;
    const day = { date: local.toPlainDate().toString(), from: from.epochMilliseconds, until };
    for (let utc = Math.floor(day.from / DAY); utc * DAY < until; utc++)
      this.dates.set(utc, [...(this.dates.get(utc) ?? []), day]);
    return day;
  }

  /** Whether the local date of an instant has any open hours. */
  isWorkingDay(at: number): boolean {
    return this.day(this.localDate(at)).intervals.length > 0;
  }

  /** The instant of a local wall-clock time (`HH:MM`) on the local date of `at`. */
  timeOnDayOf(at: number, time: string): number {
    return zonedInstant(this.localDate(at), minutesOf(time), this.hours.zone);
  }

  /**
   * The instant after `at` by which `amount` of `unit` has passed: wall-clock hours; open minutes (business hours); or the same local time —
   * the day's opening, if the team is closed then — of the Nth later working day (business days).
   */
  after(at: number, amount: number, unit: 'hours' | 'business hours' | 'business days'): number {
    if (unit === 'hours') return at + Math.round(amount * HOUR);
    return unit === 'business hours'
      ? this.afterOpenTime(at, Math.round(amount * HOUR))
      : this.afterWorkingDays(at, amount);
  }

  /** The instant at which a share (0 to 1) of the open time between two instants has passed; of all time, where none of it is open. */
  partWay(from: number, until: number, share: number): number {
    const open = this.openTime(from, until);
    return open === 0 ? from + Math.round((until - from) * share) : this.afterOpenTime(from, Math.round(open * share));
  }

  /** Milliseconds between two instants during which the team works. */
  private openTime(from: number, until: number): number {
    let open = 0;
    const last = this.localDate(until);
    for (let date = this.localDate(from); date <= last; date = nextDate(date))
      for (const [start, end] of this.day(date).intervals)
        open += Math.max(0, Math.min(end, until) - Math.max(start, from));
    return open;
  }

  /** The first instant at or after `at` that lies in open hours. */
  nextOpen(at: number): number {
    for (let date = this.localDate(at); ; date = nextDate(date)) {
      for (const [from, until] of this.day(date).intervals) if (at < until) return Math.max(from, at);
    }
  }

  private afterOpenTime(at: number, open: number): number {
    let left = open;
    for (let date = this.localDate(at); ; date = nextDate(date)) {
      for (const [from, until] of this.day(date).intervals) {
        const start = Math.max(from, at);
        if (start >= until) continue;
        if (left <= until - start) return start + left;
        left -= until - start;
      }
    }
  }

  private afterWorkingDays(at: number, days: number): number {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.hours.zone);
    let date = local.toPlainDate().toString();
    for (let left = days; left > 0; ) {
      date = nextDate(date);
      if (this.day(date).intervals.length > 0) left -= 1;
    }
    const same = Temporal.PlainDate.from(date).toZonedDateTime({
      timeZone: this.hours.zone,
      plainTime: local.toPlainTime(),
    }).epochMilliseconds;
    const intervals = this.day(date).intervals;
    const isOpen = intervals.some(([from, until]) => from <= same && same < until);
    return isOpen || intervals.length === 0 ? same : (intervals[0]?.[0] ?? same);
  }

  private day(date: string): OpenDay {
    const known = this.days.get(date);
    if (known !== undefined) return known;
    const weekday = Temporal.PlainDate.from(date).dayOfWeek - 1;
    const hours = this.closed.has(date) ? [] : (this.hours.week[weekday] ?? []);
    const intervals = hours.map(
      ([from, until]) =>
        [zonedInstant(date, from, this.hours.zone), zonedInstant(date, until, this.hours.zone)] as const,
    );
    const day = { date, intervals };
    this.days.set(date, day);
    return day;
  }
}

function nextDate(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** Local minutes after midnight on a date; 1440 is the next midnight. Gaps and overlaps resolve as Temporal's "compatible". */
function zonedInstant(date: string, minutes: number, zone: string): number {
  const day = Temporal.PlainDate.from(date).add({ days: Math.floor((minutes * MINUTE) / DAY) });
  const rest = minutes % 1440;
  const plainTime = new Temporal.PlainTime(Math.floor(rest / 60), rest % 60);
  return day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
}

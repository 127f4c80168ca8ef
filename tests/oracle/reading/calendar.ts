// R20's working time, walked minute by minute and day by day over the zone's local time.
import type { CalendarDefinition, Duration } from '@baton/core/definition/definition';
import { Temporal } from 'temporal-polyfill';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The instant at which so much time after `start` has gone by. */
export function after(start: number, duration: Duration, calendar: CalendarDefinition): number {
  const key = `${start} ${duration.amount} ${duration.unit}`;
  const known = answers.get(calendar) ?? new Map<string, number>();
  answers.set(calendar, known);
  const end = known.get(key) ?? computed(start, duration, calendar);
  known.set(key, end);
  return end;
}

const answers = new WeakMap<CalendarDefinition, Map<string, number>>();

function computed(start: number, duration: Duration, calendar: CalendarDefinition): number {
  if (duration.unit === 'hours') return start + duration.amount * HOUR;
  return duration.unit === 'business hours'
    ? afterOpenTime(start, duration.amount * HOUR, calendar)
    : afterWorkingDays(start, duration.amount, calendar);
}

function afterOpenTime(start: number, wanted: number, calendar: CalendarDefinition): number {
  let left = wanted;
  let now = start;
  while (left > 0) {
    const minuteEnd = (Math.floor(now / MINUTE) + 1) * MINUTE;
    if (isOpen(now, calendar)) {
      const spent = Math.min(left, minuteEnd - now);
      left -= spent;
      now += spent;
    } else now = minuteEnd;
  }
  return now;
}

function afterWorkingDays(start: number, days: number, calendar: CalendarDefinition): number {
  const from = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(calendar.zone);
  let day = from.toPlainDate();
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 });
    if (hoursOf(day.toString(), day.dayOfWeek, calendar).length > 0) left--;
  }
  const sameTime = day.toZonedDateTime({ timeZone: calendar.zone, plainTime: from.toPlainTime() }).epochMilliseconds;
  if (isOpen(sameTime, calendar)) return sameTime;
  const opening = hoursOf(day.toString(), day.dayOfWeek, calendar)[0]?.[0] ?? 0;
  const plainTime = new Temporal.PlainTime(Math.floor(opening / 60), opening % 60);
  return day.toZonedDateTime({ timeZone: calendar.zone, plainTime }).epochMilliseconds;
}

function hoursOf(
  date: string,
  dayOfWeek: number,
  calendar: CalendarDefinition,
): readonly (readonly [number, number])[] {
  return calendar.holidays.includes(date) ? [] : (calendar.week[dayOfWeek - 1] ?? []);
}

function isOpen(instant: number, calendar: CalendarDefinition): boolean {
  const local = localTime(instant, calendar.zone);
  return hoursOf(local.date, local.dayOfWeek, calendar).some(
    ([open, close]) => open <= local.minute && local.minute < close,
  );
}

interface LocalTime {
  readonly date: string;
  readonly dayOfWeek: number;
  readonly minute: number;
}

const quarters = new Map<string, LocalTime>();

/** Local date, weekday (Monday is 1) and minute of the day. Zones change their offset at quarter hours only. */
function localTime(instant: number, zone: string): LocalTime {
  const quarter = Math.floor(instant / (15 * MINUTE));
  const key = `${zone} ${quarter}`;
  let start = quarters.get(key);
  if (start === undefined) {
    const local = Temporal.Instant.fromEpochMilliseconds(quarter * 15 * MINUTE).toZonedDateTimeISO(zone);
    start = {
      date: local.toPlainDate().toString(),
      dayOfWeek: local.dayOfWeek,
      minute: local.hour * 60 + local.minute,
    };
    quarters.set(key, start);
  }
  return { ...start, minute: start.minute + Math.floor((instant - quarter * 15 * MINUTE) / MINUTE) };
}

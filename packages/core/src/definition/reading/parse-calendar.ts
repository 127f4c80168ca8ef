// The sales team's calendar: zone, open hours by weekday, holidays.
import { Temporal } from 'temporal-polyfill';
import { BusinessCalendar } from '../../base/business-calendar.ts';
import type { Field, Spot, YamlReader } from '../../base/yaml/yaml-reader.ts';
import type { CalendarDefinition } from '../definition.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const NINE_TO_FIVE: readonly [number, number] = [9 * 60, 17 * 60];

/** Monday to Friday, 09:00–17:00, UTC, no holidays. */
export const DEFAULT_CALENDAR: CalendarDefinition = {
  zone: 'UTC',
  week: DAYS.map((_, day) => (day < 5 ? [NINE_TO_FIVE] : [])),
  holidays: [],
};

/** Reads `calendar: { zone, open: { mon-fri: '09:00-17:00' }, holidays: [2026-12-25] }`. */
export function parseCalendar(reader: YamlReader, field: Field): CalendarDefinition {
  const fields = reader.fields(field, ['zone', 'open', 'holidays']);
  const zoneField = fields?.get('zone');
  const zone = (zoneField && reader.text(zoneField)) ?? DEFAULT_CALENDAR.zone;
  const open = fields?.get('open');
  const week = open === undefined ? DEFAULT_CALENDAR.week : parseWeek(reader, open);
  const holidays = fields?.get('holidays');
  const dates =
    holidays === undefined ? [] : (reader.items(holidays) ?? []).flatMap((item) => readDate(reader, item) ?? []);
  if (!week.some((day) => day.length > 0))
    reader.problem(open ?? field, 'definition-never-open', 'the team is never open');
  else if (!isZone(zone))
    reader.problem(
      zoneField ?? field,
      'definition-unknown-zone',
      `there is no time zone called ${zone}`,
      'write an IANA name such as Europe/Berlin',
    );
  return { zone, week, holidays: [...new Set(dates)].sort() };
}

/** Whether there is such an IANA zone. */
export function isZone(zone: string): boolean {
  try {
    return new BusinessCalendar({ ...DEFAULT_CALENDAR, zone }) !== undefined;
  } catch {
    return false;
  }
}

function parseWeek(reader: YamlReader, field: Field): CalendarDefinition['week'] {
  const week: (readonly [number, number])[][] = DAYS.map(() => []);
  for (const item of reader.fields(field)?.values() ?? []) {
    const days = daysOf(item.key);
    if (days === undefined) {
      reader.problem(
        { ...item, node: undefined },
        'definition-bad-days',
        `"${item.key}" names no days`,
        'write mon, mon-fri or sat',
      );
      continue;
    }
    const hours = (reader.items(item, true) ?? [])
      .map((spot) => readHoursOfDay(reader, spot))
      .filter((each) => each !== undefined);
    for (const day of days) week[day] = [...(week[day] ?? []), ...hours].sort((a, b) => a[0] - b[0]);
  }
  if (week.some((day) => day.some((hours, i) => i > 0 && hours[0] < (day[i - 1]?.[1] ?? 0)))) {
    reader.problem(field, 'definition-overlapping-hours', 'open hours of one day overlap');
  }
  return week;
}

function daysOf(text: string): number[] | undefined {
  const [from, to = from] = text
    .toLowerCase()
    .split('-')
    .map((day) => DAYS.indexOf(day.trim()));
  if (from === undefined || to === undefined || from < 0 || to < from) return undefined;
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function readHoursOfDay(reader: YamlReader, spot: Spot): readonly [number, number] | undefined {
  const text = reader.text(spot);
  if (text === undefined) return undefined;
  const match = /^(\d{2}):(\d{2})\s*-\s*(\d{2}):(\d{2})$/.exec(text);
  const [open, close] =
    match === null ? [1, 0] : [Number(match[1]) * 60 + Number(match[2]), Number(match[3]) * 60 + Number(match[4])];
  if (open < close && close <= 1440) return [open, close];
  return reader.problem(spot, 'definition-bad-hours', `${spot.path} should be hours of one day`, "write '09:00-17:00'");
}

function readDate(reader: YamlReader, spot: Spot): string | undefined {
  const text = reader.text(spot);
  if (text === undefined) return undefined;
  if (isLocalDate(text)) return text;
  return reader.problem(spot, 'definition-bad-date', `"${text}" is no date`, 'write 2026-12-25');
}

function isLocalDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

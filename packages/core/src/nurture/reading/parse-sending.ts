// When mails may go out: open hours, zones of readers, and how many over all programmes.
import { type Field, type Spot, scalar, type YamlReader } from '../../base/yaml/yaml-reader.ts';
import { DEFAULT_CALENDAR, isZone, parseCalendar } from '../../definition/reading/parse-calendar.ts';
import { hoursOf } from '../../definition/reading/parse-values.ts';
import type { Cap, Sending } from '../programme/programme.ts';

/** Two mails a week at most, and never two within a day. */
const DEFAULT_CAPS: readonly Cap[] = [
  { count: 1, within: 24 },
  { count: 2, within: 168 },
];

/** Reads `send:`; everything has a default. */
export function parseSending(reader: YamlReader, field: Field | undefined): Sending {
  const fields = field && reader.fields(field, ['calendar', 'zones', 'atMost']);
  const [calendar, zones, atMost] = ['calendar', 'zones', 'atMost'].map((key) => fields?.get(key));
  return {
    calendar: calendar === undefined ? DEFAULT_CALENDAR : parseCalendar(reader, calendar),
    zones: zones === undefined ? {} : parseZones(reader, zones),
    atMost:
      atMost === undefined
        ? DEFAULT_CAPS
        : (reader.items(atMost, true) ?? []).flatMap((item) => readCap(reader, item) ?? []),
  };
}

function parseZones(reader: YamlReader, field: Field): Readonly<Record<string, string>> {
  const pairs = [...(reader.fields(field)?.values() ?? [])].flatMap((each) => {
    const zone = reader.text(each);
    if (zone === undefined) return [];
    if (isZone(zone)) return [[each.key, zone] as const];
    reader.problem(
      each,
      'definition-unknown-zone',
      `there is no time zone called ${zone}`,
      'write an IANA name such as Europe/Berlin',
    );
    return [];
  });
  return Object.fromEntries(pairs);
}

/** `2 per 7d`. */
function readCap(reader: YamlReader, spot: Spot): Cap | undefined {
  const match = /^(\d{1,3})\s+per\s+(\S+)$/.exec(String(scalar(spot) ?? ''));
  const [count, within] = match === null ? [0, undefined] : [Number(match[1]), hoursOf(match[2])];
  if (count > 0 && within !== undefined && within > 0) return { count, within };
  return reader.problem(spot, 'programme-bad-cap', 'this is no number of mails in a time', 'write 2 per 7d');
}

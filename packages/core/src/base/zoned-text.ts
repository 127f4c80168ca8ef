// Instants as people write them in one time zone. Which zone that is, and that it is named beside them, is the caller's business.
import { Temporal } from 'temporal-polyfill';

/**
 * Writes instants (milliseconds since 1970) as `2026-03-31 14:00`, local time of an IANA zone. Throws a RangeError where there is no such zone.
 *
 * @example zonedText('Europe/Berlin')(Date.UTC(2026, 2, 31, 12)) // '2026-03-31 14:00'
 */
export function zonedText(zone: string): (at: number) => string {
  return (at) =>
    Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
      .replace('T', ' ');
}

// The same day of an earlier month.
import { DAY } from './duration.ts';

/**
 * The instant so many calendar months before another, in UTC; where the earlier month has no such day, its last one.
 *
 * @example new Date(monthsBefore(Date.UTC(2026, 2, 31), 1)).toISOString().slice(0, 10) // 2026-02-28
 */
export function monthsBefore(at: number, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getTime() + (Math.min(day, last) - 1) * DAY;
}

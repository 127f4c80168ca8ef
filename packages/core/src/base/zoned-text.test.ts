// Local time of a zone, over both changes of the clock.
import { expect, it } from 'vitest';
import { zonedText } from './zoned-text.ts';

it.each([
  ['UTC', Date.UTC(2026, 2, 31, 12), '2026-03-31 12:00'],
  ['Europe/Berlin', Date.UTC(2026, 2, 31, 12, 0, 59), '2026-03-31 14:00'],
  ['Europe/Berlin', Date.UTC(2026, 11, 31, 23, 30), '2027-01-01 00:30'],
  ['America/New_York', Date.UTC(2026, 0, 1, 3), '2025-12-31 22:00'],
])('in %s %d is %s', (zone, at, text) => {
  expect(zonedText(zone)(at)).toBe(text);
});

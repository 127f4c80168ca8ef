// Months of a zone, at their borders and over a change of the clock.
import { expect, it } from 'vitest';
import { monthAt, zonedMonths } from './zoned-months.ts';

const HOUR = 3_600_000;

it('months begin at the local midnight, in summer and in winter', () => {
  const months = zonedMonths('Europe/Berlin', Date.UTC(2026, 0, 31, 23, 30), Date.UTC(2026, 3, 1));
  expect(months.map(({ name, start }) => `${name} ${new Date(start).toISOString()}`)).toEqual([
    '2026-02 2026-01-31T23:00:00.000Z',
    '2026-03 2026-02-28T23:00:00.000Z',
    '2026-04 2026-03-31T22:00:00.000Z',
  ]);
});

it('an instant lies in the month that began last', () => {
  const months = zonedMonths('UTC', Date.UTC(2026, 0, 10), Date.UTC(2026, 2, 10));
  const march = Date.UTC(2026, 2, 1);
  expect([march - 1, march, march + 300 * 24 * HOUR, 0].map((at) => monthAt(months, at))).toEqual([1, 2, 2, -1]);
});

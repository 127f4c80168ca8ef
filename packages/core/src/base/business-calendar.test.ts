import { describe, expect, it } from 'vitest';
import { BusinessCalendar, type WorkingHours } from './business-calendar.ts';

const NINE_TO_FIVE: readonly (readonly [number, number])[] = [[540, 1020]];
const BERLIN: WorkingHours = {
  zone: 'Europe/Berlin',
  week: [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, [], []],
  holidays: ['2025-12-25', '2025-12-26'],
};
const at = (text: string): number => Date.parse(text);
const iso = (instant: number): string => new Date(instant).toISOString();

describe('[R20] business durations', () => {
  const calendar = new BusinessCalendar(BERLIN);

  it('counts wall-clock hours as they are', () => {
    expect(iso(calendar.after(at('2025-03-29T12:00:00Z'), 24, 'hours'))).toBe('2025-03-30T12:00:00.000Z');
  });

  it('counts open minutes only, over the evening', () => {
    // Tuesday 16:30 local: half an hour today, an hour and a half tomorrow.
    expect(iso(calendar.after(at('2025-07-01T14:30:00Z'), 2, 'business hours'))).toBe('2025-07-02T08:30:00.000Z');
  });

  it('starts at the next opening when asked at night or on a weekend', () => {
    expect(iso(calendar.after(at('2025-07-05T10:00:00Z'), 2, 'business hours'))).toBe('2025-07-07T09:00:00.000Z');
  });

  it('skips holidays', () => {
    // Wednesday 24 December 16:00 local, two hours: one that day, the next on Monday 29.
    expect(iso(calendar.after(at('2025-12-24T15:00:00Z'), 2, 'business hours'))).toBe('2025-12-29T09:00:00.000Z');
  });

  it('ends N business days later at the same local time, over a change of the clocks', () => {
    // Friday 28 March 2025 15:00 CET → Monday 31 March 15:00 CEST.
    expect(iso(calendar.after(at('2025-03-28T14:00:00Z'), 1, 'business days'))).toBe('2025-03-31T13:00:00.000Z');
  });

  it('ends at the opening when the team is closed at that local time', () => {
    // Tuesday 23:00 local → Wednesday at the opening.
    expect(iso(calendar.after(at('2025-07-01T21:00:00Z'), 1, 'business days'))).toBe('2025-07-02T07:00:00.000Z');
  });

  it('has days of other lengths when the clocks change', () => {
    const shifts = new BusinessCalendar({ zone: 'Europe/Berlin', week: Array(7).fill([[0, 1440]]), holidays: [] });
    // 30 March 2025 has 23 hours: 24 open hours from its midnight end at 01:00 the next day.
    expect(iso(shifts.after(at('2025-03-29T23:00:00Z'), 24, 'business hours'))).toBe('2025-03-30T23:00:00.000Z');
  });

  it('refuses an unknown zone and a week without hours', () => {
    expect(() => new BusinessCalendar({ ...BERLIN, zone: 'Europe/Nowhere' })).toThrow(RangeError);
    expect(() => new BusinessCalendar({ ...BERLIN, week: Array(7).fill([]) })).toThrow(RangeError);
  });
});

describe('part of the way between two instants', () => {
  const calendar = new BusinessCalendar(BERLIN);

  it('is counted in open time, over nights, weekends and changes of the clocks', () => {
    // Friday 28 March 2025 16:00 CET to Monday 31 March 10:00 CEST: an hour on Friday, an hour on Monday.
    const [from, until] = [at('2025-03-28T15:00:00Z'), at('2025-03-31T08:00:00Z')];
    expect(iso(calendar.partWay(from, until, 0.5))).toBe('2025-03-28T16:00:00.000Z');
    expect(iso(calendar.partWay(from, until, 0.75))).toBe('2025-03-31T07:30:00.000Z');
    expect(iso(calendar.partWay(from, until, 1))).toBe(iso(until));
  });

  it('is counted in plain time where the team is closed all the while', () => {
    expect(iso(calendar.partWay(at('2025-07-05T10:00:00Z'), at('2025-07-05T14:00:00Z'), 0.25))).toBe(
      '2025-07-05T11:00:00.000Z',
    );
  });
});

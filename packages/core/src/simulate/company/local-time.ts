// When people are at work and at their screens: the company's zone with its summer time, the rhythm of the week, and office hours of reps.
import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, MINUTE } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import { drawHour, drawMeetingHour, type Rhythm, staysAtWeekend } from './rhythm.ts';

/** Whose clocks and hours somebody lives by. */
export interface Hours {
  /** Hours their clocks are behind the company's. */
  readonly hoursWest: number;
  readonly rhythm: Rhythm;
}

/** Local time of one zone over the years of a history. */
export class LocalTime {
  private readonly changes: { readonly at: Instant; readonly offset: number }[];

  constructor(
    readonly zone: string,
    from: Instant,
    until: Instant,
  ) {
    let moment = Temporal.Instant.fromEpochMilliseconds(from - 400 * DAY).toZonedDateTimeISO(zone);
    this.changes = [{ at: Number.NEGATIVE_INFINITY, offset: moment.offsetNanoseconds / 1e6 }];
    for (;;) {
      const next = moment.getTimeZoneTransition('next');
      if (next === null || next.epochMilliseconds > until + 800 * DAY) break;
      this.changes.push({ at: next.epochMilliseconds, offset: next.offsetNanoseconds / 1e6 });
      moment = next;
    }
  }

  /** Milliseconds that clocks are ahead of UTC. */
  offsetAt(at: Instant): number {
    for (let i = this.changes.length - 1; i > 0; i--) {
      const change = this.changes[i];
      if (change !== undefined && at >= change.at) return change.offset;
    }
    return this.changes[0]?.offset ?? 0;
  }

  /** An instant at or soon after `at` as people browse: mostly in the busy hours of their own place, some at weekends. */
  browsing(random: Random, at: Instant, { hoursWest, rhythm }: Hours): Instant {
    const shift = this.offsetAt(at) - hoursWest * HOUR;
    const draw = (day: number): Instant => day * DAY + drawHour(random, rhythm, weekdayOf(day) >= 5) * HOUR - shift;
    let day = Math.floor((at + shift) / DAY);
    if (weekdayOf(day) >= 5 && !staysAtWeekend(random, rhythm)) day = someDayAfterWeekend(random, day);
    let found = draw(day);
    for (let i = 0; i < 2 && found < at; i++) found = draw(day);
    if (found < at) found = draw(day + 1);
    return Math.max(at, Math.floor(found));
  }

  /** The first moment at or after `at` at which a rep may be at the desk, with some chance about the minute: what came overnight is looked at in the morning. */
  office(random: Random, at: Instant): Instant {
    const offset = this.offsetAt(at);
    const local = at + offset;
    let day = Math.floor(local / DAY);
    let minutes = (local - day * DAY) / MINUTE;
    if (weekdayOf(day) < 5 && minutes >= 8.5 * 60 && minutes < 17.75 * 60) return Math.floor(at);
    if (minutes >= 17.75 * 60) day += 1;
    const weekday = weekdayOf(day);
    if (weekday >= 5) day += 7 - weekday;
    minutes = 8.5 * 60 + random.exponential(70);
    if (minutes > 17 * 60) minutes = 17 * 60;
    return Math.floor(day * DAY + minutes * MINUTE - offset);
  }

  /** An instant at or soon after `at` at which a rep and a customer find time for each other: on a working day, at any of its hours. What falls due at a weekend waits for some day of the next week. */
  meeting(random: Random, at: Instant): Instant {
    const shift = this.offsetAt(at);
    const draw = (day: number): Instant => day * DAY + drawMeetingHour(random) * HOUR - shift;
    let day = Math.floor((at + shift) / DAY);
    if (weekdayOf(day) >= 5) day = someDayAfterWeekend(random, day);
    let found = draw(day);
    if (found < at) found = draw(day);
    if (found < at) found = draw(weekdayOf(day + 1) >= 5 ? someDayAfterWeekend(random, day + 1) : day + 1);
    return Math.floor(found);
  }

  /** The hour of the week by the company's clocks, from Monday's midnight: 0 to 167. */
  hourOfWeek(at: Instant): number {
    const local = at + this.offsetAt(at);
    const day = Math.floor(local / DAY);
    return weekdayOf(day) * 24 + Math.floor((local - day * DAY) / HOUR);
  }

  /** The day of an instant by the company's calendar: `2025-03-01`. */
  dayOf(at: Instant): string {
    return new Date(at + this.offsetAt(at)).toISOString().slice(0, 10);
  }

  /** The month of an instant by the company's calendar: `2025-03`. */
  monthOf(at: Instant): string {
    return this.dayOf(at).slice(0, 7);
  }
}

/** 0 is Monday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** A working day of the week after the weekend that a day is in, Mondays most. */
function someDayAfterWeekend(random: Random, day: number): number {
  return day + 7 - weekdayOf(day) + Math.floor(5 * random.uniform() ** 2);
}

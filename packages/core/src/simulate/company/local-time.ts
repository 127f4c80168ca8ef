// When people are at work and at their screens: the company's zone with its summer time, the rhythm of the week, and office hours of reps.
import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, MINUTE } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';

/** How busy the hours of a working day are, from midnight; and those of a day off. */
const WORKDAY = [2, 1, 1, 1, 1, 2, 8, 30, 80, 120, 130, 115, 70, 92, 120, 112, 95, 60, 32, 26, 30, 26, 14, 6];
const DAY_OFF = [6, 3, 2, 1, 1, 2, 5, 10, 18, 28, 34, 34, 28, 28, 30, 32, 30, 28, 28, 34, 42, 40, 26, 14];

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

  /** An instant at or soon after `at` as people browse: mostly in working hours of their own place, `hoursWest` of here; some at weekends. */
  browsing(random: Random, at: Instant, hoursWest: number): Instant {
    const shift = this.offsetAt(at) - hoursWest * HOUR;
    let day = Math.floor((at + shift) / DAY);
    const weekday = weekdayOf(day);
    if (weekday >= 5 && random.chance(0.75)) day += 7 - weekday + Math.floor(5 * random.uniform());
    const place = (): number =>
      day * DAY + drawHour(random, weekdayOf(day) >= 5 ? DAY_OFF_SUMS : WORKDAY_SUMS) * HOUR - shift;
    let found = place();
    for (let i = 0; i < 2 && found < at; i++) found = place();
    if (found < at) {
      day += 1;
      found = place();
    }
    return Math.max(at, Math.floor(found));
  }

  /** The first moment at or after `at` at which a rep may be at the desk, with some chance about the minute. */
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

function sumsOf(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}
const WORKDAY_SUMS = sumsOf(WORKDAY);
const DAY_OFF_SUMS = sumsOf(DAY_OFF);

function drawHour(random: Random, sums: readonly number[]): number {
  const drawn = random.uniform() * (sums[23] as number);
  let hour = 0;
  while ((sums[hour] as number) < drawn) hour += 1;
  return hour + random.uniform();
}

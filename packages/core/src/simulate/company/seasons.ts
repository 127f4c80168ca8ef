// How demand runs over the years: growth, the seasons of business-to-business, and the days and hours of a week. Says when the next account is first seen.
import { DAY, HOUR } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import { firstVisits } from './countries.ts';
import type { LocalTime } from './local-time.ts';
import { stepAt, sumsOf } from './rhythm.ts';

/** Demand by month, January first: full trade-fair months, an empty summer, a dead Christmas. */
const MONTHS = [0.95, 1.05, 1.15, 1, 1, 0.95, 0.75, 0.65, 1.2, 1.2, 1.15, 0.7];
const YEARLY_GROWTH = 1.25;

/** Demand over a period, as a curve from shares to instants. */
export class Seasons {
  /** Where each day of the period begins. */
  private readonly days: Instant[] = [];
  /** Demand until the end of each day. */
  private readonly sums: number[];
  /** By weekday, demand until the end of each of its hours. */
  private readonly hours: readonly (readonly number[])[];

  constructor(
    private readonly time: LocalTime,
    from: Instant,
    private readonly until: Instant,
  ) {
    const week = firstVisits();
    this.hours = Array.from({ length: 7 }, (_, day) => sumsOf(week.slice(24 * day, 24 * day + 24)));
    const offset = time.offsetAt(from);
    const weights: number[] = [];
    for (let day = 0; ; day++) {
      // Local midnight, also where clocks were changed since the first one.
      const midnight = from + day * DAY;
      const start = midnight + offset - time.offsetAt(midnight);
      if (start >= until) break;
      this.days.push(start);
      const month = new Date(start).getUTCMonth();
      const growth = YEARLY_GROWTH ** ((start - from) / (365 * DAY));
      weights.push((MONTHS[month] as number) * growth * (this.hoursOf(start).at(-1) as number));
    }
    this.sums = sumsOf(weights);
  }

  private hoursOf(start: Instant): readonly number[] {
    return this.hours[Math.floor(this.time.hourOfWeek(start) / 24)] as readonly number[];
  }

  /** When a share (0 to 1) of all demand has come. Rises with the share. */
  instantOf(share: number): Instant {
    const at = stepAt(this.sums, share);
    const day = Math.min(this.days.length - 1, Math.floor(at));
    const start = this.days[day] as Instant;
    const hour = stepAt(this.hoursOf(start), Math.min(1, at - day));
    const next = this.days[day + 1] ?? this.until;
    return Math.floor(Math.min(start + hour * HOUR, next - 1, this.until - 1));
  }
}

/** How lumpy growth is nobody knows beforehand: a lognormal number with this median. */
export function lognormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * random.normal());
}

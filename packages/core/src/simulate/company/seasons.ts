// How demand runs over the years: growth, and the seasons of business-to-business. Says when the next account is first seen.
import { DAY } from '../../base/duration.ts';
import type { Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';

/** Demand by month, January first: full trade-fair months, an empty summer, a dead Christmas. */
const MONTHS = [0.95, 1.05, 1.15, 1, 1, 0.95, 0.75, 0.65, 1.2, 1.2, 1.15, 0.7];
const YEARLY_GROWTH = 1.25;
const STEP = 7 * DAY;

/** Demand over a period, as a curve from shares to instants. */
export class Seasons {
  private readonly sums: number[] = [];

  constructor(
    private readonly from: Instant,
    private readonly until: Instant,
  ) {
    let sum = 0;
    for (let at = from; at < until; at += STEP) {
      const month = new Date(at).getUTCMonth();
      sum += (MONTHS[month] as number) * YEARLY_GROWTH ** ((at - from) / (365 * DAY));
      this.sums.push(sum);
    }
  }

  /** When a share (0 to 1) of all demand has come. */
  instantOf(share: number): Instant {
    const wanted = share * (this.sums.at(-1) ?? 1);
    let [low, high] = [0, this.sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sums[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    const before = low === 0 ? 0 : (this.sums[low - 1] as number);
    const part = (wanted - before) / Math.max(1e-9, (this.sums[low] as number) - before);
    return Math.min(this.until - 1, Math.floor(this.from + (low + part) * STEP));
  }
}

/** How lumpy growth is nobody knows beforehand: a lognormal number with this median. */
export function lognormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * random.normal());
}

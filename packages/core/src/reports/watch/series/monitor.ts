// From looks to alarms: sums that add up, rise and are cleared, with the height that keeps false alarms rare.
import { cusumHeight, cusumRunLength } from '../../../statistics/cusum.ts';
import type { Series } from '../watch-result.ts';
import { HALF, MOST, type RawSeries, type Step } from './steps.ts';

/** All series together alarm by chance half as often as is allowed: once in two years. */
export const FALSE_ALARMS_A_YEAR = 0.5;
/** An alarm is cleared after so many looks in a row within one standard deviation. */
const CALM_LOOKS = 2;
const CALM = 1;

/** A time during which a series alarmed. */
export interface Spell {
  readonly raisedAt: number;
  readonly clearedAt?: number;
  readonly direction: 'up' | 'down';
  /** The month in which the sum that alarmed began to rise. */
  readonly since: string;
}

export interface Watched {
  readonly series: Series;
  readonly spells: readonly Spell[];
}

/** The height for so many one-sided sums that look every month. */
export function heightFor(sums: number): number {
  return cusumHeight((12 * Math.max(1, sums)) / FALSE_ALARMS_A_YEAR, HALF);
}

/** One-sided sums of a series. */
export function sumsOf({ state, sides }: RawSeries): number {
  return state === 'too few' ? 0 : sides === 'both' ? 2 : 1;
}

/** Runs a series. */
export function monitor(raw: RawSeries, height: number): Watched {
  const { kind, about, label, state, reference, recent, sides, steps, loss } = raw;
  const upper = new Sum(1, height);
  const lower = new Sum(-1, height);
  const looks = steps.map((step) => {
    if (sides !== 'down') upper.take(step);
    if (sides !== 'up') lower.take(step);
    const { month, value, of, z } = step;
    return {
      month,
      of,
      ...(value !== undefined && { value }),
      ...(z !== undefined && { z, sum: Math.max(upper.at, lower.at) }),
    };
  });
  const k = meanOf(steps.flatMap((step) => step.k ?? [])) ?? HALF;
  const often = steps.filter(({ z }) => z !== undefined).length / Math.max(1, steps.length);
  return {
    series: {
      kind,
      about,
      label,
      state,
      ...(reference !== undefined && { reference }),
      ...(recent !== undefined && { recent }),
      looks,
      ...(state === 'watched' && { height }),
      ...(loss !== undefined &&
        often > 0 && { monthsToSee: cusumRunLength({ k, h: height, shift: Math.min(MOST + k, loss) }) / often }),
    },
    spells: [...upper.spells, ...lower.spells].sort((a, b) => a.raisedAt - b.raisedAt),
  };
}

/** One side's sum. While it alarms it waits for calm, and then begins at nothing again: it does not flap. */
class Sum {
  at = 0;
  readonly spells: Spell[] = [];
  private since = '';
  private calm = 0;
  private open: Spell | undefined;

  constructor(
    private readonly sign: 1 | -1,
    private readonly height: number,
  ) {}

  take({ z, k = HALF, end, month }: Step): void {
    if (z === undefined) return;
    const off = this.sign * z;
    if (this.open !== undefined) {
      this.calm = off < CALM ? this.calm + 1 : 0;
      if (this.calm >= CALM_LOOKS) this.clear(end);
      return;
    }
    if (this.at === 0) this.since = month;
    this.at = Math.max(0, this.at + Math.min(MOST, off - k));
    if (this.at < this.height) return;
    this.open = { raisedAt: end, direction: this.sign > 0 ? 'up' : 'down', since: this.since };
    this.spells.push(this.open);
    this.calm = 0;
  }

  private clear(end: number): void {
    this.spells[this.spells.length - 1] = { ...(this.open as Spell), clearedAt: end };
    this.open = undefined;
    this.at = 0;
  }
}

function meanOf(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((a, b) => a + b, 0) / numbers.length;
}

// How busy the hours of a week are: of people at work, of people who keep their own hours, and of reps with their customers. Data, and draws from it; knows no zone.
import type { Random } from '../../base/random.ts';

/** Whose hours somebody keeps: those of an office, or their own, as freelancers, students and owners of small firms do. */
export type Rhythm = 'office' | 'own';

interface Hours {
  /** Weights by hour from midnight. */
  readonly workday: readonly number[];
  readonly dayOff: readonly number[];
  /** The share of a week that falls on its end. */
  readonly weekend: number;
}

const HOURS: Readonly<Record<Rhythm, Hours>> = {
  office: {
    workday: [2, 1, 1, 1, 1, 2, 8, 30, 80, 120, 130, 115, 70, 92, 120, 112, 95, 60, 32, 26, 30, 26, 14, 6],
    dayOff: [6, 3, 2, 1, 1, 2, 5, 10, 18, 28, 34, 34, 28, 28, 30, 32, 30, 28, 28, 34, 42, 40, 26, 14],
    weekend: 0.08,
  },
  own: {
    workday: [8, 4, 2, 1, 1, 2, 8, 20, 40, 56, 62, 60, 54, 52, 56, 58, 56, 52, 50, 62, 76, 74, 48, 22],
    dayOff: [10, 5, 3, 2, 1, 2, 5, 12, 24, 40, 52, 54, 46, 44, 48, 52, 52, 46, 42, 48, 58, 56, 36, 18],
    weekend: 0.24,
  },
};
/** When reps and customers have time for each other. */
const MEETING = [0, 0, 0, 0, 0, 0, 0, 0, 26, 115, 120, 110, 36, 75, 100, 105, 108, 95, 50, 6, 0, 0, 0, 0];

const sumOf = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);

/** The share of a week in each of its 168 hours, Monday's midnight first. */
const WEEKS: Readonly<Record<Rhythm, readonly number[]>> = { office: weekOf(HOURS.office), own: weekOf(HOURS.own) };

function weekOf({ workday, dayOff, weekend }: Hours): number[] {
  const [worked, off] = [sumOf(workday), sumOf(dayOff)];
  return Array.from({ length: 168 }, (_, hour) =>
    hour < 120
      ? ((workday[hour % 24] as number) / worked) * ((1 - weekend) / 5)
      : ((dayOff[hour % 24] as number) / off) * (weekend / 2),
  );
}

/** How busy an hour of the company's week (0 to 167) is for people whose clocks are so many hours behind: the share of their week. */
export function busyIn(rhythm: Rhythm, hourOfWeek: number, hoursWest = 0): number {
  return WEEKS[rhythm][(hourOfWeek - hoursWest + 168) % 168] as number;
}

const SUMS = {
  office: { workday: sumsOf(HOURS.office.workday), dayOff: sumsOf(HOURS.office.dayOff) },
  own: { workday: sumsOf(HOURS.own.workday), dayOff: sumsOf(HOURS.own.dayOff) },
};
const MEETING_SUMS = sumsOf(MEETING);

/** Running sums of weights, to look up by {@link stepAt}. */
export function sumsOf(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

/** Which step of running sums a share (0 to 1) of them falls into, with the part of that step: 9.5 is half past nine. */
export function stepAt(sums: readonly number[], share: number): number {
  const wanted = share * (sums.at(-1) as number);
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  const before = low === 0 ? 0 : (sums[low - 1] as number);
  return low + (wanted - before) / Math.max(1e-12, (sums[low] as number) - before);
}

/** An hour, with its part, at which somebody browses on a day. */
export function drawHour(random: Random, rhythm: Rhythm, isWeekend: boolean): number {
  return stepAt(SUMS[rhythm][isWeekend ? 'dayOff' : 'workday'], random.uniform());
}

/** An hour, with its part, at which a rep and a customer talk or sign. */
export function drawMeetingHour(random: Random): number {
  return stepAt(MEETING_SUMS, random.uniform());
}

/** How often somebody who has a weekend's day in mind stays with it, so that weekends get their share of a week. */
export function staysAtWeekend(random: Random, rhythm: Rhythm): boolean {
  return random.chance(HOURS[rhythm].weekend * 3.5);
}

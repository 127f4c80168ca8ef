// Cohorts by month as they mature (F2, J6): what has come of each so far, and what is still expected, with its interval. Young cohorts lean on all of them together.
import { DAY } from '../../../base/duration.ts';
import { createRandom } from '../../../base/random.ts';
import type { Month } from '../../../base/zoned-months.ts';
import { cureEstimates } from '../../../statistics/cure-cohorts.ts';
import { FEWEST } from '../../../statistics/share.ts';
import { fitWeibullCure, type Waiting, type WeibullCure } from '../../../statistics/weibull-cure.ts';
import { wilson } from '../../../statistics/wilson.ts';
import type { Spans, StepName } from '../rates/steps.ts';

/** A month's hand-offs and one step. */
export interface Cohort {
  readonly month: string;
  readonly of: number;
  /** Who took the step so far. */
  readonly count: number;
  /** `mature`: what will come has come; `maturing`: `expected` says more than what has; `too few` for a percentage; `too young`, or the step too rare, for anything. */
  readonly state: 'mature' | 'maturing' | 'too few' | 'too young';
  /** How much of what comes has had the time: 0 to 1; absent where nothing is known of lags. */
  readonly passed?: number;
  /** Of a maturing cohort: the share it is expected to end at, and between which it will with 95 %. Of a mature one: its share, with Wilson's interval of the rate behind it. */
  readonly expected?: { readonly share: number; readonly low: number; readonly high: number };
}

/** One step over all cohorts. */
export interface Cohorts {
  readonly step: StepName;
  /** Of all cohorts together; absent where fewer than ten took the step. */
  readonly lags?: { readonly shape: number; readonly scaleDays: number; readonly share: number };
  readonly cohorts: readonly Cohort[];
}

/** A cohort is mature when so much of what comes has had the time. */
const MATURE = 0.98;
/** Below this an estimate would be of the other cohorts alone. */
const YOUNGEST = 0.1;
/** The draws behind the intervals are the same for the same report. */
const SEED = 20240229;

/** Cohorts of one step. `monthOf` gives the month of each span's hand-off. */
export function cohortsOf(spans: Spans, monthOf: Int32Array, months: readonly Month[], asOf: number): Cohorts {
  const seen = waitingByMonth(spans, monthOf, months.length, asOf);
  const held = months.flatMap(({ name }, m) => {
    const waiting = seen[m] as Waiting;
    const count = sizeOf(waiting.came);
    const of = count + sizeOf(waiting.waiting);
    return of === 0 ? [] : [{ month: name, of, count, waiting }];
  });
  const pooled = fitWeibullCure(merged(held.map(({ waiting }) => waiting)));
  const estimates =
    pooled &&
    cureEstimates(
      pooled,
      held.map(({ waiting }) => waiting),
      createRandom(SEED),
    );
  return {
    step: spans.step,
    ...(pooled !== undefined && estimates !== undefined && { lags: lagsOf(pooled) }),
    cohorts: held.map(({ month, of, count }, i): Cohort => {
      const estimate = estimates?.[i];
      if (estimate === undefined) return { month, of, count, state: of < FEWEST ? 'too few' : 'too young' };
      const { passed } = estimate;
      const base = { month, of, count, passed };
      if (of < FEWEST) return { ...base, state: 'too few' };
      if (passed < YOUNGEST) return { ...base, state: 'too young' };
      if (passed >= MATURE) return { ...base, state: 'mature', expected: { share: count / of, ...wilson(count, of) } };
      return {
        ...base,
        state: 'maturing',
        expected: { share: estimate.share, low: estimate.low, high: estimate.high },
      };
    }),
  };
}

function lagsOf({ shape, scaleDays, share }: WeibullCure): NonNullable<Cohorts['lags']> {
  return { shape, scaleDays, share };
}

/** What is seen of each month, by whole days. */
function waitingByMonth({ start, end, journey }: Spans, monthOf: Int32Array, months: number, asOf: number): Waiting[] {
  const made = Array.from({ length: months }, () => ({ came: new DayCounts(), waiting: new DayCounts() }));
  for (let i = 0; i < start.length; i++) {
    const month = made[monthOf[journey[i] as number] as number];
    if (month === undefined) continue;
    const [from, until] = [start[i] as number, end[i] as number];
    const isThere = until <= asOf;
    const day = Math.max(0, Math.floor(((isThere ? until : asOf) - from) / DAY));
    (isThere ? month.came : month.waiting).add(day);
  }
  return made.map(({ came, waiting }) => ({ came: came.told(), waiting: waiting.told() }));
}

/** Counts by day, told in the order in which days came up. */
class DayCounts {
  private readonly counts: number[] = [];
  private readonly days: number[] = [];

  add(day: number): void {
    while (this.counts.length <= day) this.counts.push(0);
    if (this.counts[day] === 0) this.days.push(day);
    this.counts[day] = (this.counts[day] as number) + 1;
  }

  told(): (readonly [number, number])[] {
    return this.days.map((day) => [day, this.counts[day] as number]);
  }
}

function merged(all: readonly Waiting[]): Waiting {
  const sum = (counts: Iterable<readonly [number, number]>): (readonly [number, number])[] => {
    const found = new Map<number, number>();
    for (const [day, count] of counts) found.set(day, (found.get(day) ?? 0) + count);
    return [...found];
  };
  return { came: sum(all.flatMap(({ came }) => came)), waiting: sum(all.flatMap(({ waiting }) => waiting)) };
}

function sizeOf(counts: readonly (readonly [number, number])[]): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

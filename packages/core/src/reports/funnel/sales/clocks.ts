// How long things take between hand-off and win, and whether sales answered in time. Who still waits counts as waiting, not as missing (F1, J10).
import { HOUR } from '../../../base/duration.ts';
import { survivalOfCounts, survivalQuantile } from '../../../statistics/kaplan-meier.ts';
import { FEWEST, type Share, shareOf } from '../../../statistics/share.ts';
import type { Journeys } from '../journeys.ts';
import type { Contract } from './contract.ts';

/** A clock with its two ends. */
export interface Clock {
  readonly clock: string;
  readonly n: number;
  /** How many of them have ended. */
  readonly ended: number;
  readonly state: 'ok' | 'too few' | 'not recorded';
  /** By when half, and nine in ten, had ended, in hours; absent where so many never do. */
  readonly medianHours?: number;
  readonly p90Hours?: number;
}

/** Answers in time. What was answered at an unknown time is in none of them (K11). */
export interface SlaAttainment {
  /** By the contract's due time; absent without a contract. */
  readonly contract?: Share;
  readonly within24Hours: Share;
  readonly within48Hours: Share;
  readonly unknownTime: number;
}

/** All clocks. Those that start at the hand-off go by Kaplan and Meier: who waits is not seen longer. */
export function clocksOf(journeys: Journeys, asOf: number): readonly Clock[] {
  const { facts, at, steps, inPeriod } = journeys;
  const none = Number.NaN;
  const clock = (name: string, start: (i: number) => number, end: (i: number) => number): Clock =>
    clockOf(name, facts.length, (i) => (inPeriod[i] === 1 ? start(i) : none), end, asOf);
  const handed = (i: number): number => at[i] as number;
  const undatedAt = (i: number): boolean => {
    const { answer, answeredAt } = facts[i] as (typeof facts)[number];
    return answeredAt === undefined && answer !== 'unworked';
  };
  const answerable = (i: number): number => (undatedAt(i) ? none : handed(i));
  return [
    clock('first seen → hand-off', (i) => facts[i]?.origin.firstSeenAt ?? none, handed),
    clock('triggering behaviour → hand-off', (i) => facts[i]?.origin.triggeredAt ?? none, handed),
    clock('hand-off → first response', answerable, (i) => facts[i]?.steps.respondedAt ?? none),
    clock('hand-off → decision', answerable, (i) => decidedAt(facts[i]?.steps)),
    ...(['meeting', 'sql', 'opportunity', 'won'] as const).map((step) =>
      afterHandoff(journeys, step, steps[step], asOf),
    ),
  ];
}

function decidedAt(steps: Journeys['facts'][number]['steps'] | undefined): number {
  return Math.min(steps?.acceptedAt ?? Number.POSITIVE_INFINITY, steps?.turnedDownAt ?? Number.POSITIVE_INFINITY);
}

const CALLED = { meeting: 'meeting', sql: 'SQL', opportunity: 'opportunity', won: 'win' } as const;

/** Most never get there: their time is that of those who did. */
function afterHandoff({ at, inPeriod }: Journeys, step: keyof typeof CALLED, ends: Float64Array, asOf: number): Clock {
  const isThere = (i: number): boolean => inPeriod[i] === 1 && (ends[i] as number) >= (at[i] as number);
  return clockOf(
    `hand-off → ${CALLED[step]}, of those who came so far`,
    at.length,
    (i) => (isThere(i) ? (at[i] as number) : Number.NaN),
    (i) => ends[i] as number,
    asOf,
  );
}

/** `start` is NaN for whoever the clock does not concern; an end that is not a number, or later than `asOf`, has not come. */
function clockOf(
  name: string,
  size: number,
  start: (i: number) => number,
  end: (i: number) => number,
  asOf: number,
): Clock {
  const counts = new Map<number, { time: number; events: number; leaving: number }>();
  let n = 0;
  let ended = 0;
  for (let i = 0; i < size; i++) {
    const from = start(i);
    if (Number.isNaN(from)) continue;
    const until = end(i);
    const isOver = until <= asOf;
    // To a tenth of an hour, so that a million clocks stay a few thousand numbers.
    const time = Math.max(0, Math.round((10 * ((isOver ? until : asOf) - from)) / HOUR) / 10);
    let count = counts.get(time);
    if (count === undefined) {
      count = { time, events: 0, leaving: 0 };
      counts.set(time, count);
    }
    n += 1;
    if (isOver) {
      count.events += 1;
      ended += 1;
    } else count.leaving += 1;
  }
  if (ended === 0) return { clock: name, n, ended, state: n === 0 ? 'not recorded' : 'too few' };
  if (n < FEWEST) return { clock: name, n, ended, state: 'too few' };
  const steps = survivalOfCounts([...counts.values()].sort((a, b) => a.time - b.time));
  const [medianHours, p90Hours] = [0.5, 0.9].map((q) => survivalQuantile(steps, q));
  return {
    clock: name,
    n,
    ended,
    state: 'ok',
    ...(medianHours !== undefined && { medianHours }),
    ...(p90Hours !== undefined && { p90Hours }),
  };
}

/** Who was answered in time, of hand-offs whose time is over. */
export function slaOf(journeys: Journeys, asOf: number, contract?: Contract): SlaAttainment {
  const { facts, inPeriod } = journeys;
  let unknownTime = 0;
  const tallies: Record<'contract' | 'day' | 'twoDays', number[]> = { contract: [0, 0], day: [0, 0], twoDays: [0, 0] };
  const note = (tally: number[], due: number, answeredAt: number | undefined): void => {
    if (due > asOf) return;
    tally[1] = (tally[1] as number) + 1;
    if (answeredAt !== undefined && answeredAt <= due) tally[0] = (tally[0] as number) + 1;
  };
  for (const [i, { at, answer, steps, origin }] of facts.entries()) {
    if (inPeriod[i] === 0) continue;
    const { respondedAt } = steps;
    if (answer === 'unknown' || (respondedAt === undefined && answer !== 'unworked')) {
      unknownTime += 1;
      continue;
    }
    note(tallies.day, at + 24 * HOUR, respondedAt);
    note(tallies.twoDays, at + 48 * HOUR, respondedAt);
    if (contract !== undefined) note(tallies.contract, contract.dueAt(at, origin.gate), respondedAt);
  }
  const share = ([hit = 0, of = 0]: readonly number[]): Share => shareOf(hit, of);
  return {
    ...(contract !== undefined && { contract: share(tallies.contract) }),
    within24Hours: share(tallies.day),
    within48Hours: share(tallies.twoDays),
    unknownTime,
  };
}

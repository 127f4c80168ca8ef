// How long things take between hand-off and win, and whether sales answered in time. Who still waits counts as waiting, not as missing (F1, J10).
import { HOUR } from '../../../base/duration.ts';
import { HANDOFF_ANSWERS } from '../../../funnel/funnel-facts.ts';
import { survivalQuantilesInRow } from '../../../statistics/kaplan-meier.ts';
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
  const { at, steps, clocks } = journeys;
  const clock = (name: string, start: Float64Array, end: Float64Array, concerns = hasBegun): Clock =>
    clockOf(name, { start, end, concerns, inPeriod: journeys.inPeriod }, asOf);
  return [
    clock('first seen → hand-off', clocks.firstSeen, at),
    clock('triggering behaviour → hand-off', clocks.triggered, at),
    clock('hand-off → first response', clocks.answerable, clocks.responded),
    clock('hand-off → decision', clocks.answerable, clocks.decided),
    // Most never get there: their time is that of those who did.
    ...(['meeting', 'sql', 'opportunity', 'won'] as const).map((step) =>
      clock(`hand-off → ${CALLED[step]}, of those who came so far`, at, steps[step], hasEnded),
    ),
  ];
}

const CALLED = { meeting: 'meeting', sql: 'SQL', opportunity: 'opportunity', won: 'win' } as const;

/** Whom a clock concerns, by the two ends of it. */
type Concerns = (from: number, until: number) => boolean;
const hasBegun: Concerns = (from) => !Number.isNaN(from);
const hasEnded: Concerns = (from, until) => until >= from;

interface ClockColumns {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly concerns: Concerns;
  readonly inPeriod: Uint8Array;
}

/** An end that is not a number, or later than `asOf`, has not come. */
function clockOf(name: string, { start, end, concerns, inPeriod }: ClockColumns, asOf: number): Clock {
  // To a tenth of an hour, so that a million clocks are counts in a row.
  const tenthsOf = (from: number, until: number): number => Math.max(0, Math.round((10 * (until - from)) / HOUR));
  let earliest = asOf;
  for (let i = 0; i < start.length; i++) {
    const from = start[i] as number;
    if (inPeriod[i] === 1 && from < earliest) earliest = from;
  }
  const size = tenthsOf(earliest, asOf) + 1;
  const [events, leaving] = [new Int32Array(size), new Int32Array(size)];
  let [n, ended] = [0, 0];
  for (let i = 0; i < start.length; i++) {
    const from = start[i] as number;
    const until = end[i] as number;
    if (inPeriod[i] === 0 || !concerns(from, until)) continue;
    const isOver = until <= asOf;
    const time = tenthsOf(from, isOver ? until : asOf);
    const counts = isOver ? events : leaving;
    counts[time] = (counts[time] as number) + 1;
    n += 1;
    if (isOver) ended += 1;
  }
  if (ended === 0) return { clock: name, n, ended, state: n === 0 ? 'not recorded' : 'too few' };
  if (n < FEWEST) return { clock: name, n, ended, state: 'too few' };
  const [medianHours, p90Hours] = survivalQuantilesInRow(events, leaving, [0.5, 0.9]).map((time) =>
    time === undefined ? undefined : time / 10,
  );
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
  const { facts, at, answers, clocks, inPeriod } = journeys;
  let unknownTime = 0;
  const tallies: Record<'contract' | 'day' | 'twoDays', number[]> = { contract: [0, 0], day: [0, 0], twoDays: [0, 0] };
  const note = (tally: number[], due: number, answeredAt: number): void => {
    if (due > asOf) return;
    tally[1] = (tally[1] as number) + 1;
    if (answeredAt <= due) tally[0] = (tally[0] as number) + 1;
  };
  for (let i = 0; i < facts.length; i++) {
    if (inPeriod[i] === 0) continue;
    const answer = HANDOFF_ANSWERS[answers[i] as number];
    const [handed, respondedAt] = [at[i] as number, clocks.responded[i] as number];
    if (answer === 'unknown' || (Number.isNaN(respondedAt) && answer !== 'unworked')) {
      unknownTime += 1;
      continue;
    }
    note(tallies.day, handed + 24 * HOUR, respondedAt);
    note(tallies.twoDays, handed + 48 * HOUR, respondedAt);
    if (contract !== undefined) note(tallies.contract, contract.dueAt(handed, facts[i]?.origin.gate), respondedAt);
  }
  const share = ([hit = 0, of = 0]: readonly number[]): Share => shareOf(hit, of);
  return {
    ...(contract !== undefined && { contract: share(tallies.contract) }),
    within24Hours: share(tallies.day),
    within48Hours: share(tallies.twoDays),
    unknownTime,
  };
}

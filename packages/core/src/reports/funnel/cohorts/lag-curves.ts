// How much of a step has happened by which day: against what rules it out (Aalen and Johansen), so that rejected and lost ones are no waiting ones.
import { DAY } from '../../../base/duration.ts';
import { type EndingCounts, incidenceOfCounts } from '../../../statistics/cumulative-incidence.ts';
import { FEWEST } from '../../../statistics/share.ts';
import type { Spans, StepName } from '../rates/steps.ts';

/** A curve of shares by whole days, at most a hundred points of it. */
export interface LagCurve {
  readonly step: StepName;
  readonly state: 'ok' | 'too few';
  readonly points: readonly {
    readonly day: number;
    readonly share: number;
    readonly low: number;
    readonly high: number;
  }[];
}

const MOST_POINTS = 100;

/** The curve of one step; empty below twenty spans or five who took it. */
export function lagCurve({ step, start, end, rival }: Spans, asOf: number): LagCurve {
  if (start.length < FEWEST) return { step, state: 'too few', points: [] };
  const counts: { time: number; own: number; other: number; leaving: number }[] = [];
  let events = 0;
  for (let i = 0; i < start.length; i++) {
    const from = start[i] as number;
    const [until, lost] = [end[i] as number, rival[i] as number];
    const isThere = until <= asOf;
    const isLost = !isThere && lost <= asOf;
    const time = Math.max(0, Math.floor(((isThere ? until : isLost ? lost : asOf) - from) / DAY));
    while (counts.length <= time) counts.push({ time: counts.length, own: 0, other: 0, leaving: 0 });
    const count = counts[time] as (typeof counts)[number];
    if (isThere) {
      count.own += 1;
      events += 1;
    } else if (isLost) count.other += 1;
    else count.leaving += 1;
  }
  if (events < 5) return { step, state: 'too few', points: [] };
  // Past the day that only few are seen to, a curve says nothing.
  const steps = incidenceOfCounts(counts.filter(isAny)).filter(({ atRisk }) => atRisk >= 5);
  const every = Math.ceil(steps.length / MOST_POINTS);
  const points = steps
    .filter((_, i) => i % every === 0 || i === steps.length - 1)
    .map(({ time, share, low, high }) => ({ day: time, share, low, high }));
  return { step, state: 'ok', points };
}

function isAny({ own, other, leaving }: EndingCounts): boolean {
  return own + other + leaving > 0;
}

// What sales said at first: accepted or turned down when it was asked, whatever a call showed later. By it agreement is judged; what turns up later is another fault.
import { DAY } from '../../base/duration.ts';
import type { HandoffFact } from '../../funnel/funnel-facts.ts';
import { type Share, shareOf } from '../../statistics/share.ts';
import type { Journeys } from '../funnel/journeys.ts';

/** First answers of the hand-offs that have had the time, without invalid and unknown ones. What was accepted and recycled or rejected after it counts as accepted here. */
export interface FirstAnswers {
  readonly accepted: Share;
  readonly rejected: Share;
  /** Why they were turned down at first answer, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** Counts first answers. `withinDays` is how long a hand-off has to be answered to be judged at all. */
export function firstAnswersOf(
  { facts }: Journeys,
  numbers: readonly number[],
  withinDays: number,
  asOf: number,
): FirstAnswers {
  const all = numbers.map((i) => facts[i] as HandoffFact);
  const old = all.filter(({ at }) => at + withinDays * DAY <= asOf);
  const judged = old.filter(({ answer }) => answer !== 'invalid' && answer !== 'unknown');
  const down = judged.filter((fact) => firstDecision(fact) === 'turned down');
  const reasons = new Map<string, number>();
  for (const { steps } of down) {
    const reason = steps.reason ?? 'no reason given';
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const young = all.length - old.length;
  return {
    accepted: shareOf(judged.filter((fact) => firstDecision(fact) === 'accepted').length, judged.length, young),
    rejected: shareOf(down.length, judged.length, young),
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}

/** The first decision of sales on a hand-off; one without a time is as its answer says. */
export function firstDecision({ answer, steps }: HandoffFact): 'accepted' | 'turned down' | undefined {
  const { acceptedAt, turnedDownAt } = steps;
  if (acceptedAt === undefined && turnedDownAt === undefined)
    return answer === 'accepted' ? 'accepted' : answer === 'rejected' ? 'turned down' : undefined;
  return (acceptedAt ?? Number.POSITIVE_INFINITY) <= (turnedDownAt ?? Number.POSITIVE_INFINITY)
    ? 'accepted'
    : 'turned down';
}

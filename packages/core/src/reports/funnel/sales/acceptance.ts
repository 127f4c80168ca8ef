// What sales answered: accepted, accepted by silence and rejected are three numbers (F1), each of hand-offs that have had the time; and why they were rejected.
import { DAY } from '../../../base/duration.ts';
import { HANDOFF_ANSWERS, type HandoffAnswer } from '../../../funnel/funnel-facts.ts';
import { type Share, shareOf } from '../../../statistics/share.ts';
import type { Journeys } from '../journeys.ts';

/** What becomes of hand-offs that nobody answers, by a signed contract; a rule without one has agreed nothing. */
export interface SilenceContract {
  readonly silence: 'accepted' | 'lapsed';
  /** Until when a hand-off may be rejected. */
  readonly rejectUntil: (at: number) => number;
}

/** Answers of the hand-offs that have had the time. The counts add up to `judged`; shares are of those with a known answer that are not invalid. */
export interface Acceptance {
  readonly judged: number;
  /** Too young to be held to an answer. */
  readonly young: number;
  /** Somebody accepted: the 70–80 % band is read on this. */
  readonly accepted: Share;
  readonly bySilence: Share & { readonly agreed: boolean };
  readonly rejected: Share;
  readonly invalid: number;
  /** Lapsed by contract. */
  readonly lapsed: number;
  /** Contacted without success; nothing done at all. */
  readonly touched: number;
  readonly unworked: number;
  /** The folder tells neither statuses nor activities. */
  readonly unknown: number;
  readonly reasons: readonly ReasonCount[];
}

/** Why hand-offs were turned down, the most frequent first. */
export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

/** Counts answers of the hand-offs in the period. `withinDays` is how long a hand-off has to be answered to be judged at all. */
export function acceptanceOf(
  { facts, at, answers, inPeriod }: Journeys,
  withinDays: number,
  asOf: number,
  contract?: SilenceContract,
): Acceptance {
  let judged = 0;
  const counts: Record<HandoffAnswer | 'silent' | 'lapsed', number> = {
    accepted: 0,
    rejected: 0,
    invalid: 0,
    touched: 0,
    unworked: 0,
    unknown: 0,
    silent: 0,
    lapsed: 0,
  };
  const reasons = new Map<string, number>();
  let young = 0;
  for (let i = 0; i < facts.length; i++) {
    if (inPeriod[i] === 0) continue;
    const handed = at[i] as number;
    if (handed + withinDays * DAY > asOf) {
      young += 1;
      continue;
    }
    judged += 1;
    const answer = HANDOFF_ANSWERS[answers[i] as number] as HandoffAnswer;
    const isOpen = answer === 'touched' || answer === 'unworked';
    const isOver = isOpen && contract !== undefined && contract.rejectUntil(handed) <= asOf;
    counts[!isOver ? answer : contract.silence === 'accepted' ? 'silent' : 'lapsed'] += 1;
    if (answer !== 'rejected' && answer !== 'invalid') continue;
    const reason = facts[i]?.steps.reason ?? 'no reason given';
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const of = judged - counts.invalid - counts.unknown;
  return {
    judged,
    young,
    accepted: shareOf(counts.accepted, of, young),
    bySilence: { ...shareOf(counts.silent, of, young), agreed: contract?.silence === 'accepted' },
    rejected: shareOf(counts.rejected, of, young),
    invalid: counts.invalid,
    lapsed: counts.lapsed,
    touched: counts.touched,
    unworked: counts.unworked,
    unknown: counts.unknown,
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}

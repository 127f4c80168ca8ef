// Facts that are at least so sure: what is less sure is left out and itemised, never mixed in (K).
import {
  type DealFact,
  type FunnelFacts,
  type HandoffAnswer,
  type HandoffFact,
  weakest,
} from '../../funnel/funnel-facts.ts';
import type { Confidence } from '../../journal/entry.ts';

/** Facts that are sure enough, and what is not. */
export interface SureFacts {
  readonly facts: Pick<FunnelFacts, 'asOf' | 'deals' | 'handoffs' | 'leftOut'>;
  readonly unsure: {
    /** Hand-offs that are not sure enough themselves. */
    readonly handoffs: number;
    /** Hand-offs that stay, and whose answer counts as unknown. */
    readonly answers: number;
    /** Deals of which it is not sure enough who brought them. */
    readonly deals: readonly DealFact[];
  };
}

const UNKNOWN: HandoffAnswer = 'unknown';

/** Splits facts at a confidence: `assumed` keeps all, `inferred` leaves out what is assumed, `recorded` keeps only what somebody recorded. */
export function sureFacts(facts: FunnelFacts, least: Confidence): SureFacts {
  if (least === 'assumed') return { facts, unsure: { handoffs: 0, answers: 0, deals: [] } };
  const isSure = (confidence: Confidence): boolean => weakest(confidence, least) === least;
  const kept = facts.handoffs.filter(({ origin }) => isSure(origin.confidence));
  const handoffs = kept.map(
    (each): HandoffFact =>
      isSure(each.confidence) || each.answer === UNKNOWN
        ? each
        : { ...each, answer: UNKNOWN, steps: each.steps.rep === undefined ? {} : { rep: each.steps.rep } },
  );
  return {
    facts: { ...facts, handoffs, deals: facts.deals.filter(({ confidence }) => isSure(confidence)) },
    unsure: {
      handoffs: facts.handoffs.length - kept.length,
      answers: handoffs.filter((each, i) => each !== kept[i]).length,
      deals: facts.deals.filter(({ confidence }) => !isSure(confidence)),
    },
  };
}

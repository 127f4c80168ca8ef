// From a hand-off and what is known of its lead to the answer (K11). A status without history tells the answer, not its time.
import type { Told } from '../behaviour/watches.ts';
import { type HandoffFact, type HandoffOrigin, type HandoffSteps, weakest } from '../funnel-facts.ts';
import { type Answer, type Answering, answerBy, statusAnswer } from './answering.ts';
import type { Handoff } from './handoff.ts';

/** What else the journal says. */
export interface AroundHandoff {
  /** The lead's statuses come with their times: then its latest one tells nothing more. */
  readonly hasHistory: boolean;
  /** The journal holds statuses or activities at all: without them nobody can be said to have left a lead alone. */
  readonly hasNews: boolean;
  /** The account bought after the hand-off: being a customer now says nothing of it. */
  readonly isWon: boolean;
  readonly origin: HandoffOrigin;
}

/** The hand-off's fact. */
export function handoffFact(handoff: Handoff, status: Told | undefined, around: AroundHandoff): HandoffFact {
  const { id, definition, lead, account, at } = handoff;
  const { origin } = around;
  const steps = stepsOf(handoff.answers);
  const base = { handoff: id, definition, lead, account, at, rule: 'K11', steps, origin } as const;
  const dated = answerBy(handoff.answers, Number.POSITIVE_INFINITY);
  const undated = around.hasHistory ? undefined : undatedAnswer(handoff, status, around.isWon);
  if (undated !== undefined && (dated === undefined || STRENGTH[undated] > STRENGTH[dated.answer]))
    return { ...base, answer: undated, confidence: handoff.confidence };
  if (dated !== undefined) {
    const confidence = weakest(handoff.confidence, dated.confidence);
    return { ...base, answer: dated.answer, answeredAt: dated.at, confidence };
  }
  if (around.hasNews) return { ...base, answer: 'unworked', confidence: weakest(handoff.confidence, 'inferred') };
  return { ...base, answer: 'unknown', confidence: 'assumed' };
}

/** The first instant of each step. `answers` are ascending. */
function stepsOf(answers: readonly Answering[]): HandoffSteps {
  const first = (isIt: (each: Answering) => boolean): Answering | undefined => answers.find(isIt);
  const down = first(({ answer }) => answer === 'rejected' || answer === 'invalid');
  const found = {
    respondedAt: answers[0]?.at,
    acceptedAt: first(({ answer }) => answer === 'accepted')?.at,
    meetingAt: first(({ step }) => step === 'meeting')?.at,
    sqlAt: first(({ step }) => step === 'sql')?.at,
    turnedDownAt: down?.at,
    reason: down?.reason,
    rep: first(({ rep }) => rep !== undefined)?.rep,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const STRENGTH: Readonly<Record<Answer, number>> = { touched: 0, accepted: 1, rejected: 2, invalid: 2 };

/** What the lead's status says of its latest hand-off, at a time that nobody recorded. */
function undatedAnswer(handoff: Handoff, status: Told | undefined, isWon: boolean): Answer | undefined {
  if (status?.text === undefined) return undefined;
  const { occurredAt } = status.when;
  const isOfThis = occurredAt >= handoff.at && occurredAt < handoff.until;
  return isOfThis ? statusAnswer(status.text, isWon) : undefined;
}

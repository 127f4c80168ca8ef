// The questions of the frameworks, and what a timeline says to them.
import type { Entry } from '../../api/leads.ts';
import type { Finding } from '../../api/queue.ts';

const MEDDIC = ['metrics', 'economic-buyer', 'decision-criteria', 'decision-process', 'identified-pain', 'champion'];

/** Each framework's questions. */
export const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  BANT: ['budget', 'authority', 'need', 'timeline'],
  MEDDIC,
  MEDDPICC: [...MEDDIC, 'paper-process', 'competition'],
};

/** The latest answer to each question since an instant. */
export function findingsOf(
  timeline: readonly Entry[],
  since: number,
): ReadonlyMap<string, Pick<Finding, 'state' | 'answer'>> {
  const found = new Map<string, Pick<Finding, 'state' | 'answer'>>();
  for (const { kind, occurredAt, question, state, answer } of timeline) {
    if (kind !== 'evidence' || occurredAt < since || typeof question !== 'string') continue;
    const isState = state === 'known' || state === 'unknown' || state === 'negative';
    if (isState) found.set(question, { state, ...(typeof answer === 'string' ? { answer } : {}) });
  }
  return found;
}

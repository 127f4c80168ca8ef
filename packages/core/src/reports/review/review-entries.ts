// What a review decided, as an entry of the journal.
import { digest } from '../../base/digest.ts';
import type { ReviewEntry } from '../../journal/entry.ts';
import type { ReviewKind } from './period.ts';

/** Who records it. */
export const REVIEW_SOURCE = 'review';

/** The entry of a decision made at `at`. The same decision at the same instant has one id. `packet` is the digest of the packet that was looked at. */
export function reviewEntry(
  decided: {
    readonly review: ReviewKind;
    readonly decision: string;
    readonly by: readonly string[];
    readonly packet?: string;
  },
  at: number,
): ReviewEntry {
  const { review, by, packet } = decided;
  const decision = packet === undefined ? decided.decision : `${decided.decision} (packet ${packet})`;
  return {
    kind: 'review',
    id: digest([review, decision, by, at]),
    source: REVIEW_SOURCE,
    occurredAt: at,
    knownAt: at,
    review,
    decision,
    ...(by.length > 0 && { by }),
  };
}

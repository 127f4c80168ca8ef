// Hand-offs of units that were played again with less than there was: what would have been handed over long ago, and what is known at all.
import { isOpen } from '@baton/core/handoff/handoff';
import type { DispositionEntry } from '@baton/core/journal/sales-entries';
import type { Decision, HandoffDecision } from '@baton/core/kernel/decision';
import { BATON, identityOfLead } from './router.ts';
import type { Working } from './working-units.ts';

/** Why one was recycled that opened only because another was erased. */
export const LATE = 'erasure';

/** A hand-off that nobody was told of when it would have been made. */
export interface LateHandoff {
  readonly unit: Working;
  readonly decision: HandoffDecision;
}

/** Of what was decided, the hand-offs that are still open in their units. */
export function lateHandoffs(decisions: readonly Decision[], units: Iterable<Working>): LateHandoff[] {
  const told = new Map(decisions.flatMap((each) => (each.kind === 'hand-off' ? [[each.id, each] as const] : [])));
  return [...units].flatMap((unit) =>
    unit.live.state.commitments.handoffs.filter(isOpen).flatMap(({ id }) => {
      const decision = told.get(id);
      return decision === undefined ? [] : { unit, decision };
    }),
  );
}

/** Baton's own answer to one: it goes back to nurture, and opens again on fresh evidence. */
export function recycledAtOnce(decision: HandoffDecision, at: number): DispositionEntry {
  return {
    kind: 'disposition',
    source: BATON,
    id: `late:${decision.id}`,
    ...identityOfLead(decision.lead),
    occurredAt: at,
    knownAt: at,
    handoff: decision.id,
    answer: 'recycled',
    reason: LATE,
  };
}

/** Ids of all hand-offs that the units know. */
export function knownHandoffs(units: Iterable<Working>): ReadonlySet<string> {
  return new Set([...units].flatMap(({ live }) => live.state.commitments.handoffs.map(({ id }) => id)));
}

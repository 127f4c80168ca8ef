// How a hand-off's row changes by what the kernel decided: the queue's view, folded from decisions and nothing else.
import type { DispositionEntry, RoutedEntry } from '@baton/core/journal/sales-entries';
import type { Decision, HandoffDecision, HandoffEvent, HandoffEventKind } from '@baton/core/kernel/decision';
import type { HandoffsTable } from '../store/tables.ts';

/** States in which a hand-off has sales' attention. */
export const OPEN_STATES = ['open', 'accepted'] as const;

/** States that an event of this kind leads to; kinds that change no state are absent. */
const STATE_AFTER: Partial<Record<HandoffEventKind, string>> = {
  accepted: 'accepted',
  'accepted-by-silence': 'accepted',
  rejected: 'rejected',
  invalid: 'invalid',
  recycled: 'recycled',
  lapsed: 'lapsed',
  won: 'won',
  lost: 'lost',
  recalled: 'recalled',
  merged: 'merged',
};

/** Whether sales has it. */
export function isOpen({ state }: Pick<HandoffsTable, 'state'>): boolean {
  return (OPEN_STATES as readonly string[]).includes(state);
}

/** A hand-off after an entry that decides nothing: another rep works it, or it is snoozed. Any answer ends a snooze. */
export function afterEntry(row: HandoffsTable, entry: RoutedEntry | DispositionEntry): HandoffsTable {
  if (entry.kind === 'routed') return { ...row, rep: entry.rep };
  return { ...row, snoozed_until: entry.answer === 'snoozed' ? (entry.until ?? null) : null };
}

/** Whether a decision concerns a hand-off: opens one or happens to one. */
export function concernsHandoff(decision: Decision): decision is HandoffDecision | HandoffEvent {
  return decision.kind === 'hand-off' || 'handoff' in decision;
}

/** A hand-off as it opens. `raisesHand`: its gate is a hand-raise. */
export function opened(decision: HandoffDecision, raisesHand: boolean): HandoffsTable {
  return {
    id: decision.id,
    lead: decision.lead,
    account: decision.account,
    definition: decision.definition.name,
    version: decision.definition.version,
    digest: decision.definition.digest,
    gate: decision.gate,
    grade: decision.grade,
    engagement: decision.engagement,
    usage: decision.usage,
    raises_hand: raisesHand ? 1 : 0,
    opened_at: decision.at,
    rep: null,
    routed_at: null,
    due_at: null,
    reject_until: null,
    answered_at: null,
    breached_at: null,
    snoozed_until: null,
    state: 'open',
    reason: null,
    disputes: null,
    sql_at: null,
    closed_at: null,
    because: decision.because === undefined ? null : JSON.stringify(decision.because),
    changed: 0,
    remind_at: null,
    reminded_at: null,
    escalated_to: null,
  };
}

/** A hand-off after something happened to it. */
export function evolved(row: HandoffsTable, event: HandoffEvent): HandoffsTable {
  const next = { ...row, state: STATE_AFTER[event.kind] ?? row.state };
  switch (event.kind) {
    case 'routed':
      next.rep = event.rep ?? row.rep;
      next.routed_at = event.at;
      next.due_at = event.dueAt ?? row.due_at;
      next.reject_until = event.rejectUntil ?? row.reject_until;
      break;
    case 'due-moved':
      next.due_at = event.dueAt ?? row.due_at;
      break;
    case 'breach':
      next.breached_at = event.at;
      break;
    case 'met':
      next.breached_at = null;
      break;
    case 'sql':
      next.sql_at = event.at;
      break;
    case 'accepted':
    case 'rejected':
    case 'invalid':
    case 'recycled':
      next.answered_at = row.answered_at ?? event.at;
      next.reason = event.reason ?? row.reason;
      next.disputes = event.disputes ?? row.disputes;
      break;
  }
  next.closed_at = isOpen(next) ? null : (row.closed_at ?? event.at);
  return next;
}

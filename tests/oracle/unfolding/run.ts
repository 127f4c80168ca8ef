// One unit on its way through time: what it was given, where it stands, what it said; and how it says it.
import { createHash } from 'node:crypto';
import type { Instant } from '@baton/core/journal/entry';
import type { Cause, HandoffDecision, HandoffEvent, HandoffEventKind } from '@baton/core/kernel/decision';
import type { Activation, RulebookSource } from '@baton/core/kernel/rulebook-source';
import { entriesOfAccount, type History, type View, viewOf } from '../evidence/view.ts';
import type { Account, Lead } from '../identity/grouping.ts';
import type { Observation } from '../observation.ts';
import { canonical } from '../reading/order.ts';
import { type Commitments, type Handoff, leaveMark } from './commitments.ts';

export interface Run {
  readonly rulebook: RulebookSource;
  readonly mode: 'exact' | 'backtest';
  /** Of a backtest (R27). */
  readonly start: Instant;
  readonly history: History;
  readonly held: Commitments;
  readonly said: Observation[];
  now: Instant;
  /** How many entries are admitted. */
  admitted: number;
  /** The last view asked for. */
  view?: View;
}

export function viewNow(run: Run): View {
  const { view, admitted, now } = run;
  if (view === undefined || view.now !== now || view.admitted.length !== admitted)
    run.view = viewOf(run.history, admitted, now);
  return run.view!;
}

export function leadOf(run: Run, handoff: Handoff): Lead {
  return run.history.groupingAfter(run.admitted).leadOf(handoff.lead);
}

export function accountOfHandoff(run: Run, handoff: Handoff): Account {
  return run.history.groupingAfter(run.admitted).accountOf(handoff.lead);
}

export function openHandoff(run: Run, account: Account): Handoff | undefined {
  return run.held.handoffs.find((each) => !each.closed && accountOfHandoff(run, each) === account);
}

export function definitionRef({ definition, version, digest }: Activation): HandoffDecision['definition'] {
  return { name: definition.name, version, digest, language: definition.language };
}

type Extras = Omit<HandoffEvent, 'id' | 'kind' | 'at' | 'account' | 'cause' | 'handoff' | 'lead' | 'definition'>;

/** Says that something happened to a hand-off. */
export function say(run: Run, kind: HandoffEventKind, handoff: Handoff, cause: Cause, extras: Extras = {}): void {
  run.said.push({
    kind,
    at: run.now,
    account: accountOfHandoff(run, handoff).id,
    cause,
    handoff: handoff.key,
    lead: leadOf(run, handoff).id,
    definition: handoff.under.definition.name,
    ...extras,
  });
}

/** How the kernel names a decision: a hash of all it says (R4). */
export function idOf(decision: Omit<HandoffDecision, 'id'>): string {
  return createHash('sha256').update(canonical(decision)).digest('hex').slice(0, 32);
}

/** R16b. Recall takes the opening's mark back, a merge leaves only that (R16a). */
export function close(run: Run, handoff: Handoff, how: 'answered' | 'recalled' | 'merged'): void {
  handoff.closed = true;
  if (how === 'recalled') handoff.mark.void = true;
  if (how === 'answered') leaveMark(run.held, accountOfHandoff(run, handoff), { at: run.now, void: false });
}

/** Whether a rep answered, or anybody talked with the account since the opening (H6, R24). */
export function isTouched(run: Run, handoff: Handoff): boolean {
  if (handoff.answered) return true;
  return entriesOfAccount(viewNow(run), accountOfHandoff(run, handoff)).some(
    (each) => each.kind === 'conversation' && each.occurredAt >= handoff.openedAt,
  );
}

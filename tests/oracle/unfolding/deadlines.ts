// R3a: every deadline still to come, computed anew from what is known now.
import type { Entry, Instant } from '@baton/core/journal/entry';
import type { DeadlineKind } from '@baton/core/kernel/decision';
import { talkEnd } from '../evidence/sales.ts';
import { matches, matchesAsMachine } from '../evidence/score.ts';
import { accountOf, isDelayed, MAIL_DELAY } from '../evidence/view.ts';
import type { Account } from '../identity/grouping.ts';
import { inForce } from '../judging/activations.ts';
import { accountRest, type Handoff, leadRest } from './commitments.ts';
import { accountOfHandoff, type Run, viewNow } from './run.ts';

const HOUR = 3_600_000;

export interface Deadline {
  readonly at: Instant;
  readonly kind: DeadlineKind;
  readonly account: Account;
  readonly handoff?: Handoff;
}

/** What comes after now, in no order. */
export function deadlinesAfterNow(run: Run): Deadline[] {
  const view = viewNow(run);
  const all: Deadline[] = [];
  const accounts = [...view.grouping.accounts.values()];
  for (const { effectiveAt } of run.rulebook.activations) {
    for (const account of accounts) if (account.exists) all.push({ at: effectiveAt, kind: 'activation', account });
  }
  for (const handoff of run.held.handoffs) {
    if (handoff.closed) continue;
    const account = accountOfHandoff(run, handoff);
    if (handoff.dueAt !== undefined) all.push({ at: handoff.dueAt, kind: 'breach', account, handoff });
    if (handoff.rejectUntil !== undefined) all.push({ at: handoff.rejectUntil, kind: 'silence', account, handoff });
  }
  for (const account of accounts) {
    const rests = [accountRest(run.held, account), ...account.leads.map((lead) => leadRest(run.held, lead))];
    for (const at of rests) if (at !== undefined) all.push({ at, kind: 'cool-down', account });
    const at = talkEnd(view, account);
    if (at !== undefined) all.push({ at, kind: 'talk-end', account });
  }
  for (const entry of view.admitted) {
    for (const { at, kind } of entryDeadlines(run, entry)) all.push({ at, kind, account: accountOf(view, entry) });
  }
  return all.filter((each) => each.at > run.now);
}

const remembered = new WeakMap<
  Entry,
  { readonly rulebook: unknown; readonly own: { at: Instant; kind: DeadlineKind }[] }
>();

/** `mail` and `negative`: they follow from the entry and the rulebook alone. */
function entryDeadlines(run: Run, entry: Entry): { at: Instant; kind: DeadlineKind }[] {
  const known = remembered.get(entry);
  if (known?.rulebook === run.rulebook) return known.own;
  const own: { at: Instant; kind: DeadlineKind }[] = [];
  const matched = run.rulebook.activations.flatMap((activation) => {
    const { engagement, usage } = activation.definition;
    const signals = [...(engagement?.signals ?? []), ...(usage?.signals ?? [])];
    const ever = signals.filter((signal) => matches(signal, entry) || matchesAsMachine(signal, entry));
    return ever.map((signal) => ({ activation, signal }));
  });
  if (isDelayed(entry) && matched.length > 0) own.push({ at: entry.occurredAt + MAIL_DELAY, kind: 'mail' });
  for (const { activation, signal } of matched) {
    const at = entry.occurredAt + signal.within * HOUR;
    if (signal.points < 0 && inForce(run.rulebook, at).includes(activation)) own.push({ at, kind: 'negative' });
  }
  remembered.set(entry, { rulebook: run.rulebook, own });
  return own;
}

// R24: after a flag or a withdrawal, hand-offs that would never have opened are recalled, or called flagged where somebody touched them.
import type { Entry } from '@baton/core/journal/entry';
import type { Cause } from '@baton/core/kernel/decision';
import { accountOf, type View, viewOf } from '../evidence/view.ts';
import type { Account } from '../identity/grouping.ts';
import { standingOf } from '../judging/standing.ts';
import { refKey, refOf } from '../reading/order.ts';
import type { Handoff } from './commitments.ts';
import { accountOfHandoff, close, isTouched, type Run, say, viewNow } from './run.ts';

/** The accounts with an entry that a flag, or the flag a withdrawal takes back, names. */
export function namedAccounts(run: Run, entry: Entry): Account[] {
  const view = viewNow(run);
  const flag =
    entry.kind === 'withdrawal' ? view.admitted.find((each) => refKey(each) === refKey(entry.flagged)) : entry;
  const named = new Set((flag?.kind === 'flag' ? (flag.entries ?? []) : []).map(refKey));
  return [...new Set(view.admitted.filter((each) => named.has(refKey(each))).map((each) => accountOf(view, each)))];
}

/** Looks at each open hand-off of these accounts. */
export function lookAtHandoffs(run: Run, accounts: readonly Account[], entry: Entry): void {
  const cause: Cause = { entry: refOf(entry) };
  const now = viewNow(run);
  for (const handoff of run.held.handoffs) {
    if (handoff.closed || handoff.gate === undefined || !accounts.includes(accountOfHandoff(run, handoff))) continue;
    const then = viewOf(run.history, handoff.admitted, handoff.openedAt, now);
    if (isOpen(now, handoff) || isOpen(then, handoff)) continue;
    if (!isTouched(run, handoff)) {
      say(run, 'recalled', handoff, cause);
      close(run, handoff, 'recalled');
    } else if (!handoff.flagSaid) {
      handoff.flagSaid = true;
      say(run, 'flagged', handoff, cause);
    }
  }
}

/** Whether the hand-off's gate is open in a view, as its own version of the definition has it. */
function isOpen(view: View, handoff: Handoff): boolean {
  const account = view.grouping.accountOf(handoff.lead);
  const standing = standingOf(view, handoff.under.definition, account);
  const gate = handoff.gate?.name ?? '';
  if (handoff.ofAccount) return standing.open.has(gate);
  return standing.leads.some((each) => each.lead.identifiers.has(handoff.lead) && each.open.has(gate));
}

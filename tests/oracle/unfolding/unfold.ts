// A unit from its first entry to the last deadline (R3): deadlines before entries, effects before evaluations.
import type { Entry, Instant } from '@baton/core/journal/entry';
import type { Cause } from '@baton/core/kernel/decision';
import { isFlagged } from '../evidence/view.ts';
import type { Account, Grouping } from '../identity/grouping.ts';
import { subjectOf } from '../identity/named.ts';
import { inForce } from '../judging/activations.ts';
import { byText, refOf } from '../reading/order.ts';
import { playBreach, playMet, playSilence, route } from './clock.ts';
import { unite } from './commitments.ts';
import { deadlinesAfterNow } from './deadlines.ts';
import { dispose, openOfLead } from './dispositions.ts';
import { evaluate } from './evaluate.ts';
import { handOverContinuously } from './hand-over.ts';
import { lookAtHandoffs, namedAccounts } from './recall.ts';
import { accountOfHandoff, close, openHandoff, type Run, say, viewNow } from './run.ts';

export function unfold(run: Run, until: Instant): void {
  for (const entry of run.history.entries) {
    playDeadlines(run, run.history.instantOf(entry));
    admit(run, entry);
  }
  playDeadlines(run, until);
}

/** All deadlines up to and including an instant, instant by instant; each may make others. */
function playDeadlines(run: Run, until: Instant): void {
  for (;;) {
    const ahead = deadlinesAfterNow(run);
    const at = Math.min(...ahead.map((each) => each.at));
    if (at > until || ahead.length === 0) return;
    const due = ahead.filter((each) => each.at === at).sort((a, b) => byText(a.kind, b.kind));
    run.now = at;
    const causes = new Map<Account, Cause>();
    for (const { kind, account, handoff } of due) {
      const cause: Cause = { deadline: kind };
      if (!causes.has(account)) causes.set(account, cause);
      if (handoff === undefined) continue;
      if (kind === 'breach') playBreach(run, handoff, cause);
      else playSilence(run, handoff, cause);
    }
    evaluateAll(run, causes);
  }
}

/** Accounts in order of id; nothing while nothing is in force (R3b, R3d). */
function evaluateAll(run: Run, causes: ReadonlyMap<Account, Cause>, release?: string): void {
  if (inForce(run.rulebook, run.now).length === 0) return;
  for (const [account, cause] of [...causes].sort(([a], [b]) => byText(a.id, b.id)))
    evaluate(run, account, cause, release);
}

function admit(run: Run, entry: Entry): void {
  const before = run.history.groupingAfter(run.admitted);
  run.now = run.history.instantOf(entry);
  run.admitted++;
  const now = run.history.groupingAfter(run.admitted);
  const cause: Cause = { entry: refOf(entry) };
  const subject = subjectOf(entry)!;
  unite(run.held, now);
  mergeHandoffs(run, now, cause);
  const concerned = new Set([now.accountOf(subject), ...regrouped(before, now)]);
  takeEffect(run, entry, cause);
  if (entry.kind === 'flag' || entry.kind === 'withdrawal') {
    const named = namedAccounts(run, entry);
    lookAtHandoffs(run, named, entry);
    for (const account of named) concerned.add(account);
  }
  const release = entry.kind === 'release' ? subject : undefined;
  evaluateAll(run, new Map([...concerned].map((account) => [account, cause])), release);
}

/** R25: of several open hand-offs of an account the earliest opened stays. */
function mergeHandoffs(run: Run, grouping: Grouping, cause: Cause): void {
  for (const account of grouping.accounts.values()) {
    const open = run.held.handoffs.filter((each) => !each.closed && accountOfHandoff(run, each) === account);
    open.sort((a, b) => a.openedAt - b.openedAt || byText(a.id, b.id));
    for (const handoff of open.slice(1)) {
      say(run, 'merged', handoff, cause);
      close(run, handoff, 'merged');
    }
  }
}

/** R3b: the accounts that gained or lost a lead or an identifier. */
function regrouped(before: Grouping, now: Grouping): Account[] {
  return [...now.accounts.values()].filter((account) => {
    const old = before.accounts.get(account.id);
    return (account.exists || old?.exists) && (old === undefined || members(old) !== members(account));
  });
}

function members(account: Account): string {
  const leads = account.leads.map((lead) => [...lead.identifiers].sort().join(' '));
  return [[...account.companies].sort().join(' '), ...leads.sort()].join('\n');
}

/** R27: a backtest has a router of its own, and hears reps from its start on. */
function isIgnored(run: Run, entry: Entry): boolean {
  if (run.mode === 'exact') return false;
  if (entry.kind === 'routed' || entry.kind === 'handed') return true;
  return entry.kind === 'disposition' && run.now < run.start;
}

function takeEffect(run: Run, entry: Entry, cause: Cause): void {
  const view = viewNow(run);
  const account = view.grouping.accountOf(subjectOf(entry)!);
  if (isIgnored(run, entry)) return;
  switch (entry.kind) {
    case 'disposition':
      dispose(run, entry);
      break;
    case 'routed': {
      const { handoff: cited } = entry;
      const handoff =
        cited === undefined ? openOfLead(run, entry) : run.held.handoffs.find((each) => each.id === cited);
      if (handoff === undefined) break;
      route(run, handoff, { rep: entry.rep, dueAt: entry.dueAt, rejectUntil: entry.rejectUntil }, cause);
      break;
    }
    case 'handed':
      handOverContinuously(run, entry);
      break;
    case 'conversation':
      if (isFlagged(view, entry)) break;
      for (const handoff of run.held.handoffs) {
        const concerns = accountOfHandoff(run, handoff) === account && entry.occurredAt >= handoff.openedAt;
        if (concerns) playMet(run, handoff, entry.occurredAt, cause);
      }
      break;
    case 'won':
    case 'lost':
      if (!isFlagged(view, entry)) closeByFact(run, account, entry.occurredAt, entry.kind, cause);
      break;
    case 'subscription':
      if (!isFlagged(view, entry) && entry.change === 'started')
        closeByFact(run, account, entry.occurredAt, 'won', cause);
      break;
    default:
      break;
  }
}

/** R16b. */
function closeByFact(run: Run, account: Account, occurredAt: Instant, kind: 'won' | 'lost', cause: Cause): void {
  const open = openHandoff(run, account);
  if (open === undefined || open.openedAt > occurredAt) return;
  say(run, kind, open, cause);
  close(run, open, 'answered');
}

// What a rep's answer does (H1, H3–H6).
import type { Entry } from '@baton/core/journal/entry';
import type { Cause, HandoffEventKind } from '@baton/core/kernel/decision';
import { subjectOf } from '../identity/named.ts';
import { refOf } from '../reading/order.ts';
import { playMet } from './clock.ts';
import { type Handoff, restAccount, restLead } from './commitments.ts';
import { accountOfHandoff, close, leadOf, openHandoff, type Run, say } from './run.ts';

const HOUR = 3_600_000;
type Disposition = Entry & { readonly kind: 'disposition' };

export function dispose(run: Run, entry: Disposition): void {
  const cause: Cause = { entry: refOf(entry) };
  const grouping = run.history.groupingAfter(run.admitted);
  const subject = subjectOf(entry)!;
  const handoff = spokenOf(run, entry);
  if (handoff === undefined) {
    const { id: account } = grouping.accountOf(subject);
    run.said.push({ kind: 'unbound', at: run.now, account, cause, lead: grouping.leadOf(subject).id });
    return;
  }
  const { kind, supersedes } = outcomeOf(handoff, entry);
  if (kind !== undefined) say(run, kind, handoff, cause, { ...words(entry), ...(supersedes && { supersedes }) });
  if (kind === 'refused') return;
  handoff.answered = true;
  act(run, handoff, entry);
  playMet(run, handoff, entry.occurredAt, cause);
}

/** H1; in a backtest R27. */
function spokenOf(run: Run, entry: Disposition): Handoff | undefined {
  const lead = run.history.groupingAfter(run.admitted).leadOf(subjectOf(entry)!);
  const own = run.held.handoffs.filter((each) => leadOf(run, each) === lead);
  if (run.mode === 'exact' && entry.handoff !== undefined) return own.find((each) => each.id === entry.handoff);
  return own.find((each) => !each.closed);
}

function words(entry: Disposition): { reason?: string; disputes?: string; rep?: string } {
  const { reason, disputes, rep } = entry;
  return { ...(reason && { reason }), ...(disputes && { disputes }), ...(rep && { rep }) };
}

interface AnswerOutcome {
  /** Absent where nothing is decided. */
  readonly kind?: HandoffEventKind;
  readonly supersedes?: string;
}

/** What the answer decides, before it does anything. */
function outcomeOf(handoff: Handoff, entry: Disposition): AnswerOutcome {
  const { silence, rejectUntil } = handoff;
  const lapsed = silence?.kind === 'lapsed' && !handoff.rejected;
  const inTime = rejectUntil !== undefined && entry.occurredAt < rejectUntil;
  const superseding = silence && { supersedes: `${silence.kind}@${silence.at}` };
  switch (entry.answer) {
    case 'accepted':
      if (!handoff.closed) return handoff.accepted ? {} : { kind: 'accepted', ...superseding };
      if (handoff.accepted && lapsed) return {};
      return lapsed && inTime ? { kind: 'accepted', ...superseding } : { kind: 'refused' };
    case 'rejected':
    case 'invalid':
      if (rejectUntil !== undefined && !inTime) return { kind: 'refused' };
      return handoff.closed && !lapsed ? { kind: 'refused' } : { kind: entry.answer, ...superseding };
    case 'recycled':
      return { kind: handoff.closed ? 'refused' : 'recycled' };
    case 'sql':
      if (handoff.closed) return { kind: 'refused' };
      return handoff.sql ? {} : { kind: 'sql' };
    case 'snoozed':
      return {};
  }
}

function act(run: Run, handoff: Handoff, entry: Disposition): void {
  const { answer, reason } = entry;
  const ends = answer === 'rejected' || answer === 'invalid' || answer === 'recycled';
  if (answer === 'accepted') handoff.accepted = true;
  if (answer === 'sql') handoff.sql = true;
  if (!ends) return;
  handoff.rejected = true;
  const { coolDown, reasons } = handoff.under.definition.handoff.recycle;
  const until =
    run.now +
    ((reason !== undefined && Object.hasOwn(reasons, reason) ? reasons[reason] : undefined) ?? coolDown) * HOUR;
  if (!handoff.closed) close(run, handoff, 'answered');
  if (handoff.ofAccount) restAccount(run.held, accountOfHandoff(run, handoff), until);
  else restLead(run.held, leadOf(run, handoff), until);
}

/** The open hand-off that a lead's `routed` entry speaks of (H2). */
export function openOfLead(run: Run, entry: Entry): Handoff | undefined {
  const grouping = run.history.groupingAfter(run.admitted);
  const subject = subjectOf(entry)!;
  const open = openHandoff(run, grouping.accountOf(subject));
  return open !== undefined && leadOf(run, open).identifiers.has(subject) ? open : undefined;
}

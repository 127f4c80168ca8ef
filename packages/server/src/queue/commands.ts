// What people do to hand-offs: each a command that becomes an entry of the journal, or a refusal that says why. One winner in every race.

import type { Handoff } from '@baton/core/definition/definition';
import type { Entry } from '@baton/core/journal/entry';
import type { DispositionEntry, EvidenceEntry, RoutedEntry } from '@baton/core/journal/sales-entries';
import { isOpen } from '../live/handoff-evolution.ts';
import { BATON, identityOfLead } from '../live/router.ts';
import { Refusal } from '../refusal.ts';
import type { HandoffsTable } from '../store/tables.ts';

/** What a rep says to a hand-off. */
export interface Answer {
  readonly answer: DispositionEntry['answer'];
  readonly reason?: string | undefined;
  readonly disputes?: string | undefined;
  readonly note?: string | undefined;
  /** Until when it is snoozed. */
  readonly until?: number | undefined;
}

/** Who commands, when, and the id that makes the entry the same if the call is repeated. */
export interface Command {
  readonly id: string;
  readonly by: string;
  readonly at: number;
}

/** The entry of an answer. */
export function dispositionEntry(
  row: HandoffsTable,
  { answer, reason, disputes, note, until }: Answer,
  command: Command,
): DispositionEntry {
  return {
    kind: 'disposition',
    ...baseOf(row, command),
    handoff: row.id,
    answer,
    rep: command.by,
    ...(reason === undefined ? {} : { reason }),
    ...(disputes === undefined ? {} : { disputes }),
    ...(note === undefined ? {} : { note }),
    ...(until === undefined ? {} : { until }),
  };
}

/** The entry that gives a hand-off to somebody: the clocks go on as they are. */
export function assignmentEntry(row: HandoffsTable, rep: string, command: Command): RoutedEntry {
  return {
    kind: 'routed',
    ...baseOf(row, command),
    handoff: row.id,
    rep,
    dueAt: row.due_at ?? command.at,
    rejectUntil: row.reject_until ?? command.at,
  };
}

/** The entry of something that a rep found out. */
export function evidenceEntry(
  row: HandoffsTable,
  said: Pick<EvidenceEntry, 'framework' | 'question' | 'state' | 'answer'>,
  command: Command,
): EvidenceEntry {
  return { kind: 'evidence', ...baseOf(row, command), ...said, rep: command.by };
}

function baseOf(row: HandoffsTable, { id, at }: Command): Pick<Entry, 'source' | 'id' | 'occurredAt' | 'knownAt'> {
  return { source: BATON, id, ...identityOfLead(row.lead), occurredAt: at, knownAt: at };
}

/** Throws where an answer cannot be given: the hand-off is over, it is too late, or the agreement knows no such reason. */
export function checkAnswer(row: HandoffsTable, answer: Answer, agreed: Handoff, at: number): void {
  if (!isOpen(row) && row.state !== 'lapsed') {
    throw new Refusal(409, 'queue-over', `this hand-off is ${row.state} already`, {
      hint: 'look at what happened to it',
    });
  }
  if (answer.answer === 'accepted' && row.state === 'accepted' && row.answered_at !== null)
    throw new Refusal(409, 'queue-over', 'somebody has accepted this hand-off already');
  if (answer.answer === 'rejected' || answer.answer === 'invalid') {
    if (row.reject_until !== null && at >= row.reject_until)
      throw new Refusal(409, 'queue-too-late', 'the time in which it could be rejected is over', {
        hint: 'recycle it instead',
      });
    if (row.state === 'accepted' && row.answered_at !== null && answer.answer === 'rejected')
      throw new Refusal(409, 'queue-over', 'it was accepted; what was accepted is recycled, not rejected');
  }
  if (answer.answer === 'snoozed') checkSnooze(row, answer.until, at);
  if (answer.answer === 'rejected') checkReason(answer.reason, agreed);
  if (answer.answer === 'recycled' && answer.reason !== undefined) checkRecycling(answer.reason, agreed);
}

/** A snooze ends before the answer is due: it hides nothing. */
function checkSnooze(row: HandoffsTable, until: number | undefined, at: number): void {
  const due = row.due_at ?? Number.POSITIVE_INFINITY;
  if (until !== undefined && until > at && until < due) return;
  throw new Refusal(400, 'queue-snooze', 'a snooze ends in the future, and before the answer is due', {
    hint: Number.isFinite(due) ? `before ${new Date(due).toISOString()}` : 'say until when',
  });
}

function checkReason(reason: string | undefined, agreed: Handoff): void {
  const names = agreed.reject.reasons.map(({ name }) => name);
  if (names.length === 0 || (reason !== undefined && names.includes(reason))) return;
  throw new Refusal(400, 'queue-reason', 'a rejection needs one of the reasons that both sides signed', {
    hint: `one of ${names.join(', ')}`,
  });
}

function checkRecycling(reason: string, agreed: Handoff): void {
  const names = [...Object.keys(agreed.recycle.reasons), ...agreed.reject.reasons.map(({ name }) => name)];
  if (names.length === 0 || names.includes(reason)) return;
  throw new Refusal(400, 'queue-reason', 'this is none of the reasons that both sides signed', {
    hint: `one of ${names.join(', ')}`,
  });
}

/** Throws where too little is known for an SQL: the agreement says how many questions must have an answer. */
export function checkSql(answers: ReadonlyMap<string, string>, agreed: Handoff): void {
  const { sql } = agreed;
  if (sql === undefined) return;
  const known = [...answers.values()].filter((state) => state === 'known').length;
  if (known >= sql.require) return;
  throw new Refusal(
    409,
    'queue-sql',
    `an SQL needs ${sql.require} of ${sql.of} answers of ${sql.framework}; ${known} are known`,
    {
      hint:
        sql.after === undefined ? 'note what you found out first' : `note what you found out in the ${sql.after} first`,
    },
  );
}

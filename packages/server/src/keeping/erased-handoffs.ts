// Hand-offs of people who were erased, as reports read them: the journal tells nothing of them any more, and what was counted stays counted.
import type { GivenHandoff } from '@baton/core/funnel/handoffs/given-handoff';
import type { Entry } from '@baton/core/journal/entry';
import { LATE } from '../live/remade-handoffs.ts';
import { erasedHandoffRows, handoffsBecauseOf } from '../store/erased-rows.ts';
import type { Reading } from '../store/store.ts';
import type { HandoffsTable } from '../store/tables.ts';
import { companyOf } from './what-stays.ts';

/** What stands for people who were erased: their hand-offs, and entries that say what sales answered. */
export interface ErasedHandoffs {
  readonly handoffs: readonly GivenHandoff[];
  readonly entries: readonly Entry[];
  /** Whether a replay makes a hand-off only because somebody else's was erased: sales never had it. */
  readonly isLate: (handoff: Pick<GivenHandoff, 'lead' | 'definition' | 'at'>) => boolean;
}

/** Reads them from the store. Recalled and merged ones are none, as everywhere. */
export async function erasedHandoffs(read: Reading): Promise<ErasedHandoffs> {
  const rows = (await erasedHandoffRows(read)).filter(
    ({ state, reason }) => state !== 'recalled' && state !== 'merged' && reason !== LATE,
  );
  const late = new Set((await handoffsBecauseOf(read, LATE)).map((row) => keyOf({ ...row, at: row.opened_at })));
  return { handoffs: rows.map(given), entries: rows.flatMap(entriesOf), isLate: (handoff) => late.has(keyOf(handoff)) };
}

function keyOf({ lead, definition, at }: Pick<GivenHandoff, 'lead' | 'definition' | 'at'>): string {
  return `${lead}\n${definition}\n${at}`;
}

function given({ id, definition, lead, opened_at, gate, digest }: HandoffsTable): GivenHandoff {
  return { id, definition, lead, at: opened_at, confidence: 'recorded', gate, version: digest.slice(0, 12) };
}

function entriesOf(row: HandoffsTable): Entry[] {
  const userId = row.lead.slice('user:'.length);
  const at = (instant: number) => ({ source: 'baton', userId, occurredAt: instant, knownAt: instant });
  const entries: Entry[] = [
    { kind: 'identify', id: `belongs:${row.id}`, ...at(row.opened_at), ...companyOf(row.account) },
  ];
  if (row.rep !== null && row.routed_at !== null && row.due_at !== null && row.reject_until !== null) {
    const clocks = { rep: row.rep, dueAt: row.due_at, rejectUntil: row.reject_until };
    entries.push({ kind: 'routed', id: `routed:${row.id}`, ...at(row.routed_at), handoff: row.id, ...clocks });
  }
  if (row.answered_at !== null) {
    const said = { answer: answerOf(row.state), ...(row.reason === null ? {} : { reason: row.reason }) };
    entries.push({ kind: 'disposition', id: `answered:${row.id}`, ...at(row.answered_at), handoff: row.id, ...said });
  }
  return entries;
}

/** What was answered, as far as the row still tells: what was won, lost or closed by the erasure had been accepted. */
function answerOf(state: string): 'accepted' | 'rejected' | 'invalid' | 'recycled' {
  return state === 'rejected' || state === 'invalid' || state === 'recycled' ? state : 'accepted';
}

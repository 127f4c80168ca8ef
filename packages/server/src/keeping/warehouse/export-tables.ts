// The four tables that a warehouse gets: their columns with types, and how a row of the store becomes one of theirs. docs/schemas/export-rows.schema.json says the same.
import type { Json } from '@baton/core/journal/entry';
import {
  type DecisionRow,
  decisionsWithin,
  type EntryRow,
  entriesWithin,
  handoffsByPage,
  type Numbered,
  type Stretch,
  standingsByPage,
} from '../../store/export-rows.ts';
import type { Reading } from '../../store/store.ts';
import type { HandoffsTable, StandingsTable } from '../../store/tables.ts';

/** What a column holds. An instant is milliseconds since 1970 here, and a time in the files. */
export type ColumnType = 'text' | 'whole' | 'number' | 'truth' | 'instant' | 'json';

/** A value of a row; what is unknown is null. */
export type Cell = Json;
export type Row = Readonly<Record<string, Cell>>;

/** A table on its way out. */
export interface ExportTable {
  readonly name: string;
  /** The table of the store that only grows, of which each run writes what is new; without it, every run writes all rows anew. */
  readonly grows?: Numbered;
  readonly columns: Readonly<Record<string, ColumnType>>;
  rows(read: Reading, stretch: Stretch): AsyncGenerator<readonly Row[]>;
}

const JOURNAL: ExportTable = {
  name: 'journal',
  grows: 'entries',
  columns: {
    position: 'whole',
    source: 'text',
    id: 'text',
    kind: 'text',
    userId: 'text',
    email: 'text',
    anonymousId: 'text',
    accountId: 'text',
    domain: 'text',
    occurredAt: 'instant',
    knownAt: 'instant',
    admittedAt: 'instant',
    rule: 'text',
    confidence: 'text',
    entry: 'json',
  },
  rows: (read, stretch) => each(entriesWithin(read, stretch), journalRow),
};

function journalRow({ position, source, id, kind, occurred_at, admitted_at, seq, body }: EntryRow): Row {
  const said = JSON.parse(body) as Readonly<Record<string, Json>>;
  const { userId = null, email = null, anonymousId = null, accountId = null, domain = null } = said;
  const { knownAt = null, rule = null, confidence = null } = said;
  return {
    ...{ position, source, id, kind, userId, email, anonymousId, accountId, domain },
    ...{ occurredAt: occurred_at, knownAt, admittedAt: admitted_at, rule, confidence },
    entry: { ...said, admittedAt: admitted_at, seq },
  };
}

const DECISIONS: ExportTable = {
  name: 'decisions',
  grows: 'decisions',
  columns: {
    position: 'whole',
    id: 'text',
    at: 'instant',
    kind: 'text',
    account: 'text',
    lead: 'text',
    handoff: 'text',
    evidenceGone: 'truth',
    decision: 'json',
  },
  rows: (read, stretch) => each(decisionsWithin(read, stretch), decisionRow),
};

function decisionRow({ body, evidence_gone, ...row }: DecisionRow): Row {
  // An erasure may leave nothing but that there was one.
  const decision = body === '' ? null : (JSON.parse(body) as Json);
  return { ...row, evidenceGone: evidence_gone === 1, decision };
}

const HANDOFFS: ExportTable = {
  name: 'handoffs',
  columns: {
    ...{ id: 'text', lead: 'text', account: 'text', definition: 'text', version: 'whole', digest: 'text' },
    ...{ gate: 'text', grade: 'text', engagement: 'number', usage: 'number', raisesHand: 'truth' },
    ...{ openedAt: 'instant', rep: 'text', routedAt: 'instant', dueAt: 'instant', rejectUntil: 'instant' },
    ...{ answeredAt: 'instant', breachedAt: 'instant', snoozedUntil: 'instant', state: 'text', reason: 'text' },
    ...{ disputes: 'text', sqlAt: 'instant', closedAt: 'instant' },
  },
  rows: (read) => each(handoffsByPage(read), handoffRow),
};

function handoffRow(row: HandoffsTable): Row {
  const { id, lead, account, definition, version, digest, gate, grade, rep, state, reason, disputes } = row;
  return {
    ...{ id, lead, account, definition, version, digest, gate, grade, rep, state, reason, disputes },
    ...{ engagement: row.engagement / 10, usage: row.usage / 10, raisesHand: row.raises_hand === 1 },
    ...{ openedAt: row.opened_at, routedAt: row.routed_at, dueAt: row.due_at, rejectUntil: row.reject_until },
    ...{ answeredAt: row.answered_at, breachedAt: row.breached_at, snoozedUntil: row.snoozed_until },
    ...{ sqlAt: row.sql_at, closedAt: row.closed_at },
  };
}

const STANDINGS: ExportTable = {
  name: 'standings',
  columns: {
    ...{ lead: 'text', definition: 'text', account: 'text', label: 'text', company: 'text', grade: 'text' },
    ...{ engagement: 'number', usage: 'number', open: 'json', suppressed: 'text', reasons: 'json' },
    ...{ source: 'text', asOf: 'instant' },
  },
  rows: (read) => each(standingsByPage(read), standingRow),
};

function standingRow({ lead, definition, account, label, company, grade, source, ...row }: StandingsTable): Row {
  return {
    ...{ lead, definition, account, label, company, grade, source, suppressed: row.suppressed },
    ...{ engagement: row.engagement / 10, usage: row.usage / 10, asOf: row.as_of },
    ...{ open: JSON.parse(row.open) as Json, reasons: JSON.parse(row.reasons) as Json },
  };
}

/** Everything that leaves, in the order in which it is written. */
export const EXPORT_TABLES: readonly ExportTable[] = [JOURNAL, DECISIONS, HANDOFFS, STANDINGS];

async function* each<Stored>(
  pages: AsyncIterable<readonly Stored[]>,
  become: (row: Stored) => Row,
): AsyncGenerator<readonly Row[]> {
  for await (const page of pages) yield page.map(become);
}

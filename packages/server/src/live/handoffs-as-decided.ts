// Brings the rows of hand-offs up to what was just decided.
import type { Entry } from '@baton/core/journal/entry';
import type { Decision } from '@baton/core/kernel/decision';
import { handoffsById, keepHandoffs } from '../store/handoff-rows.ts';
import { serviceLevel } from '../store/setting-rows.ts';
import type { Changing } from '../store/store.ts';
import type { HandoffsTable } from '../store/tables.ts';
import { afterEntry, concernsHandoff, evolved, isOpen, opened } from './handoff-evolution.ts';
import type { Router } from './router.ts';

/** Folds decisions, in their order, into the rows they concern, and what entries say that decides nothing: who works it now, until when it is snoozed. `changed` is the position of the last decision. */
export async function keepHandoffsAsDecided(
  tx: Changing,
  decisions: readonly Decision[],
  entries: readonly Entry[],
  changed: number,
  router: Router,
): Promise<void> {
  const relevant = decisions.filter(concernsHandoff);
  const said = entries.flatMap((entry) =>
    (entry.kind === 'routed' || entry.kind === 'disposition') && entry.handoff !== undefined
      ? { entry, handoff: entry.handoff }
      : [],
  );
  if (relevant.length + said.length === 0) return;
  const decided = relevant.map((each) => (each.kind === 'hand-off' ? each.id : each.handoff));
  const ids = [...new Set([...decided, ...said.map(({ handoff }) => handoff)])];
  const rows = new Map((await handoffsById(tx, ids)).map((row) => [row.id, row]));
  for (const decision of relevant) {
    if (decision.kind === 'hand-off') {
      if (!rows.has(decision.id)) rows.set(decision.id, opened(decision, router.raisesHand(decision)));
      continue;
    }
    const row = rows.get(decision.handoff);
    if (row !== undefined) rows.set(row.id, evolved(row, decision));
  }
  const { remindAfter, escalateTo } = await serviceLevel(tx);
  for (const decision of relevant) {
    const row = decision.kind === 'hand-off' ? undefined : rows.get(decision.handoff);
    if (row === undefined) continue;
    if (decision.kind === 'routed' || decision.kind === 'due-moved')
      rows.set(row.id, withReminder(row, decision.at, router, remindAfter));
    if (decision.kind === 'breach') rows.set(row.id, { ...row, escalated_to: escalateTo });
  }
  for (const { entry, handoff } of said) {
    const row = rows.get(handoff);
    if (row !== undefined && isOpen(row)) rows.set(handoff, afterEntry(row, entry));
  }
  const touched: HandoffsTable[] = [...rows.values()].map((row) => ({
    ...row,
    changed: Math.max(row.changed, changed),
  }));
  await keepHandoffs(tx, touched);
}

/** The clock of a hand-off was set: its reminder goes by it, and comes once. */
function withReminder(row: HandoffsTable, at: number, router: Router, share: number): HandoffsTable {
  const { due_at } = row;
  return { ...row, remind_at: due_at === null ? null : router.remindAt(row, at, due_at, share), reminded_at: null };
}

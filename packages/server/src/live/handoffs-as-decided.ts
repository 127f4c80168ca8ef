// Brings the rows of hand-offs up to what was just decided.
import type { Decision } from '@baton/core/kernel/decision';
import { handoffsById, keepHandoffs } from '../store/handoff-rows.ts';
import type { Changing } from '../store/store.ts';
import type { HandoffsTable } from '../store/tables.ts';
import { concernsHandoff, evolved, opened } from './handoff-evolution.ts';
import type { Router } from './router.ts';

/** Folds decisions, in their order, into the rows they concern. `changed` is the position of the last. */
export async function keepHandoffsAsDecided(
  tx: Changing,
  decisions: readonly Decision[],
  changed: number,
  router: Router,
): Promise<void> {
  const relevant = decisions.filter(concernsHandoff);
  if (relevant.length === 0) return;
  const ids = [...new Set(relevant.map((each) => (each.kind === 'hand-off' ? each.id : each.handoff)))];
  const rows = new Map((await handoffsById(tx, ids)).map((row) => [row.id, row]));
  for (const decision of relevant) {
    if (decision.kind === 'hand-off') {
      if (!rows.has(decision.id)) rows.set(decision.id, opened(decision, router.raisesHand(decision)));
      continue;
    }
    const row = rows.get(decision.handoff);
    if (row !== undefined) rows.set(row.id, evolved(row, decision));
  }
  const touched: HandoffsTable[] = [...rows.values()].map((row) => ({ ...row, changed }));
  await keepHandoffs(tx, touched);
}

// What reps found out about a hand-off's lead, question by question: the latest answer counts.
import type { Entry } from '@baton/core/journal/entry';
import { anyOf } from './columns-of-both.ts';
import type { Reading } from './store.ts';
import type { HandoffsTable } from './tables.ts';

/** States by question, of what was noted since the hand-off opened. */
export async function evidenceOn(read: Reading, row: HandoffsTable): Promise<ReadonlyMap<string, string>> {
  const rows = await read
    .selectFrom('entries as e')
    .innerJoin('identifiers as i', 'i.id', 'e.subject')
    .select('e.body')
    .where((eb) => anyOf(read, eb.ref('i.name'), [row.lead]))
    .where('e.kind', '=', 'evidence')
    .where('e.occurred_at', '>=', row.opened_at)
    .orderBy('e.position')
    .execute();
  const states = new Map<string, string>();
  for (const { body } of rows) {
    const entry = JSON.parse(body) as Entry;
    if (entry.kind === 'evidence') states.set(entry.question, entry.state);
  }
  return states;
}

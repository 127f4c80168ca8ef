// Puts what other systems want to know into the outbox, in the transaction that made it so: nothing is told that did not happen, and nothing that happened stays untold.
import type { Decision } from '@baton/core/kernel/decision';
import { openEndpoints } from '../store/endpoint-rows.ts';
import { type Outgoing, putOut } from '../store/outbox-rows.ts';
import { handoffsToRemind, handoffsWithNames, markReminded } from '../store/queue-rows.ts';
import type { Changing } from '../store/store.ts';
import type { EndpointsTable } from '../store/tables.ts';
import { type Message, messageOf, reminderOf } from './messages.ts';

/** Announces decisions. `base` is the address people reach the service by, for links. */
export function announceDecisions(base: string | undefined) {
  return async (tx: Changing, decisions: readonly Decision[], now: number): Promise<void> => {
    if (decisions.length === 0) return;
    const endpoints = await openEndpoints(tx);
    if (endpoints.length === 0) return;
    const ids = decisions.flatMap((each) =>
      each.kind === 'hand-off' ? each.id : 'handoff' in each ? each.handoff : [],
    );
    const rows = new Map((await handoffsWithNames(tx, ids)).map((row) => [row.id, row]));
    const messages = decisions.flatMap((decision) => messageOf(decision, (id) => rows.get(id), base) ?? []);
    await putOut(tx, addressed(messages, endpoints), now);
  };
}

/** Reminds reps of what will soon be overdue, each hand-off once for a clock. Returns the hand-offs. */
export async function remindReps(tx: Changing, base: string | undefined, now: number): Promise<string[]> {
  const due = await handoffsToRemind(tx, now);
  if (due.length === 0) return [];
  await markReminded(
    tx,
    due.map(({ id }) => id),
    now,
  );
  const messages = due.flatMap((row) => reminderOf(row, now, base) ?? []);
  await putOut(tx, addressed(messages, await openEndpoints(tx)), now);
  return due.map(({ id }) => id);
}

function addressed(messages: readonly Message[], endpoints: readonly EndpointsTable[]): Outgoing[] {
  return endpoints.flatMap(({ id: endpoint, kinds }) => {
    const wanted = new Set(JSON.parse(kinds) as string[]);
    return messages
      .filter(({ kind }) => wanted.has(kind))
      .map(({ id, kind, body }) => ({ endpoint, message: id, kind, body }));
  });
}

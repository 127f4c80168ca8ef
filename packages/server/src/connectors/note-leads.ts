// Notes which leads a CRM is to be told of, in the transaction that decided something about them: nothing is written that did not happen, and nothing that happened stays unwritten.
import type { Decision } from '@baton/core/kernel/decision';
import { openConnectors } from '../store/connector-rows.ts';
import { noteChanged } from '../store/crm-write-rows.ts';
import { handoffsWithNames } from '../store/queue-rows.ts';
import type { Changing } from '../store/store.ts';

/** Notes the leads of decisions. Draws of a hold-back are told to nobody. */
export async function noteForCrms(tx: Changing, decisions: readonly Decision[], now: number): Promise<void> {
  if (decisions.length === 0) return;
  const connectors = await openConnectors(tx);
  if (connectors.length === 0) return;
  const told = decisions.filter(({ kind }) => kind !== 'held-back' && kind !== 'unbound');
  const rows = await handoffsWithNames(
    tx,
    told.flatMap((each) => ('handoff' in each && each.handoff !== undefined ? each.handoff : [])),
  );
  const named = told.flatMap((each) => ('lead' in each && typeof each.lead === 'string' ? each.lead : []));
  const leads = [...new Set([...named, ...rows.map(({ lead }) => lead)])];
  for (const { id } of connectors) await noteChanged(tx, id, leads, now);
}

// How a hand-off is shown over HTTP.
import { plainId } from '@baton/core/replay/lead-directory';
import { z } from 'zod';
import { NOBODY } from '../live/router.ts';
import type { QueueRow } from '../store/queue-rows.ts';

export const HandoffShape = z.object({
  id: z.string(),
  lead: z.string(),
  label: z.string(),
  company: z.string().nullable(),
  account: z.string(),
  definition: z.string(),
  version: z.number(),
  gate: z.string(),
  grade: z.string(),
  engagement: z.number(),
  usage: z.number(),
  raisesHand: z.boolean(),
  reasons: z.array(z.string()),
  source: z.string().nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  rep: z.object({ id: z.string(), name: z.string() }).nullable(),
  openedAt: z.number(),
  dueAt: z.number().nullable(),
  remindAt: z.number().nullable().describe('when the rep is reminded'),
  rejectUntil: z.number().nullable(),
  answeredAt: z.number().nullable(),
  breachedAt: z.number().nullable(),
  escalatedTo: z.string().nullable().describe('who was told of the breach'),
  snoozedUntil: z.number().nullable(),
  sqlAt: z.number().nullable(),
  closedAt: z.number().nullable(),
});

/** A row as the API shows it. */
export function shown(row: QueueRow): z.infer<typeof HandoffShape> {
  return {
    id: row.id,
    lead: row.lead,
    label: row.label ?? plainId(row.lead),
    company: row.company,
    account: row.account,
    definition: row.definition,
    version: row.version,
    gate: row.gate,
    grade: row.grade,
    engagement: row.engagement / 10,
    usage: row.usage / 10,
    raisesHand: row.raises_hand === 1,
    reasons: row.reasons === null ? [] : (JSON.parse(row.reasons) as string[]),
    source: row.source,
    state: row.state,
    reason: row.reason,
    rep: row.rep === null || row.rep === NOBODY ? null : { id: row.rep, name: row.rep_name ?? row.rep },
    openedAt: row.opened_at,
    dueAt: row.due_at,
    remindAt: row.remind_at,
    rejectUntil: row.reject_until,
    answeredAt: row.answered_at,
    breachedAt: row.breached_at,
    escalatedTo: row.escalated_to,
    snoozedUntil: row.snoozed_until,
    sqlAt: row.sql_at,
    closedAt: row.closed_at,
  };
}

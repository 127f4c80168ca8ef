// How a hand-off is shown over HTTP.
import { z } from 'zod';
import { toldHandoff } from '../queue/told-handoff.ts';
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
    ...toldHandoff(row),
    source: row.source,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    remindAt: row.remind_at,
    rejectUntil: row.reject_until,
    answeredAt: row.answered_at,
    breachedAt: row.breached_at,
    snoozedUntil: row.snoozed_until,
    sqlAt: row.sql_at,
    closedAt: row.closed_at,
  };
}

/** The packet of a hand-off. Points, not tenths. */
export const Packet = z.object({
  whyNow: z.string().describe('one sentence'),
  signals: z
    .array(
      z.object({
        signal: z.string(),
        label: z.string(),
        times: z.number(),
        points: z.number().describe('as they counted, fading included'),
        lastAt: z.number(),
      }),
    )
    .readonly()
    .describe('at most three, the heaviest first'),
  committee: z
    .array(z.object({ lead: z.string(), label: z.string(), grade: z.string(), engagement: z.number() }))
    .readonly(),
  unknown: z.array(z.string()).readonly().describe('criteria that nobody knows the answer to'),
  flips: z.array(z.string()).readonly().describe('steps that would change the verdict, a sentence each'),
});

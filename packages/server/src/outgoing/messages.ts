// What other systems are told: a message for each thing that happened to a hand-off or a lead, named by what made it, so that it is the same however often it is made. Pure.
import type { Decision, HandoffEventKind } from '@baton/core/kernel/decision';
import { toldHandoff } from '../queue/told-handoff.ts';
import type { QueueRow } from '../store/queue-rows.ts';

const EVENTS = [
  'routed',
  'breach',
  'met',
  'due-moved',
  'accepted',
  'accepted-by-silence',
  'rejected',
  'invalid',
  'recycled',
  'sql',
  'lapsed',
  'won',
  'lost',
  'recalled',
  'flagged',
  'merged',
  'refused',
] as const satisfies readonly HandoffEventKind[];

/** Every kind of message. `handoff.due-soon` comes from the clock, all others from decisions; draws of a hold-back are told to nobody. */
export const MESSAGE_KINDS = [
  'handoff.opened',
  'handoff.due-soon',
  ...EVENTS.map((kind) => `handoff.${kind}` as const),
  'lead.verdict',
  'lead.nurture',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A message before anybody is chosen to get it. `id` is its name for ever. */
export interface Message {
  readonly id: string;
  readonly kind: MessageKind;
  /** JSON as it is sent. */
  readonly body: string;
}

/** What a decision says to others; undefined for what nobody is told. `row`: the hand-off it concerns, as it is after the transaction. */
export function messageOf(
  decision: Decision,
  row: (handoff: string) => QueueRow | undefined,
  base: string | undefined,
): Message | undefined {
  switch (decision.kind) {
    case 'held-back':
    case 'unbound':
      return undefined;
    case 'verdict': {
      const { lead, account, definition, open, was, disqualified, fit, engagement, usage } = decision;
      const scores = { grade: fit?.grade, engagement: points(engagement?.tenths), usage: points(usage?.tenths) };
      return message(decision.id, 'lead.verdict', decision.at, {
        lead,
        account,
        definition: definition.name,
        version: definition.version,
        open,
        was,
        disqualified,
        ...scores,
        ...linkTo(base, lead),
      });
    }
    case 'nurture': {
      const { lead, account, definition, gate } = decision;
      const said = { lead, account, definition: definition.name, version: definition.version, gate };
      return message(decision.id, 'lead.nurture', decision.at, { ...said, ...linkTo(base, lead) });
    }
    case 'hand-off':
      return ofHandoff(decision.id, 'handoff.opened', decision.at, row(decision.id), base);
    default:
      return ofHandoff(decision.id, `handoff.${decision.kind}`, decision.at, row(decision.handoff), base);
  }
}

/** The reminder that a hand-off will soon be overdue: one for each due time. */
export function reminderOf(row: QueueRow, at: number, base: string | undefined): Message | undefined {
  return ofHandoff(`due-soon:${row.id}:${row.due_at}`, 'handoff.due-soon', at, row, base);
}

function ofHandoff(
  id: string,
  kind: MessageKind,
  at: number,
  row: QueueRow | undefined,
  base: string | undefined,
): Message | undefined {
  if (row === undefined) return undefined;
  return message(id, kind, at, {
    handoff: row.id,
    ...toldHandoff(row),
    disputes: row.disputes,
    openedAt: instant(row.opened_at),
    dueAt: instant(row.due_at),
    answeredAt: instant(row.answered_at),
    closedAt: instant(row.closed_at),
    ...linkTo(base, row.lead),
  });
}

function message(id: string, kind: MessageKind, at: number, data: object): Message {
  return { id, kind, body: JSON.stringify({ type: kind, timestamp: instant(at), data }) };
}

function linkTo(base: string | undefined, lead: string | undefined): { readonly link?: string } {
  if (base === undefined || lead === undefined) return {};
  return { link: new URL(`/leads/${encodeURIComponent(lead)}`, base).href };
}

function points(tenths: number | undefined): number | undefined {
  return tenths === undefined ? undefined : tenths / 10;
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

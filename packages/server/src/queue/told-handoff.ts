// A hand-off in the words of the outside: what the API and messages to other systems tell of it alike.
import { plainId } from '@baton/core/replay/lead-directory';
import { NOBODY } from '../live/router.ts';
import type { QueueRow } from '../store/queue-rows.ts';

/** The facts of a row but for its id and its instants: scores in points, nobody as null. */
export function toldHandoff(row: QueueRow) {
  return {
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
    state: row.state,
    reason: row.reason,
    rep: row.rep === null || row.rep === NOBODY ? null : { id: row.rep, name: row.rep_name ?? row.rep },
    escalatedTo: row.escalated_to,
  };
}

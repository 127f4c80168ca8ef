// The packet of one hand-off: the lead and the others of its account as they stood when it was handed over.
import { type HandoffPacket, packetOf } from '@baton/core/replay/handoff-packet';
import type { Reading } from '../store/store.ts';
import type { HandoffsTable } from '../store/tables.ts';
import { showInstant, viewLead } from './lead-view.ts';
import { labelsFor } from './standings.ts';
import type { InForce } from './working-units.ts';

/** Somebody else of the account. Engagement in points. */
export interface Colleague {
  readonly lead: string;
  readonly label: string;
  readonly grade: string;
  readonly engagement: number;
}

/** The packet with the people around the lead, the most engaged first. */
export interface WholePacket extends HandoffPacket {
  readonly committee: readonly Colleague[];
}

/** Undefined where nothing is left of the lead. */
export async function packetOfHandoff(
  read: Reading,
  inForce: InForce,
  { lead, opened_at, definition, gate }: HandoffsTable,
): Promise<WholePacket | undefined> {
  const view = await viewLead(read, inForce, lead, opened_at);
  const found = view?.standings.find(({ standing }) => standing.definition === definition);
  const version = inForce.rulebook.versions.find(
    ({ ref }) => ref.name === definition && ref.version === found?.version,
  );
  if (view === undefined || found === undefined || version === undefined) return undefined;
  const committee = view.committee.map(({ lead: other, label, standing: { grade, engagement } }) => ({
    lead: other,
    label,
    grade,
    engagement: engagement / 10,
  }));
  return {
    ...packetOf(found.standing, labelsFor(version), gate, showInstant),
    committee: committee.sort((a, b) => b.engagement - a.engagement || (a.lead < b.lead ? -1 : 1)),
  };
}

// What a CRM should say of a lead, by what the store says now.
import { plainId } from '@baton/core/replay/lead-directory';
import { packetOfHandoff } from '../live/handoff-packet.ts';
import type { RulebookInForce } from '../live/in-force.ts';
import { showInstant, viewLead } from '../live/lead-view.ts';
import { NOBODY } from '../live/router.ts';
import { personById } from '../store/people-rows.ts';
import { handoffsOfPerson } from '../store/queue-rows.ts';
import type { Store } from '../store/store.ts';
import type { Settings, WrittenPart } from './connector-settings.ts';
import type { Cells, PersonNames } from './crm.ts';

/** What is wanted of the CRM. */
export interface Wanted {
  readonly lead: string;
  readonly names: PersonNames;
  /** By the CRM's names of the fields. */
  readonly fields: Cells;
  readonly handoff?: {
    readonly id: string;
    readonly state: string;
    /** The rep's e-mail, by which the CRM knows them. */
    readonly rep: string | undefined;
    readonly dueAt: number;
    readonly subject: string;
    readonly text: string;
  };
}

/** What is needed to say it. */
export interface WantedContext {
  readonly store: Store;
  readonly inForce: RulebookInForce;
  readonly clock: () => number;
  /** The address people reach the service by, for links. */
  readonly base: string | undefined;
}

/** Undefined where nothing is left of the lead. Empty parts are '', which empties the field. */
export async function wantedOf(
  { store, inForce, clock, base }: WantedContext,
  lead: string,
  { fields }: Settings,
): Promise<Wanted | undefined> {
  const rulebook = await inForce.load(store.read);
  const view = await viewLead(store.read, rulebook, lead, clock());
  if (view === undefined) return undefined;
  const rows = (await handoffsOfPerson(store.read, view.names)).filter(({ state }) => state !== 'erased');
  const [row] = rows;
  const found = view.standings.find(({ standing }) => standing.definition === row?.definition) ?? view.standings[0];
  const packet = row === undefined ? undefined : await packetOfHandoff(store.read, rulebook, row);
  const path = `/leads/${encodeURIComponent(row?.lead ?? view.lead)}`;
  const link = base === undefined ? '' : new URL(path, base).href;
  const parts: Record<WrittenPart, string> = {
    grade: found?.standing.grade ?? '',
    engagement: found === undefined ? '' : String(found.standing.engagement / 10),
    whyNow: packet?.whyNow ?? '',
    due: row === undefined || row.due_at === null || row.state !== 'open' ? '' : new Date(row.due_at).toISOString(),
    status: row === undefined ? 'not handed over' : row.state,
    link,
  };
  const written = Object.entries(fields).map(([part, field]) => [field, parts[part as WrittenPart]] as const);
  const names = { ids: [] as string[], emails: [] as string[] };
  for (const name of view.names) {
    if (name.startsWith('user:')) names.ids.push(name.slice(5));
    if (name.startsWith('email:')) names.emails.push(name.slice(6));
  }
  const rep = row === undefined || row.rep === null || row.rep === NOBODY ? undefined : row.rep;
  const label = row?.label ?? plainId(view.lead);
  return {
    lead: view.lead,
    names,
    fields: Object.fromEntries(written.map(([field, value]) => [field as string, value])),
    ...(row !== undefined && {
      handoff: {
        id: row.id,
        state: row.state,
        rep: rep === undefined ? undefined : (await personById(store.read, rep))?.email,
        dueAt: row.due_at ?? row.opened_at,
        subject: `${label}: ${row.grade === '?' ? 'fit unknown' : `fit ${row.grade}`}, answer ${row.due_at === null ? 'soon' : `by ${showInstant(row.due_at)}`}`,
        text: [parts.whyNow, link].filter((line) => line !== '').join('\n'),
      },
    }),
  };
}

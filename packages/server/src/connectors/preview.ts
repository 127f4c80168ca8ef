// What would be written to a CRM before it is switched on: the first leads, field by field, looked up and compared as a round does, with nothing written.

import { leadsToShow } from '../store/crm-write-rows.ts';
import type { ConnectorsTable } from '../store/tables.ts';
import { Settings } from './connector-settings.ts';
import type { CrmShelf } from './crm-of.ts';
import { type Wanted, type WantedContext, wantedOf } from './wanted.ts';
import { diffOf, type FieldDiff, fieldsOf } from './write-out.ts';

/** What would be written of one lead. */
export interface PreviewRow {
  readonly lead: string;
  /** `contacts:17`; null where the CRM knows nobody of these names. */
  readonly record: string | null;
  readonly fields: readonly FieldDiff[];
  /** The task that would be made. */
  readonly task: { readonly subject: string; readonly rep: string | null } | null;
}

/** A dry run. */
export interface Preview {
  /** Fields that the CRM does not have: to be created there first. */
  readonly missing: readonly string[];
  readonly rows: readonly PreviewRow[];
}

/** Looks at the newest hand-offs' leads. */
export async function previewOf(
  context: WantedContext,
  crms: CrmShelf,
  connector: ConnectorsTable,
  most: number,
): Promise<Preview> {
  const settings = Settings.parse(JSON.parse(connector.settings));
  const crm = crms.of(connector);
  const wanted: Wanted[] = [];
  for (const lead of await leadsToShow(context.store.read, most)) {
    const found = await wantedOf(context, lead, settings);
    if (found !== undefined) wanted.push(found);
  }
  const missing = await crm.missingFields(fieldsOf(settings));
  const there = fieldsOf(settings).filter((field) => !missing.includes(field));
  const people = await crm.find(
    wanted.map(({ names }) => names),
    there,
  );
  const rows = wanted.map((want, i): PreviewRow => {
    const person = people[i];
    const isTask = settings.tasks && want.handoff?.state === 'open' && person !== undefined;
    return {
      lead: want.lead,
      record: person === undefined ? null : `${person.object}:${person.id}`,
      fields: person === undefined ? [] : diffOf(person, want, settings, {}),
      task: isTask && want.handoff ? { subject: want.handoff.subject, rep: want.handoff.rep ?? null } : null,
    };
  });
  return { missing, rows };
}

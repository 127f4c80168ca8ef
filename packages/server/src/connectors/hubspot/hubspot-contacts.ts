// Contacts of HubSpot: found by their ids, else by their e-mail; written in batches.
import { type CrmChange, type CrmPerson, CrmProblem, type PersonNames } from '../crm.ts';
import type { CrmCalls } from '../crm-http.ts';
import { cellsOf, type HubSpotRecord, type Listed, mergedOf, readRecords } from './hubspot-records.ts';
import { hubspotName } from './hubspot-tables.ts';

const PREFIX = hubspotName('');

/** Finding and writing contacts. */
export class HubSpotContacts {
  constructor(private readonly calls: CrmCalls) {}

  async find(people: readonly PersonNames[], fields: readonly string[]): Promise<readonly (CrmPerson | undefined)[]> {
    const properties = [...new Set([...fields, 'hubspot_owner_id', 'email', 'hs_merged_object_ids'])];
    const idsOf = ({ record, ids }: PersonNames): string[] => [
      ...(record === undefined ? [] : [record]),
      ...ids.filter((id) => id.startsWith(PREFIX)).map((id) => id.slice(PREFIX.length)),
    ];
    const ids = [...new Set(people.flatMap(idsOf))];
    const byId = new Map<string, HubSpotRecord>();
    for (const record of await readRecords(this.calls, 'contacts', ids, { properties })) {
      byId.set(record.id, record);
      for (const merged of mergedOf(record)) byId.set(merged, record);
    }
    const open = people.filter((each) => !idsOf(each).some((id) => byId.has(id)));
    const byEmail = new Map<string, HubSpotRecord>();
    const emails = [...new Set(open.flatMap((each) => each.emails))];
    for (const record of await readRecords(this.calls, 'contacts', emails, { properties, idProperty: 'email' }))
      byEmail.set((record.properties.email ?? '').toLowerCase(), record);
    return people.map((each) => {
      const id = idsOf(each).find((one) => byId.has(one));
      const email = each.emails.find((one) => byEmail.has(one));
      const record = id === undefined ? byEmail.get(email ?? '') : byId.get(id);
      if (record === undefined) return undefined;
      const cells = cellsOf(record);
      return {
        object: 'contacts',
        id: record.id,
        fields: Object.fromEntries(fields.map((field) => [field, cells[field] ?? ''])),
        owner: cells.hubspot_owner_id ?? '',
      };
    });
  }

  async update(changes: readonly CrmChange[]): Promise<readonly (string | undefined)[]> {
    const inputs = changes.map(({ id, fields }) => ({ id, properties: fields }));
    try {
      const { body } = await this.calls.call('POST', '/crm/v3/objects/contacts/batch/update', { inputs });
      const done = new Set(((body as Listed).results ?? []).map(({ id }) => id));
      const { errors = [] } = body as { errors?: readonly { readonly message?: string }[] };
      return changes.map(({ id }) => (done.has(id) ? undefined : (errors[0]?.message ?? 'HubSpot did not write it')));
    } catch (error) {
      // A batch falls as a whole where one of its records is wrong: then each is written alone.
      if (!(error instanceof CrmProblem) || error.kind !== 'refused') throw error;
      if (changes.length === 1) return [error.message];
      const each: (string | undefined)[] = [];
      for (const change of changes) each.push(...(await this.update([change])));
      return each;
    }
  }
}

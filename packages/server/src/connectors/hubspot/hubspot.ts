// HubSpot by its CRM API: records in the order of their changes, histories, associations, owners, and writing in batches.

import type {
  Cells,
  Crm,
  CrmChange,
  CrmOwner,
  CrmPerson,
  CrmRecord,
  CrmTask,
  Page,
  PersonNames,
  Position,
} from '../crm.ts';
import type { CrmCalls } from '../crm-http.ts';
import type { FieldVersion } from '../crm-rows.ts';
import type { Pace } from '../pace.ts';
import { HubSpotContacts } from './hubspot-contacts.ts';
import { cellsOf, type HubSpotRecord, type Listed, mergedOf, readRecords } from './hubspot-records.ts';
import { HUBSPOT_ASSOCIATIONS, HUBSPOT_HISTORIES, HUBSPOT_PROPERTIES, hubspotTables } from './hubspot-tables.ts';
import { HubSpotTasks } from './hubspot-tasks.ts';

const PAGE = 100;

/** The CRM of one portal. `search` is the pace of searches, which is slower. `isOurs` tells values that Baton set from what people did. */
export class HubSpot implements Crm {
  readonly objects = ['companies', 'contacts', 'deals', 'calls', 'meetings'];
  readonly people = ['contacts'];
  readonly tables;
  private readonly contacts: HubSpotContacts;
  private readonly tasks: HubSpotTasks;

  constructor(
    private readonly calls: CrmCalls,
    private readonly search: Pace,
    answers: Readonly<Record<string, string>>,
    private readonly isOurs: (field: string, value: string) => boolean,
  ) {
    this.tables = hubspotTables(answers);
    this.contacts = new HubSpotContacts(calls);
    this.tasks = new HubSpotTasks(calls);
  }

  async owners(): Promise<readonly CrmOwner[]> {
    const owners: CrmOwner[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const { body } = await this.calls.call(
        'GET',
        `/crm/v3/owners?limit=${PAGE}${after === '' ? '' : `&after=${after}`}`,
      );
      const { results = [], paging } = body as {
        results?: readonly { readonly id: string; readonly email?: string }[];
        paging?: Listed['paging'];
      };
      owners.push(...results.map(({ id, email = '' }) => ({ id, email: email.toLowerCase() })));
      after = paging?.next?.after;
    }
    return owners;
  }

  async stages(): Promise<{ readonly won: string[]; readonly lost: string[] }> {
    const { body } = await this.calls.call('GET', '/crm/v3/pipelines/deals');
    const { results = [] } = body as {
      results?: readonly { readonly stages: readonly { readonly id: string; readonly metadata: Cells }[] }[];
    };
    const closed = results.flatMap(({ stages }) => stages).filter(({ metadata }) => metadata.isClosed === 'true');
    const isWon = ({ metadata }: { readonly metadata: Cells }): boolean => Number(metadata.probability) === 1;
    return {
      won: closed.filter(isWon).map(({ id }) => id),
      lost: closed.filter((stage) => !isWon(stage)).map(({ id }) => id),
    };
  }

  async page(object: string, { at, after }: Position): Promise<Page> {
    const changed = modifiedField(object);
    const body = {
      filterGroups: [{ filters: [{ propertyName: changed, operator: 'GTE', value: String(at) }] }],
      sorts: [{ propertyName: changed, direction: 'ASCENDING' }],
      properties: [changed],
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    };
    const answer = await this.calls.call('POST', `/crm/v3/objects/${object}/search`, body, this.search);
    const { results = [], paging } = answer.body as Listed;
    const last = results.at(-1);
    const records = await this.whole(
      object,
      results.map(({ id }) => id),
    );
    const more = paging?.next?.after;
    if (more === undefined || last === undefined) return { records, next: undefined };
    // By the instant of the last one, so that a record that changes meanwhile pushes none off its page.
    const lastAt = Date.parse(last.properties[changed] ?? '');
    return { records, next: lastAt > at ? { at: lastAt } : { at, after: more } };
  }

  async gone(object: string, since: number): Promise<readonly CrmRecord[]> {
    const found: CrmRecord[] = [];
    const properties = [...(HUBSPOT_PROPERTIES[object] ?? []), modifiedField(object)].join(',');
    for (let after: string | undefined = ''; after !== undefined; ) {
      const path = `/crm/v3/objects/${object}?archived=true&limit=${PAGE}&properties=${properties}`;
      const { body } = await this.calls.call('GET', `${path}${after === '' ? '' : `&after=${after}`}`);
      const { results = [], paging } = body as Listed;
      for (const record of results) {
        const at = Date.parse(record.archivedAt ?? '');
        if (at >= since) found.push({ object, id: record.id, modifiedAt: at, gone: 'deleted', cells: cellsOf(record) });
      }
      after = paging?.next?.after;
    }
    return found;
  }

  find(people: readonly PersonNames[], fields: readonly string[]): Promise<readonly (CrmPerson | undefined)[]> {
    return this.contacts.find(people, fields);
  }

  update(changes: readonly CrmChange[]): Promise<readonly (string | undefined)[]> {
    return this.contacts.update(changes);
  }

  taskOf(person: CrmPerson, marker: string): Promise<string | undefined> {
    return this.tasks.find(person.id, marker);
  }

  makeTask(person: CrmPerson, task: CrmTask): Promise<string> {
    return this.tasks.make(person.id, task);
  }

  async missingFields(fields: readonly string[]): Promise<readonly string[]> {
    const { body } = await this.calls.call('GET', '/crm/v3/properties/contacts');
    const { results = [] } = body as { results?: readonly { readonly name: string }[] };
    const known = new Set(results.map(({ name }) => name));
    return fields.filter((field) => !known.has(field));
  }

  /** Records with all that is read of them. */
  private async whole(object: string, ids: readonly string[]): Promise<CrmRecord[]> {
    const changed = modifiedField(object);
    const properties = [...(HUBSPOT_PROPERTIES[object] ?? []), changed];
    const histories = HUBSPOT_HISTORIES[object];
    const records = await readRecords(this.calls, object, ids, {
      properties,
      ...(histories === undefined ? {} : { propertiesWithHistory: histories }),
    });
    const people = new Map<string, Map<string, string>>();
    for (const to of HUBSPOT_ASSOCIATIONS[object] ?? []) people.set(to, await this.associated(object, to, ids));
    return records.map((record) => {
      const cells: Record<string, string> = cellsOf(record);
      const modifiedAt = Date.parse(cells[changed] ?? '');
      delete cells[changed];
      for (const [to, found] of people) cells[to] = found.get(record.id) ?? '';
      if (cells.companies !== undefined) cells.company = cells.companies.split(';')[0] ?? '';
      if (histories !== undefined) cells.history = JSON.stringify(this.historyOf(record));
      return { object, id: record.id, modifiedAt, mergedFrom: mergedOf(record), cells };
    });
  }

  /** Versions of fields, the oldest first. */
  private historyOf({ propertiesWithHistory = {} }: HubSpotRecord): Record<string, FieldVersion[]> {
    return Object.fromEntries(
      Object.entries(propertiesWithHistory).map(([field, versions]) => [
        field,
        [...versions]
          .sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
          .map(({ value, timestamp, sourceType }) => {
            const by = sourceType === 'INTEGRATION' && this.isOurs(field, value) ? 'baton' : (sourceType ?? '');
            return { value, at: timestamp, by };
          }),
      ]),
    );
  }

  private async associated(from: string, to: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const inputs = ids.map((id) => ({ id }));
    const { body } = await this.calls.call('POST', `/crm/v4/associations/${from}/${to}/batch/read`, { inputs });
    const { results = [] } = body as {
      results?: readonly {
        readonly from: { readonly id: string };
        readonly to: readonly { readonly toObjectId: number | string }[];
      }[];
    };
    return new Map(
      results.map((each) => [
        each.from.id,
        [...new Set(each.to.map(({ toObjectId }) => String(toObjectId)))].sort().join(';'),
      ]),
    );
  }
}

/** Contacts alone call the instant of their last change otherwise. */
function modifiedField(object: string): string {
  return object === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
}

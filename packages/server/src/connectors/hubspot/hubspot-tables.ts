// What HubSpot's objects are to the importer. Property names are those of its CRM API (v3).
import type { CrmRecord, CrmTable } from '../crm.ts';
import { closedBy, DELETED, type FieldVersion, tableMapping } from '../crm-rows.ts';

/** Source of the entries. */
export const HUBSPOT = 'hubspot';

/** What a contact or company is called in the journal: its plain number may be anybody's in another system. */
export function hubspotName(id: string): string {
  return `${HUBSPOT}:${id}`;
}

/** What is read of each object, beside its id. */
export const HUBSPOT_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  companies: ['name', 'domain', 'industry', 'numberofemployees', 'annualrevenue', 'country', 'createdate'],
  contacts: [
    ...['email', 'firstname', 'lastname', 'jobtitle', 'country', 'createdate', 'lifecyclestage', 'hs_lead_status'],
    ...['hubspot_owner_id', 'associatedcompanyid', 'hs_analytics_source', 'hs_merged_object_ids'],
  ],
  deals: [
    ...['dealname', 'dealstage', 'pipeline', 'dealtype', 'amount', 'deal_currency_code', 'createdate', 'closedate'],
    ...['hs_is_closed', 'hs_is_closed_won', 'closed_lost_reason', 'hubspot_owner_id', 'hs_merged_object_ids'],
  ],
  calls: ['hs_timestamp', 'hs_call_disposition', 'hs_call_duration', 'hs_call_direction', 'hubspot_owner_id'],
  meetings: ['hs_meeting_start_time', 'hs_meeting_outcome', 'hubspot_owner_id'],
};

/** Properties whose history is read. */
export const HUBSPOT_HISTORIES: Readonly<Record<string, readonly string[]>> = {
  contacts: ['hs_lead_status', 'lifecyclestage'],
  deals: ['dealstage'],
};

/** Whom records of an object are associated with. */
export const HUBSPOT_ASSOCIATIONS: Readonly<Record<string, readonly string[]>> = {
  deals: ['contacts', 'companies'],
  calls: ['contacts'],
  meetings: ['contacts'],
};

/** HubSpot's own outcomes of calls have ids that are the same in every portal. */
const CALLS = {
  'f240bbac-87c9-4f6e-bf70-924b57d47db7': 'Connected',
  '9d9162e7-6cf3-4944-bf63-4dff82258764': 'Busy',
  'b2cf5968-551e-4856-9783-52b3da59a7d0': 'Left voicemail',
  'a4c4c377-d246-4b32-a13b-75a56a4cd0ff': 'Left live message',
  '73a0d17f-1163-4015-bdd5-ec830791da20': 'No answer',
  '17b47fee-58de-441e-a44c-c6300d46f273': 'Wrong number',
};

/** The tables. `answers`: what the company's own lead statuses mean; `ours`: values that Baton itself sets. */
export function hubspotTables(answers: Readonly<Record<string, string>>): readonly CrmTable[] {
  const table = (
    object: string,
    name: string,
    rows: CrmTable['mapping']['rows'],
    columns: Parameters<typeof tableMapping>[3],
    rowsOf: CrmTable['rows'] = ownRow,
    set: Readonly<Record<string, string>> = {},
  ): CrmTable => ({ object, mapping: tableMapping(HUBSPOT, name, rows, columns, set), rows: rowsOf });
  return [
    table('companies', 'hubspot/companies', 'accounts', {
      company: 'accountId',
      name: 'name',
      domain: 'domain',
      industry: 'account.industry',
      numberofemployees: 'account.employees',
      annualrevenue: 'account.revenue',
      country: 'account.country',
      createdate: 'occurredAt',
      modified: 'modifiedAt',
    }),
    table('contacts', 'hubspot/contacts', 'leads', {
      person: 'userId',
      email: ['email', 'lead.email'],
      firstname: 'lead.firstName',
      lastname: 'lead.lastName',
      jobtitle: 'lead.title',
      country: 'lead.country',
      lifecyclestage: 'lead.lifecycleStage',
      hs_lead_status: 'lead.status',
      owner: 'lead.owner',
      hs_analytics_source: 'lead.source',
      company: 'accountId',
      merged: 'mergedFrom',
      createdate: 'occurredAt',
      modified: 'modifiedAt',
    }),
    table(
      'contacts',
      'hubspot/lead-status',
      'dispositions',
      {
        contact: 'userId',
        field: 'field',
        before: 'oldAnswer',
        value: ['answer', answers],
        at: 'occurredAt',
        owner: 'owner',
      },
      statusRows,
    ),
    table('deals', 'hubspot/deals', 'deals', {
      id: 'deal',
      company: 'accountId',
      dealname: 'name',
      dealstage: 'stage',
      pipeline: 'pipeline',
      dealtype: 'type',
      amount: 'amount',
      deal_currency_code: 'currency',
      createdate: 'openedAt',
      closedate: 'closedAt',
      lostAt: 'lostAt',
      hs_is_closed: 'isClosed',
      hs_is_closed_won: 'isWon',
      closed_lost_reason: 'reason',
      owner: 'owner',
      modified: 'modifiedAt',
    }),
    table('deals', 'hubspot/deal-people', 'deal people', { deal: 'deal', person: 'userId' }, dealPeopleRows),
    table('deals', 'hubspot/stages', 'stages', { deal: 'deal', stage: 'stage', at: 'occurredAt' }, stageRows),
    table(
      'calls',
      'hubspot/calls',
      'activities',
      {
        people: 'userId',
        hs_timestamp: 'occurredAt',
        hs_call_disposition: ['outcome', CALLS],
        hs_call_duration: 'milliseconds',
        hs_call_direction: 'direction',
        owner: 'owner',
      },
      ownRow,
      { activity: 'call' },
    ),
    table(
      'meetings',
      'hubspot/meetings',
      'activities',
      { people: 'userId', hs_meeting_start_time: 'occurredAt', hs_meeting_outcome: 'outcome', owner: 'owner' },
      ownRow,
      { activity: 'meeting' },
    ),
  ];
}

const iso = (at: number): string => new Date(at).toISOString();

/** The record itself. What was deleted says nothing any more, but for a deal: it is lost from then on. */
function ownRow({ object, gone, cells, modifiedAt }: CrmRecord, named: string) {
  const all = (ids = ''): string => ids.split(';').filter(Boolean).map(hubspotName).join(';');
  const own = {
    ...cells,
    id: named,
    modified: iso(modifiedAt),
    closedate: closedBy(cells.closedate, modifiedAt),
    person: hubspotName(named),
    people: all(cells.contacts),
    merged: all(cells.hs_merged_object_ids),
    company: object === 'companies' ? hubspotName(named) : all(cells.company ?? cells.associatedcompanyid),
  };
  if (gone === undefined) return [own];
  if (gone === 'merged' || object !== 'deals') return [];
  const lost = { hs_is_closed: 'true', hs_is_closed_won: 'false', closed_lost_reason: DELETED };
  return [{ ...own, ...lost, dealstage: '', lostAt: iso(modifiedAt) }];
}

/** A row for every change of the lead status and the lifecycle stage that was not Baton's own. */
function statusRows({ gone, cells }: CrmRecord, named: string) {
  if (gone !== undefined) return [];
  const history = JSON.parse(cells.history ?? '{}') as Readonly<Record<string, readonly FieldVersion[]>>;
  return Object.entries(history).flatMap(([field, versions]) =>
    versions.flatMap(({ value, at, by }, i) =>
      by === 'baton' || value === ''
        ? []
        : {
            id: `${named}:${field}:${Date.parse(at)}`,
            contact: hubspotName(named),
            field,
            before: versions[i - 1]?.value ?? '',
            value,
            at,
            owner: cells.owner ?? '',
          },
    ),
  );
}

function dealPeopleRows({ gone, cells }: CrmRecord, named: string) {
  if (gone === 'merged') return [];
  return (cells.contacts ?? '')
    .split(';')
    .filter((person) => person !== '')
    .map((person) => ({ id: `${named}:${person}`, deal: named, person: hubspotName(person) }));
}

/** Every change of the stage; of a deal that was deleted its being lost as well. */
function stageRows({ gone, cells, modifiedAt }: CrmRecord, named: string) {
  if (gone === 'merged') return [];
  const history = JSON.parse(cells.history ?? '{}') as Readonly<Record<string, readonly FieldVersion[]>>;
  const changes = (history.dealstage ?? []).map(({ value, at }) => ({ value, at }));
  if (gone === 'deleted') changes.push({ value: DELETED, at: iso(modifiedAt) });
  return changes.map(({ value, at }) => ({ id: `${named}:${Date.parse(at)}:${value}`, deal: named, stage: value, at }));
}

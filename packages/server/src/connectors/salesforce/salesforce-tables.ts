// What Salesforce's objects are to the importer. Names are those of its API.
import type { Cells, CrmRecord, CrmTable } from '../crm.ts';
import { closedBy, DELETED, type FieldVersion, tableMapping } from '../crm-rows.ts';

/** Source of the entries. */
export const SALESFORCE = 'salesforce';

/** What is read of each object, beside Id and SystemModstamp, and of which of its records. */
export const SALESFORCE_OBJECTS: Readonly<
  Record<string, { readonly fields: readonly string[]; readonly where?: string }>
> = {
  Account: {
    fields: ['Name', 'Website', 'Industry', 'NumberOfEmployees', 'AnnualRevenue', 'BillingCountry', 'CreatedDate'],
  },
  Contact: {
    fields: [
      'Email',
      'FirstName',
      'LastName',
      'Title',
      'MailingCountry',
      'AccountId',
      'OwnerId',
      'LeadSource',
      'CreatedDate',
    ],
  },
  Lead: {
    fields: [
      ...[
        'Email',
        'FirstName',
        'LastName',
        'Title',
        'Country',
        'Industry',
        'NumberOfEmployees',
        'OwnerId',
        'LeadSource',
      ],
      ...['Status', 'IsConverted', 'ConvertedDate', 'ConvertedContactId', 'ConvertedOpportunityId', 'CreatedDate'],
    ],
  },
  Opportunity: {
    fields: [
      ...['Name', 'StageName', 'Type', 'Amount', 'AccountId', 'OwnerId', 'CreatedDate', 'CloseDate'],
      ...['IsClosed', 'IsWon'],
    ],
  },
  OpportunityContactRole: { fields: ['OpportunityId', 'ContactId', 'CreatedDate'] },
  Task: {
    fields: [
      ...['WhoId', 'OwnerId', 'Status', 'ActivityDate', 'CompletedDateTime', 'CallDurationInSeconds'],
      ...['CallDisposition', 'CallType'],
    ],
    where: "TaskSubtype = 'Call'",
  },
  Event: { fields: ['WhoId', 'OwnerId', 'StartDateTime'] },
};

/** The tables. `answers`: what the company's own lead statuses mean. */
export function salesforceTables(answers: Readonly<Record<string, string>>): readonly CrmTable[] {
  const table = (
    object: string,
    name: string,
    rows: CrmTable['mapping']['rows'],
    columns: Parameters<typeof tableMapping>[3],
    rowsOf: CrmTable['rows'] = ownRow,
    set: Readonly<Record<string, string>> = {},
  ): CrmTable => ({
    object,
    mapping: tableMapping(SALESFORCE, `${SALESFORCE}/${name}`, rows, columns, set),
    rows: rowsOf,
  });
  const person = {
    id: 'userId',
    Email: ['email', 'lead.email'],
    FirstName: 'lead.firstName',
    LastName: 'lead.lastName',
    Title: 'lead.title',
    LeadSource: 'lead.source',
    owner: 'lead.owner',
    CreatedDate: 'occurredAt',
    modified: 'modifiedAt',
    deleted: 'deleted',
    mergedInto: 'mergedInto',
  } as const;
  return [
    table('Account', 'accounts', 'accounts', {
      id: 'accountId',
      Name: 'name',
      Website: 'domain',
      Industry: 'account.industry',
      NumberOfEmployees: 'account.employees',
      AnnualRevenue: 'account.revenue',
      BillingCountry: 'account.country',
      CreatedDate: 'occurredAt',
      modified: 'modifiedAt',
    }),
    table('Contact', 'contacts', 'leads', { ...person, AccountId: 'accountId', MailingCountry: 'lead.country' }),
    table('Lead', 'leads', 'leads', {
      ...person,
      Country: 'lead.country',
      Industry: 'account.industry',
      NumberOfEmployees: 'account.employees',
      Status: 'lead.status',
      ConvertedDate: 'convertedAt',
      ConvertedOpportunityId: 'convertedDeal',
    }),
    table(
      'Lead',
      'lead-status',
      'dispositions',
      {
        lead: 'userId',
        field: 'field',
        before: 'oldAnswer',
        value: ['answer', answers],
        at: 'occurredAt',
        owner: 'owner',
      },
      statusRows,
    ),
    table('Opportunity', 'deals', 'deals', {
      id: 'deal',
      AccountId: 'accountId',
      Name: 'name',
      StageName: 'stage',
      Type: 'type',
      Amount: 'amount',
      CurrencyIsoCode: 'currency',
      CreatedDate: 'openedAt',
      CloseDate: 'closedAt',
      lostAt: 'lostAt',
      IsClosed: 'isClosed',
      IsWon: 'isWon',
      reason: 'reason',
      owner: 'owner',
      modified: 'modifiedAt',
    }),
    table('OpportunityContactRole', 'deal-people', 'deal people', {
      OpportunityId: 'deal',
      ContactId: 'userId',
      CreatedDate: 'attachedAt',
    }),
    table('Opportunity', 'stages', 'stages', { deal: 'deal', stage: 'stage', at: 'occurredAt' }, stageRows),
    table(
      'Task',
      'calls',
      'activities',
      {
        WhoId: 'userId',
        at: 'occurredAt',
        CallDisposition: 'outcome',
        CallDurationInSeconds: 'seconds',
        CallType: 'direction',
        owner: 'owner',
      },
      ownRow,
      { activity: 'call' },
    ),
    table('Event', 'meetings', 'activities', { WhoId: 'userId', StartDateTime: 'occurredAt', owner: 'owner' }, ownRow, {
      activity: 'meeting',
    }),
  ];
}

const iso = (at: number): string => new Date(at).toISOString();

/** The record itself. What was deleted says nothing any more, but for people who were merged, and for deals, which are lost from then on. */
function ownRow({ object, gone, cells, modifiedAt }: CrmRecord, named: string): readonly Cells[] {
  const own = {
    ...cells,
    id: named,
    modified: iso(modifiedAt),
    CloseDate: closedBy(cells.CloseDate, modifiedAt),
    at: cells.CompletedDateTime || cells.ActivityDate || '',
    mergedInto: cells.MasterRecordId || cells.ConvertedContactId || '',
  };
  if (gone === undefined) return [own];
  if (object === 'Contact' || object === 'Lead') return [{ ...own, deleted: 'true' }];
  if (object !== 'Opportunity' || gone === 'merged') return [];
  return [{ ...own, IsClosed: 'true', IsWon: 'false', reason: DELETED, StageName: '', lostAt: iso(modifiedAt) }];
}

/** A row for every change of the lead's status that was not Baton's own. */
function statusRows({ gone, cells }: CrmRecord, named: string): readonly Cells[] {
  if (gone !== undefined) return [];
  const versions = JSON.parse(cells.history || '[]') as readonly FieldVersion[];
  return versions.flatMap(({ value, at, by }, i) =>
    by === 'baton' || i === 0
      ? []
      : {
          id: `${named}:${Date.parse(at)}`,
          lead: named,
          field: 'Status',
          before: versions[i - 1]?.value ?? '',
          value,
          at,
          owner: cells.owner ?? '',
        },
  );
}

/** Every change of the stage; of a deal that was deleted its being lost as well. */
function stageRows({ gone, cells, modifiedAt }: CrmRecord, named: string): readonly Cells[] {
  const versions = JSON.parse(cells.history || '[]') as readonly FieldVersion[];
  const changes = versions.map(({ value, at }) => ({ value, at }));
  if (gone === 'deleted') changes.push({ value: DELETED, at: iso(modifiedAt) });
  return changes.map(({ value, at }) => ({ id: `${named}:${Date.parse(at)}:${value}`, deal: named, stage: value, at }));
}

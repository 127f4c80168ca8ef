// The objects of a Salesforce export with their API names, and ids as Salesforce writes them.

export const SALESFORCE_TABLES: Readonly<Record<string, readonly string[]>> = {
  'Lead.csv': [
    'Id',
    'FirstName',
    'LastName',
    'Email',
    'Title',
    'Company',
    'Country',
    'LeadSource',
    'Status',
    'OwnerId',
    'HasOptedOutOfEmail',
    'CreatedDate',
    'LastModifiedDate',
    'IsDeleted',
    'IsConverted',
    'ConvertedDate',
    'ConvertedContactId',
    'ConvertedAccountId',
    'ConvertedOpportunityId',
    'MQL_Date__c',
  ],
  'Contact.csv': [
    'Id',
    'AccountId',
    'FirstName',
    'LastName',
    'Email',
    'Title',
    'Department',
    'MailingCountry',
    'LeadSource',
    'OwnerId',
    'HasOptedOutOfEmail',
    'CreatedDate',
    'LastModifiedDate',
    'IsDeleted',
  ],
  'Account.csv': [
    'Id',
    'Name',
    'Website',
    'Industry',
    'NumberOfEmployees',
    'AnnualRevenue',
    'BillingCountry',
    'Type',
    'CreatedDate',
    'LastModifiedDate',
    'IsDeleted',
  ],
  'Opportunity.csv': [
    'Id',
    'AccountId',
    'Name',
    'StageName',
    'Type',
    'Amount',
    'CurrencyIsoCode',
    'CreatedDate',
    'CloseDate',
    'IsClosed',
    'IsWon',
    'OwnerId',
    'Loss_Reason__c',
    'LastModifiedDate',
    'IsDeleted',
  ],
  'OpportunityContactRole.csv': ['Id', 'OpportunityId', 'ContactId', 'Role', 'IsPrimary', 'CreatedDate', 'IsDeleted'],
  'OpportunityHistory.csv': ['Id', 'OpportunityId', 'StageName', 'Amount', 'CreatedDate', 'IsDeleted'],
  'Campaign.csv': ['Id', 'Name', 'Type', 'StartDate', 'EndDate', 'ActualCost', 'CurrencyIsoCode', 'IsActive'],
  'CampaignMember.csv': [
    'Id',
    'CampaignId',
    'LeadOrContactId',
    'Status',
    'HasResponded',
    'FirstRespondedDate',
    'CreatedDate',
    'IsDeleted',
  ],
  'Task.csv': [
    'Id',
    'WhoId',
    'AccountId',
    'Subject',
    'TaskSubtype',
    'Status',
    'CallType',
    'CallDisposition',
    'CallDurationInSeconds',
    'OwnerId',
    'ActivityDate',
    'CreatedDate',
    'IsDeleted',
  ],
  'Event.csv': [
    'Id',
    'WhoId',
    'AccountId',
    'Subject',
    'Type',
    'StartDateTime',
    'EndDateTime',
    'OwnerId',
    'CreatedDate',
    'IsDeleted',
  ],
};

/** The first three characters of an object's ids. */
export const PREFIX = {
  lead: '00Q',
  contact: '003',
  account: '001',
  deal: '006',
  role: '00K',
  history: '008',
  campaign: '701',
  member: '00v',
  task: '00T',
  event: '00U',
  user: '005',
};
/** What a lead's status is called. */
export const STATUS: Readonly<Record<string, string>> = {
  New: 'Open - Not Contacted',
  Working: 'Working - Contacted',
  Unqualified: 'Closed - Not Converted',
  Invalid: 'Invalid',
  Nurture: 'Nurture',
  Qualified: 'Qualified',
  Customer: 'Closed - Converted',
};
/** What parts in the committee are called. */
export const ROLES: Readonly<Record<string, string>> = {
  'economic-buyer': 'Economic Buyer',
  champion: 'Evaluator',
  user: 'Business User',
  influencer: 'Influencer',
  blocker: 'Other',
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * An id of 18 characters: the object's prefix, a number in base 62, and three characters that say which of the first 15 are capitals, so that
 * the id survives programs that know no case.
 */
export function salesforceId(prefix: string, number: number): string {
  let text = '';
  for (let left = number, i = 0; i < 12; i++) {
    text = (DIGITS[left % 62] as string) + text;
    left = Math.floor(left / 62);
  }
  return withCheck(prefix + text);
}

/** An id of 15 characters with the three that say where its capitals are. */
export function withCheck(id: string): string {
  let check = '';
  for (let part = 0; part < 3; part++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id.charAt(part * 5 + i))) bits |= 1 << i;
    check += LETTERS[bits];
  }
  return id + check;
}

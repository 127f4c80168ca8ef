// The canonical attributes of leads and accounts: names that mappings lead to and conditions may read. Other names are
// allowed (a company's own fields) but draw a hint when they look like a misspelling of one of these.

export type AttributeType = 'text' | 'number' | 'boolean' | 'instant' | 'list';

export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly meaning: string;
}

/** What is known of a person. */
export const LEAD_ATTRIBUTES: readonly Attribute[] = [
  { name: 'email', type: 'text', meaning: 'E-mail address, lower-cased' },
  { name: 'firstName', type: 'text', meaning: 'Given name' },
  { name: 'lastName', type: 'text', meaning: 'Family name' },
  { name: 'phone', type: 'text', meaning: 'Telephone number as given' },
  { name: 'title', type: 'text', meaning: 'Job title as given' },
  {
    name: 'function',
    type: 'text',
    meaning: 'Department: marketing, sales, finance, it, operations, product, hr, legal, executive, other',
  },
  { name: 'seniority', type: 'text', meaning: 'intern, junior, senior, manager, director, vp, c-level, owner' },
  {
    name: 'role',
    type: 'text',
    meaning: 'Role in the buying committee: economic-buyer, champion, user, influencer, blocker',
  },
  { name: 'country', type: 'text', meaning: 'ISO 3166-1 alpha-2 code of the person' },
  { name: 'region', type: 'text', meaning: 'State or region as given' },
  { name: 'city', type: 'text', meaning: 'City as given' },
  { name: 'language', type: 'text', meaning: 'BCP 47 tag' },
  { name: 'budget', type: 'number', meaning: 'Stated budget in major units of the company currency' },
  { name: 'timeline', type: 'text', meaning: 'Stated time frame of the purchase' },
  { name: 'source', type: 'text', meaning: "The record's original source, as the CRM says" },
  { name: 'campaign', type: 'text', meaning: "The record's original campaign, as the CRM says" },
  { name: 'selfReportedSource', type: 'text', meaning: 'How the person says they heard of the company (B6a)' },
  { name: 'owner', type: 'text', meaning: 'Owner in the CRM' },
  { name: 'lifecycleStage', type: 'text', meaning: 'Lifecycle stage in the CRM at the time of the entry' },
  { name: 'status', type: 'text', meaning: 'Lead status in the CRM at the time of the entry' },
  { name: 'unsubscribed', type: 'boolean', meaning: 'Opted out of marketing mail' },
  { name: 'consent', type: 'text', meaning: 'Consent as given: purpose and time' },
  { name: 'student', type: 'boolean', meaning: 'Known to be a student' },
  { name: 'createdAt', type: 'instant', meaning: 'When the record was created in its source' },
];

/** What is known of a company. */
export const ACCOUNT_ATTRIBUTES: readonly Attribute[] = [
  { name: 'name', type: 'text', meaning: 'Company name' },
  { name: 'domain', type: 'text', meaning: 'Web domain, lower-case, without www' },
  { name: 'industry', type: 'text', meaning: 'Industry as given' },
  { name: 'employees', type: 'number', meaning: 'Headcount' },
  { name: 'revenue', type: 'number', meaning: 'Annual revenue in major units of the company currency' },
  { name: 'country', type: 'text', meaning: 'ISO 3166-1 alpha-2 code of the head office' },
  { name: 'region', type: 'text', meaning: 'State or region as given' },
  { name: 'city', type: 'text', meaning: 'City as given' },
  { name: 'technologies', type: 'list', meaning: 'Products known to be in use' },
  { name: 'segment', type: 'text', meaning: 'Segment of the company: smb, mid-market, enterprise' },
  { name: 'plan', type: 'text', meaning: 'Current plan of the product' },
  { name: 'seats', type: 'number', meaning: 'Seats in use' },
  {
    name: 'expectedValue',
    type: 'number',
    meaning: 'Expected yearly value in major units of the company currency (H8)',
  },
  { name: 'owner', type: 'text', meaning: 'Account owner in the CRM' },
  { name: 'tier', type: 'text', meaning: 'Target-account tier' },
  { name: 'type', type: 'text', meaning: 'Customer, prospect, partner, competitor, as the CRM says' },
  { name: 'createdAt', type: 'instant', meaning: 'When the record was created in its source' },
];

/** What a condition may read of an entry besides its properties, which are read by their own names. */
export const ENTRY_FIELDS: readonly Attribute[] = [
  { name: 'kind', type: 'text', meaning: 'The kind of entry: track, page, dwell, …' },
  { name: 'source', type: 'text', meaning: 'Who sent it' },
  { name: 'name', type: 'text', meaning: "The event's or page's name" },
  { name: 'path', type: 'text', meaning: 'Path of the page' },
  { name: 'url', type: 'text', meaning: 'Whole address of the page' },
  { name: 'referrer', type: 'text', meaning: 'Address of the page before' },
  { name: 'title', type: 'text', meaning: 'Title of the page' },
  { name: 'campaign', type: 'text', meaning: 'campaign.source, .medium, .name, .term, .content' },
  { name: 'seconds', type: 'number', meaning: 'Seconds on the page, of a dwell entry' },
  { name: 'topic', type: 'text', meaning: 'Topic of the page or asset' },
  { name: 'properties', type: 'text', meaning: 'properties.x is the same as x, for names that a field hides' },
];

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMapping } from '../mapping/parse-mapping.ts';
import { headerWords } from './header-words.ts';
import type { GivenAnswers, Proposal, TableLook } from './proposal.ts';
import { propose } from './propose.ts';
import { writeMapping } from './write-mapping.ts';

/** A table out of lines with bars between the cells. */
function table(file: string, text: string): TableLook {
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return { file, header, rows };
}
const ALL: GivenAnswers = {
  zone: 'UTC',
  currency: 'EUR',
  exportedAt: Date.UTC(2026, 0, 1),
  salesOwners: undefined,
  dateOrder: 'day first',
};
const proposeOne = (file: string, text: string, given: GivenAnswers = ALL): Proposal =>
  propose([table(file, text)], given);
function targets(proposal: Proposal): Record<string, string> {
  return Object.fromEntries(
    (proposal.files[0]?.columns ?? []).flatMap(({ column, to }) => (to === undefined ? [] : [[column, to]])),
  );
}
const flags = (proposal: Proposal): string[] => proposal.questions.map(({ flag }) => flag);

describe('headers', () => {
  it.each([
    ['CreatedDate', 'created date'],
    ['property_createdate', 'createdate'],
    ['Became a Marketing Qualified Lead Date', 'became a marketing qualified lead date'],
    ['E-Mail', 'email'],
    ['Number_of_Employees__c', 'number of employees'],
    ['\ufeffCountry/Region', 'country region'],
  ])('%s', (header, words) => {
    expect(headerWords(header)).toBe(words);
  });
});

describe('[L2] what the files of CRMs are', () => {
  it('contacts as a screen exports them', () => {
    const proposal = proposeOne(
      'hubspot-crm-exports-all-contacts.csv',
      `Record ID | First Name | Last Name | Email | Phone Number | Contact owner | Lead Status | Create Date | Associated Company | Associated Company IDs | Lifecycle Stage | Original Source | Number of Pageviews
       101 | Ada | Byron | ada@one.example | 1 | Eve | Open | 2025-03-01 10:00 | One | 7 | Lead | Organic Search | 4
       102 | Bob | Ford | bob@two.example | 2 | Eve | New | 2025-03-02 10:00 | Two | 8 | Lead | Direct | 0`,
    );
    expect(proposal.files[0]).toMatchObject({ rows: 'leads', id: 'Record ID', sureness: 'sure' });
    expect(targets(proposal)).toEqual({
      'First Name': 'lead.firstName',
      'Last Name': 'lead.lastName',
      Email: 'email',
      'Phone Number': 'lead.phone',
      'Contact owner': 'lead.owner',
      'Lead Status': 'lead.status',
      'Create Date': 'occurredAt',
      'Associated Company': 'account.name',
      'Associated Company IDs': 'accountId',
      'Lifecycle Stage': 'lead.lifecycleStage',
      'Original Source': 'lead.source',
      'Number of Pageviews': 'lead.pageviews',
    });
    const known = proposal.files[0]?.columns.filter((column) => column.known === 'export').map(({ column }) => column);
    expect(known).toEqual(['Contact owner', 'Lead Status', 'Lifecycle Stage', 'Number of Pageviews']);
    expect(proposal.questions).toEqual([]);
  });

  it('opportunities of a report, and of an object export', () => {
    const report = proposeOne(
      'report1.csv',
      'Opportunity Owner | Account Name | Opportunity Name | Stage | Close Date | Type | Amount\nEve | One | One deal | Closed Won | 2025-03-01 | New Business | 100\nEve | Two | Two deal | Prospecting | 2025-04-01 | Renewal | 200',
    );
    expect(report.files[0]?.rows).toBe('deals');
    expect(report.answers).toMatchObject({ won: ['Closed Won'], newBusiness: ['New Business'] });
    const object = proposeOne(
      'Opportunity.csv',
      'Id | IsWon | IsClosed | StageName | Amount | CloseDate | CreatedDate | AccountId\n006A | true | true | Won it | 5 | 2025-03-01 | 2025-01-01 | 001\n006B | false | false | Talking | 5 | 2025-03-01 | 2025-01-01 | 002',
    );
    expect(object.files[0]).toMatchObject({ rows: 'deals', id: 'Id' });
    expect(targets(object)).toMatchObject({
      IsWon: 'isWon',
      CloseDate: 'closedAt',
      CreatedDate: 'openedAt',
      AccountId: 'accountId',
    });
    expect(object.questions).toEqual([]);
  });

  it.each([
    [
      'accounts',
      'companies.csv',
      'Record ID | Company name | Website URL | Company owner | Create Date\n7 | One | one.example | Eve | 2025-01-01',
    ],
    ['deal people', 'OpportunityContactRole.csv', 'OpportunityId | ContactId | Role\n006 | 003 | Champion'],
    ['stages', 'OpportunityHistory.csv', 'OpportunityId | StageName | CreatedDate\n006 | Won | 2025-01-01'],
    [
      'activities',
      'calls.csv',
      'Id | Contact ID | Call outcome | Call duration | Activity date | Assigned to\n1 | 17 | Connected | 60000 | 2025-01-01 | Eve',
    ],
    ['events', 'page_views.csv', 'anonymous_id | user_id | path | timestamp\na | 1 | /pricing | 2025-01-01T10:00:00Z'],
    [
      'members',
      'CampaignMember.csv',
      'Lead ID | Campaign Name | Member Status | First Responded Date\n1 | Expo | Attended | 2025-01-01',
    ],
    ['spend', 'ads_spend.csv', 'Day | Campaign | Cost\n2025-01-01 | Expo | 12.50'],
    [
      'subscriptions',
      'subscriptions.csv',
      'Subscription ID | Customer ID | Started At | Canceled At | MRR\nS | 1 | 2025-01-01 | | 49',
    ],
    [
      'dispositions',
      'lead_rejections.csv',
      'Lead ID | Disposition | Rejection Reason | Rep | Date\n1 | Rejected | Too small | Eve | 2025-01-01',
    ],
    [
      'leads',
      'leads.csv',
      'First Name | Last Name | Title | Company / Account | Lead Source | Email\nAda | Byron | CEO | One | Web | ada@one.example',
    ],
  ])('%s: %s', (rows, file, text) => {
    expect(proposeOne(file, text).files[0]?.rows).toBe(rows);
  });

  it.each([
    ['prices', 'products.csv', 'product | series | sales_price\nA | B | 5'],
    [
      "the company's own people",
      'users.csv',
      'id | email | first_name | last_name | role_id\n1 | eve@us.example | Eve | Rep | 5',
    ],
  ])('leaves out %s', (_, file, text) => {
    const proposal = proposeOne(file, text);
    expect(proposal.files[0]).toMatchObject({ rows: undefined, why: expect.stringMatching(/\S/) });
    expect(proposal.questions).toEqual([]);
  });
});

describe('[K0] it never guesses silently', () => {
  it('asks for what nothing shows, and each answer is a flag', () => {
    const files = [
      table('leads.csv', 'Id | Email | Created | Lead Status\n1 | ada@one.example | 03/04/2025 10:00 | Open'),
      table('deals.csv', 'Deal ID | Stage | Type | Amount | Close Date\n1 | Phase 9 | Odd | 1,234 | 2025-03-01'),
      table(
        'calls.csv',
        'Id | Contact ID | Call outcome | Activity date | Owner\n1 | 1 | Connected | 2025-01-01 | Eve',
      ),
    ];
    const asked = propose(files, {});
    expect(flags(asked).sort()).toEqual(
      [
        '--currency',
        '--date-order',
        '--decimals',
        '--exported-at',
        '--lost',
        '--new-business',
        '--sales-owners',
        '--won',
        '--zone',
      ].sort(),
    );
    const answered = propose(files, {
      ...ALL,
      decimals: 'comma',
      won: ['Phase 9'],
      lost: ['Phase 0'],
      newBusiness: ['Odd'],
    });
    expect(flags(answered)).toEqual([]);
    const written = parseMapping(writeMapping(answered));
    expect(written.ok && written.value.answers).toMatchObject({
      zone: 'UTC',
      dateOrder: 'day first',
      decimals: 'comma',
      won: ['Phase 9'],
      exportedAt: Date.UTC(2026, 0, 1),
    });
  });

  it('a day above 12, amounts with two marks and offsets answer by themselves', () => {
    const proposal = proposeOne(
      'deals.csv',
      'Deal ID | Stage | Amount | Currency | Close Date\n1 | Won | 1.234,50 | EUR | 25/03/2025',
      {},
    );
    expect(proposal.questions).toEqual([]);
    expect(proposal.answers).toMatchObject({ decimals: 'comma', dateOrder: 'day first', zone: 'UTC' });
  });

  it('asks what the rows are where two kinds are as likely, and takes the answer', () => {
    const text = 'Customer ID | Date\n1 | 2025-01-01\n1 | 2025-01-02';
    const [question] = proposeOne('export.csv', text).questions;
    expect(question).toMatchObject({ flag: '--rows export.csv=KIND', choices: expect.arrayContaining(['events']) });
    const told = proposeOne('export.csv', text, { ...ALL, rows: new Map([['export.csv', 'events']]) });
    expect(told.questions).toEqual([]);
    expect(told.files[0]).toMatchObject({ rows: 'events', why: 'as you said' });
  });

  it('asks which column is the person where none says so, and takes the answer', () => {
    const text =
      'member_no | account_number | page | timestamp\n1 | 5 | /a | 2025-01-01T10:00:00Z\n1 | 5 | /b | 2025-01-01T10:01:00Z';
    const rows = new Map([['visits.csv', 'events' as const]]);
    expect(flags(proposeOne('visits.csv', text, { ...ALL, rows }))).toEqual(['--person visits.csv=COLUMN']);
    const told = proposeOne('visits.csv', text, { ...ALL, rows, person: new Map([['visits.csv', 'member_no']]) });
    expect(told.questions).toEqual([]);
    expect(targets(told)).toMatchObject({ member_no: 'userId', page: 'path' });
  });

  it('names what it does not know, with cells', () => {
    const proposal = proposeOne(
      'leads.csv',
      'Email | Created Date | Shoe size | Blank\nada@one.example | 2025-01-01 | 39 |\nbob@one.example | 2025-01-02 | 40 |',
    );
    const text = writeMapping(proposal);
    expect(text).toContain('Shoe size, # unknown: 39 | 40');
    expect(text).toContain('Blank ] # empty in every row looked at');
  });

  it('believes cells more than headers', () => {
    const proposal = proposeOne('leads.csv', 'Lead ID | Email | Created Date\n1 | yes | soon\n2 | no | later');
    expect(targets(proposal)).toEqual({});
    expect(proposal.files[0]?.id).toBe('Lead ID');
  });
});

describe('the written mapping', () => {
  it('is short where the file is simple', () => {
    const tables = [
      table('people.csv', 'person_id | date_registered\n1 | 2025-01-01\n2 | 2025-01-02'),
      table('watching.csv', 'person_id | date_watched\n1 | 2025-01-01\n1 | 2025-01-02\n2 | 2025-01-02'),
      table('purchases.csv', 'purchase_id | person_id | date_purchased\n1 | 1 | 2025-01-05'),
    ];
    const text = writeMapping(propose(tables, {}));
    expect(text.split('\n').length).toBeLessThanOrEqual(25);
    const parsed = parseMapping(text);
    expect(parsed.ok && parsed.value.files.map(({ rows, set }) => [rows, set])).toEqual([
      ['leads', { event: 'Registered' }],
      ['events', { name: 'Watched' }],
      ['subscriptions', {}],
    ]);
  });

  it('parses whatever the headers and cells hold', () => {
    const odd = fc.constantFrom(
      'Email',
      'Created Date',
      'Id',
      'true',
      'null',
      '# no',
      'a: b',
      '- x',
      '"',
      "'",
      '\\',
      '*a',
      '&b',
      '!t',
      '{',
      '[',
      '%',
      '@',
      '`',
      'constructor',
      '__proto__',
      '\u0000',
      '\ud800',
      ' ',
      '1',
      '2025-01-01',
      'a@b.example',
      '\u2028',
    );
    const cell = fc.oneof(odd, fc.string());
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 6 }),
        fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 4 }),
        fc.constantFrom('leads.csv', '#.csv', 'a: b'),
        (header, rows, file) => {
          const proposal = propose([{ file, header, rows }], { ...ALL, rows: new Map([[file, 'leads' as const]]) });
          const parsed = parseMapping(writeMapping(proposal));
          expect(parsed.problems).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a question with one answer', () => {
  it('is not asked: what is each row of stages.csv? (stages)', () => {
    const rows = 'deal_id | stage | changed_at\nD1 | Demo | 2025-03-01\nD1 | Proposal | 2025-03-09';
    const proposal = proposeOne('stages.csv', rows, { ...ALL, won: [], lost: [] });
    expect(proposal.files[0]).toMatchObject({ rows: 'stages', sureness: 'likely' });
    expect(flags(proposal)).toEqual([]);
  });

  it('an empty file is left out, and says so', () => {
    const [file] = propose([{ file: 'empty.csv', header: [], rows: [] }], ALL).files;
    expect(file).toMatchObject({ rows: undefined, why: 'the file is empty' });
  });
});

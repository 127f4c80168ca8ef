// [L3] How deals ended and what preceded them, as the card at the end of an import tells it.
import { expect, it } from 'vitest';
import { parseMapping } from '../mapping/parse-mapping.ts';
import { FileRows } from '../rows/file-rows.ts';
import { FolderFacts, IMPORT_ORDER } from './folder-facts.ts';

const parsed = parseMapping(`
answers: { zone: UTC, newBusiness: [New Business], currency: EUR }
files:
  deals.csv:
    rows: deals
    id: Deal
    columns: { Company: accountId, Stage: stage, Type: type, Opened: openedAt, Closed: closedAt }
  roles.csv: { rows: deal people, columns: { Deal: deal, Contact: email } }
  contacts.csv: { rows: leads, columns: { Email: email, Company: accountId, Created: occurredAt } }
  visits.csv: { rows: events, columns: { Who: email, Name: name, At: occurredAt } }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { answers, files } = parsed.value;

function counts(tables: Readonly<Record<string, string>>) {
  const now = Date.UTC(2030, 0, 1);
  const folder = new FolderFacts(answers, now);
  const order = [...files].sort((a, b) => IMPORT_ORDER.indexOf(a.rows) - IMPORT_ORDER.indexOf(b.rows));
  for (const mapping of order) {
    const [header = [], ...rows] = (tables[mapping.file] ?? '').split('\n').map((line) => line.split('|'));
    const reader = new FileRows(mapping, header, { answers, orders: new Map(), now }, folder);
    for (const [i, row] of rows.entries()) reader.take(row, i + 2);
  }
  return folder.finish().counts;
}

const DEALS = `Deal|Company|Stage|Type|Opened|Closed
d1|c1|Closed Won|New Business|2024-03-01|2024-04-01
d2|c2|Closed Won|New Business|2024-03-01|2024-04-01
d3|c3|Closed Lost|New Business|2024-03-01|2024-04-01
d4|c4|Closed Won|Renewal|2024-03-01|2024-04-01
d5|c5|Closed Won|New Business|2022-03-01|2022-04-01
d6|c6|Proposal|New Business|2024-03-01|`;
const CONTACTS = `Email|Company|Created
ada@c1.example|c1|2023-01-01
bo@c2.example|c2|2023-01-01
cy@c5.example|c5|2022-01-01`;

it('counts how new business ended, in all and in the twelve months before the newest news', () => {
  const found = counts({ 'deals.csv': DEALS, 'roles.csv': '', 'contacts.csv': CONTACTS, 'visits.csv': '' });
  expect(found).toMatchObject({ won: 3, lost: 1, open: 1, wonLastYear: 2, lostLastYear: 1 });
});

it('sees wins that something preceded within 90 days, whoever of the company did it', () => {
  const found = counts({
    'deals.csv': DEALS,
    'roles.csv': 'Deal|Contact\nd1|ada@c1.example',
    'contacts.csv': CONTACTS,
    'visits.csv': `Who|Name|At
ada@c1.example|Page Viewed|2024-02-20
bo@c2.example|Page Viewed|2023-11-01
cy@c5.example|Page Viewed|2022-02-27`,
  });
  // d1 by its contact, d5 by somebody of the company; what bo did is too long ago.
  expect(found).toMatchObject({ seen: 2, dark: 1 });
});

it('takes what happens after a deal was opened for nothing that preceded it', () => {
  const found = counts({
    'deals.csv': DEALS,
    'roles.csv': '',
    'contacts.csv': CONTACTS,
    'visits.csv': 'Who|Name|At\nada@c1.example|Page Viewed|2024-03-02',
  });
  expect(found).toMatchObject({ seen: 0, dark: 3 });
});

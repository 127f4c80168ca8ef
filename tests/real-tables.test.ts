// Tables as CRMs and data sets really have them, where they are at hand: each recognised for what it is, imported as proposed with nothing lost; a loud line where they are not.
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { propose } from '@baton/core/import/recognise/propose';
import { CsvRecords } from '@baton/core/import/tables/csv-records';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, root } from './command-line/baton.ts';

const data = join(root, '../shared/data');
const headers = join(data, 'crm_export_headers');

/** What the rows of each vendor's table are; everything else has to be left out or asked for. */
const KINDS: Readonly<Record<string, string>> = {
  'hubspot/contact_data.csv': 'leads',
  'hubspot/company_data.csv': 'accounts',
  'hubspot/deal_data.csv': 'deals',
  'hubspot/deal_contact_data.csv': 'deal people',
  'hubspot/deal_stage_data.csv': 'stages',
  'hubspot/contact_form_submission_data.csv': 'events',
  'salesforce/sf_lead_data.csv': 'leads',
  'salesforce/sf_contact_data.csv': 'leads',
  'salesforce/sf_account_data.csv': 'accounts',
  'salesforce/sf_opportunity_data.csv': 'deals',
  'salesforce/sf_task_data.csv': 'activities',
  'salesforce/sf_event_data.csv': 'activities',
  'marketo/marketo_lead_data.csv': 'leads',
  'marketo/marketo_activity_open_email_data.csv': 'events',
  'marketo/marketo_activity_click_email_data.csv': 'events',
  'pardot/pardot_prospect_data.csv': 'leads',
  'pardot/pardot_opportunity_data.csv': 'deals',
  'pardot/pardot_opportunity_prospect_data.csv': 'deal people',
};
/** Tables of the company's own people, products, lists and settings: no rows of leads. */
const NO_LEADS = [
  'hubspot/users_data.csv',
  'hubspot/owner_data.csv',
  'hubspot/team_data.csv',
  'hubspot/deal_pipeline_stage_data.csv',
  'salesforce/sf_user_data.csv',
  'salesforce/sf_product_2_data.csv',
  'marketo/marketo_campaign_data.csv',
  'pardot/pardot_list_data.csv',
];

function look(path: string) {
  const rows: string[][] = [];
  const records = new CsvRecords(path, ',', { record: (cells) => rows.push(cells), broken: () => {} });
  for (const line of readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/))
    records.push(line);
  records.end();
  const [header = [], ...rest] = rows;
  return { file: path.split('/').at(-1) ?? '', header, rows: rest };
}

interface Import {
  readonly folder: string;
  readonly flags: readonly string[];
  readonly counts: object;
}
const IMPORTS: readonly Import[] = [
  { folder: 'freemium_365', flags: [], counts: { rows: 121_147, imported: 121_147, refused: 0 } },
  {
    folder: 'olist_mql',
    flags: ['--zone', 'America/Sao_Paulo'],
    counts: { rows: 8_842, imported: 8_842, refused: 0, facts: { deals: 842, linkedRecorded: 842 } },
  },
  {
    folder: 'maven_crm',
    flags: ['--currency', 'USD', '--exported-at', '2017-12-31'],
    counts: { rows: 8_885, imported: 8_885, refused: 0, facts: { deals: 8_800 } },
  },
  {
    folder: 'xeducation_leads',
    flags: ['--exported-at', '2020-01-01'],
    counts: { rows: 9_240, imported: 9_240, refused: 0 },
  },
];

const vendorTables = existsSync(headers) ? [...Object.keys(KINDS), ...NO_LEADS] : [];
const imports = IMPORTS.filter(({ folder }) => existsSync(join(data, folder)));
const missing = Object.keys(KINDS).length + NO_LEADS.length + IMPORTS.length - vendorTables.length - imports.length;
if (missing > 0)
  console.warn(
    `NOT RUN: ${missing} of ${Object.keys(KINDS).length + NO_LEADS.length + IMPORTS.length} real tables, for want of their data sets`,
  );

it('knows which tables it runs', () => {
  expect(new Set([...Object.keys(KINDS), ...NO_LEADS]).size).toBe(Object.keys(KINDS).length + NO_LEADS.length);
});

for (const table of vendorTables)
  it(`recognises ${table} as ${KINDS[table] ?? 'nothing of leads'}`, () => {
    const proposal = propose([look(join(headers, table))], {});
    expect(proposal.files[0]?.rows).toBe(KINDS[table]);
    expect(proposal.questions.filter(({ flag }) => flag.startsWith('--rows'))).toEqual([]);
  });

describe.runIf(imports.length > 0)('as proposed', () => {
  beforeAll(buildWhereStale);
  for (const { folder, flags, counts } of imports)
    it(`${folder} goes through, and every valid row is there`, () => {
      const home = mkdtempSync(join(tmpdir(), 'baton-'));
      const source = join(data, folder);
      expect(baton(['import', source, ...flags], home).code).toBe(0);
      const told = JSON.parse(baton(['import', source, '--mapping', 'mapping.yaml', '--json'], home).out);
      expect(told).toMatchObject(counts);
      const { accepted, received } = told.entries;
      expect(accepted).toBe(received);
      expect(readdirSync(home).sort()).toEqual(['journal.ndjson', 'mapping.yaml', 'refused.ndjson']);
    });
});

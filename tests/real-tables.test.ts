// Tables as CRMs and data sets really have them, where they are at hand: each recognised for what it is, imported as proposed with nothing lost; a loud line where they are not.
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { propose } from '@baton/core/import/recognise/propose';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, root } from './command-line/baton.ts';
import { readTableLook } from './recognise/read-table.ts';

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

/** Won revenue of the journal against the raw table, to the cent: what is new business, what is not, and what is no win. */
function reconcile(table: string, journal: string, told: { readonly facts: Readonly<Record<string, number>> }): void {
  const [head = '', ...lines] = gunzipSync(readFileSync(table)).toString('utf8').trim().split(/\r?\n/);
  const [stage, value] = ['deal_stage', 'close_value'].map((column) => head.split(',').indexOf(column));
  const rows = lines.map((line) => line.split(','));
  const cents = (cell = ''): number => Math.round(Number(cell) * 100);
  const rawWon = rows.filter((cells) => cells[stage ?? -1] === 'Won');
  const entries = readFileSync(journal, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"kind":"won"'))
    .map((line) => JSON.parse(line));
  const revenue = (business: string): number =>
    entries.reduce((sum, entry) => sum + (entry.business === business ? entry.amountMinor : 0), 0);
  expect(entries.length).toBe(rawWon.length);
  expect(revenue('new')).toBeGreaterThan(0);
  expect(revenue('new') + revenue('existing')).toBe(rawWon.reduce((sum, cells) => sum + cents(cells[value ?? -1]), 0));
  const without = (word: string): number => rows.filter((cells) => cells[stage ?? -1] === word).length;
  const { deals = 0 } = told.facts;
  expect(deals - entries.length).toBe(without('Lost') + without('Engaging') + without('Prospecting'));
  console.info(
    `won: ${entries.length} deals, ${(revenue('new') + revenue('existing')) / 100} in all, ${revenue('new') / 100} of new business; ${deals - entries.length} deals lost or open`,
  );
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
    flags: ['--currency', 'USD'],
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
    const proposal = propose([readTableLook(join(headers, table))], {});
    expect(proposal.files[0]?.rows).toBe(KINDS[table]);
    expect(proposal.questions.filter(({ flag }) => flag.startsWith('--rows'))).toEqual([]);
  });

describe.runIf(imports.length > 0)('as proposed', () => {
  beforeAll(buildWhereStale);
  for (const { folder, flags, counts } of imports)
    it(`${folder} goes through, and every valid row is there`, () => {
      const home = mkdtempSync(join(tmpdir(), 'baton-'));
      const source = join(data, folder);
      const { code, out } = baton(['import', source, ...flags, '--json'], home);
      expect(code).toBe(0);
      const told = JSON.parse(out);
      expect(told).toMatchObject(counts);
      const { accepted, received } = told.entries;
      expect(accepted).toBe(received);
      expect(readdirSync(home).sort()).toEqual(['journal.ndjson', 'mapping.yaml', 'refused.ndjson']);
      const lines = readFileSync(join(home, 'mapping.yaml'), 'utf8').split('\n');
      expect(lines.filter((line) => line !== '' && !line.startsWith('#')).length).toBeLessThanOrEqual(25);
      if (folder === 'maven_crm') reconcile(join(source, 'sales_pipeline.csv.gz'), join(home, 'journal.ndjson'), told);
    });
});

// The guides on real data sets, from table to report, where the data sets are at hand; a loud line where they are not.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const data = join(root, '../shared/data');

interface Guide {
  readonly name: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly options: readonly string[];
  readonly rows: number;
}
const GUIDES: readonly Guide[] = [
  {
    name: 'free-to-paid',
    folder: 'freemium_365',
    files: ['student_info.csv.gz', 'student_engagement.csv.gz', 'student_purchases.csv.gz'],
    options: ['--from', '2021-12-01', '--landmark', '7', '--horizon', '60'],
    rows: 40_979 + 74_246 + 5_922,
  },
  {
    name: 'contact-to-deal',
    folder: 'olist_mql',
    files: ['olist_marketing_qualified_leads_dataset.csv.gz', 'olist_closed_deals_dataset.csv.gz'],
    options: ['--from', '2018-01-01', '--horizon', '90'],
    rows: 8_000 + 842,
  },
];
const here = GUIDES.filter((guide) => existsSync(join(data, guide.folder)));
if (here.length < GUIDES.length)
  console.warn(`NOT RUN: ${GUIDES.length - here.length} of ${GUIDES.length} guides, for want of their data sets`);

it('knows the guides it runs', () => {
  for (const guide of GUIDES) expect(existsSync(join(root, 'docs/guides', guide.name, 'definition.yaml'))).toBe(true);
});

for (const guide of here) {
  it(`${guide.name}: every valid row comes through, and the report is written`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-'));
    const source = join(root, 'docs/guides', guide.name);
    const baton = (...words: string[]): string =>
      execFileSync('node', [join(root, 'packages/cli/dist/baton.mjs'), ...words], {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const files = guide.files.map((file) => join(data, guide.folder, file));
    const counts = JSON.parse(baton('import', ...files, '--mapping', join(source, 'mapping.yaml'), '--json'));
    expect(counts).toMatchObject({ rows: guide.rows, imported: guide.rows, refused: 0 });
    const { received, accepted, duplicate, conflict, refused } = counts.entries;
    expect(accepted + duplicate + conflict + refused).toBe(received);
    expect(accepted).toBe(received);
    expect(JSON.parse(baton('test', source, '--json')).ok).toBe(true);
    const result = JSON.parse(
      baton('backtest', source, 'journal.ndjson', ...guide.options, '--out', 'report.html', '--json'),
    );
    expect(result.candidate.handoffs).toBeGreaterThan(1000);
    const paper = readFileSync(`${source}.md`, 'utf8');
    if (guide.name === 'free-to-paid') {
      const won = result.candidate.leads.filter((lead: { outcome: string }) => lead.outcome === 'won');
      const sameDay = won.filter((lead: { daysToWon: number }) => lead.daysToWon < 1);
      expect(paper).toContain(`${sameDay.length} of the ${won.length} bought on the very day`);
      expect(paper).toContain(`${won.length} of the ${result.candidate.leads.length.toLocaleString('en')} handed over`);
      expect(paper).toContain(`(${(100 * result.candidate.precision.rate).toFixed(1)} %)`);
    } else expect(counts.facts.conversationsUndated).toBe(counts.facts.cycles);
    if (result.landmark !== undefined) {
      expect(result.landmark.lift.low).toBeGreaterThan(2);
      expect(
        result.landmark.qualified.of +
          result.landmark.notQualified.of +
          result.landmark.leftOutEarlierBuyers +
          result.landmark.beforeStart +
          result.landmark.tooYoung,
      ).toBe(result.leads);
    }
    expect(statSync(join(folder, 'report.html')).size).toBeGreaterThan(20_000);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('What a replay cannot know');
  });
}

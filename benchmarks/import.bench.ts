// How fast an export of events becomes a journal, and how much memory that takes: a file of several gigabytes, read by a mapping, ids remembered on disk.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../packages/core/src/base/random.ts';
import { parseMapping } from '../packages/core/src/import/mapping/parse-mapping.ts';
import { prepareTables } from '../packages/files/src/importing/prepare-tables.ts';
import { runImport } from '../packages/files/src/importing/run-import.ts';
import { resultsOf, saveResults } from './results.ts';

const at = process.argv.indexOf('--gigabytes');
const gigabytes = at < 0 ? 5 : Number(process.argv[at + 1]);
const tell = (line: string): void => console.error(line);

const HEADER =
  'message_id,user_id,anonymous_id,event,timestamp,sent_at,context_page_path,context_page_url,context_campaign_source,context_user_agent';
const MAPPING = `
answers: { zone: UTC, currency: EUR }
files:
  tracks.csv:
    rows: events
    id: message_id
    columns: { user_id: userId, anonymous_id: anonymousId, event: name, timestamp: occurredAt, context_page_path: properties.path, context_campaign_source: campaign.source }
    ignored: [sent_at, context_page_url, context_user_agent]
`;
const NAMES = ['Pricing Viewed', 'Demo Requested', 'Guide Downloaded', 'Webinar Attended', 'Feature Used', 'Docs Read'];
const AGENT = '"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0"';

/** Writes an export as a warehouse makes it: an id of its own on every row, two million people. */
async function writeExport(path: string, bytes: number): Promise<number> {
  const random = createRandom(1);
  const file = await open(path, 'w');
  let [text, written, rows] = [`${HEADER}\n`, 0, 0];
  while (written < bytes) {
    const person = random.integer(0, 2_000_000);
    const when = new Date(1_600_000_000_000 + rows * 2000 + random.integer(0, 1999)).toISOString();
    const page = `/product/${random.integer(0, 400)}`;
    text += `ajs-${rows.toString(36)}-${person.toString(36)},u${person},a${person % 1_700_000},${random.pick(NAMES)},${when},${when},${page},https://www.example.com${page},google,${AGENT}\n`;
    rows += 1;
    if (text.length < 1 << 20) continue;
    await file.write(text);
    written += text.length;
    text = '';
  }
  await file.write(text);
  await file.close();
  return rows;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-import-'));
  try {
    const path = join(folder, 'tracks.csv');
    const rows = await writeExport(path, gigabytes * 1e9);
    tell(`${rows.toLocaleString('en')} rows, ${(statSync(path).size / 1e9).toFixed(2)} GB`);
    writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
    const parsed = parseMapping(readFileSync(join(folder, 'mapping.yaml'), 'utf8'), { file: 'mapping.yaml' });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const outputs = {
      journal: join(folder, 'journal.ndjson'),
      refused: join(folder, 'refused.ndjson'),
      isAdding: true,
    };
    const [started, before] = [performance.now(), process.cpuUsage()];
    const tally = await runImport(await prepareTables([path], parsed.value, 'mapping.yaml', Date.now()), [], outputs);
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(before);
    const spent = (user + system) / rows;
    if (tally.entries.accepted !== rows) throw new Error(`${tally.entries.accepted} entries of ${rows} rows`);
    const peak = process.resourceUsage().maxRSS / 1000;
    tell(
      `${Math.round(rows / seconds).toLocaleString('en')} rows/s; ${spent.toFixed(1)} µs of processor a row, on all threads; at most ${peak.toFixed(0)} MB of memory`,
    );
    const results = resultsOf('import', {
      rowsPerSecond: { value: Math.round(rows / seconds), unit: 'rows/s', better: 'higher' },
      megabytesPerSecond: { value: Math.round(statSync(path).size / 1e6 / seconds), unit: 'MB/s', better: 'higher' },
      gigabytes: { value: gigabytes, unit: 'GB', better: 'higher' },
      processorMicrosecondsPerRow: { value: Math.round(spent * 10) / 10, unit: 'µs', better: 'lower' },
      coresUsed: { value: Math.round((spent * rows) / 1e4 / seconds) / 100, unit: 'cores', better: 'higher' },
      peakMegabytes: { value: Math.round(peak), unit: 'MB', better: 'lower' },
    });
    if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
    if (process.argv.includes('--save') || gigabytes >= 5) tell(`written to ${saveResults(results)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();

// How fast a company is made up and written: 100,000 leads over three years, as `baton simulate` writes them, with the memory that takes.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCompany } from '../packages/cli/src/simulating/write-company.ts';
import { simulate } from '../packages/core/src/simulate/simulate.ts';
import { resultsOf, saveResults } from './results.ts';

const asked = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const leads = asked('leads', 100_000);
const years = asked('years', 3);
const tell = (line: string): void => console.error(line);
const round = (value: number): number => Math.round(value * 100) / 100;

async function main(): Promise<void> {
  const options = { seed: 'benchmark', leads, years };
  let drawn = 0;
  const before = performance.now();
  for (const { entries } of simulate(options).accounts) drawn += entries.length;
  const drawing = (performance.now() - before) / 1000;
  tell(`drawn alone: ${drawn.toLocaleString('en')} entries in ${drawing.toFixed(1)} s`);
  const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 200);
  const started = performance.now();
  const { made } = await writeCompany(options, folder, { shape: 'journal', gzip: false, counts: false });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  const megabytes = statSync(join(folder, 'journal.ndjson')).size / 1e6;
  rmSync(folder, { recursive: true });
  tell(
    `${made.leads.toLocaleString('en')} leads, ${made.entries.toLocaleString('en')} entries, ${megabytes.toFixed(0)} MB written in ${seconds.toFixed(1)} s; at most ${(peak / 1e6).toFixed(0)} MB of memory`,
  );
  const results = resultsOf('simulate', {
    entriesPerSecond: { value: Math.round(made.entries / seconds), unit: 'entries/s', better: 'higher' },
    secondsPer100kLeads: { value: round((seconds * 100_000) / made.leads), unit: 's', better: 'lower' },
    entriesPer100kLeads: {
      value: Math.round((made.entries * 100_000) / made.leads),
      unit: 'entries',
      better: 'higher',
    },
    peakMegabytes: { value: Math.round(Math.max(peak, process.memoryUsage().rss) / 1e6), unit: 'MB', better: 'lower' },
  });
  if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
  if (process.argv.includes('--save') || leads >= 100_000) tell(`written to ${saveResults(results)}`);
}

await main();

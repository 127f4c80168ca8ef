// A simulated company beside two real ones: funnel, lags, the rhythm of the week, long tails. Writes a page, and how far apart they are.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renderBeside } from './beside/beside-page.ts';
import { findingsOf } from './beside/findings.ts';
import { type Pair, STEPS } from './beside/observed.ts';
import { readFreemium, readOlist } from './beside/real-companies.ts';
import { observeSimulated } from './beside/simulated-company.ts';
import { type Figure, resultsOf, saveResults } from './results.ts';

const asked = (name: string, fallback: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const tell = (line: string): void => console.error(line);

const LEADS = 60_000;
const SEED = 'beside';
const data = asked('data', '../shared/data');
const out = asked('out', 'out/beside.html');
const leads = Number(asked('leads', String(LEADS)));
const seed = asked('seed', SEED);
const years = Number(asked('years', '3'));

const [olist, freemium] = [readOlist(data), readFreemium(data)];
if (olist === undefined) tell(`NOT RUN: beside Olist, for want of ${data}/olist_mql`);
if (freemium === undefined) tell(`NOT RUN: beside 365 Data Science, for want of ${data}/freemium_365`);
if (olist !== undefined || freemium !== undefined) compare();

function compare(): void {
  const made = observeSimulated({ seed, leads, years });
  const sold: Pair = {
    title: olist === undefined ? 'Sold by people' : `Sold by people: ${olist.name}`,
    short: 'Olist',
    steps: STEPS.sold,
    real: olist,
    simulated: made.sold,
  };
  const alone: Pair = {
    title: freemium === undefined ? 'Bought alone' : `Bought alone: ${freemium.name}`,
    short: '365 DS',
    steps: STEPS.alone,
    real: freemium,
    simulated: made.alone,
  };
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, renderBeside(sold, alone, { seed, years, leads: made.leads, accounts: made.accounts }));
  tell(`written to ${out}`);
  const figures: Record<string, Figure> = {};
  for (const { name, what, real, simulated, verdict, apart } of findingsOf(sold, alone)) {
    tell(
      `${verdict.padEnd(15)} ${what}: real ${real}; simulated ${simulated}${apart === undefined ? '' : `; distance ${apart.distance.toFixed(2)}`}`,
    );
    if (apart !== undefined && verdict !== 'too few to tell')
      figures[name] = { value: Math.round(apart.distance * 100) / 100, unit: 'distance, 0 to 1', better: 'lower' };
  }
  const results = resultsOf('beside', figures);
  if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
  const isWhole = olist !== undefined && freemium !== undefined && leads >= LEADS && seed === SEED;
  if (process.argv.includes('--save') || isWhole) tell(`written to ${saveResults(results)}`);
}

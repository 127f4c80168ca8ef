// npm run bench -- replay [--entries N] [--passes K] [--duckdb N] [--json] [--save]: how fast the kernel replays a journal, beside a plain scan of the columns it reads and beside DuckDB.
// benchmarks/README.md says what is measured and how.

import { hash } from 'node:crypto';
import type { Journal } from '../packages/core/src/kernel/columns/columns-writer.ts';
import { recordDecisions } from '../packages/core/src/kernel/recording/record-decisions.ts';
import type { Rulebook } from '../packages/core/src/kernel/rulebook.ts';
import type { Recorder } from '../packages/core/src/kernel/unit/unit-state.ts';
import { replayJournal } from '../packages/core/src/replay/replay.ts';
import { reviseRulebook } from '../packages/core/src/replay/revise-rulebook.ts';
import { BENCH_START, type BenchArrays, benchArrays, journalOf } from './replay-columns.ts';
import { type Crossing, crossingsInDuckDb } from './replay-duckdb.ts';
import { counting, definition, engagementOnly, reweighted, rulebookOf, sourceOf, UNTIL } from './replay-setup.ts';
import { onTwoThreads } from './replay-threads.ts';
import { median, resultsOf, saveResults, secondsOf } from './results.ts';

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const entries = option('entries', 10_000_000);
const passes = option('passes', 7);
const duckEntries = option('duckdb', Math.min(entries, 2_000_000));
const tell = (text: string): void => {
  console.error(text);
};
const millions = (perSecond: number): string => `${(perSecond / 1e6).toFixed(1)} M entries/s`;
const repeated = (work: () => void, times = passes): number[] => Array.from({ length: times }, () => secondsOf(work));

const sha256 = (text: string): string => hash('sha256', text, 'hex');

function play(rulebook: Rulebook, journal: Journal, recorder: Recorder): void {
  replayJournal(rulebook, journal, recorder, { mode: 'exact', until: UNTIL });
}

function scan({ occurredAt, at, atom, signature }: BenchArrays): number {
  let sum = 0;
  for (let i = 0; i < occurredAt.length; i++)
    sum += (occurredAt[i] as number) + (at[i] as number) + (atom[i] as number) + (signature[i] as number);
  return sum;
}

const collect = (globalThis as { gc?: () => void }).gc ?? (() => {});
function held(): number {
  collect();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

/** Verdict changes of the kernel, unit by unit. */
function crossingsOfKernel(rulebook: Rulebook, journal: Journal): Crossing[] {
  const crossings: Crossing[] = [];
  const recorder: Recorder = {
    ...counting().recorder,
    verdict: (state, _account, _lead, _definition, open) => {
      crossings.push([state.evidence.unit.from, state.now - BENCH_START, open !== 0]);
    },
  };
  play(rulebook, journal, recorder);
  return crossings;
}

async function besideDuckDb(): Promise<number> {
  const threshold = 500;
  const rulebook = rulebookOf(engagementOnly(threshold));
  const arrays = benchArrays(rulebook, duckEntries, true);
  const journal = journalOf(rulebook, arrays);
  const kernel = median(repeated(() => play(rulebook, journal, counting().recorder)));
  const { seconds, crossings } = await crossingsInDuckDb(rulebook, arrays, threshold);
  const unitOf = new Map(Array.from(arrays.leads, (_, unit) => [arrays.starts[unit] as number, unit]));
  const own = crossingsOfKernel(rulebook, journal).map(([from, at, open]) => [unitOf.get(from) as number, at, open]);
  const apart = crossings.findIndex((crossing, i) => JSON.stringify(crossing) !== JSON.stringify(own[i]));
  if (apart >= 0 || own.length !== crossings.length)
    throw new Error(`DuckDB and the kernel find different crossings: ${crossings[apart]} against ${own[apart]}`);
  const best = Math.min(seconds.ranks, seconds.lists);
  tell(
    `engagement crossings of ${duckEntries.toLocaleString('en')} entries: ${own.length} in both; kernel ${kernel.toFixed(3)} s, DuckDB by ranks ${seconds.ranks.toFixed(1)} s, by lists ${seconds.lists.toFixed(1)} s: ${(best / kernel).toFixed(1)} times`,
  );
  return best / kernel;
}

async function main(): Promise<void> {
  const rulebook = rulebookOf(definition);
  const before = held();
  const arrays = benchArrays(rulebook, entries);
  const journal = journalOf(rulebook, arrays);
  const people = arrays.leads.reduce((a, b) => a + b, 0);
  tell(
    `journal: ${entries.toLocaleString('en')} entries of ${people.toLocaleString('en')} leads in ${journal.units.toLocaleString('en')} accounts over three years`,
  );
  const { counts, recorder } = counting();
  play(rulebook, journal, recorder);
  const bytes = (held() - before) / entries;
  tell(`decided: ${JSON.stringify(counts)}; ${bytes.toFixed(1)} bytes an entry`);
  const scans: number[] = [];
  const kernels: number[] = [];
  for (let pass = 0; pass < passes; pass++) {
    scans.push(secondsOf(() => scan(arrays)));
    kernels.push(secondsOf(() => play(rulebook, journal, counting().recorder)));
  }
  const one = median(kernels);
  const plain = median(scans);
  tell(
    `one thread: ${one.toFixed(3)} s, ${millions(entries / one)}; scan ${plain.toFixed(4)} s: ${(one / plain).toFixed(1)} times the scan`,
  );
  const both = await onTwoThreads(arrays, passes);
  if (JSON.stringify(both.counts) !== JSON.stringify(counts)) throw new Error('two threads decide otherwise than one');
  const two = median(both.seconds);
  tell(`two threads: ${two.toFixed(3)} s, ${millions(entries / two)}`);
  const small = benchArrays(rulebook, 100_000);
  const smallJournal = journalOf(rulebook, small);
  const little = median(repeated(() => play(rulebook, smallJournal, counting().recorder), 101));
  const cost = one / entries / (little / 100_000);
  tell(`cost of an entry at ${entries.toLocaleString('en')} against 100,000: ${cost.toFixed(2)}`);
  const revised = reviseRulebook(rulebook, sourceOf(reweighted()));
  if (revised === undefined) throw new Error('other weights ask for other columns');
  const whatIf = median(repeated(() => play(revised, journal, counting().recorder)));
  tell(`the same question with other weights and thresholds: ${whatIf.toFixed(3)} s`);
  let records = 0;
  const full = { ...journal, units: Math.min(journal.units, 20_000) };
  const recording = median(
    repeated(() => {
      records = 0;
      play(
        rulebook,
        full,
        recordDecisions(() => {
          records += 1;
        }, sha256),
      );
    }, 5),
  );
  const unrecorded = median(repeated(() => play(rulebook, full, counting().recorder)));
  const recordsPerSecond = records / (recording - unrecorded);
  tell(
    `full records: ${Math.round(recordsPerSecond).toLocaleString('en')} a second (${records} in ${recording.toFixed(3)} s, of which ${unrecorded.toFixed(3)} s replay)`,
  );
  const duck = await besideDuckDb();
  const results = resultsOf('replay', {
    entriesPerSecond: { value: Math.round(entries / one), unit: 'entries/s', better: 'higher' },
    entriesPerSecondTwoThreads: { value: Math.round(entries / two), unit: 'entries/s', better: 'higher' },
    scanRatio: { value: round(one / plain), unit: 'times', better: 'lower' },
    duckdbRatio: { value: round(duck), unit: 'times', better: 'higher' },
    recordsPerSecond: { value: Math.round(recordsPerSecond), unit: 'records/s', better: 'higher' },
    bytesPerEntry: { value: round(bytes), unit: 'bytes', better: 'lower' },
    costRatio10Mto100k: { value: round(cost), unit: 'times', better: 'lower' },
    whatIfSeconds: { value: round(whatIf), unit: 's', better: 'lower' },
  });
  if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
  if (process.argv.includes('--save') || entries >= 10_000_000) tell(`written to ${saveResults(results)}`);
}

const round = (value: number): number => Math.round(value * 100) / 100;

await main();

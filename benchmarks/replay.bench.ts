// npm run bench -- replay [--entries N]: how fast the kernel replays a journal, beside a plain scan of the columns it reads.
import { writeFileSync } from 'node:fs';
import { definitionDigest } from '../packages/core/src/definition/canonical.ts';
import { parseDefinition } from '../packages/core/src/definition/parse-definition.ts';
import { recordDecisions } from '../packages/core/src/kernel/recording/record-decisions.ts';
import type { Recorder } from '../packages/core/src/kernel/unit/unit-state.ts';
import { prepareRulebook, replayJournal } from '../packages/core/src/replay/replay.ts';
import { BENCH_START, benchJournal } from './replay-columns.ts';
import { DEFINITION } from './replay-definition.ts';

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const entries = option('entries', 10_000_000);
const parsed = parseDefinition(DEFINITION);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const definition = parsed.value;
const rulebook = prepareRulebook({
  order: ['bench'],
  activations: [{ definition, version: 1, digest: definitionDigest(definition), effectiveAt: BENCH_START }],
});
const clock = (): number => performance.now();

function counting() {
  const counts = { verdicts: 0, handoffs: 0, events: 0 };
  const recorder: Recorder = {
    verdict: () => {
      counts.verdicts += 1;
    },
    nurture: () => {},
    handoff: () => {
      counts.handoffs += 1;
      return '';
    },
    heldBack: () => {},
    event: () => {
      counts.events += 1;
      return '';
    },
    unbound: () => {},
  };
  return { counts, recorder };
}

let started = clock();
const journal = benchJournal(rulebook, entries);
console.error(
  `journal: ${entries} entries, ${journal.units} units, ${((clock() - started) / 1000).toFixed(1)} s to make`,
);
const until = BENCH_START + 1100 * 86_400_000;
for (let pass = 0; pass < option('passes', 3); pass++) {
  const { counts, recorder } = counting();
  started = clock();
  replayJournal(rulebook, journal, recorder, { mode: 'exact', until });
  const seconds = (clock() - started) / 1000;
  console.error(`kernel: ${seconds.toFixed(3)} s, ${(entries / seconds / 1e6).toFixed(1)} M entries/s`, counts);
}
const { columns } = journal;
let sum = 0;
started = clock();
for (let pass = 0; pass < option('passes', 3); pass++) {
  started = clock();
  for (let i = 0; i < entries; i++)
    sum +=
      (columns.occurredAt[i] as number) +
      (columns.at[i] as number) +
      (columns.atom[i] as number) +
      (columns.signature[i] as number);
}
console.error(`scan: ${((clock() - started) / 1000).toFixed(3)} s (${sum})`);
let records = 0;
const few = { ...journal, units: Math.min(journal.units, 20000) };
started = clock();
replayJournal(
  rulebook,
  few,
  recordDecisions(() => {
    records += 1;
  }),
  { mode: 'exact', until },
);
console.error(
  `records: ${records} in ${((clock() - started) / 1000).toFixed(3)} s, ${Math.round(records / ((clock() - started) / 1000))}/s`,
);
void writeFileSync;

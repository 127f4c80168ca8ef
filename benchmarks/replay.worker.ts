// One of two threads of the replay benchmark: plays its half of the units each time it is asked to.
import { parentPort, workerData } from 'node:worker_threads';
import { replayJournal } from '../packages/core/src/replay/replay.ts';
import { type BenchArrays, journalOf } from './replay-columns.ts';
import { counting, definition, rulebookOf, UNTIL } from './replay-setup.ts';

const { arrays, from, to } = workerData as { arrays: BenchArrays; from: number; to: number };
const rulebook = rulebookOf(definition);
const journal = journalOf(rulebook, arrays);
parentPort?.on('message', () => {
  const { counts, recorder } = counting();
  replayJournal(rulebook, journal, recorder, { mode: 'exact', until: UNTIL, units: [from, to] });
  parentPort?.postMessage(counts);
});
parentPort?.postMessage('ready');

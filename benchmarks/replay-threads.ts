// The replay on two threads that share the columns, each with half of the rows.
import { Worker } from 'node:worker_threads';
import type { BenchArrays } from './replay-columns.ts';
import type { Counts } from './replay-setup.ts';

/** Seconds of each pass, and the sums of what both threads decided in the last. */
export async function onTwoThreads(
  arrays: BenchArrays,
  passes: number,
): Promise<{ readonly seconds: number[]; readonly counts: Counts }> {
  const { starts, leads } = arrays;
  const half = starts.findIndex((row) => row * 2 >= (starts.at(-1) as number));
  const script = new URL(import.meta.url.replace(/\.mjs$/, '.worker.mjs'));
  const workers = [
    [0, half],
    [half, leads.length],
  ].map(([from, to]) => new Worker(script, { workerData: { arrays, from, to } }));
  const answers = (): Promise<Counts[]> =>
    Promise.all(workers.map((worker) => new Promise<Counts>((resolve) => worker.once('message', resolve))));
  await answers();
  const seconds: number[] = [];
  let sums: Counts = { verdicts: 0, handoffs: 0, events: 0 };
  for (let pass = 0; pass < passes; pass++) {
    const started = performance.now();
    const both = answers();
    for (const worker of workers) worker.postMessage('go');
    const [a, b] = (await both) as [Counts, Counts];
    seconds.push((performance.now() - started) / 1000);
    sums = { verdicts: a.verdicts + b.verdicts, handoffs: a.handoffs + b.handoffs, events: a.events + b.events };
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return { seconds, counts: sums };
}

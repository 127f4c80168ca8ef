// Threads that read blocks of one table, as many as the machine has cores.
import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Block } from './cut-blocks.ts';
import type { BlockResult, BlockSetup } from './read-block.ts';

/** Reads blocks, several at a time. */
export interface Crew {
  /** How many blocks should be on their way at a time. */
  readonly depth: number;
  read(block: Block): Promise<BlockResult>;
  /** Ends what is not done yet. */
  leave(): Promise<void>;
}

/** Gathers a crew for a table's file; undefined where one thread is as fast. */
export type GatherCrew = (path: string, setup: BlockSetup) => Crew | undefined;

/** A smaller file is read before threads have warmed up. */
const SMALLEST = 32_000_000;
const MOST_THREADS = 4;
/** Blocks that wait at each thread: it works on while the import looks after its files. */
const BLOCKS_EACH = 8;
/** What threads hold lives for a block: a small nursery keeps their memory small. */
const NURSERY_MEGABYTES = 16;

/** Gathers threads for a file that is large. Where the script of theirs does not stand beside the program there are none. */
export function gatherThreads(path: string, setup: BlockSetup): Crew | undefined {
  const script = fileURLToPath(new URL('./import.worker.mjs', import.meta.url));
  const size = Math.min(availableParallelism(), MOST_THREADS);
  if (size < 2 || statSync(path).size < SMALLEST || !existsSync(script)) return undefined;
  const options = { workerData: setup, resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MEGABYTES } };
  return new Threads(Array.from({ length: size }, () => new Worker(script, options)));
}

interface Waiting {
  readonly take: (result: BlockResult) => void;
  readonly fail: (error: Error) => void;
}

/** Each thread answers in the order in which it was asked. */
class Threads implements Crew {
  private readonly waiting: Waiting[][];
  readonly depth: number;

  constructor(private readonly workers: readonly Worker[]) {
    this.depth = workers.length * BLOCKS_EACH;
    this.waiting = workers.map((worker) => {
      const asked: Waiting[] = [];
      worker.on('message', (result: BlockResult) => asked.shift()?.take(result));
      worker.on('error', (error: Error) => {
        for (const { fail } of asked.splice(0)) fail(error);
      });
      return asked;
    });
  }

  read(block: Block): Promise<BlockResult> {
    const least = this.waiting.reduce((best, asked, i) => (asked.length < this.asked(best).length ? i : best), 0);
    return new Promise((take, fail) => {
      this.asked(least).push({ take, fail });
      this.workers[least]?.postMessage(block);
    });
  }

  async leave(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private asked(thread: number): Waiting[] {
    return this.waiting[thread] ?? [];
  }
}

// What-ifs of this process: asked of a thread that holds the history, which is started when somebody asks and ended when nobody does any more.
import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import type { StorePlace } from '../store/snapshot.ts';
import type { WhatIfAnswer, WhatIfNews, WhatIfQuestion } from './what-if-kinds.ts';

/** A thread that nobody asked for so long is ended, and what it holds is let go. */
const REST_AFTER = 10 * 60_000;

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, { resolve(answer: WhatIfAnswer): void; reject(error: Error): void }>;
  reading: number | undefined;
  problem: string | undefined;
}

/** Answers what-ifs. */
export class WhatIfs {
  private thread: Thread | undefined;
  private asked = 0;
  private rest: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: StorePlace,
    /** The thread's program. */
    private readonly program: URL,
    private readonly clock: Clock,
  ) {}

  /** Answers at once: that the history is being read is an answer too. Throws where it could not be read. */
  async ask(question: Omit<WhatIfQuestion, 'id' | 'at'>): Promise<WhatIfAnswer> {
    this.thread ??= this.start();
    const { thread } = this;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => void this.forget(), REST_AFTER).unref();
    const { problem } = thread;
    thread.problem = undefined;
    if (problem !== undefined) throw new Error(`the history could not be read: ${problem}`);
    if (thread.reading !== undefined) return { state: 'reading', progress: thread.reading };
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      thread.waiting.set(id, { resolve, reject });
      thread.worker.postMessage({ ...question, id, at: this.clock() } satisfies WhatIfQuestion);
    });
  }

  /** Lets go of what the thread holds: somebody was erased, or the service stops. */
  async forget(): Promise<void> {
    clearTimeout(this.rest);
    const { thread } = this;
    this.thread = undefined;
    await thread?.worker.terminate();
  }

  private start(): Thread {
    const worker = new Worker(this.program, { workerData: { store: this.store } });
    const thread: Thread = { worker, waiting: new Map(), reading: undefined, problem: undefined };
    worker.on('message', (news: WhatIfNews) => {
      if ('answer' in news) {
        thread.waiting.get(news.id)?.resolve(news.answer);
        thread.waiting.delete(news.id);
      } else {
        thread.reading = news.reading;
        thread.problem = news.problem;
      }
    });
    const end = (error: Error): void => {
      if (this.thread === thread) this.thread = undefined;
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    worker.on('error', end);
    worker.on('exit', () => end(new Error('the thread of what-ifs ended')));
    return thread;
  }
}

// Jobs of this process: one at a time, the others wait. Their progress and results are rows of the store.
import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import type { Intake } from '../ingest/intake.ts';
import type { RandomBytes } from '../random.ts';
import { addJob, changeJob, forgetJobs } from '../store/job-rows.ts';
import { changeVersion } from '../store/version-rows.ts';
import type { Inside, JobKind, JobNews, JobParams, JobTask } from './job-kinds.ts';

/** What signatures and decisions stand on. */
const KEPT_FOR_GOOD: readonly JobKind[] = ['backtest', 'review'];
/** Of other kinds, so many that ended. */
const MOST_KEPT = 50;

interface Waiting {
  readonly id: string;
  readonly kind: JobKind;
  readonly params: JobParams[JobKind];
  readonly now: number;
}

/** Starts and stops jobs. */
export class Jobs {
  private readonly waiting: Waiting[] = [];
  private current: { readonly id: string; readonly end: AbortController; readonly ended: Promise<void> } | undefined;

  constructor(
    private readonly intake: Intake,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
    private readonly where: Pick<JobTask, 'store' | 'uploads'>,
    /** The thread's program. */
    private readonly program: URL,
    /** Kinds whose work is done in the process itself. */
    private readonly inside: { readonly [Kind in JobKind]?: Inside<Kind> },
  ) {}

  /** Asks for a job; returns its id. */
  async ask<Kind extends JobKind>(kind: Kind, params: JobParams[Kind], by: string): Promise<string> {
    const id = this.random(8).toString('hex');
    const row = { id, kind, params: JSON.stringify(params), state: 'queued', progress: 0, doing: '' };
    const now = this.clock();
    const made = { result: null, page: null, rows: null, problem: null, made_by: by, made_at: now, ended_at: null };
    await this.intake.aside(async (tx) => {
      await addJob(tx, { ...row, ...made });
      if (!KEPT_FOR_GOOD.includes(kind)) await forgetJobs(tx, kind, MOST_KEPT);
    });
    this.waiting.push({ id, kind, params, now });
    this.next();
    return id;
  }

  /** Ends a job before it is done. */
  async cancel(id: string): Promise<void> {
    const at = this.waiting.findIndex((each) => each.id === id);
    if (at >= 0) this.waiting.splice(at, 1);
    // Told first: what the thread says when it is ended is not heard any more.
    await this.change(id, { state: 'cancelled', ended_at: this.clock() });
    if (this.current?.id === id) this.current.end.abort();
  }

  /** Ends all jobs: the process stops. */
  async stop(): Promise<void> {
    this.waiting.length = 0;
    const { current } = this;
    if (current === undefined) return;
    current.end.abort();
    await current.ended;
  }

  private next(): void {
    const job = this.current === undefined ? this.waiting.shift() : undefined;
    if (job === undefined) return;
    const end = new AbortController();
    const ended = this.follow(job, end.signal).finally(() => {
      this.current = undefined;
      this.next();
    });
    this.current = { id: job.id, end, ended };
  }

  private async follow(job: Waiting, signal: AbortSignal): Promise<void> {
    await this.change(job.id, { state: 'running' });
    let told = 0;
    const hear = (news: JobNews): void => {
      if (!('progress' in news) || news.progress - told < 50) return;
      told = news.progress;
      void this.change(job.id, news);
    };
    const inside = this.inside[job.kind] as Inside<JobKind> | undefined;
    const last = await (inside === undefined
      ? this.inThread(job, hear, signal)
      : here(() => inside(job.params, hear, signal)));
    const ended_at = this.clock();
    if ('result' in last) {
      const { result, page, rows } = last;
      await this.change(job.id, { state: 'done', progress: 1000, result, page, rows, ended_at });
      if (job.kind === 'backtest') await this.attach(job.id, job.params as JobParams['backtest']);
    } else if ('problem' in last) await this.change(job.id, { state: 'failed', problem: last.problem, ended_at });
  }

  /** The last that a thread tells. */
  private async inThread(
    { kind, params, now }: Waiting,
    hear: (news: JobNews) => void,
    signal: AbortSignal,
  ): Promise<JobNews> {
    const task: JobTask = { kind, params, ...this.where, now };
    const worker = new Worker(this.program, { workerData: task });
    let last: JobNews = { problem: 'it was ended' };
    const end = (): void => void worker.terminate();
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    await new Promise<void>((resolve) => {
      worker.on('message', (news: JobNews) => {
        if ('progress' in news) hear(news);
        else last = news;
      });
      worker.on('error', (error) => {
        last = { problem: error.message };
      });
      worker.on('exit', () => resolve());
    });
    return last;
  }

  private change(id: string, change: Parameters<typeof changeJob>[2]): Promise<void> {
    return this.intake.aside((tx) => changeJob(tx, id, change));
  }

  /** A backtest of a version is what its signers look at. */
  private attach(id: string, { name, version }: JobParams['backtest']): Promise<void> {
    return this.intake.aside((tx) => changeVersion(tx, { name, version }, { backtest: id }));
  }
}

/** Work in the process itself, told as a thread tells it. */
async function here(work: () => Promise<unknown>): Promise<JobNews> {
  try {
    return { result: JSON.stringify(await work()), page: '', rows: null };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

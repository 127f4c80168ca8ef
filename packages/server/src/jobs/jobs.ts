// Jobs: asked for as rows of the store, done one at a time by whichever process takes them. What a process had when it died, another takes over.
import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import type { Intake } from '../ingest/intake.ts';
import type { RandomBytes } from '../random.ts';
import { addJob, changeJob, forgetJobs, holdJob, JOB_LEASE, takeJob } from '../store/job-rows.ts';
import type { JobsTable } from '../store/tables.ts';
import type { Inside, JobKind, JobNews, JobParams, JobTask } from './job-kinds.ts';

/** What signatures and decisions stand on. */
const KEPT_FOR_GOOD: readonly JobKind[] = ['backtest', 'review'];
/** Of other kinds, so many that ended. */
const MOST_KEPT = 50;

/** What is done with what a job found, before it is said to be done. */
export type Afterwards = {
  readonly [Kind in JobKind]?: (params: JobParams[Kind], result: unknown, id: string) => Promise<unknown>;
};

/** Starts and stops jobs. */
export class Jobs {
  /** This process, among those that share a store. */
  private readonly holder: string;
  private current: { readonly id: string; readonly end: AbortController; readonly ended: Promise<void> } | undefined;
  private looking: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly intake: Intake,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
    private readonly where: Pick<JobTask, 'store' | 'uploads'>,
    /** The thread's program. */
    private readonly program: URL,
    /** Kinds whose work is done in the process itself. */
    private readonly inside: { readonly [Kind in JobKind]?: Inside<Kind> },
    private readonly afterwards: Afterwards = {},
  ) {
    this.holder = random(8).toString('hex');
  }

  /** Asks for a job; returns its id. Nothing is asked for again where there is one of the id given. */
  async ask<Kind extends JobKind>(
    kind: Kind,
    params: JobParams[Kind],
    by: string,
    id = this.random(8).toString('hex'),
  ): Promise<string> {
    const job = { id, kind, params: JSON.stringify(params), made_by: by, made_at: this.clock() };
    await this.intake.aside(async (tx) => {
      if ((await addJob(tx, job)) && !KEPT_FOR_GOOD.includes(kind)) await forgetJobs(tx, kind, MOST_KEPT);
    });
    // Its asker sees it wait before it is begun.
    setImmediate(() => void this.look().catch(() => {}));
    return id;
  }

  /** Begins the oldest job that waits, unless this process is at one. */
  async look(): Promise<void> {
    if (this.stopped || this.current !== undefined) return;
    const begin = (): Promise<void> => this.begin();
    this.looking = this.looking === undefined ? begin() : this.looking.then(begin, begin);
    await this.looking;
  }

  private async begin(): Promise<void> {
    if (this.stopped || this.current !== undefined) return;
    const job = await this.intake.aside((tx) => takeJob(tx, this.holder, this.clock()));
    if (job === undefined) return;
    const end = new AbortController();
    // Where its row cannot be written, its lease ends, and somebody begins it again.
    const ended = this.follow(job, end)
      .catch(() => {})
      .finally(() => {
        this.current = undefined;
        void this.look().catch(() => {});
      });
    this.current = { id: job.id, end, ended };
  }

  /** Ends a job before it is done, whoever works on it. */
  async cancel(id: string): Promise<void> {
    // Told first: what the thread says when it is ended is not heard any more.
    await this.intake.aside((tx) => changeJob(tx, id, { state: 'cancelled', ended_at: this.clock() }));
    if (this.current?.id === id) this.current.end.abort();
  }

  /** Lets go of what this process works on: it stops, and another one, or the next start, begins it again. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.looking;
    const { current } = this;
    if (current === undefined) return;
    await this.change(current.id, { state: 'queued', held_until: 0, holder: null });
    current.end.abort();
    await current.ended;
  }

  private async follow(job: JobsTable, end: AbortController): Promise<void> {
    const holding = setInterval(() => void this.hold(job.id, end).catch(() => {}), JOB_LEASE / 4);
    try {
      await this.work(job, end.signal);
    } finally {
      clearInterval(holding);
    }
  }

  /** Says that this process is still at it; ends the work where that is no longer so. */
  private async hold(id: string, end: AbortController): Promise<void> {
    if (!(await this.intake.aside((tx) => holdJob(tx, id, this.holder, this.clock())))) end.abort();
  }

  private async work(job: JobsTable, signal: AbortSignal): Promise<void> {
    const kind = job.kind as JobKind;
    const params = JSON.parse(job.params) as JobParams[JobKind];
    let told = 0;
    const hear = (news: JobNews): void => {
      if (!('progress' in news) || news.progress - told < 50) return;
      told = news.progress;
      void this.change(job.id, news).catch(() => {});
    };
    const inside = this.inside[kind] as Inside<JobKind> | undefined;
    const last = await (inside === undefined
      ? this.inThread({ kind, params, now: job.made_at }, hear, signal)
      : here(() => inside(params, hear, signal)));
    if (signal.aborted) return;
    if ('problem' in last)
      await this.change(job.id, { state: 'failed', problem: last.problem, ended_at: this.clock() });
    if (!('result' in last)) return;
    const { result, page, rows } = last;
    const next = this.afterwards[kind] as
      | ((params: JobParams[JobKind], result: unknown, id: string) => Promise<unknown>)
      | undefined;
    await next?.(params, JSON.parse(result), job.id);
    await this.change(job.id, { state: 'done', progress: 1000, result, page, rows, ended_at: this.clock() });
  }

  /** The last that a thread tells. */
  private async inThread(
    asked: Pick<JobTask, 'kind' | 'params' | 'now'>,
    hear: (news: JobNews) => void,
    signal: AbortSignal,
  ): Promise<JobNews> {
    const task: JobTask = { ...asked, ...this.where };
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
    return this.intake.aside((tx) => changeJob(tx, id, change, this.holder));
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

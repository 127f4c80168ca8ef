// Long work in the background: asked for, followed, and what it found. What is found is typed by the reports that make it.
import { change, get } from './call.ts';

export type JobKind = 'backlog' | 'backtest' | 'report' | 'audit' | 'diagnose' | 'watch' | 'review' | 'calibrate';
export type JobParams = Readonly<Record<string, unknown>>;

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly params: JobParams;
  readonly state: string;
  /** 0 to 1 */
  readonly progress: number;
  readonly doing: string;
  readonly problem: string | null;
  readonly madeBy: string;
  readonly madeAt: number;
  readonly endedAt: number | null;
}

/** Asks for a job. */
export const askJob = (kind: JobKind, params: JobParams): Promise<Job> => change('POST', '/jobs', { kind, params });

/** Asks for the audit of the rule of before. */
export const askAudit = (): Promise<Job> => askJob('audit', {});

/** The latest jobs, of one kind where it is named. */
export const readJobs = (kind?: JobKind): Promise<{ jobs: readonly Job[] }> => get('/jobs', { kind });

/** One job and how far it is. */
export const readJob = (id: string): Promise<Job> => get(pathOf(id));

/** Ends a job before it is done. */
export const cancelJob = (id: string): Promise<Job> => change('DELETE', pathOf(id));

/** What a finished job found. */
export const readResult = <T>(id: string): Promise<T> => get(`${pathOf(id)}/result`);

/** What its numbers were counted from. */
export const readRows = <T>(id: string): Promise<T> => get(`${pathOf(id)}/rows`);

/** Keeps what a calibration learnt as a draft. */
export const keepDraft = (id: string): Promise<{ name: string; version: number }> =>
  change('POST', `${pathOf(id)}/draft`);

/** Where a finished job's document is; with `file` it is saved. */
export const jobPage = (id: string, file = false): string => `/api/v1${pathOf(id)}/page${file ? '?file=1' : ''}`;

/** Where what it found is, as JSON. */
export const jobResult = (id: string): string => `/api/v1${pathOf(id)}/result`;

function pathOf(id: string): string {
  return `/jobs/${encodeURIComponent(id)}`;
}

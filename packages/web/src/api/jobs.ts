// Long work in the background.
import { change, get } from './call.ts';

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly params: { readonly name?: string; readonly version?: number };
  readonly state: string;
  /** 0 to 1 */
  readonly progress: number;
  readonly doing: string;
  readonly problem: string | null;
  readonly madeAt: number;
  readonly endedAt: number | null;
}

/** Asks for the backtest of a version. */
export const askBacktest = (name: string, version: number): Promise<Job> =>
  change('POST', '/jobs', { kind: 'backtest', params: { name, version } });

/** Asks for the audit of the rule of before. */
export const askAudit = (): Promise<Job> => change('POST', '/jobs', { kind: 'audit', params: {} });

/** Ends a job before it is done. */
export const stopJob = (id: string): Promise<Job> => change('DELETE', `/jobs/${encodeURIComponent(id)}`);

/** The latest jobs. */
export const readJobs = (): Promise<{ jobs: readonly Job[] }> => get('/jobs');

/** Where a finished job's page is. */
export const jobPage = (id: string): string => `/api/v1/jobs/${encodeURIComponent(id)}/page`;

// What can be asked for in the background: each kind reads the journal as it is and returns a result and a page.
import { z } from 'zod';
import type { StorePlace } from '../store/snapshot.ts';

const Version = z.object({ name: z.string().max(100), version: z.number().int().min(1) });

/** Kinds of jobs with what each wants to know. */
export const JOB_KINDS = {
  backtest: Version.extend({ against: Version.optional(), reps: z.number().int().min(1).max(1000).optional() }),
  report: z.object({}),
  audit: z.object({}),
} as const;

export type JobKind = keyof typeof JOB_KINDS;
export type JobParams = { readonly [Kind in JobKind]: z.output<(typeof JOB_KINDS)[Kind]> };

/** What a job's thread is given. */
export interface JobTask {
  readonly kind: JobKind;
  readonly params: unknown;
  readonly store: StorePlace;
}

/** What a job's thread tells. */
export type JobNews =
  | { readonly doing: string; readonly progress: number }
  | { readonly result: string; readonly page: string }
  | { readonly problem: string };

// What can be asked for in the background, and what each kind wants to know. All but one read and change nothing, in a thread of their own; `bring-in` goes through the intake, in the process itself.
import { z } from 'zod';

const Version = z.object({ name: z.string().max(100), version: z.number().int().min(1) });

/** Kinds of jobs with what each wants to know. */
export const JOB_KINDS = {
  backtest: Version.extend({ against: Version.optional(), reps: z.number().int().min(1).max(1000).optional() }),
  report: z.object({}),
  audit: z.object({}),
  'plan-upload': z.object({ upload: z.string() }),
  'bring-in': z.object({ upload: z.string() }),
} as const;

export type JobKind = keyof typeof JOB_KINDS;
export type JobParams = { readonly [Kind in JobKind]: z.output<(typeof JOB_KINDS)[Kind]> };

/** What a job's thread is given. */
export interface JobTask {
  readonly kind: JobKind;
  readonly params: unknown;
  readonly store: { readonly sqlite: string } | { readonly postgres: string };
  /** Where uploads lie. */
  readonly uploads: string;
  readonly now: number;
}

/** Work of a job that is done in the process itself. `signal` asks it to stop. */
export type Inside<Kind extends JobKind> = (
  params: JobParams[Kind],
  tell: (news: JobNews) => void,
  signal: AbortSignal,
) => Promise<unknown>;

/** What a job's thread tells. */
export type JobNews =
  | { readonly doing: string; readonly progress: number }
  | { readonly result: string; readonly page: string }
  | { readonly problem: string };

// What can be asked for in the background, and what each kind wants to know. All but one read and change nothing, in a thread of their own; `bring-in` goes through the intake, in the process itself.
import { z } from 'zod';
import type { StorePlace } from '../store/snapshot.ts';

const Version = z.object({ name: z.string().max(100), version: z.number().int().min(1) });
const Instant = z.number().int().describe('milliseconds since 1970');
/** What reports of the funnel are asked alike. */
const Question = z.object({
  rule: z
    .enum(['in-force', 'before'])
    .describe(
      'hand-offs of the definitions in force, or the MQL dates of the import; the latter where nothing ever was in force',
    )
    .default('in-force'),
  from: Instant.describe('MQLs, closings and spend since then; all where absent').optional(),
  confidence: z
    .enum(['recorded', 'inferred', 'assumed'])
    .describe('facts have to be at least so sure')
    .default('assumed'),
  withinDays: z.number().int().min(1).max(365).describe('what every step is given, in days').optional(),
});
const Definition = z.string().max(100).describe('of which definition; the first in force where absent').optional();
const Capacity = z.number().int().min(1).max(1000).describe('hand-offs a working day that sales can answer').optional();

/** Kinds of jobs with what each wants to know. */
export const JOB_KINDS = {
  backtest: Version.extend({ against: Version.optional(), reps: z.number().int().min(1).max(1000).optional() }),
  report: Question.extend({
    since: Instant.describe('split the change in volume: the later period begins here').optional(),
  }),
  audit: z.object({}),
  'plan-upload': z.object({ upload: z.string() }),
  'bring-in': z.object({ upload: z.string() }),
  diagnose: Question,
  watch: z.object({ definition: Definition }),
  review: z.object({
    review: z.enum(['monthly', 'quarterly']),
    definition: Definition,
    candidates: z.array(Version).max(3).default([]),
    capacity: Capacity,
  }),
  backlog: Version,
  'daily-list': z.object({
    definition: z.string(),
    since: Instant.describe('the day began then'),
    most: z.number().int().describe('how many go to sales'),
  }),
  calibrate: z.object({
    name: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/)
      .describe('what the draft defines')
      .default('learnt'),
    months: z.number().int().min(1).max(240).describe('learn from what ended in so many months').default(12),
    most: z.number().int().min(3).max(20).describe('criteria').default(10),
    keep: z.number().int().min(1).max(100).describe('percent of all wins that the threshold keeps').default(80),
    capacity: Capacity,
  }),
} as const;

export type JobKind = keyof typeof JOB_KINDS;
export type JobParams = { readonly [Kind in JobKind]: z.output<(typeof JOB_KINDS)[Kind]> };

/** What a job's thread is given. */
export interface JobTask {
  readonly kind: JobKind;
  readonly params: unknown;
  /** When it was asked for. */
  readonly now: number;
  readonly store: StorePlace;
  /** Where uploads lie. */
  readonly uploads: string;
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
  | { readonly result: string; readonly page: string; readonly rows: string | null }
  | { readonly problem: string };

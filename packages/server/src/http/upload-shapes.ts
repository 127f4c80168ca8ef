// The shapes of uploads as the API gives them.
import { z } from 'zod';
import { Job } from './job-routes.ts';

export const UploadSummary = z.object({
  id: z.string(),
  state: z.string().describe('`open` or `brought-in`'),
  madeBy: z.string(),
  madeAt: z.number(),
});

const PlannedFile = z.object({
  file: z.string(),
  rows: z.string().nullable().describe('what its rows are; null: nothing of leads'),
  sureness: z.string(),
  why: z.string(),
  columns: z.array(z.object({ column: z.string(), to: z.string().nullable(), sureness: z.string() })).readonly(),
  samples: z
    .array(
      z.object({
        line: z.number(),
        verdict: z.string(),
        entries: z.array(z.string()).readonly(),
        problems: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});

const Plan = z.object({
  version: z.literal(1),
  files: z.array(PlannedFile).readonly(),
  questions: z
    .array(
      z.object({
        flag: z.string(),
        asks: z.string(),
        file: z.string().optional(),
        choices: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  problems: z.array(z.unknown()).readonly(),
  mapping: z.string().nullable(),
  counts: z.unknown().describe('as docs/schemas/import.schema.json; null while questions are open'),
});

export const Upload = UploadSummary.extend({
  answers: z
    .array(
      z.object({
        flag: z.string().max(100).describe('the flag of a question, as baton import has it'),
        file: z.string().max(400).optional(),
        words: z.string().min(1).max(2000),
      }),
    )
    .max(100),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })).readonly(),
  planning: Job.nullable(),
  plan: Plan.nullable(),
  bringing: Job.nullable(),
  received: z
    .object({
      received: z.number(),
      accepted: z.number(),
      duplicate: z.number(),
      conflict: z.number(),
      refused: z.number(),
    })
    .nullable(),
  hasRefused: z.boolean(),
});

export type UploadShape = z.input<typeof Upload>;

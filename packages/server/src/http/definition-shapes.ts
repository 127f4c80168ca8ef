// How versions of definitions are shown and written over HTTP.
import { z } from 'zod';

export const Texts = z.object({
  text: z.string().min(1).max(1_000_000).describe('definition.yaml'),
  tests: z.string().max(1_000_000).default('').describe('tests.yaml'),
  readme: z.string().max(1_000_000).default(''),
});
const Name = z.string().min(1).max(100);
export const Which = z.object({ name: Name, version: z.coerce.number().int().min(1) });
export const Signature = z.object({
  by: z.string(),
  name: z.string(),
  function: z.string(),
  digest: z.string(),
  at: z.number(),
  voidedAt: z.number().nullable(),
  voidedBecause: z.string().nullable(),
});
export const Summary = z.object({
  name: z.string(),
  version: z.number(),
  digest: z.string(),
  state: z.string(),
  author: z.string(),
  madeAt: z.number(),
  editedAt: z.number(),
  effectiveAt: z.number().nullable(),
  hasBacktest: z.boolean(),
  review: z
    .object({
      cadence: z.enum(['monthly', 'quarterly']),
      dueAt: z.number(),
      isOverdue: z.boolean().describe('its signatures have expired: it stays in force, stale, until it is reviewed'),
      words: z.string().nullable().describe('what is late, in a sentence'),
    })
    .nullable()
    .describe('when the version in force is to be reviewed; null for others'),
  wentBackUntil: z
    .number()
    .nullable()
    .describe('until when to say everywhere that one person went back to this version'),
  toAcknowledge: z.boolean().describe('whether whoever asks has yet to say that they have read it'),
});
const Reader = z.object({ id: z.string(), name: z.string(), at: z.number().nullable() });
export const Whole = Summary.extend({
  text: z.string(),
  tests: z.string(),
  readme: z.string(),
  words: z.string().describe('the definition in plain language, as Markdown'),
  warnings: z.array(z.unknown()).readonly(),
  results: z.array(z.unknown()).readonly().describe('its stories, each passed or failed'),
  signatures: z.array(Signature),
  readers: z
    .array(Reader)
    .describe('marketing and sales, with when each said that they have read it; empty before it is in force'),
  changes: z.array(z.unknown()).readonly().describe('what changed against the version in force'),
});

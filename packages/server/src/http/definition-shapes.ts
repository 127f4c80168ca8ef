// How versions of definitions are shown and written over HTTP.
import { z } from 'zod';
import type { VersionsTable } from '../store/tables.ts';

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
});
export const Whole = Summary.extend({
  text: z.string(),
  tests: z.string(),
  readme: z.string(),
  words: z.string().describe('the definition in plain language, as Markdown'),
  warnings: z.array(z.unknown()).readonly(),
  results: z.array(z.unknown()).readonly().describe('its stories, each passed or failed'),
  signatures: z.array(Signature),
  changes: z.array(z.unknown()).readonly().describe('what changed against the version in force'),
});

/** A version as lists show it. */
export function summaryOf(row: VersionsTable): z.infer<typeof Summary> {
  return {
    name: row.name,
    version: row.version,
    digest: row.digest,
    state: row.state,
    author: row.author,
    madeAt: row.made_at,
    editedAt: row.edited_at,
    effectiveAt: row.effective_at,
    hasBacktest: row.backtest !== null,
  };
}

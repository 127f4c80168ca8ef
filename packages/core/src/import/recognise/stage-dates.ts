// Columns that say when a record came to a stage: HubSpot's `Became a … Date`, `Date entered "… (pipeline)"` and their names in its API. Patterns and the names of stages in them.
import type { RowKind } from '../mapping/mapping.ts';
import { stageEntered } from '../mapping/targets.ts';
import { type ColumnEvidence, fits } from './cell-evidence.ts';
import { headerWords } from './header-words.ts';

/** Headers as they stand; of the API without what tools put before them. */
const PATTERNS: readonly RegExp[] = [
  /^became an? (.+) date$/i,
  /^(?:date|time) entered (.+)$/i,
  /^entered (.+) (?:date|at|on)$/i,
  /^(?:property_)?hs_(?:v2_)?date_entered_(.+?)(?:_\d{6,})?$/,
  /^(?:property_)?hs_lifecyclestage_(.+)_date$/,
];
const KINDS: readonly RowKind[] = ['leads', 'deals'];

/** Where such a column leads; undefined of all others. */
export function enteredBy(rows: RowKind, column: ColumnEvidence): string | undefined {
  if (!KINDS.includes(rows) || column.of !== undefined || !fits(column, 'instant', 'occurredAt')) return undefined;
  const header = column.header.trim();
  const found = PATTERNS.flatMap((pattern) => pattern.exec(header)?.[1] ?? [])[0];
  if (found === undefined) return undefined;
  const stage = found
    .replace(/^["“'](.*)["”']$/, '$1')
    .replace(/ \([^()]*pipeline\)$/i, '')
    .trim();
  // Stages that numbers name say nothing by themselves.
  if (/^\d+$/.test(stage) || headerWords(stage) === '') return undefined;
  const to = `entered.${stage}`;
  return stageEntered(to) === undefined ? undefined : to;
}

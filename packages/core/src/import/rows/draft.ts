// A row on its way to entries: the values of its mapped cells by target, and what was wrong with single cells. What they become is decided by the kind of row.
import type { Problem } from '../../base/problem.ts';
import type { CellInstant } from '../tables/cell-instants.ts';

/** An amount as written: in minor units of a currency with so many decimals, once the row's currency is known. */
export type WrittenAmount = (decimals: number) => number | undefined;

/** Values by name, as parse-entry takes them. */
export type Fields = Record<string, unknown>;

/** What the mapped cells of a row say. */
export interface Draft {
  readonly line: number;
  /** The row's own id, where a column names it. */
  id: string | undefined;
  /** Values by target; instants are {@link CellInstant}s, amounts {@link WrittenAmount}s. */
  readonly fields: Fields;
  lead: Fields | undefined;
  account: Fields | undefined;
  /** Attributes known as of the export only (K2). */
  exportedLead: Fields | undefined;
  exportedAccount: Fields | undefined;
  properties: Fields | undefined;
  campaign: Fields | undefined;
  /** When the record came to each of its stages, by their names. */
  entered: Record<string, CellInstant> | undefined;
  /** Cells that could not be read: they are refused alone, unless the row hangs on them (K0). */
  bad: BadCell[] | undefined;
}

/** A draft that no cell has filled yet. */
export function emptyDraft(line: number, id: string | undefined): Draft {
  return {
    line,
    id,
    fields: {},
    lead: undefined,
    account: undefined,
    exportedLead: undefined,
    exportedAccount: undefined,
    properties: undefined,
    campaign: undefined,
    entered: undefined,
    bad: undefined,
  };
}

export interface BadCell {
  readonly to: string;
  readonly column: string;
  readonly cell: string;
  readonly problem: Problem;
}

/** What a row came to. `key` distinguishes the several entries of one row. */
export interface RawEntry {
  readonly key: string;
  readonly fields: Fields;
}

/** An entry that follows from several rows, ready for parse-entry. */
export interface DerivedEntry {
  readonly source: string;
  readonly fields: Fields;
}

/** Why a row makes no entries although nothing is wrong with it. Each is counted under its name. */
export type LeftOut =
  | 'same record'
  | 'deleted'
  | 'test deal'
  | 'not responded'
  | 'planned'
  | 'cancelled'
  | 'no-show'
  | 'rescheduled'
  | 'note or open task'
  | 'not of sales'
  | 'not about stages'
  | 'not about statuses'
  | 'not about attributes'
  | 'no answer'
  | 'nobody'
  | 'not identified'
  | 'nothing done'
  | 'told by deals';

/** A row of a visitor. */
export interface Visit {
  readonly at: number;
  /** The visitor's anonymous id; undefined where the row has none. */
  readonly visitor: string | undefined;
  /** Its UTM source, else the host that referred it, else its campaign's name; undefined where it tells none. */
  readonly source: string | undefined;
}

/** The entries of a row, or why there are none. `fatal` names the target the row hangs on, where it cannot be read or is not there. */
export type RowReading =
  | { readonly entries: readonly RawEntry[] }
  | { readonly leftOut: LeftOut; readonly visit?: Visit | undefined }
  | { readonly fatal: string; readonly message: string };

/** A text field of the draft. */
export function textOf(draft: Draft, to: string): string | undefined {
  const value = draft.fields[to];
  return typeof value === 'string' ? value : undefined;
}

/** An instant of the draft. */
export function instantOf(draft: Draft, to: string): CellInstant | undefined {
  return draft.fields[to] as CellInstant | undefined;
}

/** A yes or no of the draft. */
export function flagOf(draft: Draft, to: string): boolean | undefined {
  return draft.fields[to] as boolean | undefined;
}

/** A number of the draft. */
export function numberOf(draft: Draft, to: string): number | undefined {
  return draft.fields[to] as number | undefined;
}

/** Those of some fields that are there. */
export function pick(fields: Fields, keys: readonly string[]): Fields {
  const found: Fields = {};
  for (const key of keys) if (fields[key] !== undefined) found[key] = fields[key];
  return found;
}

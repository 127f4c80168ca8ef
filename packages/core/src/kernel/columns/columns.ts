// A journal as columns of numbers: 24 bytes an entry, entries of one unit next to each other in the order of replay. Written by columns-writer.ts,
// read by the kernel.
import type { EntryRef } from '../../journal/entry.ts';
import { compareRef } from '../../journal/entry-order.ts';
import type { HitTimes } from '../../qualification/hits.ts';
import type { Signature } from './effect.ts';
import type { GroupingMemory } from './grouping-memory.ts';
import type { SignatureTable } from './signature-table.ts';

/** Entries by row. `signature` points into `signatures`; `atom` is the subject's position among the identifiers of its unit. */
export interface Columns extends HitTimes {
  readonly occurredAt: Float64Array;
  readonly at: Float64Array;
  readonly atom: Int32Array;
  readonly signature: Int32Array;
  readonly signatures: readonly Signature[];
  /** The signatures as flat numbers, where units that come and go share them. */
  readonly table?: SignatureTable;
  /** Kept where the same rows are replayed again and again. */
  readonly groupings?: GroupingMemory;
  refOf(row: number): EntryRef;
}

/** One unit's place in the columns: its rows [from, until) and its identifiers. */
export interface UnitRows {
  readonly from: number;
  readonly until: number;
  /** Identifiers' texts, e.g. `user:17`. Of a unit with `fixed` grouping the one that names a lead or account stands before its others. */
  readonly atoms: readonly string[];
  /** Where nothing ever regroups and no entry corrects another: lead (−1 for companies) and account of each identifier. Positions follow the order of the ids. */
  readonly fixed:
    | {
        readonly leadOf: Int32Array;
        readonly accountOf: Int32Array;
        /** The unit's identifiers are [from, from + count) of both. */
        readonly from: number;
        readonly count: number;
        readonly leads: number;
        readonly accounts: number;
      }
    | undefined;
}

/** Order of two rows of one instant, by the entries they stand for. */
export function compareRowsByRef(columns: Pick<Columns, 'refOf'>, a: number, b: number): number {
  return compareRef(columns.refOf(a), columns.refOf(b));
}

/** Whether the row's entry takes others back: a flag, a withdrawal, an unmerge (R24, I5). */
export function isCorrection(
  { signature, signatures }: Pick<Columns, 'signature' | 'signatures'>,
  row: number,
): boolean {
  const kind = signatures[signature[row] as number]?.effect?.kind;
  return kind === 'flag' || kind === 'withdrawal' || kind === 'unmerge';
}

// The columns of one unit that is still growing: entries are appended as they are admitted, and kept, so that the unit can be folded anew.
import type { EntryRef } from '../../journal/entry.ts';
import { type Columns, compareRowsByRef } from '../columns/columns.ts';
import type { Signature } from '../columns/effect.ts';
import type { SignatureBook } from '../columns/signature-book.ts';
import type { SignatureTable } from '../columns/signature-table.ts';

/** Columns that grow. */
export class LiveColumns implements Columns {
  occurredAt = new Float64Array(16);
  at = new Float64Array(16);
  atom = new Int32Array(16);
  signature = new Int32Array(16);
  private readonly refs: EntryRef[] = [];

  readonly signatures: readonly Signature[];
  readonly table: SignatureTable;

  /** `book` is shared by all units of a rulebook. */
  constructor(book: SignatureBook) {
    this.signatures = book.signatures;
    this.table = book.table;
  }

  /** Appends an entry; returns its row. */
  push(ref: EntryRef, occurredAt: number, at: number, atom: number, signature: number): number {
    const row = this.refs.push(ref) - 1;
    if (row === this.at.length) this.grow();
    this.occurredAt[row] = occurredAt;
    this.at[row] = at;
    this.atom[row] = atom;
    this.signature[row] = signature;
    return row;
  }

  refOf(row: number): EntryRef {
    return this.refs[row] as EntryRef;
  }

  compareRows(a: number, b: number): number {
    return compareRowsByRef(this, a, b);
  }

  private grow(): void {
    const size = this.at.length * 2;
    const { occurredAt, at, atom, signature } = this;
    this.occurredAt = new Float64Array(size);
    this.at = new Float64Array(size);
    this.atom = new Int32Array(size);
    this.signature = new Int32Array(size);
    this.occurredAt.set(occurredAt);
    this.at.set(at);
    this.atom.set(atom);
    this.signature.set(signature);
  }
}

// Which anonymous visitors of a file become known somewhere in it (K14): a first pass over analytics, whose other rows never make leads.
import type { FileMapping } from '../mapping/mapping.ts';
import { type ColumnReader, compileColumns, type Reading } from './compile-columns.ts';
import { emptyDraft } from './draft.ts';
import { whoOf } from './kinds/row-parts.ts';

const NAMES = ['userId', 'email', 'anonymousId', 'previousId'];

/** The anonymous ids that stand beside a user id or an e-mail address in some row. */
export class CapturedIds {
  private readonly ids = new Set<unknown>();
  private readonly readers: readonly ColumnReader[];

  constructor(mapping: FileMapping, header: readonly string[], reading: Reading) {
    const columns = [...mapping.columns].filter(([, mapped]) => mapped.some(({ to }) => NAMES.includes(to)));
    this.readers = compileColumns({ ...mapping, columns: new Map(columns), set: {} }, header, reading);
  }

  /** Whether a file's mapping asks for this pass at all. */
  static isNeeded({ anonymous }: FileMapping): boolean {
    return anonymous === 'left out';
  }

  see(cells: readonly string[]): void {
    const draft = emptyDraft(0, undefined);
    for (const { index, put } of this.readers) put(cells[index] ?? '', draft);
    const { userId, email, anonymousId } = whoOf(draft);
    if (userId === undefined && email === undefined) return;
    if (anonymousId !== undefined) this.ids.add(anonymousId);
    if (draft.fields.previousId !== undefined) this.ids.add(draft.fields.previousId);
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }
}

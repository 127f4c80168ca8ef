// Which anonymous visitors of a file become known somewhere in it (K14): a first pass over analytics, whose other rows never make leads.
import type { FileMapping } from '../mapping/mapping.ts';
import { isBlank } from '../tables/cell-values.ts';

/** The anonymous ids that stand beside a user id or an e-mail address in some row. */
export class CapturedIds {
  private readonly ids = new Set<string>();
  private readonly anonymous: readonly number[];
  private readonly known: readonly number[];

  constructor(mapping: FileMapping, header: readonly string[]) {
    const columnsTo = (...targets: string[]): number[] =>
      [...mapping.columns].flatMap(([column, mapped]) =>
        mapped.some(({ to }) => targets.includes(to)) ? [header.indexOf(column)] : [],
      );
    this.anonymous = columnsTo('anonymousId');
    this.known = columnsTo('userId', 'email');
  }

  /** Whether a file's mapping asks for this pass at all. */
  static isNeeded({ anonymous }: FileMapping): boolean {
    return anonymous === 'left out';
  }

  see(cells: readonly string[]): void {
    if (this.known.every((index) => isBlank(cells[index] ?? ''))) return;
    for (const index of this.anonymous) {
      const id = (cells[index] ?? '').trim();
      if (!isBlank(id)) this.ids.add(id);
    }
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }
}

// A place beside the journal whose texts may name somebody: read a page at a time, and emptied.
import type { Changing, Reading } from './store.ts';

/** A text beside the journal that may name somebody. */
export interface Beside {
  readonly key: string;
  readonly texts: readonly (string | null)[];
}

/** A table whose texts may name anybody. */
export interface Place {
  /** The table. */
  readonly where: string;
  readonly pages: (read: Reading) => AsyncGenerator<readonly Beside[]>;
  /** Empties those with these keys. */
  readonly empty: (tx: Changing, keys: readonly string[], now: number) => Promise<unknown>;
}

/** All rows in the order of their keys. */
export async function* pages(next: (after: string) => Promise<readonly Beside[]>): AsyncGenerator<readonly Beside[]> {
  for (let after = ''; ; ) {
    const rows = await next(after);
    if (rows.length === 0) return;
    after = rows.at(-1)?.key ?? after;
    yield rows;
  }
}

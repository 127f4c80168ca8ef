// How tables beside the journal are read through for what names somebody: a page at a time, by key.
import type { Changing, Reading } from './store.ts';

/** A text beside the journal that may name somebody. */
export interface Beside {
  readonly key: string;
  readonly texts: readonly (string | null)[];
}

/** A table, how to read through it, and how to empty it. */
export interface Place {
  /** The table. */
  readonly where: string;
  readonly pages: (read: Reading) => AsyncGenerator<readonly Beside[]>;
  /** Empties those with these keys. */
  readonly empty: (tx: Changing, keys: readonly string[], now: number) => Promise<unknown>;
}

/** Pages of what `next` finds after a key. */
export async function* pages(next: (after: string) => Promise<readonly Beside[]>): AsyncGenerator<readonly Beside[]> {
  for (let after = ''; ; ) {
    const rows = await next(after);
    if (rows.length === 0) return;
    after = rows.at(-1)?.key ?? after;
    yield rows;
  }
}

// Which entries were taken back by later ones, over a whole journal: flags take entries out of all evidence (R24), unmerges cancel links (I5). Withdrawals give flagged ones back.
import type { Entry, EntryRef } from '../journal/entry.ts';
import { refKey } from '../journal/entry-order.ts';

const TAKE_OUT: ReadonlySet<string> = new Set(['machine', 'test', 'duplicate']);

/** Takes every entry of a journal in, in any order, and tells which do not count. Holds the cited references alone. */
export class TakenBack {
  private readonly flags = new Map<string, readonly EntryRef[]>();
  private readonly withdrawn = new Set<string>();
  private readonly unmerged = new Set<string>();
  private out: Set<string> | undefined;

  add(entry: Entry): void {
    if (entry.kind === 'flag' && TAKE_OUT.has(entry.flag)) this.flags.set(refKey(entry), entry.entries ?? []);
    else if (entry.kind === 'withdrawal') this.withdrawn.add(refKey(entry.flagged));
    else if (entry.kind === 'unmerge') this.unmerged.add(refKey(entry.link));
  }

  /** Whether a flag holds the entry; to be asked once all entries are in. */
  isOut(ref: EntryRef): boolean {
    this.out ??= this.heldByFlags();
    return this.out.size > 0 && this.out.has(refKey(ref));
  }

  /** The keys (refKey) of all entries that a flag holds; to be asked once all entries are in. */
  outKeys(): ReadonlySet<string> {
    this.out ??= this.heldByFlags();
    return this.out;
  }

  /** Whether the links that the entry made were cancelled. */
  isUnlinked(ref: EntryRef): boolean {
    return this.unmerged.size > 0 && this.unmerged.has(refKey(ref));
  }

  private heldByFlags(): Set<string> {
    const held = new Set<string>();
    for (const [flag, refs] of this.flags) if (!this.withdrawn.has(flag)) for (const ref of refs) held.add(refKey(ref));
    return held;
  }
}

// Corrections that name other entries: machine, test and duplicate flags, their withdrawals, and unmerges (R24, I5). They hold whatever came first.
import type { EntryRef } from '../../journal/entry.ts';
import { refKey } from '../../journal/entry-order.ts';
import type { Effect } from '../columns/effect.ts';

interface Flag {
  readonly row: number;
  readonly key: string;
  readonly ofAccount: boolean;
  readonly entries: readonly string[];
}

/** Corrections of one unit. */
export class Labels {
  private readonly flags: Flag[] = [];
  private readonly withdrawn = new Set<string>();
  private readonly unmerged = new Set<string>();

  /** Whether anything was ever corrected in this unit. */
  get any(): boolean {
    return this.flags.length + this.withdrawn.size + this.unmerged.size > 0;
  }

  clear(): void {
    if (!this.any) return;
    this.flags.length = 0;
    this.withdrawn.clear();
    this.unmerged.clear();
  }

  /** Notes a correction; returns false for effects that are none. */
  note(row: number, ref: () => EntryRef, effect: Effect): boolean {
    switch (effect.kind) {
      case 'flag': {
        const ofAccount = effect.flag === 'competitor' || effect.flag === 'internal';
        this.flags.push({ row, key: refKey(ref()), ofAccount, entries: ofAccount ? [] : effect.entries.map(refKey) });
        return true;
      }
      case 'withdrawal':
        this.withdrawn.add(refKey(effect.flagged));
        return true;
      case 'unmerge':
        this.unmerged.add(refKey(effect.link));
        return true;
      default:
        return false;
    }
  }

  /** Whether links of this entry were taken back. */
  isUnmerged(key: string): boolean {
    return this.unmerged.has(key);
  }

  /** Whether a flag that stands names this entry, or the entry is itself a label on an account that was withdrawn; flags on flags change nothing. */
  isTakenOut(row: number, key: string): boolean {
    const own = this.flags.find((flag) => flag.row === row);
    if (own !== undefined) return own.ofAccount && this.withdrawn.has(own.key);
    return this.flags.some((flag) => !this.withdrawn.has(flag.key) && flag.entries.includes(key));
  }

  /** The entries that this correction's flag names: those whose accounts are looked at again. */
  namedBy(effect: Effect): ReadonlySet<string> {
    if (effect.kind === 'flag') return new Set(effect.entries.map(refKey));
    if (effect.kind !== 'withdrawal') return new Set();
    const key = refKey(effect.flagged);
    return new Set(this.flags.filter((flag) => flag.key === key).flatMap((flag) => flag.entries));
  }
}

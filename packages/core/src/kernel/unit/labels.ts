// Corrections that name other entries: machine, test and duplicate flags, their withdrawals, and unmerges (R24, I5). They hold whatever came first.
import type { EntryRef } from '../../journal/entry.ts';
import { refKey } from '../../journal/entry-order.ts';
import type { Effect } from '../columns/effect.ts';

interface Flag {
  readonly key: string;
  readonly isMachine: boolean;
  readonly ofAccount: boolean;
  readonly entries: readonly string[];
}

/** How flags hold an entry: not at all, machine flags alone, or others too. */
export type Hold = 'free' | 'machine' | 'out';

/** Corrections of one unit. */
export class Labels {
  private readonly byRow = new Map<number, Flag>();
  private readonly byKey = new Map<string, Flag[]>();
  /** Flags by the entries that they name. */
  private readonly naming = new Map<string, Flag[]>();
  private readonly withdrawn = new Set<string>();
  private readonly unmerged = new Set<string>();

  /** Whether anything was ever corrected in this unit. */
  get any(): boolean {
    return this.byRow.size + this.withdrawn.size + this.unmerged.size > 0;
  }

  clear(): void {
    if (!this.any) return;
    this.byRow.clear();
    this.byKey.clear();
    this.naming.clear();
    this.withdrawn.clear();
    this.unmerged.clear();
  }

  /** Notes a correction; returns false for effects that are none. */
  note(row: number, ref: () => EntryRef, effect: Effect): boolean {
    switch (effect.kind) {
      case 'flag': {
        const ofAccount = effect.flag === 'competitor' || effect.flag === 'internal';
        const entries = ofAccount ? [] : effect.entries.map(refKey);
        const flag: Flag = { key: refKey(ref()), isMachine: effect.flag === 'machine', ofAccount, entries };
        this.byRow.set(row, flag);
        push(this.byKey, flag.key, flag);
        for (const entry of entries) push(this.naming, entry, flag);
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

  /** Whether links of any entry were taken back. */
  get anyUnmerged(): boolean {
    return this.unmerged.size > 0;
  }

  /** Whether links of this entry were taken back. */
  isUnmerged(key: string): boolean {
    return this.unmerged.has(key);
  }

  /** How flags that stand hold an entry, or a label on an account that was withdrawn is out; flags on flags change nothing. */
  holdOn(row: number, key: string): Hold {
    const own = this.byRow.get(row);
    if (own !== undefined) return own.ofAccount && this.withdrawn.has(own.key) ? 'out' : 'free';
    const standing = (this.naming.get(key) ?? []).filter((flag) => !this.withdrawn.has(flag.key));
    if (standing.length === 0) return 'free';
    return standing.every(({ isMachine }) => isMachine) ? 'machine' : 'out';
  }

  /** The entries that this correction's flag names: those whose accounts are looked at again. */
  namedBy(effect: Effect): ReadonlySet<string> {
    if (effect.kind === 'flag') return new Set(effect.entries.map(refKey));
    if (effect.kind !== 'withdrawal') return new Set();
    return new Set((this.byKey.get(refKey(effect.flagged)) ?? []).flatMap(({ entries }) => entries));
  }
}

function push(flags: Map<string, Flag[]>, key: string, flag: Flag): void {
  const held = flags.get(key);
  if (held === undefined) flags.set(key, [flag]);
  else held.push(flag);
}

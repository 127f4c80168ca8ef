// The flags that a journal holds, and what became of them: ours, which may be judged again, and everybody else's, which are respected.
import type { Entry, EntryRef, FlagEntry, WithdrawalEntry } from '../../journal/entry.ts';
import { refKey } from '../../journal/entry-order.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { type HygieneRuleId, ruleOfTag } from '../rules.ts';

/** Who sends the flags and withdrawals of hygiene. */
export const HYGIENE_SOURCE = 'hygiene';
/** What a withdrawal's `rule` says where a person took back all that a rule said so far, or what was said of an entry. */
export const UNDO_RULE = 'undo-rule';
export const UNDO_ENTRY = 'undo-entry';

/** A flag of ours. */
export interface OwnFlag {
  readonly flag: FlagEntry;
  readonly rule: HygieneRuleId;
  /** What it is about: keys of entries, or the one of a company. */
  readonly keys: readonly string[];
}

/** The key of a company in place of an entry's. */
export function companyKey(subject: string): string {
  return `company\n${subject}`;
}

/** Collects flags and withdrawals, in any order. */
export class FlagBook {
  private readonly own: OwnFlag[] = [];
  private readonly others: FlagEntry[] = [];
  private readonly withdrawals = new Map<string, WithdrawalEntry>();

  add(entry: Entry): void {
    if (entry.kind === 'withdrawal') this.withdrawals.set(refKey(entry.flagged), entry);
    if (entry.kind !== 'flag') return;
    const rule = entry.source === HYGIENE_SOURCE ? ruleOfTag(entry.rule) : undefined;
    if (rule === undefined) this.others.push(entry);
    else this.own.push({ flag: entry, rule, keys: keysOf(entry) });
  }

  /** Every flag of ours, withdrawn or not. */
  get ownFlags(): readonly OwnFlag[] {
    return this.own;
  }

  /** Flags of ours that nobody took back. */
  standing(): OwnFlag[] {
    return this.own.filter(({ flag }) => !this.isWithdrawn(flag));
  }

  isWithdrawn(flag: EntryRef): boolean {
    return this.withdrawals.has(refKey(flag));
  }

  /** What others hold: keys of the entries and companies that their standing flags name. */
  heldByOthers(): Set<string> {
    return new Set(this.others.filter((flag) => !this.isWithdrawn(flag)).flatMap(keysOf));
  }

  /** What any standing flag holds, ours or another's. */
  held(): Set<string> {
    const held = this.heldByOthers();
    for (const { keys } of this.standing()) for (const key of keys) held.add(key);
    return held;
  }

  /** Whether a person took back what this rule said of an entry or company, or what any rule said of it. */
  undone(): (rule: HygieneRuleId, key: string) => boolean {
    const undone = new Set<string>();
    for (const { flag, rule, keys } of this.own) {
      const by = this.withdrawals.get(refKey(flag))?.rule;
      if (by !== UNDO_RULE && by !== UNDO_ENTRY) continue;
      for (const key of keys) undone.add(by === UNDO_RULE ? `${rule}\n${key}` : `any\n${key}`);
    }
    return (rule, key) => undone.has(`${rule}\n${key}`) || undone.has(`any\n${key}`);
  }
}

function keysOf(flag: FlagEntry): string[] {
  const isOfCompany = flag.flag === 'internal' || flag.flag === 'competitor';
  return isOfCompany ? [companyKey(subjectOf(flag) ?? '')] : (flag.entries ?? []).map(refKey);
}

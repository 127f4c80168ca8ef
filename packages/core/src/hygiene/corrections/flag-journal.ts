// Hygiene of a whole journal in one pass: hand every entry in, get what has to be written. What `baton flag` does, and what an import can do at its end.
import type { Entry, Instant, WithdrawalEntry } from '../../journal/entry.ts';
import { HygieneJudge } from '../judge.ts';
import { HYGIENE_RULES, type HygieneRuleId } from '../rules.ts';
import type { HygieneSettings } from '../settings.ts';
import { FlagBook, type OwnFlag } from './flag-book.ts';
import { type Rejudged, rejudge } from './rejudge.ts';
import { undo } from './undo.ts';

/** Entries and flags of a journal, read in any order. */
export class FlagJournal {
  readonly book = new FlagBook();
  private readonly judge: HygieneJudge;
  private wasAdmitted = false;
  private last = 0;

  constructor(settings: HygieneSettings) {
    this.judge = new HygieneJudge(settings);
  }

  add(entry: Entry): void {
    this.book.add(entry);
    this.judge.add(entry);
    if (entry.admittedAt === undefined) return;
    this.wasAdmitted = true;
    this.last = Math.max(this.last, entry.admittedAt);
  }

  /** What to write; the same settings over what was written write nothing. `now` matters only where the journal was admitted live: then corrections are admitted now, after all that was. */
  rejudge(now: Instant): Rejudged {
    return rejudge(this.judge, this.book, this.admittedAt(now));
  }

  /** Withdrawals of what a person takes back. */
  undo(what: string, now: Instant): WithdrawalEntry[] {
    return undo(this.book, what, this.admittedAt(now));
  }

  /** Rules that were not judged by: their flags are left as they are. */
  notJudged(): HygieneRuleId[] {
    return HYGIENE_RULES.map(({ id }) => id).filter((id) => !this.judge.isJudged(id));
  }

  /** What the rule's flags say of the rule now. */
  tagOf(rule: HygieneRuleId): string {
    return this.judge.tagOf(rule);
  }

  private admittedAt(now: Instant): Instant | undefined {
    return this.wasAdmitted ? Math.max(now, this.last + 1) : undefined;
  }
}

/** What stands of one rule. */
export interface RuleCount {
  readonly rule: HygieneRuleId;
  readonly flags: number;
  readonly entries: number;
  readonly companies: number;
}

/** Standing flags counted by rule, in the order of the rules; rules without any are left out. */
export function countByRule(standing: readonly OwnFlag[]): RuleCount[] {
  return HYGIENE_RULES.flatMap(({ id }) => {
    const flags = standing.filter(({ rule }) => rule === id).map(({ flag }) => flag);
    if (flags.length === 0) return [];
    const entries = flags.reduce((sum, flag) => sum + (flag.entries?.length ?? 0), 0);
    return [{ rule: id, flags: flags.length, entries, companies: flags.filter((flag) => !flag.entries).length }];
  });
}

// Hygiene of a whole journal in one pass: hand every entry in, get what has to be written. What `baton flag` does, and what an import can do at its end.
import type { Entry, FlagEntry, Instant } from '../../journal/entry.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { HygieneJudge, type Judged } from '../judge.ts';
import { HYGIENE_RULES, type HygieneRuleId } from '../rules.ts';
import type { HygieneSettings } from '../settings.ts';
import { FlagBook } from './flag-book.ts';
import { type Rejudged, rejudge } from './rejudge.ts';
import { undo } from './undo.ts';

/** Entries and flags of a journal, read in any order. */
export class FlagJournal {
  readonly book = new FlagBook();
  private readonly judge: HygieneJudge;
  private wasAdmitted = false;
  private last = 0;

  constructor(settings: HygieneSettings, about: Judged = 'everybody') {
    this.judge = new HygieneJudge(settings, about);
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

  /** Takes back what a person says, and judges nothing. */
  undo(what: readonly string[], now: Instant): Rejudged {
    const withdrawals = undo(this.book, what, this.admittedAt(now));
    const gone = new Set(withdrawals.map(({ flagged }) => flagged.id));
    return { flags: [], withdrawals, standing: this.book.standing().filter(({ flag }) => !gone.has(flag.id)) };
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

/** What stands of one rule, and what was written of it now. */
export interface RuleCount {
  readonly rule: (typeof HYGIENE_RULES)[number];
  readonly flags: number;
  readonly entries: number;
  /** People whose entries it names, and companies it names. */
  readonly people: number;
  readonly companies: number;
  readonly added: number;
  readonly withdrawn: number;
  /** A few of its flags, the newly written ones first. */
  readonly examples: readonly FlagEntry[];
}

const MOST_EXAMPLES = 3;

/** Counts by rule, in the order of the rules; those of which nothing stands and nothing was written are left out. */
export function countByRule({ flags, withdrawals, standing }: Rejudged): RuleCount[] {
  const added = new Set(flags.map(({ id }) => id));
  const withdrawn = withdrawals.map(({ id }) => id.split(':')[0]);
  return HYGIENE_RULES.flatMap((rule) => {
    const own = standing.filter((each) => each.rule === rule.id).map(({ flag }) => flag);
    const takenBack = withdrawn.filter((id) => id === rule.id).length;
    if (own.length + takenBack === 0) return [];
    const ofPeople = own.filter(({ entries }) => entries !== undefined);
    const isNew = ({ id }: FlagEntry): number => Number(added.has(id));
    return [
      {
        rule,
        flags: own.length,
        entries: ofPeople.reduce((sum, { entries = [] }) => sum + entries.length, 0),
        people: new Set(ofPeople.map(subjectOf)).size,
        companies: own.length - ofPeople.length,
        added: own.filter(isNew).length,
        withdrawn: takenBack,
        examples: [...own].sort((a, b) => isNew(b) - isNew(a)).slice(0, MOST_EXAMPLES),
      },
    ];
  });
}

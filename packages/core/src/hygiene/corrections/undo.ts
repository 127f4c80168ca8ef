// A person takes back what hygiene said: all that a rule said so far, or the flags that name an entry, a person or a company. What is taken back is not said again.
import type { Instant, WithdrawalEntry } from '../../journal/entry.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { hygieneRule } from '../rules.ts';
import { withdrawalEntry } from './correction-entries.ts';
import { type FlagBook, type OwnFlag, UNDO_ENTRY, UNDO_RULE } from './flag-book.ts';

/**
 * Withdrawals of every standing flag that `what` means: the name of a rule; the id of a flag; the id of an entry it names (or `source:id`); a person's or company's id, address or domain. Empty where it means none.
 */
export function undo(book: FlagBook, what: string, admittedAt?: Instant): WithdrawalEntry[] {
  const rule = hygieneRule(what);
  const isMeant = rule === undefined ? (own: OwnFlag) => names(own, what) : (own: OwnFlag) => own.rule === rule.id;
  const by = rule === undefined ? UNDO_ENTRY : UNDO_RULE;
  return book
    .standing()
    .filter(isMeant)
    .map(({ flag }) => withdrawalEntry(flag, by, `taken back by a person: ${what}`, admittedAt));
}

function names({ flag }: OwnFlag, what: string): boolean {
  const subject = subjectOf(flag) ?? '';
  return (
    flag.id === what ||
    subject === what ||
    subject.slice(subject.indexOf(':') + 1) === what ||
    (flag.entries ?? []).some(({ source, id }) => id === what || `${source}:${id}` === what)
  );
}

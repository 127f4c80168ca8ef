// A person takes back what hygiene said: all that a rule said so far, or the flags that name an entry, a person or a company. What is taken back is not said again.
import type { Instant, WithdrawalEntry } from '../../journal/entry.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { hygieneRule } from '../rules.ts';
import { withdrawalEntry } from './correction-entries.ts';
import { type FlagBook, type OwnFlag, UNDO_ENTRY, UNDO_RULE } from './flag-book.ts';

/**
 * Withdrawals of every standing flag that one of these means: the name of a rule; the id of a flag; the id of an entry it names (or `source:id`); a person's or company's id, address or domain. Each flag is taken back once.
 */
export function undo(book: FlagBook, what: readonly string[], admittedAt?: Instant): WithdrawalEntry[] {
  return book.standing().flatMap((own) => {
    const meant = what.find((each) => isMeant(own, each));
    if (meant === undefined) return [];
    const by = hygieneRule(meant) === undefined ? UNDO_ENTRY : UNDO_RULE;
    return [withdrawalEntry(own.flag, by, `taken back by a person: ${meant}`, admittedAt)];
  });
}

function isMeant(own: OwnFlag, what: string): boolean {
  const rule = hygieneRule(what);
  return rule === undefined ? names(own, what) : own.rule === rule.id;
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

// What reading a journal came to, in one line, and its first problems.
import type { Problem } from '@baton/core/base/problem';
import type { LedgerCounts } from '@baton/core/journal/ledger';
import { printProblems } from './problems.ts';
import { amount, countOf } from './words.ts';

/** What reading came to: accepted + duplicate + conflict + refused = received, and the first few problems. */
export interface JournalReading {
  readonly counts: LedgerCounts;
  readonly problems: readonly Problem[];
}

/** Tells the counts and the first problems on stderr. */
export function tellReading({ counts, problems }: JournalReading): void {
  process.stderr.write(
    `Read ${countOf(counts.received, 'entry', 'entries')}: ${amount(counts.accepted)} accepted, ${amount(counts.duplicate)} duplicate, ${amount(counts.conflict)} conflicting, ${amount(counts.refused)} refused.\n`,
  );
  printProblems(problems);
  if (counts.refused > problems.length && problems.length > 0)
    process.stderr.write(`… and ${amount(counts.refused - problems.length)} more refused.\n`);
}

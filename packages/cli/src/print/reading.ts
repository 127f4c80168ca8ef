// What reading a journal came to, in one line, its first problems, and where all of them are.
import type { Problem } from '@baton/core/base/problem';
import type { LedgerCounts } from '@baton/core/journal/ledger';
import { amount, ledgerWords } from '@baton/files/words';
import { printProblems } from './problems.ts';

/** What reading came to: accepted + duplicate + conflict + refused = received, the first few problems, and the file that keeps all of them. */
export interface JournalReading {
  readonly counts: LedgerCounts;
  readonly problems: readonly Problem[];
  readonly refusedFile: string | undefined;
}

/** Tells the counts and the first problems on stderr. */
export function tellReading({ counts, problems, refusedFile }: JournalReading): void {
  process.stderr.write(`Read ${ledgerWords(counts)}.\n`);
  printProblems(problems);
  const kept = counts.refused + counts.conflict;
  if (kept > problems.length) process.stderr.write(`… and ${amount(kept - problems.length)} more.\n`);
  if (kept > 0)
    process.stderr.write(
      refusedFile === undefined
        ? 'All of them, with their reasons: the same command with --refused refused.ndjson\n'
        : `All of them, with their reasons, are in ${refusedFile}.\n`,
    );
}

/** The counts as they stand in what commands write with --json. */
export function readingJson({ counts, refusedFile }: JournalReading): object {
  return { ...counts, ...(refusedFile !== undefined && { refusedFile }) };
}

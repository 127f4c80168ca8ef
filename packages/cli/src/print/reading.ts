// What reading a journal came to, in one line, and its first problems.
import type { JournalReading } from '../read/journal.ts';
import { printProblems } from './problems.ts';
import { amount, countOf } from './words.ts';

/** Tells the counts and the first problems on stderr. */
export function tellReading({ counts, problems }: JournalReading): void {
  process.stderr.write(
    `Read ${countOf(counts.received, 'entry', 'entries')}: ${amount(counts.accepted)} accepted, ${amount(counts.duplicate)} duplicate, ${amount(counts.conflict)} conflicting, ${amount(counts.refused)} refused.\n`,
  );
  printProblems(problems);
  if (counts.refused > problems.length && problems.length > 0)
    process.stderr.write(`… and ${amount(counts.refused - problems.length)} more refused.\n`);
}

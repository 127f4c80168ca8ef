// What reading a journal came to, in one line, and its first problems.
import type { JournalReading } from '../read/journal.ts';
import { printProblems } from './problems.ts';

export function tellReading({ counts, problems }: JournalReading): void {
  const n = (number: number): string => number.toLocaleString('en');
  process.stderr.write(
    `Read ${n(counts.received)} entries: ${n(counts.accepted)} accepted, ${n(counts.duplicate)} duplicate, ${n(counts.conflict)} conflicting, ${n(counts.refused)} refused.\n`,
  );
  printProblems(problems);
  if (counts.refused > problems.length && problems.length > 0)
    process.stderr.write(`… and ${n(counts.refused - problems.length)} more refused.\n`);
}

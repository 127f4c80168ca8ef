// A proposed mapping told and written: what was recognised, which questions are open, and the file it goes to.
import { existsSync } from 'node:fs';
import type { Problem } from '@baton/core/base/problem';
import { question } from '@baton/core/import/mapping/missing-answers';
import type { FileProposal, Proposal } from '@baton/core/import/recognise/proposal';
import type { Proposed } from '@baton/files/importing/propose-mapping';
import { tableName } from '@baton/files/importing/tables';
import { countOf } from '@baton/files/words';
import { openOutput } from '@baton/files/writing/output';
import { EXIT } from '../exit.ts';
import { Failure, fail } from '../failure.ts';

/** The open questions as problems, each with its flag. */
export function questionProblems({ questions }: Proposal): Problem[] {
  return questions.map(({ asks, flag, file, choices }) => {
    const example = choices[0] === undefined ? '' : flag.includes('=') ? '' : ' …';
    const told = question(
      `${asks}${choices.length === 0 ? '' : ` (${choices.join(' | ')})`}`,
      `${flag}${example}`,
      file,
    );
    return told;
  });
}

/** Ends the command where the file for the mapping is there already. */
export function refuseToOverwrite(file: string): void {
  if (!existsSync(file)) return;
  fail(
    'cli-exists',
    `there is a file ${file} already`,
    `use it with --mapping ${file}, or write another with --propose OTHER.yaml`,
    EXIT.problems,
  );
}

/** Writes the mapping; ends the command where questions are open. */
export async function writeProposal({ proposal, text }: Proposed, file: string): Promise<void> {
  if (proposal.questions.length > 0) throw new Failure(questionProblems(proposal));
  const output = openOutput(file);
  await output.write(text);
  await output.close();
}

/** Tells what was recognised, on stderr. */
export function tellProposal({ files }: Proposal, journals: readonly string[]): void {
  for (const file of files) process.stderr.write(`${fileWords(file)}\n`);
  for (const path of journals) process.stderr.write(`${tableName(path)}: a journal; its entries need no mapping\n`);
}

function fileWords({ file, rows, why, sureness, columns }: FileProposal): string {
  if (rows === undefined) return `${file}: left out: ${why}`;
  const mapped = columns.filter(({ to }) => to !== undefined).length;
  const unknown = columns.filter((column) => column.why === 'unknown').map(({ column }) => column);
  const shown =
    unknown.length > 6 ? `${unknown.slice(0, 6).join(', ')} and ${unknown.length - 6} more` : unknown.join(', ');
  return `${file}: ${rows}${sureness === 'likely' ? ' (likely)' : ''}, ${countOf(mapped, 'column')} mapped${unknown.length === 0 ? '' : `; unknown: ${shown}`}`;
}

// Proposes a mapping for tables nobody has mapped yet: looks at their first rows, writes mapping.yaml or stops with the questions it will not guess at.
import { existsSync } from 'node:fs';
import type { Problem } from '@baton/core/base/problem';
import { question } from '@baton/core/import/mapping/missing-answers';
import type { FileProposal, GivenAnswers, Proposal } from '@baton/core/import/recognise/proposal';
import { propose } from '@baton/core/import/recognise/propose';
import { writeMapping } from '@baton/core/import/recognise/write-mapping';
import { EXIT } from '../exit.ts';
import { Failure, fail } from '../failure.ts';
import { openOutput } from '../print/output.ts';
import { countOf } from '../print/words.ts';
import { SAMPLE_ROWS } from './prepare-tables.ts';
import { sampleTable, tableName } from './tables.ts';

/** A proposal and its text. */
export interface Proposed {
  readonly proposal: Proposal;
  readonly text: string;
}

/** Looks at the first rows of every file. */
export async function proposeFor(paths: readonly string[], given: GivenAnswers): Promise<Proposed> {
  const tables = [];
  for (const path of paths) {
    const { name, header, rows } = await sampleTable(path, SAMPLE_ROWS);
    tables.push({ file: name, header, rows });
  }
  const proposal = propose(tables, given);
  if (proposal.questions.length === 0 && proposal.files.every(({ rows }) => rows === undefined))
    fail(
      'import-nothing-known',
      'none of these files names people, companies or deals',
      'say what a file is with --rows FILE=KIND',
    );
  return { proposal, text: writeMapping(proposal) };
}

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

/** Writes the mapping; ends the command where questions are open, or where a file is there already. */
export async function writeProposal({ proposal, text }: Proposed, file: string): Promise<void> {
  if (proposal.questions.length > 0) throw new Failure(questionProblems(proposal));
  if (existsSync(file))
    fail(
      'cli-exists',
      `there is a file ${file} already`,
      `use it with --mapping ${file}, or write another with --propose OTHER.yaml`,
      EXIT.problems,
    );
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

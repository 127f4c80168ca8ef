// Proposes a mapping for tables nobody has mapped yet: looks at their first rows, writes mapping.yaml or stops with the questions it will not guess at.
import { existsSync } from 'node:fs';
import type { Problem } from '@baton/core/base/problem';
import { question } from '@baton/core/import/mapping/missing-answers';
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import type { FileProposal, GivenAnswers, Proposal, TableLook } from '@baton/core/import/recognise/proposal';
import { propose } from '@baton/core/import/recognise/propose';
import { writeMapping } from '@baton/core/import/recognise/write-mapping';
import { EXIT } from '../exit.ts';
import { Failure, fail } from '../failure.ts';
import { openOutput } from '../print/output.ts';
import { countOf } from '../print/words.ts';
import { newestOfFiles } from './newest-of-files.ts';
import { SAMPLE_ROWS } from './prepare-tables.ts';
import { sampleTable, tableName } from './tables.ts';

/** A proposal and its text. */
export interface Proposed {
  readonly proposal: Proposal;
  readonly text: string;
}

/** Looks at the first rows of every file; where the day of the export matters and nobody said it, at all rows for the newest instant they record. */
export async function proposeFor(paths: readonly string[], given: GivenAnswers): Promise<Proposed> {
  const tables: TableLook[] = [];
  for (const path of paths) {
    const { name, header, rows } = await sampleTable(path, SAMPLE_ROWS);
    tables.push({ file: name, header, rows });
  }
  const first = propose(tables, given);
  if (first.questions.length === 0 && first.files.every(({ rows }) => rows === undefined))
    fail(
      'import-nothing-known',
      'none of these files names people, companies or deals',
      'say what a file is with --rows FILE=KIND',
    );
  const newest = first.questions.some(({ flag }) => flag === '--exported-at')
    ? await newestBy(paths, first)
    : undefined;
  const proposal = newest === undefined ? first : withExport(propose(tables, { ...given, exportedAt: newest }));
  return { proposal, text: writeMapping(proposal) };
}

async function newestBy(paths: readonly string[], proposal: Proposal): Promise<number | undefined> {
  const parsed = parseMapping(writeMapping(proposal));
  return parsed.ok ? await newestOfFiles(paths, parsed.value, Date.now()) : undefined;
}

function withExport(proposal: Proposal): Proposal {
  return { ...proposal, because: { ...proposal.because, exportedAt: 'the newest instant that the files record' } };
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

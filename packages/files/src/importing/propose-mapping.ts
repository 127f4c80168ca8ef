// Proposes a mapping for tables nobody has mapped yet, by a look at their first rows; what it will not guess at are questions.
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import type { GivenAnswers, Proposal, TableLook } from '@baton/core/import/recognise/proposal';
import { propose } from '@baton/core/import/recognise/propose';
import { writeMapping } from '@baton/core/import/recognise/write-mapping';
import { fail } from '../failure.ts';
import { newestOfFiles } from './newest-of-files.ts';
import { SAMPLE_ROWS } from './prepare-tables.ts';
import { sampleTable } from './tables.ts';

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

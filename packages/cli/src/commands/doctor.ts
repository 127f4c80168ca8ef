// `baton doctor`: on one page, what the data can and cannot answer, what is wrong with it, and what would help most.
import { existsSync, statSync } from 'node:fs';
import { type FolderHealth, withFolder } from '@baton/core/reports/health/folder';
import { type Health, HealthCheck } from '@baton/core/reports/health/health';
import type { AnswerFlags } from '@baton/files/importing/answers';
import { isJournalName } from '@baton/files/importing/tables';
import { openOutput } from '@baton/files/writing/output';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { withAnswers } from '../importing/answer-flags.ts';
import { judgeFolder } from '../importing/judge-folder.ts';
import { healthLines } from '../print/health.ts';
import type { JournalReading } from '../print/reading.ts';
import { tellNext } from '../print/words.ts';
import { writeResult } from '../print/write-result.ts';
import { type ReadingOptions, readJournal, withReadingOptions } from '../read/journal.ts';
import { inputsOf, readMapping, withFlags } from './import.ts';

interface Options extends ReadingOptions, AnswerFlags {
  readonly mapping?: string;
  readonly out?: string;
  readonly json?: boolean;
}

interface Judged {
  readonly health: Health & Partial<Pick<FolderHealth, 'files' | 'sources'>>;
  readonly reading: JournalReading;
}

const EXAMPLES = `Examples:
  baton doctor journal.ndjson
  baton doctor journal.ndjson --out health.html
  baton doctor journal.ndjson --json
  baton doctor exports --zone Europe/Berlin --currency EUR
  baton doctor exports --mapping mapping.yaml --out health.html

A folder, or tables, are imported as baton import would do it, into a journal that is
thrown away: nothing is written but what --out and --refused name.
`;

export function define(command: Command): Command {
  return withAnswers(
    withReadingOptions(command)
      .argument('<data...>', 'journal files (NDJSON, gzip too; - is standard input), or a folder or tables of exports')
      .option('--mapping <file>', 'what the columns of tables mean: mapping.yaml; without it one is proposed')
      .option('--out <file>', 'write the page as HTML')
      .option('--json', 'write everything as JSON'),
  )
    .addHelpText('before', EXAMPLES)
    .action(async (data: string[], options: Options) => doctor(data, options));
}

async function doctor(data: readonly string[], options: Options): Promise<void> {
  const { health, reading } = data.every(isJournal) ? await judgeJournal(data, options) : await judge(data, options);
  writeResult(health, reading, options.json, () => healthLines(health));
  if (options.out === undefined) {
    tellNext(
      'baton',
      'doctor',
      ...data,
      ...(options.mapping === undefined ? [] : ['--mapping', options.mapping]),
      '--out',
      'health.html',
    );
    return;
  }
  const { renderHealthReport } = await import('@baton/figures/health-report');
  const output = openOutput(options.out);
  await output.write(renderHealthReport(health, data.join(', ')));
  await output.close();
  process.stderr.write(`The page is in ${options.out}: open it in a browser.\n`);
}

/** What is read as a journal, whatever it is called: all but folders and tables. */
function isJournal(path: string): boolean {
  if (path === '-' || isJournalName(path)) return true;
  return !/\.(csv|tsv)(\.gz)?$/i.test(path) && !(existsSync(path) && statSync(path).isDirectory());
}

async function judgeJournal(journals: readonly string[], options: ReadingOptions): Promise<Judged> {
  const check = new HealthCheck();
  const reading = await readJournal(
    journals,
    options,
    () => {},
    (receipt) => check.take(receipt),
  );
  return { health: check.finish(), reading };
}

/** Imports and judges; the files' own facts stand beside what their journal shows. */
async function judge(data: readonly string[], options: Options): Promise<Judged> {
  const { tables, journals } = inputsOf(data, { out: 'journal.ndjson', refused: options.refused ?? 'refused.ndjson' });
  const { mapping: file, refused, ...flags } = options;
  const mapping = file === undefined ? undefined : { mapping: withFlags(readMapping(file), flags), file };
  const { seen, files, sources, hasRefused } = await judgeFolder({
    tables,
    journals,
    mapping,
    flags,
    refused,
    look: (journal) => judgeJournal([journal], {}),
  });
  if (options.strict === true && hasRefused) process.exitCode = EXIT.problems;
  return { ...seen, health: withFolder(seen.health, files, sources) };
}

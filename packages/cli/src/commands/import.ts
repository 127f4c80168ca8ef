// `baton import`: turns tables into journal entries by a mapping, and proposes the mapping where there is none.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Mapping } from '@baton/core/import/mapping/mapping';
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { Failure, fail } from '../failure.ts';
import { type AnswerFlags, readAnswers, withAnswers } from '../importing/answers.ts';
import { type FilePlan, planOf, planText } from '../importing/plan.ts';
import {
  type Proposed,
  proposeFor,
  questionProblems,
  tellProposal,
  writeProposal,
} from '../importing/propose-mapping.ts';
import { prepareTables, runImport } from '../importing/run-import.ts';
import { printProblems } from '../print/problems.ts';
import { tellNext } from '../print/words.ts';

interface Options extends AnswerFlags {
  readonly mapping?: string;
  readonly propose?: string | true;
  readonly plan?: true;
  readonly out: string;
  readonly refused: string;
  readonly json?: true;
}

const PROPOSED = 'mapping.yaml';

const EXAMPLES = `Examples:
  baton import contacts.csv deals.csv --plan
  baton import contacts.csv deals.csv --zone Europe/Berlin --currency EUR
  baton import contacts.csv deals.csv --mapping mapping.yaml
  baton import exports --mapping mapping.yaml --out journal.ndjson

Without --mapping it proposes one: it looks at headers and first rows, asks what they do
not show (each question names its flag), and writes mapping.yaml for you to look over.
`;

export function define(command: Command): Command {
  return withAnswers(
    command
      .argument('<file...>', 'CSV files (gzip too), or a folder of them')
      .option('--mapping <file>', 'what the columns mean: mapping.yaml')
      .option('--propose [file]', `write a proposed mapping to this file (${PROPOSED})`)
      .option('--plan', 'show what would happen, and write nothing')
      .option('--out <file>', 'journal to write', 'journal.ndjson')
      .option('--refused <file>', 'where refused rows go, with their reasons', 'refused.ndjson')
      .option('--json', 'write the counts, or the plan, as JSON'),
  )
    .addHelpText('before', EXAMPLES)
    .action(async (files: string[], options: Options) => {
      process.exitCode = await importFiles(files, options);
    });
}

async function importFiles(given: readonly string[], options: Options): Promise<number> {
  const files = given.flatMap(tablesIn);
  if (options.mapping === undefined || options.propose !== undefined) return proposeMapping(given, files, options);
  const mapping = withFlags(readMapping(options.mapping), options);
  const tables = await prepareTables(files, mapping, options.mapping, Date.now());
  if (options.plan) return showPlan(planOf(tables), options, undefined);
  const tally = await runImport(tables, options.out, options.refused);
  if (options.json) process.stdout.write(`${JSON.stringify(tally.toJson(options.out, options.refused), null, 2)}\n`);
  tally.tell(options.refused);
  tellNext('baton', 'score', 'DEFINITION', options.out);
  return EXIT.fine;
}

/** Proposes; with --plan it shows, with questions open it stops, else it writes. */
async function proposeMapping(given: readonly string[], files: readonly string[], options: Options): Promise<number> {
  const file = typeof options.propose === 'string' ? options.propose : PROPOSED;
  const proposed = await proposeFor(files, readAnswers(options));
  if (!options.json) tellProposal(proposed.proposal);
  if (options.plan) return showPlan(await planOfProposal(files, proposed), options, proposed);
  await writeProposal(proposed, file);
  if (options.json) process.stdout.write(`${JSON.stringify(planJson(proposed, undefined, file), null, 2)}\n`);
  process.stderr.write(`Wrote ${file}: look it over.\n`);
  tellNext('baton', 'import', ...given, '--mapping', file);
  return EXIT.fine;
}

/** The first rows by the proposed mapping; none while questions are open. */
async function planOfProposal(files: readonly string[], { proposal, text }: Proposed): Promise<FilePlan[]> {
  if (proposal.questions.length > 0) return [];
  const parsed = parseMapping(text, { file: 'the proposal' });
  if (!parsed.ok) throw new Failure(parsed.problems);
  const tables = await prepareTables(files, parsed.value, 'the proposal', Date.now());
  return planOf(tables);
}

function showPlan(plans: readonly FilePlan[], options: Options, proposed: Proposed | undefined): number {
  const open = proposed === undefined ? [] : questionProblems(proposed.proposal);
  if (options.json) process.stdout.write(`${JSON.stringify(planJson(proposed, plans, undefined), null, 2)}\n`);
  else process.stdout.write(`${proposed === undefined ? '' : `${proposed.text}\n`}${planText(plans)}`);
  if (!options.json) printProblems(open);
  process.stderr.write('Nothing was written. Next: the same command without --plan.\n');
  return open.length > 0 ? EXIT.problems : EXIT.fine;
}

/** docs/schemas/import-plan.schema.json. */
function planJson(
  proposed: Proposed | undefined,
  plans: readonly FilePlan[] | undefined,
  written: string | undefined,
): object {
  return {
    version: 1,
    ...(written === undefined ? {} : { mapping: written }),
    ...(proposed === undefined
      ? {}
      : { proposal: proposed.text, files: proposed.proposal.files, questions: proposed.proposal.questions }),
    ...(plans === undefined ? {} : { plan: plans }),
  };
}

/** A folder stands for the tables in it. */
function tablesIn(path: string): string[] {
  if (path === '-')
    fail('cli-usage', 'tables are read twice, so standard input will not do', 'write it to a file first', EXIT.usage);
  if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
  const found = readdirSync(path)
    .filter((name) => /\.(csv|tsv)(\.gz)?$/i.test(name))
    .sort();
  if (found.length === 0)
    fail('cli-no-such-file', `there are no tables in ${path}`, 'tables end in .csv, .tsv or .csv.gz', EXIT.usage);
  return found.map((name) => join(path, name));
}

/** Flags go before what the mapping answers. */
function withFlags(mapping: Mapping, options: Options): Mapping {
  const { rows: _rows, person: _person, ...answers } = readAnswers(options);
  return { ...mapping, answers: { ...mapping.answers, ...answers } as Mapping['answers'] };
}

function readMapping(path: string): Mapping {
  if (!existsSync(path)) fail('cli-no-such-file', `there is no file ${path}`, undefined, EXIT.usage);
  const parsed = parseMapping(readFileSync(path, 'utf8'), { file: path });
  if (!parsed.ok) throw new Failure(parsed.problems);
  return parsed.value;
}

// `baton import`: turns tables into journal entries by a mapping, which it proposes where there is none, and takes journals over as they are.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Mapping } from '@baton/core/import/mapping/mapping';
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import { type AnswerFlags, readAnswers } from '@baton/files/importing/answers';
import { type FilePlan, planOf, planOfJournals } from '@baton/files/importing/plan';
import { prepareTables } from '@baton/files/importing/prepare-tables';
import { type Proposed, proposeFor } from '@baton/files/importing/propose-mapping';
import { runImport } from '@baton/files/importing/run-import';
import { isJournalName, tableName } from '@baton/files/importing/tables';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { Failure, fail } from '../failure.ts';
import { type HygieneOptions, settingsOf, withHygieneOptions } from '../flagging/hygiene-options.ts';
import { withAnswers } from '../importing/answer-flags.ts';
import { askQuestions } from '../importing/ask-questions.ts';
import { startImporting } from '../importing/import-progress.ts';
import { planText } from '../importing/plan-text.ts';
import { questionProblems, refuseToOverwrite, tellProposal, writeProposal } from '../importing/tell-proposal.ts';
import { tellTally } from '../importing/tell-tally.ts';
import { printProblems } from '../print/problems.ts';
import { tellNext } from '../print/words.ts';

interface Options extends AnswerFlags, HygieneOptions {
  readonly mapping?: string;
  readonly propose?: string | true;
  readonly plan?: true;
  readonly out: string;
  readonly refused: string;
  readonly anew?: true;
  readonly strict?: true;
  readonly hygiene: boolean;
  readonly json?: true;
}

const PROPOSED = 'mapping.yaml';

const EXAMPLES = `Examples:
  baton import contacts.csv deals.csv --plan
  baton import contacts.csv deals.csv --zone Europe/Berlin --currency EUR
  baton import contacts.csv deals.csv --zone Europe/Berlin --currency EUR --propose
  baton import contacts.csv deals.csv --mapping mapping.yaml
  baton import exports --mapping mapping.yaml --out journal.ndjson
  baton import segment.ndjson.gz

Without --mapping it proposes one: it looks at headers and first rows, asks what they do
not show (at a terminal one by one; else it stops, and each question names its flag),
writes mapping.yaml for you to look over, and imports with it. With --propose it only writes.
NDJSON files are journals already (ours, or Segment's calls): they need no mapping, are
checked, and written beside what the tables give.
At the end it flags in the journal what machines made and who tests (baton flag says by
which rules); with --internal and --competitor also whose companies are which.
Rows and entries that are refused are normal: they are kept with their reasons, all others
go through, and the command ends with 0. With --strict it then ends with 1.
`;

export function define(command: Command): Command {
  command
    .argument('<file...>', 'CSV or NDJSON files (gzip too), or a folder of them')
    .option('--mapping <file>', 'what the columns mean: mapping.yaml')
    .option('--propose [file]', `write a proposed mapping to this file (${PROPOSED}), and import nothing`)
    .option('--plan', 'show what would happen, and write nothing')
    .option('--out <file>', 'journal to write; one that is there gets what is new', 'journal.ndjson')
    .option('--anew', 'begin the journal anew, whatever it held')
    .option('--refused <file>', 'where refused rows and entries go, with their reasons', 'refused.ndjson')
    .option('--strict', 'end with 1 where anything was refused or conflicting')
    .option('--no-hygiene', 'judge nothing at the end: no machines, tests, own or competing companies')
    .option('--json', 'write the counts, or the plan, as JSON');
  return withHygieneOptions(withAnswers(command))
    .addHelpText('before', EXAMPLES)
    .action(async (files: string[], options: Options) => {
      process.exitCode = await importFiles(files, options);
    });
}

async function importFiles(given: readonly string[], options: Options): Promise<number> {
  const { tables, journals } = inputsOf(given, options);
  const wantsMapping = tables.length > 0 && options.mapping === undefined;
  if (wantsMapping || options.propose !== undefined) return proposeMapping(given, tables, journals, options);
  return runOrPlan(tables, journals, options, undefined);
}

/** Imports by the mapping that is given; journals alone need none. */
async function runOrPlan(
  files: readonly string[],
  journals: readonly string[],
  options: Options,
  proposed: string | undefined,
): Promise<number> {
  const { mapping: file = PROPOSED } = options;
  const mapping = options.mapping === undefined ? undefined : withFlags(readMapping(file), options);
  const tables = mapping === undefined ? [] : await prepareTables(files, mapping, file, Date.now(), printProblems);
  const wanted = journals.filter((path) => !mapping?.leftOut.includes(tableName(path)));
  if (options.plan) return showPlan([...planOf(tables), ...(await planOfJournals(wanted))], options, undefined);
  const outputs = {
    journal: options.out,
    refused: options.refused,
    isAdding: options.anew !== true,
    ...(options.hygiene && { hygiene: settingsOf(options) }),
  };
  const tally = await runImport(tables, wanted, outputs, startImporting());
  if (options.json) {
    const counts = {
      ...tally.toJson(options.out, options.refused),
      ...(proposed !== undefined && { mapping: proposed }),
    };
    process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
  }
  tellTally(tally, options.refused);
  tellNext('baton', 'score', 'DEFINITION', options.out);
  return options.strict && tally.hasRefused ? EXIT.problems : EXIT.fine;
}

/** Proposes; with --plan it shows, with questions open it asks or stops, with --propose it writes the mapping alone, else it imports with it too. */
async function proposeMapping(
  given: readonly string[],
  files: readonly string[],
  journals: readonly string[],
  options: Options,
): Promise<number> {
  const file = typeof options.propose === 'string' ? options.propose : PROPOSED;
  if (!options.plan) refuseToOverwrite(file);
  let proposed = await proposeFor(files, readAnswers(options));
  if (!options.json) tellProposal(proposed.proposal, journals);
  if (options.plan) {
    const plans = [...(await planOfProposal(files, proposed)), ...(await planOfJournals(journals))];
    return showPlan(plans, options, proposed);
  }
  if (isAtTerminal(options)) proposed = await answered(files, proposed, options);
  await writeProposal(proposed, file);
  process.stderr.write(`Wrote ${file}: look it over.\n`);
  if (options.propose === undefined) return runOrPlan(files, journals, { ...options, mapping: file }, file);
  if (options.json) process.stdout.write(`${JSON.stringify(planJson(proposed, undefined, file), null, 2)}\n`);
  tellNext('baton', 'import', ...given, '--mapping', file);
  return EXIT.fine;
}

function isAtTerminal({ json }: Options): boolean {
  return json === undefined && process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks until nothing is open: an answer may raise another question. */
async function answered(files: readonly string[], first: Proposed, options: Options): Promise<Proposed> {
  let [proposed, flags] = [first, options as AnswerFlags];
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    while (proposed.proposal.questions.length > 0) {
      const open = questionProblems(proposed.proposal);
      // Whoever ends the input answers nothing more: the questions are told with their flags.
      const ask = (text: string): Promise<string> =>
        new Promise((resolve, reject) => {
          const ended = (): void => reject(new Failure(open));
          terminal.once('close', ended);
          terminal.question(text).then((line) => {
            terminal.off('close', ended);
            resolve(line);
          }, reject);
        });
      flags = await askQuestions(proposed.proposal.questions, flags, ask);
      proposed = await proposeFor(files, readAnswers(flags));
    }
  } finally {
    terminal.close();
  }
  return proposed;
}

/** The first rows by the proposed mapping; none while questions are open. */
async function planOfProposal(files: readonly string[], { proposal, text }: Proposed): Promise<FilePlan[]> {
  if (proposal.questions.length > 0) return [];
  const parsed = parseMapping(text, { file: 'the proposal' });
  if (!parsed.ok) throw new Failure(parsed.problems);
  const tables = await prepareTables(files, parsed.value, 'the proposal', Date.now(), printProblems);
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

/** Tables and journals apart; a folder stands for those in it, but for what an import before this one wrote there. */
export function inputsOf(
  given: readonly string[],
  options: Pick<Options, 'out' | 'refused'>,
): Record<'tables' | 'journals', readonly string[]> {
  const written = [options.out, options.refused].map((file) => resolve(file));
  const files = given.flatMap((path) => filesIn(path, written));
  return { tables: files.filter((path) => !isJournalName(path)), journals: files.filter(isJournalName) };
}

function filesIn(path: string, written: readonly string[]): string[] {
  if (path === '-')
    fail('cli-usage', 'tables are read twice, so standard input will not do', 'write it to a file first', EXIT.usage);
  if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
  const found = readdirSync(path)
    .filter((name) => /\.(csv|tsv)(\.gz)?$/i.test(name) || isJournalName(name))
    .map((name) => join(path, name))
    .filter((file) => !written.includes(resolve(file)))
    .sort();
  const endings = 'tables end in .csv, .tsv or .csv.gz, journals in .ndjson or .jsonl';
  if (found.length === 0) fail('cli-no-such-file', `there are no tables and no journals in ${path}`, endings);
  return found;
}

/** Flags go before what the mapping answers. */
export function withFlags(mapping: Mapping, options: AnswerFlags): Mapping {
  const { rows: _rows, person: _person, ...answers } = readAnswers(options);
  return { ...mapping, answers: { ...mapping.answers, ...answers } as Mapping['answers'] };
}

/** The mapping in a file; ends the command where there is none, or where it cannot be read. */
export function readMapping(path: string): Mapping {
  if (!existsSync(path))
    fail('cli-no-such-file', `there is no file ${path}`, 'without --mapping, baton import proposes one');
  const parsed = parseMapping(readFileSync(path, 'utf8'), { file: path });
  if (!parsed.ok) throw new Failure(parsed.problems);
  return parsed.value;
}

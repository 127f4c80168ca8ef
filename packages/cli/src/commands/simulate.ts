// `baton simulate`: a made-up company as a journal, with the truth about it beside it.
import { join } from 'node:path';
import { didYouMean } from '@baton/core/base/did-you-mean';
import { FAULT_KINDS, type FaultKind } from '@baton/core/simulate/faults/fault-kinds';
import type { SimulationOptions } from '@baton/core/simulate/options';
import type { CompanySummary } from '@baton/core/simulate/summary/company-summary';
import type { Truth } from '@baton/core/simulate/truth/truth';
import { openOutput } from '@baton/files/writing/output';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';
import { amount, countOf, tellNext } from '../print/words.ts';
import { readWholeNumber } from '../read/whole-number.ts';
import { takeFolder } from '../simulating/out-folder.ts';
import { type Shape, writeCompany } from '../simulating/write-company.ts';

interface Options {
  readonly leads: string;
  readonly years: string;
  readonly seed: string;
  readonly faults: string;
  readonly out: string;
  readonly as: string;
  readonly report?: string;
  readonly gzip?: true;
  readonly force?: true;
  readonly json?: true;
}

const SHAPES: readonly Shape[] = ['journal', 'hubspot', 'salesforce'];

const EXAMPLES = `Examples:
  baton simulate --out company
  baton simulate --leads 1000 --years 1 --seed spring --out small
  baton simulate --leads 2000 --faults all --out faulty --json
  baton simulate --leads 3000 --out company-2 --report company.html
  baton simulate --leads 2000 --as hubspot --out hubspot
  baton simulate --leads 2000 --as salesforce --out salesforce
  baton simulate --leads 2000 --faults tracking-gap,bulk-closed --gzip --out two-faults

Nobody in it is real. The same options give the same bytes. truth.json says what is
true of it: who would buy, what causes it and what only goes along, true rates, faults.
`;

export function define(command: Command): Command {
  return command
    .option('--leads <n>', 'how many people come to be known', '5000')
    .option('--years <n>', 'how long the history is', '2')
    .option('--seed <text>', 'which company: the same text gives the same one', 'baton')
    .option('--faults <list>', `none, all, or some of ${FAULT_KINDS.join(', ')}`, 'none')
    .option('--out <folder>', 'folder to write into', 'simulated')
    .option(
      '--as <shape>',
      `${SHAPES.join(', ')}: the journal, or the folder of tables a system would export`,
      'journal',
    )
    .option('--report <file>', 'write a page of plots of the company there')
    .option('--gzip', 'pack the files: journal.ndjson.gz')
    .option('--force', 'write into a folder that is not empty')
    .option('--json', 'write what was made as JSON')
    .addHelpText('before', EXAMPLES)
    .action(async (options: Options) => simulateInto(options));
}

async function simulateInto(options: Options): Promise<void> {
  const wanted: SimulationOptions = {
    seed: options.seed,
    leads: readWholeNumber(options.leads, '--leads'),
    years: readWholeNumber(options.years, '--years'),
    faults: faultsOf(options.faults),
  };
  const shape = shapeOf(options.as);
  takeFolder(options.out, options.force === true);
  const { made, summary, truth } = await writeCompany(wanted, options.out, {
    shape,
    gzip: options.gzip === true,
    counts: options.report !== undefined,
  });
  if (options.report !== undefined && summary !== undefined) await writeReport(options.report, summary, truth);
  if (options.json === true)
    process.stdout.write(
      `${JSON.stringify({ version: 1, folder: options.out, ...made, ...(options.report !== undefined && { report: options.report }) }, null, 2)}\n`,
    );
  process.stderr.write(
    `${countOf(made.leads, 'lead')} in ${countOf(made.accounts, 'account')}, ${amount(made.entries)} entries, ${countOf(made.bought, 'purchase')}: ${listOf(made.files)} in ${options.out}.\n`,
  );
  if (shape === 'journal') tellNext('baton', 'score', 'DEFINITION', join(options.out, made.files[0] ?? ''));
  else tellNext('baton', 'import', join(options.out, shape), '--plan');
}

function faultsOf(text: string): SimulationOptions['faults'] & {} {
  if (text === 'none' || text === 'all') return text;
  return text.split(',').map((word) => {
    const name = word.trim();
    if ((FAULT_KINDS as readonly string[]).includes(name)) return name as FaultKind;
    const meant = didYouMean(name, FAULT_KINDS);
    return fail(
      'cli-usage',
      `there is no fault called "${name}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
      `take none, all, or some of ${FAULT_KINDS.join(', ')}`,
      EXIT.usage,
    );
  });
}

async function writeReport(file: string, summary: CompanySummary, truth: Truth): Promise<void> {
  const { renderSimulationReport } = await import('@baton/figures/simulation-report');
  const output = openOutput(file);
  await output.write(renderSimulationReport(summary, truth));
  await output.close();
  process.stderr.write(`What it looks like is in ${file}: open it in a browser.\n`);
}

/** Names of files; of a folder its name alone. */
function listOf(files: readonly string[]): string {
  return [...new Set(files.map((file) => file.replace(/\/.*/, '/')))].join(', ');
}

function shapeOf(text: string): Shape {
  return (
    SHAPES.find((shape) => shape === text) ??
    fail('cli-usage', `--as cannot be "${text}"`, `take ${SHAPES.join(', ')}`, EXIT.usage)
  );
}

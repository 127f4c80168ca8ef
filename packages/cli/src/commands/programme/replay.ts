// `baton programme replay`: what would these programmes have sent?
import type { NurtureDecision } from '@baton/core/nurture/moving/nurture-decision';
import { ProgrammeRun } from '@baton/core/nurture/replaying/programme-run';
import { openOutput } from '@baton/files/writing/output';
import type { Command } from 'commander';
import { EXIT, withInterruptOfSystem } from '../../exit.ts';
import { fail } from '../../failure.ts';
import { programmeLines } from '../../print/programme.ts';
import { writeResult } from '../../print/write-result.ts';
import { readDefinition } from '../../read/definition-folder.ts';
import { inputsOf } from '../../read/definitions-and-journals.ts';
import { readInstant } from '../../read/instant.ts';
import { type ReadingOptions, readJournal, withReadingOptions } from '../../read/journal.ts';
import { readProgramme } from '../../read/programme-folder.ts';

interface Options extends ReadingOptions {
  readonly definition: string;
  readonly from?: string;
  readonly until?: string;
  readonly decisions?: string;
  readonly json?: true;
}

/** `baton programme replay`. */
export function defineReplay(command: Command): Command {
  return withReadingOptions(command)
    .description('what would these programmes have sent?')
    .usage('[options] <programme...> <journal...>')
    .argument('<programme>', 'folder of the programme')
    .argument('<journal...>', 'journal files; before them more programmes that run beside it, in order of rank')
    .requiredOption('--definition <folder>', 'the definition that they follow')
    .option('--from <instant>', 'nobody enrols before it (default: 90 days before the end)')
    .option('--until <instant>', 'end of the period (default: the last entry)')
    .option('--decisions <file>', 'write every decision there (NDJSON)')
    .option('--json', 'write the result as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton programme replay my-programme journal.ndjson --definition my-definition\n  baton programme replay pricing-guide win-back journal.ndjson --definition my-definition --from 2025-07-01 --json\n',
    )
    .action(async (first: string, more: string[], options: Options) => replay(first, more, options));
}

async function replay(first: string, more: readonly string[], options: Options): Promise<void> {
  const { folders, files } = inputsOf(first, more);
  const { definition } = readDefinition(options.definition);
  const programmes = folders.map((folder) => readProgramme(folder, definition).programme);
  const twice = programmes.find(({ name }, i) => programmes.findIndex((each) => each.name === name) < i);
  if (twice !== undefined)
    fail(
      'cli-same-programme',
      `two of these programmes are called ${twice.name}`,
      'give each a name of its own',
      EXIT.usage,
    );
  const decisions: NurtureDecision[] = [];
  const run = new ProgrammeRun({
    programmes,
    definition,
    ...(options.from !== undefined && { from: readInstant(options.from, '--from') }),
    ...(options.until !== undefined && { until: readInstant(options.until, '--until', true) }),
    ...(options.decisions !== undefined && { tell: (decision) => decisions.push(decision) }),
  });
  const reading = await readJournal(files, options, (entry) => run.add(entry));
  const result = withInterruptOfSystem(() => run.finish());
  writeResult({ version: 1, ...result }, reading, options.json, () => programmeLines(result));
  if (options.decisions === undefined) return;
  const output = openOutput(options.decisions);
  for (const decision of decisions) await output.write(`${JSON.stringify(decision)}\n`);
  await output.close();
  process.stderr.write(`Every decision is in ${options.decisions}.\n`);
}

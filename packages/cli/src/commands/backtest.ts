// `baton backtest`: history through a definition, as a page to send and as numbers.
import { Backtest } from '@baton/core/replay/backtest';
import type { BacktestResult, BacktestSide } from '@baton/core/replay/backtest-result';
import { plainId } from '@baton/core/replay/lead-directory';
import { labelsOf } from '@baton/core/replay/words';
import { openOutput } from '@baton/files/writing/output';
import type { Command } from 'commander';
import { withInterruptOfSystem } from '../exit.ts';
import { Failure } from '../failure.ts';
import { printProblems } from '../print/problems.ts';
import { type Progress, startProgress } from '../print/progress.ts';
import { shareText } from '../print/share.ts';
import { countOf, showInstant, tellNext } from '../print/words.ts';
import { writeResult } from '../print/write-result.ts';
import { readDefinition } from '../read/definition-folder.ts';
import {
  type Inputs,
  inputsOf,
  readDefinitions,
  takeDefinitionsAndJournals,
} from '../read/definitions-and-journals.ts';
import { readInstant } from '../read/instant.ts';
import { type ReadingOptions, readJournal } from '../read/journal.ts';
import { toldApart } from '../read/told-apart.ts';
import { readWholeNumber } from '../read/whole-number.ts';

interface Options extends ReadingOptions {
  readonly against?: string;
  readonly from?: string;
  readonly until?: string;
  readonly horizon: string;
  readonly reps: string;
  readonly landmark?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export function define(command: Command): Command {
  return takeDefinitionsAndJournals(command)
    .option('--against <folder>', 'the incumbent: the definition in force, which the first one would replace')
    .option(
      '--from <instant>',
      'when the candidate comes into force; earlier entries are the warm-up (default: 90 days after the first)',
    )
    .option('--until <instant>', 'end of the tested period (default: the last entry)')
    .option('--horizon <days>', 'a hand-off has to be won within so many days', '90')
    .option('--reps <n>', 'reps who share the load', '1')
    .option('--landmark <days>', 'compare qualified and not qualified so many days after the first entry')
    .option('--out <file>', 'write the HTML report there')
    .option('--json', 'write the result as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton backtest my-definition journal.ndjson --out report.html\n  baton backtest draft journal.ndjson --against in-force --reps 6 --out report.html\n  baton backtest sales-led product-led journal.ndjson --out report.html\n  baton backtest product-led journal.ndjson --landmark 7 --horizon 60 --json\n',
    )
    .action(async (first: string, more: string[], options: Options) => backtest(inputsOf(first, more), options));
}

async function backtest({ folders, files }: Inputs, options: Options): Promise<void> {
  let progress: Progress | undefined;
  const [candidate, ...beside] = readDefinitions(folders);
  const incumbent = options.against === undefined ? undefined : readDefinition(options.against).definition;
  const called =
    incumbent &&
    toldApart(
      { definition: candidate, path: folders[0] as string },
      { definition: incumbent, path: options.against as string },
    );
  const run = new Backtest({
    candidate,
    beside,
    ...(incumbent !== undefined && { incumbent }),
    ...(called !== undefined && { called }),
    ...(options.from !== undefined && { start: readInstant(options.from, '--from') }),
    ...(options.until !== undefined && { until: readInstant(options.until, '--until', true) }),
    horizonDays: readWholeNumber(options.horizon, '--horizon'),
    reps: readWholeNumber(options.reps, '--reps'),
    ...(options.landmark !== undefined && { landmarkDays: readWholeNumber(options.landmark, '--landmark') }),
    progress: (_, done, of) => {
      progress ??= startProgress('Replaying', 'units');
      progress.tell(done, of);
    },
  });
  const reading = await readJournal(files, options, (entry) => run.add(entry));
  const impossible = run.periodProblems();
  if (impossible.length > 0) throw new Failure(impossible);
  const result = withInterruptOfSystem(() => run.finish());
  progress?.done();
  printProblems(result.warnings);
  writeResult(result, reading, options.json, () => [summary(result)]);
  if (options.out !== undefined) {
    const { renderBacktestReport } = await import('@baton/figures/backtest-report');
    const page = renderBacktestReport(result, labelsOf(candidate), incumbent && labelsOf(incumbent));
    const output = openOutput(options.out);
    await output.write(page);
    await output.close();
    process.stderr.write(`The report is in ${options.out}: open it in a browser.\n`);
  }
  const first = result.candidate.leads[0];
  if (options.out === undefined) tellNext('baton', 'backtest', ...folders, ...files, '--out', 'report.html');
  else if (first !== undefined) tellNext('baton', 'explain', ...folders, ...files, '--lead', plainId(first.lead));
}

function summary(result: BacktestResult): string {
  const lines = [
    `${result.title}, ${showInstant(result.from)} to ${showInstant(result.until)}: ${countOf(result.leads, 'lead')} in ${countOf(result.accounts, 'account')}.`,
    ...sideLines(result.candidate, 'Candidate', result),
    ...(result.beside ?? []).flatMap((side) => sideLines(side, 'Beside it', result)),
    ...(result.together === undefined
      ? []
      : [
          `Together ${countOf(result.together.handoffs, 'hand-off')}, ${result.together.perWorkingDay.mean.toFixed(1)} a working day, ${result.together.perWorkingDay.perRep.toFixed(1)} per rep.`,
        ]),
    ...(result.incumbent === undefined
      ? []
      : [
          ...sideLines(result.incumbent, 'Incumbent', result),
          `${result.beside === undefined ? 'Enter' : `By ${result.candidate.name} alone: enter`} ${result.enters.length}, leave ${result.leaves.length}, stay ${result.both}.`,
        ]),
  ];
  const { landmark } = result;
  if (landmark !== undefined) {
    const lift =
      landmark.lift === undefined
        ? ''
        : ` ${landmark.lift.ratio.toFixed(1)} times as often (95 %: ${landmark.lift.low.toFixed(1)} to ${landmark.lift.high.toFixed(1)}).`;
    lines.push(
      `${landmark.landmarkDays} days after their first entry, ${landmark.qualified.of} had qualified and ${landmark.notQualified.of} had not (${landmark.leftOutEarlierBuyers} earlier buyers and ${landmark.beforeStart} seen before the start left out, ${landmark.tooYoung} too young).`,
      `Bought within the next ${landmark.horizonDays} days: ${shareText(landmark.qualified)} of the qualified, ${shareText(landmark.notQualified)} of the others.${lift}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function sideLines(side: BacktestSide, title: string, result: BacktestResult): string[] {
  const { won, lost, open } = side.outcomes;
  return [
    `${title} ${side.name}: ${countOf(side.handoffs, 'hand-off')} of ${countOf(side.leads.length, 'lead')}; ${won} won, ${lost} lost, ${open} open, ${side.outcomes['too young']} too young to tell.`,
    `  Won within ${result.horizonDays} days: ${shareText(side.precision)}. Of the accounts won, handed over before: ${shareText(side.recall)}.`,
    `  ${side.perWorkingDay.mean.toFixed(1)} a working day (at most ${side.perWorkingDay.max}), ${side.perWorkingDay.perRep.toFixed(1)} per rep.`,
  ];
}

// `baton calibrate`: learns from closed-won which behaviour told winners from losers, and writes a draft definition to argue about.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { monthsBefore } from '@baton/core/base/months-before';
import { calibrateHistory, type HistoryCalibration } from '@baton/core/calibration/calibrate-history';
import { capacityFit } from '@baton/core/calibration/draft/capacity-fit';
import type { Draft } from '@baton/core/calibration/draft/draft-definition';
import { draftName, draftOfHistory } from '@baton/core/calibration/draft/draft-of-history';
import { LearningHistory } from '@baton/core/calibration/history/learning-history';
import { type CalibrationReport, reportOf } from '@baton/core/calibration/told/calibration-report';
import { openOutput } from '@baton/files/writing/output';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { Failure, fail } from '../failure.ts';
import { calibrationLines } from '../print/calibration.ts';
import { startSteps } from '../print/progress.ts';
import { tellNext } from '../print/words.ts';
import { writeResult } from '../print/write-result.ts';
import { readInstant } from '../read/instant.ts';
import { type ReadingOptions, readJournal, withReadingOptions } from '../read/journal.ts';
import { readWholeNumber } from '../read/whole-number.ts';

interface Options extends ReadingOptions {
  readonly out?: string;
  readonly html?: string;
  readonly json?: boolean;
  readonly asOf?: string;
  readonly months: string;
  readonly most: string;
  readonly keep: string;
  readonly capacity?: string;
  readonly trust: readonly string[];
  readonly handRaise: readonly string[];
}

const EXAMPLES = `Examples:
  baton calibrate journal.ndjson
  baton calibrate journal.ndjson --out learnt --html calibration.html
  baton calibrate journal.ndjson --months 24 --most 6 --json
  baton calibrate journal.ndjson --capacity 5 --out learnt-for-five
  baton calibrate journal.ndjson --trust account.tier --hand-raise 'Callback Asked'
`;

export function define(command: Command): Command {
  const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  return withReadingOptions(command)
    .argument('<journal...>', 'journal files (NDJSON, gzip too; - is standard input)')
    .option('--out <folder>', 'write the card as a draft definition there')
    .option('--html <file>', 'write everything as an HTML page')
    .option('--json', 'write everything as JSON')
    .option('--as-of <instant>', 'what was known then; default: the newest instant in the journal')
    .option('--months <n>', 'learn from what ended in the last n months', '12')
    .option('--most <n>', 'at most so many criteria, 3 to 20', '10')
    .option('--keep <percent>', 'the threshold keeps so much of all wins', '80')
    .option('--capacity <n>', 'hand-offs a working day that sales can answer: the threshold fills that queue')
    .option('--trust <feature>', 'a suspected feature that is honest (again for more)', collect, [])
    .option('--hand-raise <event>', 'an event by which people ask for sales (again for more)', collect, [])
    .addHelpText('before', EXAMPLES)
    .action(async (journals: string[], options: Options) => calibrate(journals, options));
}

async function calibrate(journals: readonly string[], options: Options): Promise<void> {
  const months = readWholeNumber(options.months, '--months', 1, 240);
  const most = readWholeNumber(options.most, '--most', 3, 20);
  const keep = readWholeNumber(options.keep, '--keep', 1, 100) / 100;
  if (options.out !== undefined && existsSync(options.out))
    fail('cli-exists', `${options.out} exists already`, 'choose another name: nothing is overwritten');
  const capacity = options.capacity === undefined ? undefined : readWholeNumber(options.capacity, '--capacity');
  if (capacity !== undefined && journals.includes('-'))
    fail('cli-usage', '--capacity reads the journal twice, and standard input only once', 'name a file', EXIT.usage);
  const history = new LearningHistory();
  const reading = await readJournal(journals, options, (entry) => history.take(entry));
  const until = options.asOf === undefined ? history.newest : readInstant(options.asOf, '--as-of', true);
  const from = monthsBefore(until, months);
  const found = await learn(history, from, until, options, most);
  const report = await fitted(found, reportOf(found, from, until, keep), journals, capacity);
  const draft = options.out === undefined ? undefined : draftOfHistory(found, report, draftName(basename(options.out)));
  if (draft !== undefined) writeDraft(options.out as string, draft);
  if (options.html !== undefined) {
    const { renderCalibrationReport } = await import('@baton/figures/calibration-report');
    const output = openOutput(options.html);
    await output.write(renderCalibrationReport(report));
    await output.close();
    process.stderr.write(`The page is in ${options.html}: open it in a browser.\n`);
  }
  const result = { ...report, ...(draft && { draft: options.out }) };
  writeResult(result, reading, options.json, () => [...calibrationLines(report), '']);
  whatNext(report, draft, journals, options);
}

/** Learns step by step, with progress on the way. */
async function learn(
  history: LearningHistory,
  from: number,
  until: number,
  options: Options,
  most: number,
): Promise<HistoryCalibration> {
  const progress = startSteps('Learning');
  const sample = history.finish(from, until);
  const found = calibrateHistory(sample, {
    most,
    trusted: options.trust,
    handRaises: options.handRaise,
    tell: progress.tell,
  });
  progress.done();
  return found;
}

/** The report, with the threshold that sales can work where a capacity is stated. */
async function fitted(
  found: HistoryCalibration,
  report: CalibrationReport,
  journals: readonly string[],
  capacity: number | undefined,
): Promise<CalibrationReport> {
  const fit = capacity === undefined ? undefined : capacityFit(found, report, capacity);
  if (fit === undefined) return report;
  await readJournal(journals, {}, (entry) => fit.add(entry));
  const impossible = fit.problems();
  if (impossible.length > 0) throw new Failure(impossible);
  const steps = startSteps('Replaying');
  const result = fit.finish((step) => steps.tell(step));
  steps.done();
  return result;
}

function writeDraft(folder: string, draft: Draft): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(draft)) writeFileSync(join(folder, name), text);
}

function whatNext(
  report: CalibrationReport,
  draft: Draft | undefined,
  journals: readonly string[],
  options: Options,
): void {
  if (draft !== undefined) {
    const advised = report.verdict.kind === 'card' ? '' : ' It is not recommended: read the verdict first.';
    process.stderr.write(`A draft is in ${options.out}.${advised}\n`);
    tellNext('baton', 'backtest', options.out as string, ...journals, '--out', 'backtest.html');
  } else if (options.out !== undefined) process.stderr.write('There is no card to write, so no draft was written.\n');
  else if (report.verdict.kind === 'card')
    tellNext('baton', 'calibrate', ...journals, '--out', 'learnt', '--html', 'calibration.html');
}

// `baton calibrate`: learns from closed-won which behaviour told winners from losers, and writes a draft definition to argue about.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DAY } from '@baton/core/base/duration';
import { calibrateHistory, type HistoryCalibration } from '@baton/core/calibration/calibrate-history';
import { type Draft, draftDefinition } from '@baton/core/calibration/draft/draft-definition';
import { LearningHistory } from '@baton/core/calibration/history/learning-history';
import { type CalibrationReport, reportOf, withThresholds } from '@baton/core/calibration/told/calibration-report';
import { openOutput } from '@baton/files/writing/output';
import type { Command } from 'commander';
import { fitToCapacity } from '../calibrating/fit-to-capacity.ts';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';
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
  const draft = options.out === undefined ? undefined : draftOf(found, report, nameOf(options.out));
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
  const { card } = found.chosen.calibration;
  const { cutOffs } = report;
  if (capacity === undefined || card === undefined || cutOffs === undefined || report.verdict.kind !== 'card')
    return report;
  const draftAt = (total: number): Draft =>
    draftOf(found, { ...report, cutOffs: { ...cutOffs, total } }, 'draft') as Draft;
  const most = card.criteria.reduce((sum, { points }) => sum + Math.max(0, points), 0);
  const totals = Array.from({ length: most }, (_, i) => i + 1);
  const thresholds = await fitToCapacity(journals, report, totals, draftAt, capacity);
  return withThresholds(report, found, thresholds);
}

/** The draft, where there is a card; also one that is not recommended may be looked at. */
function draftOf(found: HistoryCalibration, report: CalibrationReport, name: string): Draft | undefined {
  const { card } = found.chosen.calibration;
  if (card === undefined || card.criteria.length === 0 || report.cutOffs === undefined) return undefined;
  const handRaises = found.sample.features.flatMap(({ meaning }) =>
    meaning.of === 'behaviour' && meaning.days === found.chosen.days && found.handRaises.includes(meaning.kind.label)
      ? [{ label: meaning.kind.label, when: meaning.kind.when }]
      : [],
  );
  return draftDefinition({
    name,
    card,
    features: found.chosen.features,
    cutOffs: report.cutOffs,
    handRaises,
    story: [
      `Learnt from ${report.cases} buying cycles, ${report.outcomes.won} of them won, that ended by ${new Date(report.until).toISOString().slice(0, 10)}.`,
      report.verdict.sentence,
    ],
  });
}

function nameOf(folder: string): string {
  return (
    basename(folder)
      .replace(/[^A-Za-z0-9-]+/g, '-')
      .replace(/^[^A-Za-z]+/, '') || 'draft'
  );
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

/** The same day of an earlier month, as near as months allow. */
function monthsBefore(at: number, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getTime() + (Math.min(day, last) - 1) * DAY;
}

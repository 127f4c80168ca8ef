// `baton watch`: whether a definition still fits: criteria that tell less, signals that are not recorded, other people, other chances, late reviews; as alarms with owner and due date.
import { alarmEntries } from '@baton/core/reports/watch/alarms/alarm-entries';
import { watchOf } from '@baton/core/reports/watch/watch';
import { WatchReading } from '@baton/core/reports/watch/watch-reading';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { appendEntries, checkAppendable } from '../flagging/appended-file.ts';
import { startSteps } from '../print/progress.ts';
import { watchLines } from '../print/watch.ts';
import { tellNext } from '../print/words.ts';
import { writePage } from '../print/write-page.ts';
import { writeResult } from '../print/write-result.ts';
import { sortedInputs } from '../read/definitions-and-journals.ts';
import { readInstant } from '../read/instant.ts';
import { type ReadingOptions, readJournal, withReadingOptions } from '../read/journal.ts';
import { oneDefinition } from '../read/one-definition.ts';

interface Options extends ReadingOptions {
  readonly asOf?: string;
  readonly signed?: string;
  readonly owner?: string;
  readonly append?: string;
  readonly failOnAlarm?: boolean;
  readonly html?: string;
  readonly json?: boolean;
}

const EXAMPLES = `Examples:
  baton watch my-definition journal.ndjson
  baton watch my-definition journal.ndjson --signed 2025-01-01 --html watch.html
  baton watch my-definition journal.ndjson --append alarms.ndjson
  baton watch my-definition journal.ndjson --owner 'Ada Lovelace' --json

What came after the definition was signed is held against the time before, month by month.
An alarm is raised where differences add up, and cleared when two months are calm. All
that is watched together alarms by chance about once in two years.
`;

export function define(command: Command): Command {
  return withReadingOptions(command)
    .argument('<input...>', 'the folder of a definition, and journal files (NDJSON, gzip too; - is standard input)')
    .option('--signed <instant>', 'when the definition was signed or learnt (default: its activation, else the middle)')
    .option('--as-of <instant>', 'as it was known then (default: the newest entry)')
    .option('--owner <name>', 'who sees to every alarm (default: by what it is about)')
    .option('--append <file>', 'add alarms that are raised or cleared to this journal, as entries')
    .option('--fail-on-alarm', 'end with 1 where an alarm is raised')
    .option('--html <file>', 'write the page there')
    .option('--json', 'write everything as JSON')
    .addHelpText('before', EXAMPLES)
    .action(async (inputs: string[], options: Options) => watch(inputs, options));
}

async function watch(paths: readonly string[], options: Options): Promise<void> {
  const { folders, files } = sortedInputs(paths);
  const definition = oneDefinition(folders);
  if (options.append !== undefined) checkAppendable(options.append);
  const asOf = options.asOf === undefined ? undefined : readInstant(options.asOf, '--as-of', true);
  const signed = options.signed === undefined ? undefined : readInstant(options.signed, '--signed');
  const reads = new WatchReading(definition, asOf);
  const reading = await readJournal(files, options, (entry) => reads.add(entry));
  const steps = startSteps('Watching');
  steps.tell('every month as it was scored then');
  const read = reads.finish();
  const result = watchOf(read, {
    ...(signed !== undefined && { signed }),
    ...(options.owner !== undefined && { owner: options.owner }),
  });
  steps.done();
  const fresh = alarmEntries(result, read.alarms);
  if (options.append !== undefined) await appendEntries(options.append, fresh);
  const appended = options.append === undefined ? 0 : fresh.length;
  writeResult({ ...result, appended }, reading, options.json, () => watchLines(result));
  if (options.failOnAlarm === true && result.alarms.some(({ state }) => state === 'raised'))
    process.exitCode = EXIT.problems;
  if (options.html === undefined) {
    if (!files.includes('-')) tellNext('baton', 'watch', ...folders, ...files, '--html', 'watch.html');
    return;
  }
  const { renderWatchPage } = await import('@baton/figures/watch-page');
  await writePage(options.html, renderWatchPage(result));
}

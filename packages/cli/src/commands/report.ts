// `baton report`: the honest funnel, of the rule of before or of definitions that are replayed: rates with intervals, money to the cent, cohorts, costs.
import type { Definition } from '@baton/core/definition/definition';
import { FunnelReading } from '@baton/core/reports/funnel/funnel-reading';
import { funnelReport } from '@baton/core/reports/funnel/funnel-report';
import { USUAL_SEGMENTS } from '@baton/core/reports/funnel/groups/dimensions';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { VolumeChanges } from '@baton/core/reports/volume/volume-change';
import type { Command } from 'commander';
import { EXIT, withInterruptOfSystem } from '../exit.ts';
import { fail } from '../failure.ts';
import { reportLines } from '../print/report.ts';
import { tellNext } from '../print/words.ts';
import { writePage } from '../print/write-page.ts';
import { writeResult } from '../print/write-result.ts';
import { readDefinition } from '../read/definition-folder.ts';
import { readDefinitions, sortedInputs } from '../read/definitions-and-journals.ts';
import {
  type FunnelQuestionOptions,
  readAsOf,
  readFunnelQuestion,
  replayBeside,
  withFunnelQuestion,
} from '../read/funnel-question.ts';
import { readInstant } from '../read/instant.ts';
import { type ReadingOptions, withReadingOptions } from '../read/journal.ts';
import { readJournalTwice } from '../read/journal-twice.ts';

interface Options extends ReadingOptions, FunnelQuestionOptions {
  readonly segment?: string[];
  readonly before?: string;
  readonly since?: string;
  readonly html?: string;
  readonly json?: boolean;
}

const EXAMPLES = `Examples:
  baton report journal.ndjson
  baton report journal.ndjson --html funnel.html
  baton report my-definition journal.ndjson --html funnel.html
  baton report journal.ndjson --from 2025-01-01 --segment account.industry account.country
  baton report journal.ndjson --confidence recorded --within 90 --json
  baton report my-definition journal.ndjson --before in-force --since 2025-05-01

Without a definition it tells of the MQL dates of the import; with one, or several in
order of rank, of the hand-offs of their replay. With --since it splits the change in
volume between two periods of equal length: demand, source mix, definition, bots, data
quality; --before is the definition of the earlier one.
`;

export function define(command: Command): Command {
  return withFunnelQuestion(withReadingOptions(command), 'MQLs, closings and spend')
    .argument('<input...>', 'journal files (NDJSON, gzip too; - is standard input), and folders of definitions')
    .option('--segment <attribute...>', 'group by these attributes (default: two that are known)')
    .option('--since <instant>', 'split the change in volume: the later period begins here, the earlier one is as long')
    .option('--before <folder>', 'the definition of the earlier period (default: the same)')
    .option('--html <file>', 'write the page there')
    .option('--json', 'write everything as JSON')
    .addHelpText('before', EXAMPLES)
    .action(async (inputs: string[], options: Options) => report(inputs, options));
}

async function report(paths: readonly string[], options: Options): Promise<void> {
  const { folders, files } = sortedInputs(paths);
  const definitions = folders.length === 0 ? [] : readDefinitions(folders);
  const { asOf } = readAsOf(options);
  const { replayed, options: held } = replayBeside(definitions, asOf);
  const changes = volumeOf(definitions, options, asOf);
  const segments = options.segment?.map(checkedAttribute);
  const reads = new FunnelReading({
    ...(asOf !== undefined && { asOf }),
    ...held,
    attributes: segments ?? USUAL_SEGMENTS,
  });
  const question = readFunnelQuestion(options);
  const reading = await readJournalTwice(
    files,
    options,
    (entry) => {
      reads.readSales(entry);
      replayed?.add(entry);
      changes?.read(entry);
    },
    (entry) => {
      reads.readBehaviour(entry);
      changes?.readAgain(entry);
    },
  );
  const volume = changes === undefined ? undefined : withInterruptOfSystem(() => changes.finish());
  const result: FunnelReport = {
    ...funnelReport(reads.finish(), {
      definitions,
      ...question,
      ...(segments !== undefined && { segments }),
    }),
    ...(volume !== undefined && { volume }),
  };
  writeResult(result, reading, options.json, () => reportLines(result));
  if (options.html === undefined) {
    if (!files.includes('-')) tellNext('baton', 'report', ...folders, ...files, '--html', 'funnel.html');
    return;
  }
  const { renderFunnelPage } = await import('@baton/figures/funnel-page');
  await writePage(options.html, renderFunnelPage(result));
}

/** What splits the change in volume; undefined where nobody asked. Yesterday's rule cannot be replayed, so that it cannot be held constant. */
function volumeOf(
  [after]: readonly Definition[],
  { since, before }: Options,
  asOf: number | undefined,
): VolumeChanges | undefined {
  if (since === undefined && before === undefined) return undefined;
  if (after === undefined || since === undefined)
    return fail(
      'cli-volume-needs',
      `to split a change in volume ${after === undefined ? 'a definition' : '--since'} is needed`,
      'give the definition of the later period, and --since with the instant at which it began',
      EXIT.usage,
    );
  return new VolumeChanges({
    before: before === undefined ? after : readDefinition(before).definition,
    after,
    since: readInstant(since, '--since'),
    ...(asOf !== undefined && { until: asOf }),
  });
}

function checkedAttribute(name: string): string {
  return /^(account|lead)\.\w+$/.test(name)
    ? name
    : fail('cli-bad-attribute', `--segment ${name} is no attribute`, 'write account.industry or lead.seniority');
}

// `baton diagnose`: what is wrong with a definition, its hand-offs and their numbers, in the order in which it is worth mending; each with its evidence.
import { type Diagnosis, diagnose } from '@baton/core/reports/diagnosis/diagnose';
import { DiagnosisReading } from '@baton/core/reports/diagnosis/diagnosis-reading';
import { lowered } from '@baton/core/reports/diagnosis/near-misses';
import { writtenProfiles } from '@baton/core/reports/diagnosis/profiles/written-profiles';
import { USUAL_SEGMENTS } from '@baton/core/reports/funnel/groups/dimensions';
import { openOutput } from '@baton/files/writing/output';
import type { Command } from 'commander';
import { diagnosisLines } from '../print/diagnosis.ts';
import { tellNext } from '../print/words.ts';
import { writePage } from '../print/write-page.ts';
import { writeResult } from '../print/write-result.ts';
import { readProfiles } from '../read/band-profiles.ts';
import { readDefinitions, sortedInputs } from '../read/definitions-and-journals.ts';
import {
  type FunnelQuestionOptions,
  readAsOf,
  readFunnelQuestion,
  replayBeside,
  withFunnelQuestion,
} from '../read/funnel-question.ts';
import { type ReadingOptions, withReadingOptions } from '../read/journal.ts';
import { readJournalTwice } from '../read/journal-twice.ts';

interface Options extends ReadingOptions, FunnelQuestionOptions {
  readonly profiles?: string;
  readonly writeProfiles?: string;
  readonly html?: string;
  readonly json?: boolean;
}

const EXAMPLES = `Examples:
  baton diagnose journal.ndjson
  baton diagnose journal.ndjson --html diagnosis.html
  baton diagnose my-definition journal.ndjson --from 2025-01-01
  baton diagnose journal.ndjson --write-profiles bands.yaml
  baton diagnose journal.ndjson --profiles bands.yaml --json

Without a definition it judges the MQL dates of the import; with one, or several in
order of rank, the hand-offs of their replay. A company's own baseline comes first;
bands that are published stand beside it as profiles, which can be edited.
`;

export function define(command: Command): Command {
  return withFunnelQuestion(withReadingOptions(command), 'MQLs and closings')
    .argument('<input...>', 'journal files (NDJSON, gzip too; - is standard input), and folders of definitions')
    .option('--profiles <file>', 'judge rates by the bands in this file (default: the published ones)')
    .option('--write-profiles <file>', 'write the bands that are in use there, to be edited')
    .option('--html <file>', 'write the page there')
    .option('--json', 'write everything as JSON')
    .addHelpText('before', EXAMPLES)
    .action(async (inputs: string[], options: Options) => diagnoseInputs(inputs, options));
}

async function diagnoseInputs(paths: readonly string[], options: Options): Promise<void> {
  const { folders, files } = sortedInputs(paths);
  const definitions = folders.length === 0 ? [] : readDefinitions(folders);
  const profiles = readProfiles(options.profiles);
  const { asOf } = readAsOf(options);
  const { replayed, options: held, again } = replayBeside(definitions, asOf);
  const reads = new DiagnosisReading({
    ...(asOf !== undefined && { asOf }),
    ...held,
    attributes: USUAL_SEGMENTS,
    ...(again !== undefined && { nearMisses: () => again(lowered) }),
  });
  const question = readFunnelQuestion(options);
  const reading = await readJournalTwice(
    files,
    options,
    (entry) => {
      reads.readSales(entry);
      replayed?.add(entry);
    },
    (entry) => reads.readBehaviour(entry),
  );
  const result: Diagnosis = diagnose(reads.finish(), { definitions, profiles, ...question });
  writeResult(result, reading, options.json, () => diagnosisLines(result));
  if (options.writeProfiles !== undefined) {
    const output = openOutput(options.writeProfiles);
    await output.write(writtenProfiles(profiles));
    await output.close();
    process.stderr.write(`The bands are in ${options.writeProfiles}: edit them, and give them with --profiles.\n`);
  }
  if (options.html === undefined) {
    if (!files.includes('-')) tellNext('baton', 'diagnose', ...folders, ...files, '--html', 'diagnosis.html');
    return;
  }
  const { renderDiagnosisPage } = await import('@baton/figures/diagnosis-page');
  await writePage(options.html, renderDiagnosisPage(result));
}

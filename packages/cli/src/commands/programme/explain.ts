// `baton programme explain`: a programme in plain words, or what it would have done with one person, decision by decision.

import { renderMarkdown } from '@baton/core/definition/plain-language';
import type { NurtureDecision } from '@baton/core/nurture/moving/nurture-decision';
import { describeProgramme } from '@baton/core/nurture/programme/programme-words';
import { ProgrammeRun } from '@baton/core/nurture/replaying/programme-run';
import { plainId } from '@baton/core/replay/lead-directory';
import type { Command } from 'commander';
import { EXIT } from '../../exit.ts';
import { fail } from '../../failure.ts';
import { decisionInWords } from '../../print/programme.ts';
import { type JournalReading, readingJson } from '../../print/reading.ts';
import { showInstant } from '../../print/words.ts';
import { readDefinition } from '../../read/definition-folder.ts';
import { type ReadingOptions, readJournal, withReadingOptions } from '../../read/journal.ts';
import { readProgramme } from '../../read/programme-folder.ts';

interface Options extends ReadingOptions {
  readonly definition: string;
  readonly lead?: string;
  readonly json?: true;
}

/** `baton programme explain <folder> [journal...] --definition <folder> [--lead <id>]`. */
export function defineExplain(command: Command): Command {
  return withReadingOptions(command)
    .description('tell a programme in plain words, or what it would have done with one person')
    .argument('<folder>', 'folder of the programme')
    .argument('[journal...]', 'journal files: what it would have done')
    .requiredOption('--definition <folder>', 'the definition that it follows')
    .option('--lead <id>', 'the person, by any id or e-mail address')
    .option('--json', 'write it as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton programme explain my-programme --definition my-definition > page.md\n  baton programme explain my-programme journal.ndjson --definition my-definition --lead ada@one.example\n',
    )
    .action(async (folder: string, files: string[], options: Options) => explain(folder, files, options));
}

async function explain(folder: string, files: readonly string[], options: Options): Promise<void> {
  const { definition } = readDefinition(options.definition);
  const { programme } = readProgramme(folder, definition);
  if (options.lead === undefined) {
    if (files.length > 0)
      fail(
        'cli-no-lead',
        'journals are given, and no person',
        'say whom with --lead, or leave the journals out',
        EXIT.usage,
      );
    const page = describeProgramme(programme, definition);
    process.stdout.write(
      options.json === true ? `${JSON.stringify({ version: 1, page }, null, 2)}\n` : renderMarkdown(page),
    );
    return;
  }
  if (files.length === 0) fail('cli-no-journal', 'a person is named, and no journal', 'give journal files', EXIT.usage);
  const decisions: NurtureDecision[] = [];
  const wanted = options.lead.toLowerCase();
  const run = new ProgrammeRun({
    programmes: [programme],
    definition,
    from: Number.NEGATIVE_INFINITY,
    tell: (decision, ids) => {
      if (ids.some((id) => plainId(id).toLowerCase() === wanted)) decisions.push(decision);
    },
  });
  const reading = await readJournal(files, options, (entry) => run.add(entry));
  run.finish();
  write(options.lead, decisions, reading, options.json);
}

function write(
  lead: string,
  decisions: readonly NurtureDecision[],
  reading: JournalReading,
  asJson: boolean | undefined,
): void {
  if (asJson === true) {
    process.stdout.write(
      `${JSON.stringify({ version: 1, lead, decisions, reading: readingJson(reading) }, null, 2)}\n`,
    );
    return;
  }
  if (decisions.length === 0) process.stdout.write(`The programme would never have had anything to do with ${lead}.\n`);
  for (const decision of decisions) process.stdout.write(`${showInstant(decision.at)}  ${decisionInWords(decision)}\n`);
}

// Answers to the importer's questions, as flags of the command line.
import { ROW_KINDS } from '@baton/core/import/mapping/mapping';
import type { Command } from 'commander';

/** Adds the flags to the command. */
export function withAnswers(command: Command): Command {
  const many = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  return command
    .option('--zone <zone>', 'time zone of instants without an offset: Europe/Berlin')
    .option('--date-order <order>', 'how 03/04/2026 is meant: "day first" or "month first"')
    .option('--decimals <mark>', 'what stands before decimals: point or comma')
    .option('--currency <code>', 'currency of amounts without one: EUR')
    .option('--exported-at <date>', 'the day of the export')
    .option('--sales-owners <names>', 'owners who sell, with commas between them, or all')
    .option('--won <stages>', 'stages that are won')
    .option('--lost <stages>', 'stages that are lost')
    .option('--new-business <types>', 'deal types or pipelines that are new business')
    .option('--rows <file=kind>', `what the rows of a file are: ${ROW_KINDS.join(', ')}`, many)
    .option('--person <file=column>', 'which column of a file names the person', many);
}

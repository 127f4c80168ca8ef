// Streams journal entries from NDJSON files, one by one; what cannot be read is counted, told and kept, and stops nothing.
import type { Problem } from '@baton/core/base/problem';
import type { Entry } from '@baton/core/journal/entry';
import type { Receipt } from '@baton/core/journal/journal-lines';
import { createLedger } from '@baton/core/journal/ledger';
import { openBytes } from '@baton/files/reading/bytes';
import { keepOn, readJournalFile } from '@baton/files/reading/journal-file';
import { openOutput } from '@baton/files/writing/output';
import { RefusedShelf } from '@baton/files/writing/refused-shelf';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';
import { startProgress } from '../print/progress.ts';
import { type JournalReading, tellReading } from '../print/reading.ts';

/** Problems that are told; a refused file keeps all. */
export const SHOWN_PROBLEMS = 5;

/** What every command that reads journals can be told about it. */
export interface ReadingOptions {
  readonly refused?: string;
  readonly strict?: true;
}

/** Adds the options of {@link ReadingOptions} to a command. */
export function withReadingOptions(command: Command): Command {
  return command
    .option('--refused <file>', 'keep every refused or conflicting line there (NDJSON), with its reasons')
    .option(
      '--strict',
      'end with 1 where any line was refused or conflicting; without it they are told, and the rest goes through',
    );
}

/** Reads every file (`-` is standard input) in turn, hands each accepted entry on (and, where asked, what came of every line), and tells what came of it; ends the command where nothing did. */
export async function readJournal(
  files: readonly string[],
  options: ReadingOptions,
  take: (entry: Entry) => void,
  hear: (receipt: Receipt) => void = () => {},
): Promise<JournalReading> {
  const ledger = createLedger();
  const inputs = files.map((file) => ({
    file,
    bytes: openBytes(file, 'make one with: baton import FILE.csv --mapping mapping.yaml'),
  }));
  const shelf = new RefusedShelf(options.refused === undefined ? undefined : openOutput(options.refused));
  const problems: Problem[] = [];
  const progress = startProgress('Reading');
  let received = 0;
  for (const [i, { file, bytes }] of inputs.entries())
    await readJournalFile(file, bytes, ledger, {
      take(receipt) {
        received += 1;
        hear(receipt);
        if ('entry' in receipt) {
          if (receipt.verdict === 'accepted') take(receipt.entry);
        } else {
          keepOn(shelf, receipt);
          if (problems.length < SHOWN_PROBLEMS) problems.push(...receipt.problems.slice(0, 1));
        }
      },
      async pause(share) {
        progress.tell(received, undefined, share === undefined ? undefined : (i + share) / inputs.length);
        await shelf.drain();
        return true;
      },
    });
  progress.done();
  await shelf.close();
  const reading = { counts: ledger.counts(), problems, refusedFile: options.refused };
  tellReading(reading);
  const { accepted, refused, conflict } = reading.counts;
  if (accepted === 0) fail('cli-no-entries', 'there is not one entry in these files', 'look at what was refused');
  if (options.strict === true && refused + conflict > 0) process.exitCode = EXIT.problems;
  return reading;
}

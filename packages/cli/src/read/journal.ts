// Streams journal entries from NDJSON files, one by one; what cannot be read is counted, told and kept, and stops nothing.
import type { Problem } from '@baton/core/base/problem';
import type { RememberedTexts } from '@baton/core/base/seen-texts';
import type { Entry } from '@baton/core/journal/entry';
import { JournalLines, LONGEST_LINE, type Receipt } from '@baton/core/journal/journal-lines';
import { createLedger, type Ledger } from '@baton/core/journal/ledger';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';
import { openOutput } from '../print/output.ts';
import { startProgress } from '../print/progress.ts';
import { type JournalReading, tellReading } from '../print/reading.ts';
import { RefusedShelf } from '../print/refused-shelf.ts';
import { type OpenBytes, openBytes } from './bytes.ts';
import { linesOf } from './lines.ts';

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

/** Hears of every entry of a journal file. */
export interface JournalListener {
  take(receipt: Receipt, line: number): void;
  /** After many lines: wait for what has to be written; `line` is the next. Answers false where it has heard enough. */
  pause(share: number | undefined, line: number): Promise<boolean>;
}

/** Where reading begins, and what it remembers. */
export interface JournalStart {
  /** The first line that is read; those before were read earlier. */
  readonly line?: number;
  /** Entries without an id that were there already. */
  readonly seen?: RememberedTexts;
}

/** Reads one file to its end. */
export async function readJournalFile(
  file: string,
  bytes: OpenBytes,
  ledger: Pick<Ledger, 'offer' | 'refuse'>,
  { take, pause }: JournalListener,
  start: JournalStart = {},
): Promise<void> {
  const journal = new JournalLines(file, file === '-' ? 'standard input' : file, ledger, start.seen);
  const from = start.line ?? 0;
  let next = 1;
  for await (const lines of linesOf(bytes.chunks, LONGEST_LINE)) {
    for (const line of lines) {
      next = line.number + 1;
      if (line.number < from) continue;
      if ('fault' in line) take(journal.unreadable(line.fault, line.number, line.bytes.toString()), line.number);
      else if (line.text.trim() !== '')
        for (const receipt of journal.read(line.text, line.number)) take(receipt, line.number);
    }
    if (!(await pause(bytes.share(), next))) return;
  }
}

/** Keeps what was refused or conflicts. */
export function keepOn(shelf: RefusedShelf, receipt: Extract<Receipt, { readonly raw: string }>): void {
  shelf.keep({ what: receipt.place.path === undefined ? 'line' : 'call', ...receipt });
}

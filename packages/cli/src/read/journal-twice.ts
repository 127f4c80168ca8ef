// Reads journals twice, for what needs to know how a history ends before it looks at what people did. Standard input is kept in a file meanwhile.
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry } from '@baton/core/journal/entry';
import { createLedger } from '@baton/core/journal/ledger';
import { openBytes } from '@baton/files/reading/bytes';
import { readJournalFile } from '@baton/files/reading/journal-file';
import { startProgress } from '../print/progress.ts';
import type { JournalReading } from '../print/reading.ts';
import { type ReadingOptions, readJournal } from './journal.ts';

/** Reads every file through `first`, then all of them again through `second`; what came of the lines is told once. */
export async function readJournalTwice(
  files: readonly string[],
  options: ReadingOptions,
  first: (entry: Entry) => void,
  second: (entry: Entry) => void,
): Promise<JournalReading> {
  const kept = files.includes('-') ? await keepStandardInput() : undefined;
  try {
    const paths = files.map((file) => (file === '-' && kept !== undefined ? kept.file : file));
    const reading = await readJournal(paths, options, first);
    await readQuietly(paths, 'Reading again', second);
    return reading;
  } finally {
    if (kept !== undefined) rmSync(kept.folder, { recursive: true, force: true });
  }
}

/** Reads files for another time: every accepted entry, without telling what came of the lines. */
export async function readQuietly(paths: readonly string[], what: string, take: (entry: Entry) => void): Promise<void> {
  const ledger = createLedger();
  const progress = startProgress(what);
  let received = 0;
  for (const [i, file] of paths.entries())
    await readJournalFile(file, openBytes(file), ledger, {
      take(receipt) {
        received += 1;
        if ('entry' in receipt && receipt.verdict === 'accepted') take(receipt.entry);
      },
      async pause(share) {
        progress.tell(received, undefined, share === undefined ? undefined : (i + share) / paths.length);
        return true;
      },
    });
  progress.done();
}

async function keepStandardInput(): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'journal.ndjson');
  await pipeline(openBytes('-').chunks, createWriteStream(file));
  return { folder, file };
}

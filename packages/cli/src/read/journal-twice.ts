// Reads journals for what needs to know how a history ends before it looks at what people did: the files once, where their entries fit into memory, else again. Standard input is kept in a file meanwhile.
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

/** Entries that are held between passes: some 300 MB of them. */
const MOST_HELD = 300_000;

/** A journal that was read and can be gone through again. */
export interface KeptJournal {
  readonly reading: JournalReading;
  /** When the newest accepted entry was known; -Infinity where there is none. */
  readonly newest: number;
  /** Hands every accepted entry on once more, in the same order. */
  again(what: string, take: (entry: Entry) => void): Promise<void>;
  /** To be called when nobody asks any more. */
  forget(): void;
}

/** Reads every file, hands each accepted entry on, and keeps up to `mostHeld` of them for another pass; a longer journal is read again then. */
export async function readKept(
  files: readonly string[],
  options: ReadingOptions,
  take: (entry: Entry) => void = () => {},
  mostHeld = MOST_HELD,
): Promise<KeptJournal> {
  const kept = files.includes('-') ? await keepStandardInput() : undefined;
  const paths = files.map((file) => (file === '-' && kept !== undefined ? kept.file : file));
  const forget = (): void => {
    if (kept !== undefined) rmSync(kept.folder, { recursive: true, force: true });
  };
  let held: Entry[] | undefined = [];
  let newest = Number.NEGATIVE_INFINITY;
  try {
    const reading = await readJournal(paths, options, (entry) => {
      newest = Math.max(newest, entry.knownAt);
      if (held !== undefined && held.push(entry) > mostHeld) held = undefined;
      take(entry);
    });
    const again: KeptJournal['again'] = async (what, visit) => {
      if (held === undefined) await readQuietly(paths, what, visit);
      else for (const entry of held) visit(entry);
    };
    return { reading, newest, again, forget };
  } catch (error) {
    forget();
    throw error;
  }
}

/** Takes every file through `first`, then all of them again through `second`; what came of the lines is told once. */
export async function readJournalTwice(
  files: readonly string[],
  options: ReadingOptions,
  first: (entry: Entry) => void,
  second: (entry: Entry) => void,
): Promise<JournalReading> {
  const journal = await readKept(files, options, first);
  try {
    await journal.again('Reading again', second);
    return journal.reading;
  } finally {
    journal.forget();
  }
}

/** Reads files for another time: every accepted entry, without telling what came of the lines. */
async function readQuietly(paths: readonly string[], what: string, take: (entry: Entry) => void): Promise<void> {
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

// Packets out of journals, and into folders.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@baton/core/base/digest';
import type { ReviewPacket } from '@baton/core/reports/review/review-packet';
import { type ReviewQuestion, ReviewReading } from '@baton/core/reports/review/review-reading';
import { openOutput } from '@baton/files/writing/output';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';
import type { JournalReading } from '../print/reading.ts';
import { writePage } from '../print/write-page.ts';
import type { ReadingOptions } from '../read/journal.ts';
import { readJournalTwice, readQuietly } from '../read/journal-twice.ts';

/** Reads the journals twice and makes the packet. */
export async function makePacket(
  asked: ReviewQuestion,
  files: readonly string[],
  options: ReadingOptions,
): Promise<{ readonly packet: ReviewPacket; readonly reading: JournalReading }> {
  const reads = new ReviewReading(asked);
  const reading = await readJournalTwice(
    files,
    options,
    (entry) => reads.read(entry),
    (entry) => reads.readAgain(entry),
  );
  return { packet: reads.finish(), reading };
}

/** When the newest entry was known: a pass of its own, since what is left out has to be known beforehand. */
export async function newestOf(files: readonly string[]): Promise<number> {
  if (files.includes('-'))
    return fail(
      'cli-review-needs-as-of',
      'a journal from standard input is read with --as-of',
      'say of which instant the packet is: --as-of 2026-03-31',
      EXIT.usage,
    );
  let newest = Number.NEGATIVE_INFINITY;
  await readQuietly(files, 'Looking for the newest', ({ knownAt }) => {
    newest = Math.max(newest, knownAt);
  });
  return newest;
}

/** Writes packet.json and packet.html. */
export async function writePacket(folder: string, packet: ReviewPacket, text: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const output = openOutput(join(folder, 'packet.json'));
  await output.write(text);
  await output.close();
  await writePage(join(folder, 'packet.html'), await packetPage(packet, text));
}

/** The packet as a page, with the digest of its bytes. */
export async function packetPage(packet: ReviewPacket, text: string): Promise<string> {
  const { renderReviewPage } = await import('@baton/figures/review-page');
  return renderReviewPage(packet, sha256Hex(text));
}

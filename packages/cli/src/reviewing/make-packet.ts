// Packets out of journals, and into folders.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@baton/core/base/digest';
import type { ReviewPacket } from '@baton/core/reports/review/review-packet';
import { type ReviewQuestion, ReviewReading } from '@baton/core/reports/review/review-reading';
import { openOutput } from '@baton/files/writing/output';
import type { JournalReading } from '../print/reading.ts';
import { writePage } from '../print/write-page.ts';
import type { ReadingOptions } from '../read/journal.ts';
import { readKept } from '../read/journal-twice.ts';

/** A question of which the instant may be left open: then it is that of the newest entry. */
export type OpenQuestion = Omit<ReviewQuestion, 'asOf'> & { readonly asOf?: number };

/** Reads the journals and makes the packet. What is left out has to be known before anything is counted, so that the entries are gone through again. */
export async function makePacket(
  asked: OpenQuestion,
  files: readonly string[],
  options: ReadingOptions,
): Promise<{ readonly packet: ReviewPacket; readonly reading: JournalReading }> {
  const journal = await readKept(files, options);
  try {
    const reads = new ReviewReading({ ...asked, asOf: asked.asOf ?? journal.newest });
    await journal.again('Reading again', (entry) => reads.read(entry));
    await journal.again('Reading what people did', (entry) => reads.readAgain(entry));
    return { packet: reads.finish(), reading: journal.reading };
  } finally {
    journal.forget();
  }
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

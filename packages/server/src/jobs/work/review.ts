// Whether a definition still fits, and the packet that its review is held over.
import { sha256Hex } from '@baton/core/base/digest';
import { packetText } from '@baton/core/reports/review/freezing/frozen';
import { ReviewReading } from '@baton/core/reports/review/review-reading';
import { watchOf } from '@baton/core/reports/watch/watch';
import { WatchReading } from '@baton/core/reports/watch/watch-reading';
import { renderReviewPage } from '@baton/figures/review-page';
import { renderWatchPage } from '@baton/figures/watch-page';
import type { JobParams } from '../job-kinds.ts';
import { type Desk, definitionOf, eachEntry, type Finished, inForceOf } from './desk.ts';

/** Drift and alarms. Where the time before the signature is too short to be a reference, the first half of the history is one. */
export async function watch(desk: Desk, asked: JobParams['watch']): Promise<Finished> {
  const definition = await inForceOf(desk, asked.definition);
  const reads = new WatchReading(definition);
  await eachEntry(desk, 0, 500, (entry) => reads.add(entry));
  desk.tell('Scoring every month as it was then', 550);
  const read = reads.finish();
  const bySignature = watchOf(read);
  const result =
    bySignature.state === 'too short'
      ? watchOf(read, { signed: Math.round((read.first + read.asOf) / 2) })
      : bySignature;
  return { result, page: renderWatchPage(result) };
}

/** The packet as it is now, with the digest of its bytes. */
export async function review(desk: Desk, asked: JobParams['review']): Promise<Finished> {
  const definition = await inForceOf(desk, asked.definition);
  const candidates = await Promise.all(asked.candidates.map((each) => definitionOf(desk, each)));
  const reads = new ReviewReading({
    review: asked.review,
    definition,
    candidates,
    asOf: desk.now,
    ...(asked.capacity !== undefined && { capacity: asked.capacity }),
  });
  await eachEntry(desk, 0, 300, (entry) => reads.read(entry));
  await eachEntry(desk, 300, 500, (entry) => reads.readAgain(entry));
  desk.tell('Replaying', 550);
  const packet = reads.finish();
  const digest = sha256Hex(packetText(packet));
  return { result: { version: 1, packet, digest }, page: renderReviewPage(packet, digest) };
}

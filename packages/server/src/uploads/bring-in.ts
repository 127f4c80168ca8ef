// Brings what an upload came to through the one way in: the same receipts as POST /api/v1/import, counted in the same ledger. What came in before is told as a duplicate, so that a run that was cut off may begin anew.
import { join } from 'node:path';
import { LONGEST_LINE } from '@baton/core/journal/journal-lines';
import { openBytes } from '@baton/files/reading/bytes';
import { linesOf } from '@baton/files/reading/lines';
import type { Clock } from '../clock.ts';
import { type Intake, Overloaded } from '../ingest/intake.ts';
import { takeCalls } from '../ingest/take-calls.ts';
import { changeUpload } from '../store/upload-rows.ts';
import { UploadFolder } from './upload-folder.ts';

/** Where entries go, and by which clock. */
export interface Way {
  readonly intake: Intake;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** The work of a job that brings an upload in; the uploads lie in `path`. */
export function bringInUpload(path: string, way: Way) {
  return async (
    { upload }: { readonly upload: string },
    tell: (news: { readonly doing: string; readonly progress: number }) => void,
    signal: AbortSignal,
  ): Promise<Received> => {
    const folder = new UploadFolder(join(path, upload));
    const told = (share: number): void => tell({ doing: 'Bringing entries in', progress: Math.round(1000 * share) });
    const received = await bringIn(folder, way, told, signal);
    await way.intake.aside((tx) => changeUpload(tx, upload, { state: 'brought-in' }));
    folder.letGo();
    return received;
  };
}

/** Entries that are offered at once: others get their turn in between. */
const AT_ONCE = 250;
/** How long to wait where too many wait. */
const PAUSE = 500;

/** What became of the entries; the four add up to `received`. */
export interface Received {
  received: number;
  accepted: number;
  duplicate: number;
  conflict: number;
  refused: number;
}

/** Brings a planned upload in. `tell` hears of the share that is done, 0 to 1; a signal stops it between two offers. */
async function bringIn(
  folder: UploadFolder,
  { intake, clock, newId }: Way,
  tell: (share: number) => void,
  signal: AbortSignal,
): Promise<Received> {
  const counts: Received = { received: 0, accepted: 0, duplicate: 0, conflict: 0, refused: 0 };
  const bytes = openBytes(folder.journal);
  let calls: unknown[] = [];
  const offer = async (): Promise<void> => {
    signal.throwIfAborted();
    for (const { verdict } of await patiently(() =>
      takeCalls(intake, calls, { source: undefined, receivedAt: clock(), newId }),
    )) {
      counts.received += 1;
      counts[verdict] += 1;
    }
    calls = [];
    tell(bytes.share() ?? 1);
  };
  for await (const lines of linesOf(bytes.chunks, LONGEST_LINE))
    for (const line of lines) {
      if (!('text' in line) || line.text === '') continue;
      calls.push(JSON.parse(line.text));
      if (calls.length >= AT_ONCE) await offer();
    }
  if (calls.length > 0) await offer();
  return counts;
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Overloaded)) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

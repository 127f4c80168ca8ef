// Uploads are kept for thirty days: then what was not brought in, and what was refused of the rest, is let go of.
import { join } from 'node:path';
import { DAY } from '@baton/core/base/duration';
import type { Intake } from '../ingest/intake.ts';
import { note } from '../store/audit-rows.ts';
import type { Store } from '../store/store.ts';
import { allUploads, removeUpload } from '../store/upload-rows.ts';
import { UploadFolder } from './upload-folder.ts';

const KEPT = 30 * DAY;

/** Where uploads lie and are known. */
export interface Shelf {
  readonly store: Store;
  readonly intake: Intake;
  /** The folder of all uploads. */
  readonly path: string;
}

/** Removes an upload with its files. */
export async function removeWhole({ intake, path }: Shelf, id: string, by: string, now: number): Promise<void> {
  new UploadFolder(join(path, id)).destroy();
  await intake.aside(async (tx) => {
    await removeUpload(tx, id);
    await note(tx, { at: now, actor: by, action: 'removed-upload', subject: id, details: {} });
  });
}

/** Removes those that are old. */
export async function removeOld(shelf: Shelf, by: string, now: number): Promise<void> {
  for (const { id, made_at } of await allUploads(shelf.store.read))
    if (made_at < now - KEPT) await removeWhole(shelf, id, by, now);
}

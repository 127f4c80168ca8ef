// Uploads in the store: whose they are and how far they are. Their files lie beside the store.
import type { Changing, Reading } from './store.ts';
import type { UploadsTable } from './tables.ts';

export async function addUpload(tx: Changing, row: UploadsTable): Promise<void> {
  await tx.insertInto('uploads').values(row).execute();
}

export function uploadById(read: Reading, id: string): Promise<UploadsTable | undefined> {
  return read.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst();
}

/** All uploads, the newest first. */
export function allUploads(read: Reading): Promise<UploadsTable[]> {
  return read.selectFrom('uploads').selectAll().orderBy('made_at', 'desc').orderBy('id').limit(100).execute();
}

export async function changeUpload(tx: Changing, id: string, change: Partial<UploadsTable>): Promise<void> {
  await tx.updateTable('uploads').set(change).where('id', '=', id).execute();
}

export async function removeUpload(tx: Changing, id: string): Promise<void> {
  await tx.deleteFrom('uploads').where('id', '=', id).execute();
}

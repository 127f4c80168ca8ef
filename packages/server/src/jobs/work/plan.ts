// The plan of an upload, made by the answers that were given.
import { join } from 'node:path';
import { uploadById } from '../../store/upload-rows.ts';
import { planUpload } from '../../uploads/plan-upload.ts';
import type { Answer } from '../../uploads/upload-plan.ts';
import type { Desk, Finished } from './desk.ts';

/** Plans an upload; the plan lies beside its files. Throws where there is none. */
export async function plan({ read, uploads, now, tell }: Desk, upload: string): Promise<Finished> {
  const row = await uploadById(read, upload);
  if (row === undefined) throw new RangeError('there is no such upload');
  await planUpload(join(uploads, upload), JSON.parse(row.answers) as readonly Answer[], now, tell);
  return { result: { version: 1, upload }, page: '' };
}

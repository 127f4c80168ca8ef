// Folders of exports on their way in name people too, in files beside the store: those that name somebody who is erased are let go of whole.
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { allUploads } from '../store/upload-rows.ts';
import { removeWhole } from '../uploads/old-uploads.ts';
import type { KeepingContext } from './keeping-context.ts';
import type { PersonalWords } from './personal-words.ts';

/** Removes every upload of which a line names the person; returns how many. What was brought in of it stays as entries, from which the person is erased like from all others. */
export async function eraseUploads(context: KeepingContext, words: PersonalWords, by: string): Promise<number> {
  const { store, intake, clock, uploads: path } = context;
  if (path === undefined) return 0;
  let count = 0;
  for (const { id } of await allUploads(store.read)) {
    if (!(await names(join(path, id), words))) continue;
    await removeWhole({ store, intake, path }, id, by, clock());
    count += 1;
  }
  return count;
}

async function names(folder: string, words: PersonalWords): Promise<boolean> {
  if (!existsSync(folder)) return false;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  for (const { parentPath, name } of files) {
    const stream = createReadStream(join(parentPath, name), 'utf8');
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (!words.isIn(line)) continue;
      stream.destroy();
      return true;
    }
  }
  return false;
}

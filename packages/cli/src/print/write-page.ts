// A page on its way into a file.
import { openOutput } from '@baton/files/writing/output';

/** Writes the page, and says where it is. */
export async function writePage(file: string, page: string): Promise<void> {
  const output = openOutput(file);
  await output.write(page);
  await output.close();
  process.stderr.write(`The page is in ${file}: open it in a browser.\n`);
}

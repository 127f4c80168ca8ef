// A file of entries that only grows: what is in it is copied as it is, new lines come behind.
import { createReadStream, existsSync, statSync } from 'node:fs';
import type { Entry } from '@baton/core/journal/entry';
import { LineWriter } from '@baton/files/writing/line-writer';
import { openOutput } from '@baton/files/writing/output';
import { fail } from '../failure.ts';

/** Ends the command where entries cannot be added to a file. */
export function checkAppendable(file: string): void {
  if (file.endsWith('.gz'))
    fail('cli-packed-output', `${file} would be a packed file, to which nothing can be added`, 'name one without .gz');
}

/** Adds entries to a file; makes it where there is none, and leaves it alone where there is nothing to add. */
export async function appendEntries(file: string, entries: readonly Entry[]): Promise<void> {
  const isThere = existsSync(file);
  if (isThere && entries.length === 0) return;
  const output = openOutput(file);
  let endsLine = true;
  if (isThere && statSync(file).size > 0)
    for await (const chunk of createReadStream(file, 'utf8')) {
      await output.write(chunk as string);
      endsLine = (chunk as string).endsWith('\n');
    }
  if (!endsLine) await output.write('\n');
  const lines = new LineWriter(output);
  for (const entry of entries) {
    lines.add(JSON.stringify(entry));
    await lines.drain();
  }
  await lines.close();
}

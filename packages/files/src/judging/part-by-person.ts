// Parts a journal file by person, so that each part holds all entries of its people and can be judged alone. Reads no more of a line than who it is about.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from '@baton/core/base/fingerprint';
import type { Entry } from '@baton/core/journal/entry';
import { subjectOf } from '@baton/core/journal/identifiers';
import { LONGEST_LINE } from '@baton/core/journal/journal-lines';
import { openBytes } from '../reading/bytes.ts';
import { linesOf } from '../reading/lines.ts';

/** A line as the importer writes it, up to the first identifier. */
const START = /^\{"kind":"([a-z-]+)","source":"(?:[^"\\]|\\.)*","id":"(?:[^"\\]|\\.)*","userId":"([^"\\]*)"/;
/** Characters of a part that wait to be written: there may be a hundred parts. */
const CHUNK = 1 << 16;

/** The files of a journal's parts, and what bears on several of them: flags of others and on companies, withdrawals. */
export interface Parts {
  readonly files: readonly string[];
  readonly corrections: readonly Entry[];
}

/** Parts a journal into so many files in a folder. */
export async function partByPerson(path: string, folder: string, parts: number): Promise<Parts> {
  const files = Array.from({ length: parts }, (_, i) => join(folder, `${i}.ndjson`));
  const waiting = files.map(() => '');
  for (const file of files) appendFileSync(file, '');
  const flush = (part: number): void => {
    appendFileSync(files[part] as string, waiting[part] as string);
    waiting[part] = '';
  };
  const corrections: Entry[] = [];
  const words = new Int32Array(4);
  for await (const lines of linesOf(openBytes(path).chunks, LONGEST_LINE))
    for (const line of lines) {
      if (!('text' in line) || line.text === '') continue;
      const [, kind, userId] = START.exec(line.text) ?? [];
      let subject = userId === undefined ? undefined : `user:${userId}`;
      if (subject === undefined || kind === 'flag' || kind === 'withdrawal') {
        const entry = JSON.parse(line.text) as Entry;
        if (isShared(entry)) {
          corrections.push(entry);
          continue;
        }
        subject = subjectOf(entry) ?? '';
      }
      fingerprint(subject, words);
      const part = ((words[0] as number) >>> 0) % parts;
      waiting[part] += `${line.text}\n`;
      if ((waiting[part] as string).length >= CHUNK) flush(part);
    }
  for (const part of files.keys()) flush(part);
  return { files, corrections };
}

/** Whether an entry bears on people of several parts: our own flags name one person's entries. */
function isShared(entry: Entry): boolean {
  if (entry.kind === 'withdrawal') return true;
  return entry.kind === 'flag' && !(entry.source === 'hygiene' && entry.entries !== undefined);
}

// Where a command's data goes: standard output, or a file that appears only when it is whole.
import { once } from 'node:events';
import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { finished } from 'node:stream/promises';

/** Data on its way out. */
export interface Output {
  /** Takes text, or text as UTF-8. */
  write(text: string | Uint8Array): Promise<void>;
  /** Call at the end: a file takes its name here, so that an interrupted run leaves the old one as it was. */
  close(): Promise<void>;
}

/** Files that are not whole yet: however the process ends, they go with it. */
const unfinished = new Set<string>();

process.on('exit', () => {
  for (const path of unfinished) rmSync(path, { force: true });
});

/** Opens a file, or standard output where none is named. What the system refuses is told of the file as it was named. */
export function openOutput(file: string | undefined): Output {
  if (file === undefined) return { write: (text) => push(process.stdout, text), close: async () => {} };
  const isPlain = !existsSync(file) || statSync(file).isFile();
  const path = isPlain ? `${file}.part` : file;
  if (isPlain) unfinished.add(path);
  const stream = createWriteStream(path);
  const ended = finished(stream).catch(refusedAs(file));
  ended.catch(() => {});
  return {
    // What has failed stays failed: nothing more is gathered for a disk that is full.
    write: (text) => (stream.errored === null ? push(stream, text).catch(refusedAs(file)) : ended),
    async close() {
      stream.end();
      await ended;
      if (!isPlain) return;
      try {
        renameSync(path, file);
      } catch (error) {
        refusedAs(file)(error);
      }
      unfinished.delete(path);
    },
  };
}

async function push(stream: NodeJS.WritableStream, text: string | Uint8Array): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

function refusedAs(file: string): (error: unknown) => never {
  return (error) => {
    throw Object.assign(error as NodeJS.ErrnoException, { path: file });
  };
}

// Where a command's data goes: standard output, or a file that appears only when it is whole.
import { once } from 'node:events';
import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs';
import { finished } from 'node:stream/promises';

/** Data on its way out. */
export interface Output {
  write(text: string): Promise<void>;
  /** Call at the end: a file takes its name here, so that an interrupted run leaves the old one as it was. */
  close(): Promise<void>;
}

/** Opens a file, or standard output where none is named. */
export function openOutput(file: string | undefined): Output {
  if (file === undefined) return { write: (text) => push(process.stdout, text), close: async () => {} };
  const isPlain = !existsSync(file) || statSync(file).isFile();
  const path = isPlain ? `${file}.part` : file;
  const stream = createWriteStream(path);
  const ended = finished(stream);
  ended.catch(() => {});
  return {
    write: (text) => push(stream, text),
    async close() {
      stream.end();
      await ended;
      if (isPlain) renameSync(path, file);
    },
  };
}

async function push(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

// A file of lines on its way to disk: many lines at a time, packed where asked, named only when it is whole.
import { once } from 'node:events';
import { createWriteStream, renameSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const CHUNK = 1 << 20;

/** Give it lines, let it drain between, close it at the end. */
export class LineFile {
  /** Lines taken. */
  lines = 0;
  private text: string[] = [];
  private size = 0;
  private readonly sink: NodeJS.WritableStream;
  private readonly ended: Promise<void>;
  private readonly part: string;

  constructor(
    readonly path: string,
    packed = false,
  ) {
    this.part = `${path}.part`;
    const file = createWriteStream(this.part);
    this.ended = finished(file);
    this.ended.catch(() => {});
    if (packed) {
      const gzip = createGzip({ level: 6 });
      gzip.pipe(file);
      this.sink = gzip;
    } else this.sink = file;
  }

  add(line: string): void {
    this.text.push(line);
    this.size += line.length + 1;
    this.lines += 1;
  }

  /** Hands on what has piled up; waits where the disk is slower. */
  async drain(least = CHUNK): Promise<void> {
    if (this.size < least) return;
    const text = `${this.text.join('\n')}\n`;
    this.text = [];
    this.size = 0;
    if (!this.sink.write(text)) await once(this.sink, 'drain');
  }

  async close(): Promise<void> {
    await this.drain(1);
    this.sink.end();
    await this.ended;
    renameSync(this.part, this.path);
  }
}

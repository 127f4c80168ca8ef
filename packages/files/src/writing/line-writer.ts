// Lines on their way to a file, written many at a time: one by one would take longer than making them.
import type { Output } from './output.ts';

const CHUNK = 1 << 18;

/** Gathers lines; call `drain` now and then, so that they do not pile up. */
export class LineWriter {
  private text = '';
  /** What goes before the text. */
  private ready: (string | Uint8Array)[] = [];
  private readyBytes = 0;

  constructor(private readonly output: Output) {}

  add(line: string): void {
    this.text += line;
    this.text += '\n';
  }

  /** Adds whole lines, as UTF-8. */
  addBytes(lines: Uint8Array): void {
    if (this.text !== '') this.ready.push(this.text);
    this.text = '';
    this.ready.push(lines);
    this.readyBytes += lines.length;
  }

  async drain(): Promise<void> {
    if (this.text.length + this.readyBytes >= CHUNK) await this.flush();
  }

  /** Hands everything over that was added. */
  async flush(): Promise<void> {
    const { text, ready } = this;
    this.text = '';
    this.ready = [];
    this.readyBytes = 0;
    for (const each of ready) await this.output.write(each);
    if (text !== '') await this.output.write(text);
  }

  async close(): Promise<void> {
    await this.flush();
    await this.output.close();
  }
}

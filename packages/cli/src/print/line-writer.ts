// Lines on their way to a file, written many at a time: one by one would take longer than making them.
import type { Output } from './output.ts';

const CHUNK = 1 << 18;

/** Gathers lines; call `drain` now and then, so that they do not pile up. */
export class LineWriter {
  private text = '';

  constructor(private readonly output: Output) {}

  add(line: string): void {
    this.text += line;
    this.text += '\n';
  }

  async drain(): Promise<void> {
    if (this.text.length >= CHUNK) await this.flush();
  }

  /** Hands everything over that was added. */
  async flush(): Promise<void> {
    const { text } = this;
    this.text = '';
    if (text !== '') await this.output.write(text);
  }

  async close(): Promise<void> {
    await this.flush();
    await this.output.close();
  }
}

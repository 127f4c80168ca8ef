// The refused shelf: a file that keeps what was refused or stands in conflict, with place and reasons, so that it can be mended and read again (docs/schemas/refused.schema.json).
import type { Place, Problem } from '@baton/core/base/problem';
import { placeText } from '../place-text.ts';
import { LineWriter } from './line-writer.ts';
import type { Output } from './output.ts';

/** One thing that did not go through. */
export interface Refused {
  /** A line of a journal, a call of a batch in it, a row of a table, single cells of a row that went through, or an entry made of several rows. */
  readonly what: 'line' | 'call' | 'row' | 'cells' | 'entry';
  readonly verdict: 'refused' | 'conflict';
  /** Undefined for what was made of several rows. */
  readonly place: Place | undefined;
  readonly problems: readonly Problem[];
  /** Its text, or the cells of its row by column. */
  readonly raw: string | Readonly<Record<string, string>>;
}

/** Keeps everything it is given in an output; without one it keeps nothing. */
export class RefusedShelf {
  private readonly lines: LineWriter | undefined;

  constructor(output: Output | undefined) {
    this.lines = output === undefined ? undefined : new LineWriter(output);
  }

  keep({ what, verdict, place, problems, raw }: Refused): void {
    if (this.lines === undefined) return;
    const { file, line } = place ?? {};
    this.lines.add(JSON.stringify({ version: 1, what, verdict, place: placeText(place), file, line, problems, raw }));
  }

  async drain(): Promise<void> {
    await this.lines?.drain();
  }

  async flush(): Promise<void> {
    await this.lines?.flush();
  }

  async close(): Promise<void> {
    await this.lines?.close();
  }
}

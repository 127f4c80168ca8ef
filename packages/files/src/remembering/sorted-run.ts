// A file of fingerprints with their numbers, in order, that is searched with one small read; what it surely lacks is told without any.
import { closeSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { RECORD_WORDS } from '@baton/core/base/fingerprint-table';
import { Presence } from './presence.ts';

const RECORD_BYTES = RECORD_WORDS * 4;
/** Records between two that are remembered in memory. */
const STRIDE = 128;
const BLOCK = 1 << 14;

/** One run. Records are ordered by their first word as an unsigned number. */
export class SortedRun {
  private readonly file: number;
  private readonly block = new Int32Array(STRIDE * RECORD_WORDS);
  readonly size: number;
  private readonly presence: Presence;
  /** The first word of every {@link STRIDE}th record. */
  private readonly steps: Uint32Array;

  private constructor(
    readonly path: string,
    written: RunWriter,
  ) {
    this.file = openSync(path, 'r');
    this.size = written.size;
    this.presence = written.presence;
    this.steps = Uint32Array.from(written.steps);
  }

  /** Writes records, at most 2²¹ of them, in no order yet. */
  static write(path: string, records: Int32Array): SortedRun {
    const size = records.length / RECORD_WORDS;
    const order = new Float64Array(size);
    for (let i = 0; i < size; i++) order[i] = ((records[i * RECORD_WORDS] as number) >>> 0) * 2 ** 21 + i;
    order.sort();
    const writing = new RunWriter(path, size);
    for (const key of order) {
      const at = (key % 2 ** 21) * RECORD_WORDS;
      writing.add(records, at);
    }
    writing.close();
    return new SortedRun(path, writing);
  }

  /** One run out of several; of records with one fingerprint that of the latest run stays. */
  static merge(path: string, runs: readonly SortedRun[]): SortedRun {
    const writing = new RunWriter(
      path,
      runs.reduce((sum, run) => sum + run.size, 0),
    );
    const cursors = runs.map(({ path: each }) => new Cursor(each));
    for (;;) {
      let first: Cursor | undefined;
      for (const cursor of cursors)
        if (!cursor.atEnd && (first === undefined || cursor.compare(first) <= 0)) first = cursor;
      if (first === undefined) break;
      writing.add(first.block, first.at);
      const { block, at } = first;
      const same = block.slice(at, at + RECORD_WORDS);
      for (const cursor of cursors) while (!cursor.atEnd && cursor.isAt(same)) cursor.next();
    }
    writing.close();
    return new SortedRun(path, writing);
  }

  /** Opens a run that was written before; `see` gets its records, many at a time. */
  static open(path: string, size: number, see: (records: Int32Array) => void = () => {}): SortedRun {
    const learning = new RunWriter(undefined, size);
    for (const cursor = new Cursor(path); !cursor.atEnd; cursor.next()) {
      learning.add(cursor.block, cursor.at);
      see(cursor.block.subarray(cursor.at, cursor.at + RECORD_WORDS));
    }
    return new SortedRun(path, learning);
  }

  /** What is remembered of a fingerprint, its third word as the table keeps it. */
  get(a: number, b: number, c: number): number | undefined {
    if (!this.presence.mayHave(b, c)) return undefined;
    const key = a >>> 0;
    for (let at = this.stepBefore(key); at < this.size; at += STRIDE) {
      const { block } = this;
      const got = readSync(this.file, block, 0, STRIDE * RECORD_BYTES, at * RECORD_BYTES) / RECORD_BYTES;
      for (let i = 0; i < got; i++) {
        const word = i * RECORD_WORDS;
        const first = (block[word] as number) >>> 0;
        if (first > key) return undefined;
        if (first === key && block[word + 1] === b && block[word + 2] === c) return block[word + 3];
      }
    }
    return undefined;
  }

  /** The first record that has to be looked at. */
  private stepBefore(key: number): number {
    const { steps } = this;
    let [low, high] = [0, steps.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((steps[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1) * STRIDE;
  }

  close(): void {
    closeSync(this.file);
  }

  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
  }
}

/** Writes records that come in order; without a path it only learns them. */
class RunWriter {
  readonly presence: Presence;
  readonly steps: number[] = [];
  private readonly block = new Int32Array(BLOCK * RECORD_WORDS);
  private readonly file: number | undefined;
  private held = 0;
  size = 0;

  constructor(path: string | undefined, most: number) {
    this.presence = new Presence(most);
    this.file = path === undefined ? undefined : openSync(path, 'w');
  }

  add(records: Int32Array, at: number): void {
    if (this.size % STRIDE === 0) this.steps.push((records[at] as number) >>> 0);
    this.size += 1;
    this.presence.add(records[at + 1] as number, records[at + 2] as number);
    if (this.file === undefined) return;
    const to = this.held * RECORD_WORDS;
    for (let i = 0; i < RECORD_WORDS; i++) this.block[to + i] = records[at + i] as number;
    this.held += 1;
    if (this.held === BLOCK) this.flush();
  }

  close(): void {
    this.flush();
    if (this.file === undefined) return;
    fsyncSync(this.file);
    closeSync(this.file);
  }

  private flush(): void {
    const bytes = new Uint8Array(this.block.buffer, 0, this.held * RECORD_BYTES);
    for (let written = 0; this.file !== undefined && written < bytes.length; )
      written += writeSync(this.file, bytes, written, bytes.length - written);
    this.held = 0;
  }
}

/** Reads a run from its first record to its last. */
class Cursor {
  readonly block = new Int32Array(BLOCK * RECORD_WORDS);
  at = 0;
  atEnd = false;
  private filled = 0;
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'r');
    this.fill();
  }

  next(): void {
    this.at += RECORD_WORDS;
    if (this.at >= this.filled) this.fill();
  }

  compare({ block, at }: Cursor): number {
    for (let i = 0; i < RECORD_WORDS - 1; i++) {
      const difference = ((this.block[this.at + i] as number) >>> 0) - ((block[at + i] as number) >>> 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  isAt(record: Int32Array): boolean {
    for (let i = 0; i < RECORD_WORDS - 1; i++) if (this.block[this.at + i] !== record[i]) return false;
    return true;
  }

  private fill(): void {
    if (this.atEnd) return;
    this.filled = readSync(this.file, this.block, 0, this.block.byteLength, null) / 4;
    this.at = 0;
    if (this.filled > 0) return;
    this.atEnd = true;
    closeSync(this.file);
  }
}

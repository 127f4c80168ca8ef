// The file of a backup: one form for both stores. Lines of JSON, gzipped: a head, then each table with its rows and their digest, then a digest of everything. A file that is not whole, or not what was written, shows.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { Cell, TableHead } from '../store/snapshot.ts';
import { CannotKeep } from './cannot-keep.ts';

/** What stands first in a backup. */
const Head = z.object({
  baton: z.literal('backup'),
  format: z.literal(1),
  /** When it was taken. */
  takenAt: z.number(),
  from: z.enum(['sqlite', 'postgres']),
  migrations: z.array(z.string()),
  tables: z.array(z.string()),
});
export type BackupHead = Readonly<z.output<typeof Head>>;

const Table = z.object({ table: z.string(), columns: z.array(z.string()).min(1), last: z.number().nullable() });
const End = z.object({ end: z.string(), rows: z.number(), sha256: z.string() });

/** What a reader of a backup is told, in the order of the file. */
export type BackupPart =
  | { readonly head: BackupHead }
  | { readonly table: TableHead }
  | { readonly rows: readonly (readonly Cell[])[] }
  | { readonly endOf: string; readonly count: number };

/** Lines that are read or written at once. */
const PAGE = 1000;

/** The text of a backup, piece by piece. */
export async function* backupText(
  head: BackupHead,
  tables: readonly TableHead[],
  rowsOf: (table: TableHead) => AsyncIterable<readonly (readonly Cell[])[]>,
  told: (table: string, rows: number) => void,
): AsyncGenerator<string> {
  const whole = createHash('sha256');
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    whole.update(text);
    return text;
  };
  let total = 0;
  yield line(head);
  for (const table of tables) {
    yield line(table);
    const own = createHash('sha256');
    let count = 0;
    for await (const rows of rowsOf(table)) {
      const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
      own.update(text);
      whole.update(text);
      count += rows.length;
      yield text;
    }
    yield line({ end: table.table, rows: count, sha256: own.digest('hex') });
    total += count;
    told(table.table, count);
  }
  yield `${JSON.stringify({ end: 'backup', rows: total, sha256: whole.digest('hex') })}\n`;
}

/** Reads a backup, and checks every digest on the way. Throws {@link CannotKeep} at the first thing that is wrong, with its place. */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const reading = new Reading(file);
  for await (const line of linesOf(file)) yield* reading.take(line);
  reading.finish();
}

/** Where a reader is in the file. */
class Reading {
  private number = 0;
  private head: BackupHead | undefined;
  private table: z.output<typeof Table> | undefined;
  private own: Hash = createHash('sha256');
  private readonly whole = createHash('sha256');
  private rows: Cell[][] = [];
  private count = 0;
  private total = 0;
  private isWhole = false;

  constructor(private readonly file: string) {}

  *take(line: Buffer): Generator<BackupPart> {
    this.number += 1;
    if (this.isWhole) throw this.damaged('something follows the end');
    const value = this.parsed(line);
    if (this.head === undefined) {
      this.head = this.headOf(value);
      yield { head: this.head };
    } else if (Array.isArray(value)) {
      if (value.length !== this.table?.columns.length)
        throw this.damaged('a row has another number of columns than its table');
      this.rows.push(value as Cell[]);
      this.count += 1;
      this.own.update(line).update('\n');
      if (this.rows.length >= PAGE) yield this.page();
    } else if (this.table === undefined && typeof value === 'object' && value !== null && 'table' in value) {
      const parsed = Table.safeParse(value);
      if (!parsed.success) throw this.damaged('the head of a table cannot be read');
      this.table = parsed.data;
      [this.own, this.count] = [createHash('sha256'), 0];
      yield { table: parsed.data };
    } else yield* this.end(value);
    if (!this.isWhole) this.whole.update(line).update('\n');
  }

  /** Throws where the file ended too early. */
  finish(): void {
    if (!this.isWhole) throw this.damaged('it ends before its end');
  }

  private *end(value: unknown): Generator<BackupPart> {
    const parsed = End.safeParse(value);
    if (!parsed.success) throw this.damaged('this is no line of a backup');
    const { end, rows, sha256 } = parsed.data;
    if (this.table === undefined) {
      if (end !== 'backup' || rows !== this.total || this.whole.digest('hex') !== sha256)
        throw this.damaged('the digest of the whole is another');
      this.isWhole = true;
      return;
    }
    if (end !== this.table.table || rows !== this.count || this.own.digest('hex') !== sha256)
      throw this.damaged(`the digest of the table ${this.table.table} is another`);
    if (this.rows.length > 0) yield this.page();
    yield { endOf: end, count: rows };
    this.total += rows;
    this.table = undefined;
  }

  private page(): BackupPart {
    const { rows } = this;
    this.rows = [];
    return { rows };
  }

  private headOf(value: unknown): BackupHead {
    const parsed = Head.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new CannotKeep(
      'keeping-no-backup',
      `${this.file} is no backup that this Baton can read`,
      'give a file that baton backup has written',
    );
  }

  private parsed(line: Buffer): unknown {
    try {
      return JSON.parse(line.toString('utf8')) as unknown;
    } catch {
      if (this.head === undefined) return undefined;
      throw this.damaged('this is no JSON');
    }
  }

  private damaged(what: string): CannotKeep {
    return damaged(this.file, `line ${this.number}`, what);
  }
}

function damaged(file: string, place: string, what: string): CannotKeep {
  return new CannotKeep(
    'keeping-damaged',
    `${file} is damaged at ${place}: ${what}`,
    'copy the file again from where it was kept, or take an earlier backup',
  );
}

/** The lines of a gzipped file, without their ends. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let read = 0;
  try {
    const source = createReadStream(file);
    const unpacked = createGunzip();
    source.on('error', (error) => unpacked.destroy(error));
    for await (const chunk of source.pipe(unpacked)) {
      const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
      read += (chunk as Buffer).length;
      let from = 0;
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
        yield bytes.subarray(from, at);
        from = at + 1;
      }
      rest = bytes.subarray(from);
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('Z_')) throw error;
    if (message === 'incorrect header check')
      throw new CannotKeep(
        'keeping-no-backup',
        `${file} is no backup that this Baton can read`,
        'give a file that baton backup has written',
      );
    throw damaged(file, `byte ${read} of what is packed in it`, 'it cannot be unpacked');
  }
}

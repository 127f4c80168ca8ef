// Where the files of an upload lie: a folder of its own under the data folder, no name of which comes from outside unchecked, and never more bytes than are allowed.
import {
  closeSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../refusal.ts';
import type { UploadPlan } from './upload-plan.ts';

/** Letters and digits of any script, and what stands in names of exports; never a path, nothing hidden. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N} ._()+&@-]{0,119}$/u;
const ENDING = /\.(csv|tsv|ndjson|jsonl)$/i;
const MOST_FILES = 200;

/** A file that was received whole. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: number;
}

/** The folder of one upload. */
export class UploadFolder {
  private readonly files: string;
  /** The journal that the files came to, as it will be brought in. */
  readonly journal: string;
  /** Rows and cells that were refused, with their reasons. */
  readonly refused: string;
  private readonly planFile: string;

  constructor(private readonly path: string) {
    this.files = join(path, 'files');
    this.journal = join(path, 'journal.ndjson');
    this.refused = join(path, 'refused.ndjson');
    this.planFile = join(path, 'plan.json');
  }

  /** Files by name. */
  list(): UploadedFile[] {
    if (!existsSync(this.files)) return [];
    const names = readdirSync(this.files).filter((name) => !name.startsWith('.'));
    return names.sort().map((name) => ({ name, bytes: statSync(join(this.files, name)).size }));
  }

  /** Their paths. */
  paths(): string[] {
    return this.list().map(({ name }) => join(this.files, name));
  }

  /** Takes one file in, in the place of one of the same name. Throws where the name or the size may not be; then nothing is kept of it. */
  async receive(given: string, bytes: Readable, most: number): Promise<UploadedFile> {
    const name = checkedName(given);
    const others = this.list().filter((each) => each.name !== name);
    if (others.length >= MOST_FILES)
      throw new Refusal(413, 'upload-too-many', `an upload may have ${MOST_FILES} files`);
    const room = most - others.reduce((sum, each) => sum + each.bytes, 0);
    mkdirSync(this.files, { recursive: true, mode: 0o700 });
    const part = join(this.files, `.part-${process.hrtime.bigint()}`);
    try {
      // Whoever sends too much is answered, not cut off: the rest is read and let go.
      await pipeline(
        bytes.iterator({ destroyOnReturn: false }),
        atMost(room, most),
        createWriteStream(part, { mode: 0o600 }),
      );
      checkPlain(part, name);
      renameSync(part, join(this.files, name));
    } finally {
      bytes.resume();
      rmSync(part, { force: true });
    }
    this.forgetPlan();
    return { name, bytes: statSync(join(this.files, name)).size };
  }

  /** Takes a file out; whether there was one. */
  remove(given: string): boolean {
    const name = checkedName(given);
    if (!this.list().some((each) => each.name === name)) return false;
    rmSync(join(this.files, name));
    this.forgetPlan();
    return true;
  }

  /** What would become of the files, as it was last found. */
  get plan(): UploadPlan | undefined {
    return existsSync(this.planFile) ? (JSON.parse(readFileSync(this.planFile, 'utf8')) as UploadPlan) : undefined;
  }

  /** Where the plan is written. */
  get planPath(): string {
    return this.planFile;
  }

  /** The files are others by now. */
  forgetPlan(): void {
    for (const file of [this.planFile, this.journal, this.refused]) rmSync(file, { force: true });
  }

  /** What came in stands in the journal of the store: only what was refused stays here. */
  letGo(): void {
    rmSync(this.files, { recursive: true, force: true });
    rmSync(this.journal, { force: true });
  }

  destroy(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

function checkedName(given: string): string {
  const name = given.normalize('NFC');
  if (!NAME.test(name) || /\.\./.test(name))
    throw new Refusal(400, 'upload-name', 'a file’s name may have letters, digits, spaces, dots and dashes', {
      hint: 'rename it, and send it again',
    });
  if (!ENDING.test(name))
    throw new Refusal(415, 'upload-kind', `${name} is no table and no journal by its name`, {
      hint: 'tables end in .csv or .tsv, journals in .ndjson or .jsonl; unpack what is packed first',
    });
  return name;
}

async function* bounded(chunks: AsyncIterable<Buffer>, room: number, most: number): AsyncGenerator<Buffer> {
  let taken = 0;
  for await (const chunk of chunks) {
    taken += chunk.length;
    if (taken > room)
      throw new Refusal(413, 'upload-too-large', `an upload may have ${Math.floor(most / 1e6)} MB in all`, {
        hint: 'leave out what is not needed, or set BATON_UPLOAD_MEGABYTES',
      });
    yield chunk;
  }
}

const atMost = (room: number, most: number) => (chunks: AsyncIterable<Buffer>) => bounded(chunks, room, most);

/** What is packed could unpack to any size. */
function checkPlain(path: string, name: string): void {
  const start = Buffer.alloc(2);
  const file = openSync(path, 'r');
  readSync(file, start);
  closeSync(file);
  if ((start[0] === 0x1f && start[1] === 0x8b) || (start[0] === 0x50 && start[1] === 0x4b))
    throw new Refusal(415, 'upload-kind', `${name} is packed`, { hint: 'unpack it, and send what is in it' });
}

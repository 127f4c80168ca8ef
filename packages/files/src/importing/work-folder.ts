// The folder an import works in until it is done: parts of its files, ids on disk, and how far it is. A run that was cut off goes on from there; one of other files starts anew.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { HygieneSettings } from '@baton/core/hygiene/settings';
import { EXIT, fail } from '../failure.ts';
import { type RunsState, TextsOnDisk } from '../remembering/texts-on-disk.ts';
import { type Output, openOutput } from '../writing/output.ts';
import { PartFile } from './part-file.ts';

/** Where an import writes. */
export interface ImportOutputs {
  readonly journal: string;
  readonly refused: string;
  /** Whether what the journal holds stays, and only what is new is added. */
  readonly isAdding: boolean;
  /** How hygiene judges what the journal holds in the end; absent: it does not. */
  readonly hygiene?: HygieneSettings | undefined;
}

/** How far an import is. `state` is what its rows so far came to. */
export interface Checkpoint {
  readonly key: string;
  /** Which input, and the line at which its next row begins; 0: none was read yet. */
  readonly input: number;
  readonly line: number;
  readonly now: number;
  readonly lengths: { readonly journal: number; readonly refused: number };
  readonly known: RunsState;
  readonly rows: RunsState;
  readonly state: unknown;
}

const LOCK = 'process';

/** Folders that nothing can be resumed from: however the process ends, they go with it. */
const passing = new Set<string>();

process.on('exit', () => {
  for (const folder of passing) rmSync(folder, { recursive: true, force: true });
});

/** Opens the folder beside the journal. Two imports of the same inputs, answers and outputs share a `key`. */
export class WorkFolder {
  /** Where an earlier run was cut off; undefined where there is none that read the same. */
  readonly cutOff: Checkpoint | undefined;
  readonly path: string;
  /** The journal that is added to; undefined where there is none. */
  readonly held: string | undefined;
  private readonly checkpoint: string;
  journal!: Output;
  refused!: Output;
  /** Ids of the journal's entries, and names of the rows of the file that is read. */
  readonly known: TextsOnDisk;
  rows: TextsOnDisk;
  /** Names of the rows of files that were read since the last checkpoint: a run that is cut off may need them. */
  private readonly left: TextsOnDisk[] = [];
  /** The checkpoint that is being written. */
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly outputs: ImportOutputs,
    private readonly key: string,
  ) {
    this.path = isPlain(outputs.journal)
      ? `${outputs.journal}.importing`
      : join(tmpdir(), `baton-import-${process.pid}`);
    this.checkpoint = join(this.path, 'checkpoint');
    refuseAnother(this.path, outputs.journal);
    const { journal, isAdding } = outputs;
    this.held = isAdding && existsSync(journal) && isPlain(journal) ? journal : undefined;
    this.cutOff = this.readCheckpoint();
    if (this.cutOff === undefined) {
      rmSync(this.path, { recursive: true, force: true });
      passing.add(this.path);
    }
    mkdirSync(this.path, { recursive: true });
    writeFileSync(join(this.path, LOCK), String(process.pid));
    this.known = new TextsOnDisk(join(this.path, 'known'), this.cutOff?.known);
    this.rows = new TextsOnDisk(join(this.path, `rows-${this.cutOff?.input ?? 'none'}`), this.cutOff?.rows);
  }

  async open(): Promise<void> {
    const { journal, refused, isAdding } = this.outputs;
    const { lengths } = this.cutOff ?? {};
    this.journal = await this.openPart(journal, lengths?.journal, isAdding);
    this.refused = await this.openPart(refused, lengths?.refused, false);
  }

  /** Remembers the names of another file's rows from now on. */
  nextInput(input: number): void {
    this.left.push(this.rows);
    this.rows = new TextsOnDisk(join(this.path, `rows-${input}`));
  }

  /** Writes down how far the import is; a run that is cut off from now on goes on here. What was written before has to be with the outputs. */
  async save(at: Pick<Checkpoint, 'input' | 'line' | 'now' | 'state'>): Promise<void> {
    const { journal, refused } = this;
    if (!(journal instanceof PartFile) || !(refused instanceof PartFile)) return;
    await this.saving;
    const checkpoint: Checkpoint = {
      key: this.key,
      ...at,
      lengths: { journal: journal.length, refused: refused.length },
      known: this.known.settle(),
      rows: this.rows.settle(),
    };
    const [bytes, left, { known, rows }] = [serialize(checkpoint), this.left.splice(0), this];
    // The import goes on while the disk takes what was written: what comes meanwhile is behind the checkpoint.
    this.saving = (async () => {
      await journal.settle();
      await refused.settle();
      writeFileSync(`${this.checkpoint}.next`, bytes, { flush: true });
      renameSync(`${this.checkpoint}.next`, this.checkpoint);
      passing.delete(this.path);
      known.forgetEarlier();
      rows.forgetEarlier();
      for (const each of left) each.remove();
    })();
    this.saving.catch(() => {});
  }

  /** The file that will be the journal, and a folder for what judging it needs; undefined where the journal goes to a pipe. */
  get journalPart(): { readonly path: string; readonly folder: string } | undefined {
    const { journal } = this.outputs;
    return this.journal instanceof PartFile
      ? { path: this.partOf(journal), folder: join(this.path, 'judging') }
      : undefined;
  }

  /** Leaves the folder as it is, for a run that goes on here. */
  async leave(): Promise<void> {
    await this.saving.catch(() => {});
    for (const part of [this.journal, this.refused]) if (part instanceof PartFile) await part.leave();
    rmSync(join(this.path, LOCK), { force: true });
  }

  /** Gives the outputs their names and clears the folder away. */
  async finish(): Promise<void> {
    await this.saving;
    await this.journal.close();
    await this.refused.close();
    for (const texts of [this.known, this.rows, ...this.left]) texts.remove();
    rmSync(this.path, { recursive: true, force: true });
    passing.delete(this.path);
  }

  private async openPart(target: string, length: number | undefined, isAdding: boolean): Promise<Output> {
    if (!isPlain(target)) return openOutput(target);
    return PartFile.open(this.partOf(target), target, length, isAdding);
  }

  private partOf(target: string): string {
    return join(this.path, `${basename(target)}.part`);
  }

  private readCheckpoint(): Checkpoint | undefined {
    if (!existsSync(this.checkpoint)) return undefined;
    try {
      const found: Checkpoint = deserialize(readFileSync(this.checkpoint));
      return found.key === this.key && this.isWhole(found) ? found : undefined;
    } catch {
      return undefined;
    }
  }

  /** Whether the parts hold what they held at the checkpoint. */
  private isWhole({ lengths }: Checkpoint): boolean {
    const { journal, refused } = this.outputs;
    const has = (target: string, length: number): boolean => statSync(this.partOf(target)).size >= length;
    return has(journal, lengths.journal) && has(refused, lengths.refused);
  }
}

/** Two imports into one journal would write over one another. */
function refuseAnother(folder: string, journal: string): void {
  const lock = join(folder, LOCK);
  if (!existsSync(lock)) return;
  const holder = Number(readFileSync(lock, 'utf8'));
  if (holder === process.pid || !isAlive(holder)) return;
  fail(
    'cli-file-busy',
    `process ${holder} is importing into ${journal}`,
    'wait for it, or name another --out',
    EXIT.busy,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A pipe or a device takes what it is given at once. */
function isPlain(target: string): boolean {
  return !existsSync(target) || statSync(target).isFile();
}

/** A key of everything an import reads and is told: files by their path, size and time. */
export function keyOf(files: readonly string[], told: unknown): string {
  const hash = createHash('sha256').update(serialize(told));
  for (const file of files) {
    const found = existsSync(file) ? statSync(file) : undefined;
    hash.update(`\n${file}\n${found?.size}\n${found?.mtimeMs}`);
  }
  return hash.digest('hex');
}

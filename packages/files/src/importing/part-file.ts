// A file that is not whole yet: it is written piece by piece, can be cut back to where it was sound, and takes its name at the end.
import { closeSync, constants, copyFileSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Output } from '../writing/output.ts';

/** A part of an import's work folder. What the system refuses is told of the file as it was named. */
export class PartFile implements Output {
  private constructor(
    private readonly handle: FileHandle,
    private readonly path: string,
    private readonly target: string,
    private written: number,
  ) {}

  /** Opens the part; `length` cuts it back to what is known to be sound, and without it what the target holds is taken over if `isAdding`. */
  static async open(path: string, target: string, length: number | undefined, isAdding: boolean): Promise<PartFile> {
    try {
      if (length === undefined) {
        rmSync(path, { force: true });
        if (isAdding && existsSync(target)) copyFileSync(target, path);
      }
      // Made at once, so that nothing comes into being behind the back of a process that is told to end and tidies up.
      closeSync(openSync(path, 'a'));
      const handle = await open(path, constants.O_WRONLY | constants.O_APPEND);
      if (length !== undefined) await handle.truncate(length);
      return new PartFile(handle, path, target, (await handle.stat()).size);
    } catch (error) {
      throw refusedOf(error, target);
    }
  }

  /** Bytes so far. */
  get length(): number {
    return this.written;
  }

  async write(text: string | Uint8Array): Promise<void> {
    try {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      await this.handle.appendFile(bytes);
      this.written += bytes.length;
    } catch (error) {
      throw refusedOf(error, this.target);
    }
  }

  /** Waits until what was written is on the disk. */
  async settle(): Promise<void> {
    await this.handle.sync();
  }

  /** Lets go of the file and leaves it as it is. */
  async leave(): Promise<void> {
    await this.handle.close();
  }

  async close(): Promise<void> {
    try {
      await this.handle.close();
      move(this.path, this.target);
    } catch (error) {
      throw refusedOf(error, this.target);
    }
  }
}

/** Another disk takes no renamed file. */
function move(path: string, target: string): void {
  try {
    renameSync(path, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    copyFileSync(path, target);
    rmSync(path);
  }
}

function refusedOf(error: unknown, path: string): Error {
  return Object.assign(error as NodeJS.ErrnoException, { path });
}

// What an export folder says of itself, in `export.json`: which parts it holds, so that the next run writes what comes after them.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotKeep } from '../cannot-keep.ts';
import { FORMATS } from './table-writers.ts';

const NAME = 'export.json';

const PART = z.strictObject({
  table: z.string(),
  file: z.string(),
  /** It holds what stands beyond this position … */
  after: z.int(),
  /** … up to this one. */
  upTo: z.int(),
  /** What tells its last row from that of any other database. */
  telling: z.string(),
  /** Changes whenever something in it is erased. */
  mark: z.string(),
});
const STATE = z.strictObject({ version: z.literal(1), as: z.enum(FORMATS), at: z.int(), parts: z.array(PART) });

export type Part = Readonly<z.output<typeof PART>>;
export type ExportState = Readonly<z.output<typeof STATE>>;

/** What a folder holds; undefined where it holds no export yet. Throws {@link CannotKeep} where it cannot be understood. */
export function readState(folder: string): ExportState | undefined {
  const file = join(folder, NAME);
  if (!existsSync(file)) return undefined;
  try {
    return STATE.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new CannotKeep(
      'keeping-export-state',
      `${file} is none that this Baton has written`,
      'name another folder: it gets everything',
    );
  }
}

/** Says what a folder holds, all at once. */
export function writeState(folder: string, state: ExportState): void {
  const part = join(folder, `${NAME}.part`);
  writeFileSync(part, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(part, join(folder, NAME));
}

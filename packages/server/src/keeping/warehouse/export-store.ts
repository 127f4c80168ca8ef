// `baton export`: the journal, decisions, hand-offs and standings in files for a warehouse, beside a running service. What only grows comes in parts, of which the next run writes the next; parts that hold somebody who was erased since are written again.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openOutput } from '@baton/files/writing/output';
import type { Clock } from '../../clock.ts';
import { lastPosition, markOf, type Numbered, type Stretch, tellingOf } from '../../store/export-rows.ts';
import { readSettled } from '../../store/open-reader.ts';
import type { StorePlace } from '../../store/snapshot.ts';
import type { Reading } from '../../store/store.ts';
import { CannotKeep, checkStoreThere } from '../cannot-keep.ts';
import { type ExportState, type Part, readState, writeState } from './export-state.ts';
import { EXPORT_TABLES, type ExportTable } from './export-tables.ts';
import { beginTable, type Format } from './table-writers.ts';

/** A file that a run wrote. */
export interface ExportedFile {
  readonly table: string;
  readonly file: string;
  readonly rows: number;
  /** `new`: rows that no file held; `whole`: the table as it stands, in place of the file of before; `again`: a part of before without what was erased since. */
  readonly why: 'new' | 'whole' | 'again';
}

/** What a run wrote. */
export interface Exported {
  readonly at: number;
  readonly as: Format;
  readonly files: readonly ExportedFile[];
  readonly rows: number;
}

/** Writes what is new into a folder. Throws {@link CannotKeep} where it cannot; files that are not whole never take their names. */
export async function exportStore(place: StorePlace, folder: string, as: Format, clock: Clock): Promise<Exported> {
  checkStoreThere(place);
  const known = readState(folder);
  if (known !== undefined && known.as !== as)
    throw new CannotKeep(
      'keeping-export-format',
      `${folder} holds an export as ${known.as}`,
      `say --as ${known.as}, or name another folder`,
    );
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return readSettled(place, async (read) => {
    const run = new Run(read, folder, as, clock());
    const parts: Part[] = [];
    for (const table of EXPORT_TABLES) {
      const before = known?.parts.filter((part) => part.table === table.name) ?? [];
      if (table.grows === undefined) await run.write(table, { file: `${table.name}.${as}`, why: 'whole' }, EVERYTHING);
      else parts.push(...(await run.grown(table, table.grows, before)));
    }
    writeState(folder, { version: 1, as, at: run.at, parts } satisfies ExportState);
    return { at: run.at, as, files: run.files, rows: run.files.reduce((sum, { rows }) => sum + rows, 0) };
  });
}

const EVERYTHING: Stretch = { after: 0, upTo: Number.MAX_SAFE_INTEGER };

class Run {
  readonly files: ExportedFile[] = [];

  constructor(
    private readonly read: Reading,
    private readonly folder: string,
    private readonly as: Format,
    readonly at: number,
  ) {}

  /** The parts of a table that grows: those of before, mended where need be, and one of what is new. */
  async grown(table: ExportTable, grows: Numbered, before: readonly Part[]): Promise<Part[]> {
    await this.checkSameStore(grows, before.at(-1));
    const parts: Part[] = [];
    for (const part of before) {
      const mark = await markOf(this.read, grows, part);
      if (mark !== part.mark) await this.write(table, { file: part.file, why: 'again' }, part);
      parts.push({ ...part, mark });
    }
    const after = before.at(-1)?.upTo ?? 0;
    const upTo = await lastPosition(this.read, grows);
    if (upTo <= after) return parts;
    // A run that was cut off began the same part: it is written over.
    const file = `${table.name}-${String(after + 1).padStart(12, '0')}.${this.as}`;
    await this.write(table, { file, why: 'new' }, { after, upTo });
    const telling = (await tellingOf(this.read, grows, upTo)) ?? '';
    const mark = await markOf(this.read, grows, { after, upTo });
    parts.push({ table: table.name, file, after, upTo, telling, mark });
    return parts;
  }

  /** Writes a file of a table. */
  async write(table: ExportTable, { file, why }: Pick<ExportedFile, 'file' | 'why'>, stretch: Stretch): Promise<void> {
    const output = openOutput(join(this.folder, file));
    const writer = await beginTable(this.as, table.columns, output);
    let rows = 0;
    for await (const page of table.rows(this.read, stretch)) {
      await writer.write(page);
      rows += page.length;
    }
    await writer.close();
    await output.close();
    this.files.push({ table: table.name, file, rows, why });
  }

  private async checkSameStore(grows: Numbered, last: Part | undefined): Promise<void> {
    if (last === undefined || (await tellingOf(this.read, grows, last.upTo)) === last.telling) return;
    throw new CannotKeep(
      'keeping-export-other',
      `${this.folder} holds an export of another database, or of this one before a backup was restored`,
      'name another folder: it gets everything',
    );
  }
}

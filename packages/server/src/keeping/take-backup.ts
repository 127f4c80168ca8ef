// `baton backup`: everything the store holds at one instant, into one file, while the service runs.
import { closeSync, createWriteStream, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Clock } from '../clock.ts';
import { MIGRATIONS } from '../store/migrate.ts';
import { openSnapshot, type StorePlace } from '../store/snapshot.ts';
import { type BackupHead, backupText } from './backup-file.ts';
import { CannotKeep, checkStoreThere } from './cannot-keep.ts';

/** What a backup holds. */
export interface Backup {
  readonly takenAt: number;
  /** Rows by table. */
  readonly tables: Readonly<Record<string, number>>;
  readonly rows: number;
}

/** Writes a backup to `file`, which takes its name once it is whole and on the disk. Throws {@link CannotKeep} where it cannot. */
export async function takeBackup(place: StorePlace, file: string, clock: Clock): Promise<Backup> {
  if (existsSync(file))
    throw new CannotKeep(
      'keeping-file-there',
      `${file} is there already`,
      'give another name: a backup is never written over',
    );
  checkStoreThere(place);
  const snapshot = await openSnapshot(place);
  const part = `${file}.part`;
  try {
    checkMigrations(snapshot.migrations);
    const head: BackupHead = {
      baton: 'backup',
      format: 1,
      takenAt: clock(),
      from: 'sqlite' in place ? 'sqlite' : 'postgres',
      migrations: [...snapshot.migrations],
      tables: snapshot.tables.map(({ table }) => table),
    };
    const counts: Record<string, number> = {};
    const text = backupText(
      head,
      snapshot.tables,
      (table) => snapshot.rows(table),
      (table, rows) => {
        counts[table] = rows;
      },
    );
    await pipeline(Readable.from(text), createGzip(), createWriteStream(part, { mode: 0o600 }));
    syncFile(part);
    renameSync(part, file);
    syncFile(dirname(file));
    return { takenAt: head.takenAt, tables: counts, rows: Object.values(counts).reduce((sum, each) => sum + each, 0) };
  } finally {
    rmSync(part, { force: true });
    await snapshot.close();
  }
}

/** A database that this program does not know in full it does not read either. */
function checkMigrations(seen: readonly string[]): void {
  const unknown = seen.filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0)
    throw new CannotKeep(
      'keeping-newer',
      `the database was changed by a newer Baton (${unknown.join(', ')})`,
      'use the version that runs the service',
    );
  if (seen.length < Object.keys(MIGRATIONS).length)
    throw new CannotKeep(
      'keeping-older',
      'the database is of an older Baton',
      'start the service of this version once, or use the version that runs it',
    );
}

function syncFile(path: string): void {
  const held = openSync(path, 'r');
  fsyncSync(held);
  closeSync(held);
}

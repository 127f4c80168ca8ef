// `baton restore`: a store made anew of a backup. The file is read twice: first to its end, so that nothing is touched for a file that is damaged.
import { MIGRATIONS } from '../store/migrate.ts';
import { isInUse, openTarget } from '../store/restore-target.ts';
import type { StorePlace, TableHead } from '../store/snapshot.ts';
import { type BackupHead, readBackup } from './backup-file.ts';
import { CannotKeep } from './cannot-keep.ts';

/** How a restore is asked for. */
export interface RestoreOptions {
  /** What is there now may go. */
  readonly replace?: boolean;
}

/** What was restored. */
export interface Restored {
  readonly takenAt: number;
  readonly tables: Readonly<Record<string, number>>;
  readonly rows: number;
}

/** Restores a backup. Throws {@link CannotKeep} or CannotStart where it cannot; then what was there is as it was. */
export async function restoreBackup(place: StorePlace, file: string, options: RestoreOptions): Promise<Restored> {
  const { head, tables } = await look(file);
  if ((await isInUse(place)) && options.replace !== true)
    throw new CannotKeep(
      'keeping-in-use',
      'the database holds data already',
      'name an empty one, or say --replace: what is there now goes',
    );
  const target = await openTarget(place);
  try {
    await target.prepare(head.migrations.at(-1) ?? '');
    await target.load(async (take) => {
      let table: TableHead | undefined;
      for await (const part of readBackup(file)) {
        if ('table' in part) {
          table = part.table;
          await take(table, []);
        }
        if ('rows' in part && table !== undefined) await take(table, part.rows);
      }
    });
    await target.finish();
  } finally {
    await target.close();
  }
  return { takenAt: head.takenAt, tables, rows: Object.values(tables).reduce((sum, each) => sum + each, 0) };
}

/** Reads the whole file, and says whether this program can restore it. */
async function look(
  file: string,
): Promise<{ readonly head: BackupHead; readonly tables: Readonly<Record<string, number>> }> {
  const tables: Record<string, number> = {};
  let head: BackupHead | undefined;
  for await (const part of readBackup(file)) {
    if ('head' in part) {
      head = part.head;
      const unknown = head.migrations.filter((name) => !(name in MIGRATIONS));
      if (unknown.length > 0)
        throw new CannotKeep(
          'keeping-newer',
          `${file} is of a newer Baton (${unknown.join(', ')})`,
          'restore it with that version',
        );
    }
    if ('endOf' in part) tables[part.endOf] = part.count;
  }
  if (head === undefined) throw new RangeError('a backup that was read has a head');
  return { head, tables };
}

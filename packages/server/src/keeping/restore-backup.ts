// `baton restore`: a store made anew of a backup. The file is read twice: first to its end, so that nothing is touched for a file that is damaged.
import { existsSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import { MIGRATIONS } from '../store/migrate.ts';
import { openReader } from '../store/open-reader.ts';
import { isInUse, openTarget } from '../store/restore-target.ts';
import type { StorePlace, TableHead } from '../store/snapshot.ts';
import { type BackupHead, readBackup } from './backup-file.ts';
import { CannotKeep } from './cannot-keep.ts';
import { type LedgerLine, readLedger } from './erasure-ledger.ts';
import { holdAgainstLedger, ledgerOf } from './hold-against-ledger.ts';

/** How a restore is asked for. */
export interface RestoreOptions {
  /** What is there now may go. */
  readonly replace?: boolean;
  /** The ledger of erasures beside the database; what is erased is written there. */
  readonly ledgerFile: string;
  /** Ledgers from elsewhere. */
  readonly ledgers?: readonly string[];
  /** Nobody was erased since the backup was taken, or the ledger is lost: somebody takes this upon them. */
  readonly withoutLedger?: boolean;
  readonly clock: Clock;
}

/** What was restored. */
export interface Restored {
  readonly takenAt: number;
  readonly tables: Readonly<Record<string, number>>;
  readonly rows: number;
  /** People who were erased after the backup was taken, and are erased in it now. */
  readonly erasedAgain: number;
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
  const ledgers = await ledgersFor(place, options);
  const target = await openTarget(place);
  let erasedAgain = 0;
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
    erasedAgain = await holdAgainstLedger(target.store, ledgers, options.ledgerFile, options.clock);
    await target.finish();
  } finally {
    await target.close();
  }
  return {
    takenAt: head.takenAt,
    tables,
    rows: Object.values(tables).reduce((sum, each) => sum + each, 0),
    erasedAgain,
  };
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

/** Every ledger that there is: beside the database, in the database as it is now, and those that were named. */
async function ledgersFor(place: StorePlace, options: RestoreOptions): Promise<readonly (readonly LedgerLine[])[]> {
  const named = (options.ledgers ?? []).map((file) => {
    const lines = readLedger(file);
    if (lines === undefined)
      throw new CannotKeep(
        'keeping-ledger',
        `there is no ledger at ${file}`,
        'name the file that BATON_ERASURES named',
      );
    return lines;
  });
  const beside = readLedger(options.ledgerFile);
  if (named.length === 0 && beside === undefined && options.withoutLedger !== true)
    throw new CannotKeep(
      'keeping-ledger',
      `there is no ledger of erasures at ${options.ledgerFile}: whoever was erased since the backup would be back`,
      'name it with --erasures, or say --without-ledger where nobody was erased since',
    );
  return [...named, beside ?? [], await ledgerInPlace(place)];
}

/** What the database knows itself, as long as it can be read. */
async function ledgerInPlace(place: StorePlace): Promise<readonly LedgerLine[]> {
  if ('sqlite' in place && !existsSync(place.sqlite)) return [];
  const reader = openReader(place);
  try {
    return await ledgerOf(reader.read);
  } catch {
    return [];
  } finally {
    await reader.close();
  }
}

// Backups are taken while entries come in, the database is lost, and what is restored is what was there at one instant: every table, on both stores and from one to the other. What cannot be restored touches nothing.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { canonicalJson } from '@baton/core/base/canonical-json';
import { createRandom } from '@baton/core/base/random';
import { replayEntries } from '@baton/core/replay/replay';
import { Intake } from '@baton/server/ingest/intake';
import { type BackupPart, readBackup } from '@baton/server/keeping/backup-file';
import { type RestoreOptions, restoreBackup } from '@baton/server/keeping/restore-backup';
import { takeBackup } from '@baton/server/keeping/take-backup';
import { RulebookInForce } from '@baton/server/live/in-force';
import { decisionPages } from '@baton/server/store/decision-rows';
import { journalPages } from '@baton/server/store/journal-rows';
import { openPostgres } from '@baton/server/store/open-postgres';
import { openSqlite } from '@baton/server/store/open-sqlite';
import type { StorePlace } from '@baton/server/store/snapshot';
import type { Store } from '@baton/server/store/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomHistory } from '../kernel/random-history.ts';
import { activate, all, firstDifference } from './activated.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const DRILLS = process.env.BATON_PROOF ? 10 : 1;
const SIZE = process.env.BATON_PROOF ? 300 : 120;
const START = Date.UTC(2025, 0, 1);

let folder: string;
let postgres: TemporaryPostgres;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-backup-'));
  postgres = startPostgres();
});
afterAll(() => {
  postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function place(kind: Store['kind']): Promise<StorePlace> {
  made += 1;
  if (kind === 'postgres') return { postgres: await postgres.database(`backup_${made}`) };
  return { sqlite: join(folder, `place-${made}`, 'baton.db') };
}

function open(at: StorePlace): Promise<Store> {
  return 'sqlite' in at ? openSqlite(at.sqlite) : openPostgres(at.postgres);
}

/** Takes a history in; `meanwhile` is called once a third of it is there. Returns the last instant. */
async function live(store: Store, seed: number, meanwhile: () => Promise<void> = async () => {}): Promise<number> {
  const random = createRandom(seed);
  let now = 0;
  const intake = new Intake(
    store,
    () => now,
    new RulebookInForce(),
    () => async () => 'rep-1',
  );
  const entries = [...randomHistory(random, SIZE)];
  let side: Promise<void> | undefined;
  for (let from = 0; from < entries.length; ) {
    const batch = entries.slice(from, from + random.integer(1, 30));
    from += batch.length;
    now = Math.max(now, ...batch.map((entry) => entry.knownAt));
    await intake.offer({
      entries: batch,
      refused: [{ source: 'web', verdict: 'refused', raw: '{"é":1}', problems: '[]' }],
    });
    if (from > entries.length / 3) side ??= meanwhile();
  }
  await side;
  await intake.wake();
  return now;
}

/** The rows of each table of a backup, in an order of their own. */
async function contentOf(file: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const content: Record<string, string[]> = {};
  let table = '';
  for await (const part of readBackup(file) as AsyncIterable<BackupPart>) {
    if ('table' in part) {
      table = part.table.table;
      content[table] = [JSON.stringify(part.table)];
    }
    if ('rows' in part) content[table]?.push(...part.rows.map((row) => JSON.stringify(row)));
  }
  return Object.fromEntries(Object.entries(content).map(([name, rows]) => [name, rows.sort()]));
}

const newFile = (): string => {
  made += 1;
  return join(folder, `${made}.backup`);
};

/** Nobody was erased here, and somebody says so. */
const how = (options: Partial<RestoreOptions> = {}): RestoreOptions => ({
  ledgerFile: join(folder, 'no-ledger'),
  withoutLedger: true,
  clock: () => START,
  ...options,
});

describe.each([
  ['sqlite', 'sqlite'],
  ['postgres', 'postgres'],
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
] as const)('a backup of %s restored into %s', (from, into) => {
  it.each(Array.from({ length: DRILLS }, (_, i) => i + 1))(
    'is what was there at one instant: drill %i',
    async (seed) => {
      const [lost, found] = [await place(from), await place(into)];
      const store = await open(lost);
      await activate(store, START);
      const file = newFile();
      await live(store, seed, async () => {
        await takeBackup(lost, file, () => START);
      });
      const before = await all(decisionPages(store.read));
      const entries = await all(journalPages(store.read));
      await store.close();

      await restoreBackup(found, file, how());
      const again = newFile();
      await takeBackup(found, again, () => START);
      expect(await contentOf(again)).toEqual(await contentOf(file));

      const restored = await open(found);
      const journal = await all(journalPages(restored.read));
      expect(journal.length).toBeGreaterThan(SIZE / 4);
      expect(journal).toEqual(entries.slice(0, journal.length));
      const decided = await all(decisionPages(restored.read));
      expect(decided).toEqual(before.slice(0, decided.length));
      // One instant: what was decided is what those very entries decide.
      const { source } = await new RulebookInForce().load(restored.read);
      const until = Math.max(...journal.map(({ admittedAt }) => admittedAt));
      const replayed = replayEntries(source, journal, { mode: 'exact', until }).map((decision) =>
        canonicalJson(decision),
      );
      expect(firstDifference(decided, replayed)).toBeUndefined();
      // Life goes on where it had stopped: what had come in meanwhile is sent again.
      await live(restored, seed);
      expect((await all(journalPages(restored.read))).filter(({ source }) => source !== 'baton')).toHaveLength(
        entries.filter(({ source }) => source !== 'baton').length,
      );
      await restored.close();
    },
  );
});

describe.each(['sqlite', 'postgres'] as const)('a restore into %s', (kind) => {
  let file: string;
  let used: StorePlace;
  let held: string;
  beforeAll(async () => {
    used = await place(kind);
    const store = await open(used);
    await activate(store, START);
    await live(store, 1);
    await store.close();
    file = newFile();
    await takeBackup(used, file, () => START);
    held = digestOf(await contentOf(file));
  });
  /** What the place holds, as a digest. */
  const now = async (): Promise<string> => {
    const look = newFile();
    await takeBackup(used, look, () => START);
    return digestOf(await contentOf(look));
  };

  it('refuses a database that holds data, unless it may go', async () => {
    await expect(restoreBackup(used, file, how())).rejects.toMatchObject({ code: 'keeping-in-use' });
    expect(await now()).toBe(held);
    await restoreBackup(used, file, how({ replace: true }));
    expect(await now()).toBe(held);
  });

  it('refuses to bring back whoever was erased: without a ledger somebody has to say so', async () => {
    const options = how({ replace: true, withoutLedger: false });
    await expect(restoreBackup(used, file, options)).rejects.toMatchObject({ code: 'keeping-ledger' });
    const named = how({ replace: true, ledgers: [join(folder, 'nowhere')] });
    await expect(restoreBackup(used, file, named)).rejects.toMatchObject({ code: 'keeping-ledger' });
    expect(await now()).toBe(held);
  });

  it('refuses a file that is damaged, wherever it is, and touches nothing', async () => {
    const bytes = readFileSync(file);
    const random = createRandom(7);
    for (let i = 0; i < 12; i++) {
      const at = random.integer(20, bytes.length - 1);
      const damaged = newFile();
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ (1 << random.integer(0, 7));
      writeFileSync(damaged, i % 3 === 0 ? bytes.subarray(0, at) : changed);
      await expect(restoreBackup(used, damaged, how({ replace: true })), `byte ${at}`).rejects.toMatchObject({
        code: 'keeping-damaged',
      });
    }
    expect(await now()).toBe(held);
  });

  it('refuses a file whose rows were changed by somebody who packed it again', async () => {
    const forged = newFile();
    writeFileSync(forged, gzipSync(gunzipSync(readFileSync(file)).toString('utf8').replace('"refused"', '"mended!"')));
    await expect(restoreBackup(used, forged, how({ replace: true }))).rejects.toMatchObject({
      code: 'keeping-damaged',
    });
    expect(await now()).toBe(held);
  });

  it('refuses what is no backup, and a backup of a newer Baton', async () => {
    const other = newFile();
    writeFileSync(other, 'a letter');
    await expect(restoreBackup(used, other, how({ replace: true }))).rejects.toMatchObject({
      code: 'keeping-no-backup',
    });
    const newer = newFile();
    const text = gunzipSync(readFileSync(file))
      .toString('utf8')
      .replace(/("migrations":\[[^\]]+)\]/, '$1,"0999-later"]');
    const body = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
    const rows = /"rows":(\d+),"sha256":"[0-9a-f]+"\}\n$/.exec(text)?.[1];
    const sha256 = createHash('sha256').update(body).digest('hex');
    writeFileSync(newer, gzipSync(`${body}${JSON.stringify({ end: 'backup', rows: Number(rows), sha256 })}\n`));
    await expect(restoreBackup(used, newer, how({ replace: true }))).rejects.toMatchObject({ code: 'keeping-newer' });
    expect(await now()).toBe(held);
  });

  it('refuses while a service has the database', async () => {
    const store = await open(used);
    await expect(restoreBackup(used, file, how({ replace: true }))).rejects.toMatchObject({ exit: 75 });
    await store.close();
    expect(await now()).toBe(held);
  });

  it('writes no backup over another', async () => {
    const there = newFile();
    copyFileSync(file, there);
    await expect(takeBackup(used, there, () => START)).rejects.toMatchObject({ code: 'keeping-file-there' });
  });
});

function digestOf(content: Readonly<Record<string, readonly string[]>>): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

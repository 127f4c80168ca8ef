// `baton export` on both stores: what a warehouse reads is what is stored, each run adds only what is new, nobody who was erased comes out, and what is committed late is not missed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { exportStore } from '@baton/server/keeping/warehouse/export-store';
import type { Format } from '@baton/server/keeping/warehouse/table-writers';
import { appendEntries, journalPages } from '@baton/server/store/journal-rows';
import { openPostgres } from '@baton/server/store/open-postgres';
import { openSqlite } from '@baton/server/store/open-sqlite';
import type { StorePlace } from '@baton/server/store/snapshot';
import type { Store } from '@baton/server/store/store';
import { takeTurn } from '@baton/server/store/unit-rows';
import { DuckDBInstance } from '@duckdb/node-api';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activate, all } from './activated.ts';
import { emptyOneAccount, takeInHistories } from './random-journal.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const START = Date.UTC(2025, 0, 1);
const FORMULA = '=HYPERLINK("https://evil.example","x")';

type Told = Readonly<Record<string, unknown>>;

/** What DuckDB answers, as plain values. */
async function ask(query: string): Promise<Told[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(query)).getRowObjectsJson() as Told[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe.each(['sqlite', 'postgres'] as const)('baton export on %s', (kind) => {
  let folder: string;
  let postgres: TemporaryPostgres | undefined;
  let place: StorePlace;
  let store: Store;
  const into = (as: Format): string => join(folder, as);
  const run = (as: Format) => exportStore(place, into(as), as, () => START);
  const text = (as: Format, name: string): string => readFileSync(join(into(as), name), 'utf8');
  const lines = (name: RegExp): Told[] =>
    readdirSync(into('ndjson'))
      .filter((file) => name.test(file))
      .sort()
      .flatMap((file) => text('ndjson', file).trimEnd().split('\n'))
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Told);
  const stored = async () => (await all(journalPages(store.read))).map((entry) => JSON.parse(JSON.stringify(entry)));
  const formula = (seq: number) => ({
    entry: {
      ...{ kind: 'track' as const, source: 'web', id: `${FORMULA}${seq}`, userId: 'u', name: 'late' },
      ...{ occurredAt: START, knownAt: START, admittedAt: START, seq },
    },
    payload: `late-${seq}`,
    subject: null,
  });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-export-'));
    if (kind === 'postgres') postgres = startPostgres();
    place =
      postgres === undefined ? { sqlite: join(folder, 'baton.db') } : { postgres: await postgres.database('exported') };
    store = await ('sqlite' in place ? openSqlite(place.sqlite) : openPostgres(place.postgres));
    await activate(store, START);
    await takeInHistories(store, [1, 2, 3]);
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
    postgres?.stop();
  });

  it('Parquet, read by DuckDB, equals the journal and the decisions', async () => {
    await run('parquet');
    const journal = await ask(
      `select position, source, id, kind, epoch_ms(occurredAt) as occurred, epoch_ms(knownAt) as known, epoch_ms(admittedAt) as admitted, entry::varchar as entry
       from '${into('parquet')}/journal-*.parquet' order by position`,
    );
    const entries = await stored();
    expect(journal.length).toBeGreaterThan(100);
    expect(journal.map(({ entry }) => JSON.parse(String(entry)))).toEqual(entries);
    expect(journal.map(({ source, id, kind: named }) => [source, id, named])).toEqual(
      entries.map((entry) => [entry.source, entry.id, entry.kind]),
    );
    expect(journal.map(({ occurred, known, admitted }) => [occurred, known, admitted].map(Number))).toEqual(
      entries.map((entry) => [entry.occurredAt, entry.knownAt, entry.admittedAt]),
    );
    const decisions = await ask(
      `select id, evidenceGone, decision::varchar as decision from '${into('parquet')}/decisions-*.parquet' order by position`,
    );
    const rows = await store.read.selectFrom('decisions').select(['id', 'body']).orderBy('position').execute();
    expect(decisions.length).toBeGreaterThan(20);
    expect(decisions.map(({ id, decision }) => ({ id, body: JSON.parse(String(decision)) }))).toEqual(
      rows.map(({ id, body }) => ({ id, body: JSON.parse(body) })),
    );
    const [standings] = await ask(`select count(*) as rows from '${into('parquet')}/standings.parquet'`);
    const [counted] = await sql<{ rows: number }>`select count(*) as rows from standings`
      .execute(store.read)
      .then(({ rows: found }) => found);
    expect(Number(standings?.rows)).toBe(Number(counted?.rows));
  });

  it('NDJSON keeps to its schema, and its entries are a journal', async () => {
    await run('ndjson');
    const schema = JSON.parse(
      readFileSync(new URL('../../docs/schemas/export-rows.schema.json', import.meta.url), 'utf8'),
    );
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
    ajv.addSchema(schema);
    for (const table of ['journal', 'decisions', 'handoffs', 'standings']) {
      const validate = ajv.getSchema(`${schema.$id}#/$defs/${table}`);
      const rows = lines(new RegExp(`^${table}`));
      expect(rows.length, table).toBeGreaterThan(0);
      for (const row of rows) {
        validate?.(row);
        expect(validate?.errors, table).toBeNull();
      }
    }
    const entries = lines(/^journal/).map(({ entry }) => entry);
    expect(entries).toEqual(await stored());
    const read = entries.map((entry) => parseEntry(entry, { source: 'file' }));
    expect(read.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('a spreadsheet runs nothing of CSV', async () => {
    await store.change((tx) => appendEntries(tx, [formula(1)]));
    await run('csv');
    const journal = text('csv', 'journal-000000000001.csv');
    expect(journal).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")1"`);
    expect(journal).not.toMatch(/(^|,)"?[=+\-@](?!\d)/m);
    const rows = await ask(`select * from read_csv('${into('csv')}/journal-*.csv', header = true, all_varchar = true)`);
    expect(rows.map(({ entry }) => JSON.parse(String(entry)))).toEqual(await stored());
  });

  it('the next run adds what is new, and nothing where nothing is', async () => {
    const before = lines(/^journal/).length;
    await takeInHistories(store, [4]);
    const { files } = await run('ndjson');
    expect(files.filter(({ why }) => why === 'new').map(({ table }) => table)).toEqual(['journal', 'decisions']);
    const entries = lines(/^journal/).map(({ entry }) => entry);
    expect(entries.length).toBeGreaterThan(before);
    expect(entries).toEqual(await stored());
    const again = await run('ndjson');
    expect(again.files.map(({ why }) => why)).toEqual(['whole', 'whole']);
  });

  it('writes parts again that held what was erased since', async () => {
    const gone = await emptyOneAccount(store);
    expect(gone.length).toBeGreaterThan(0);
    const { files } = await run('ndjson');
    expect(files.filter(({ why }) => why === 'again').length).toBeGreaterThan(0);
    const positions = new Set(lines(/^journal/).map(({ position }) => position));
    expect(gone.filter((position) => positions.has(position))).toEqual([]);
    expect(lines(/^journal/).map(({ entry }) => entry)).toEqual(await stored());
    expect((await run('ndjson')).files.map(({ why }) => why)).toEqual(['whole', 'whole']);
  });

  it('refuses a folder of another store, of another format, or that it does not understand', async () => {
    const other = join(folder, 'other.db');
    const fresh = await openSqlite(other);
    await fresh.close();
    await expect(exportStore({ sqlite: other }, into('ndjson'), 'ndjson', () => 0)).rejects.toMatchObject({
      code: 'keeping-export-other',
    });
    await expect(exportStore(place, into('ndjson'), 'csv', () => 0)).rejects.toMatchObject({
      code: 'keeping-export-format',
    });
    await expect(exportStore({ sqlite: join(folder, 'no.db') }, folder, 'csv', () => 0)).rejects.toMatchObject({
      code: 'keeping-no-store',
    });
  });

  // On SQLite nothing begins before it: there is one writer.
  if (kind === 'postgres')
    it('waits for what was begun before it', async () => {
      let appended = (): void => {};
      const isAppended = new Promise<void>((resolve) => {
        appended = resolve;
      });
      let commit = (): void => {};
      const mayCommit = new Promise<void>((resolve) => {
        commit = resolve;
      });
      const slow = store.change(async (tx) => {
        await takeTurn(tx, false);
        await appendEntries(tx, [formula(2)]);
        appended();
        await mayCommit;
      });
      await isAppended;
      // Has a later position, and is committed earlier.
      await store.change((tx) => appendEntries(tx, [formula(3)]));
      const running = run('ndjson');
      for (let waiting = 0; waiting === 0; ) {
        const found = await sql<{
          waiting: number;
        }>`select count(*) as waiting from pg_locks where locktype = 'advisory' and not granted`.execute(store.read);
        waiting = Number(found.rows[0]?.waiting);
      }
      commit();
      await Promise.all([slow, running]);
      expect(lines(/^journal/).map(({ entry }) => entry)).toEqual(await stored());
    });
});

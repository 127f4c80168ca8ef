// What the service stores is what an exact replay of its journal decides, byte for byte, on both stores, however entries are batched and whenever the clock wakes it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '@baton/core/base/canonical-json';
import { createRandom } from '@baton/core/base/random';
import type { Entry } from '@baton/core/journal/entry';
import { replayEntries } from '@baton/core/replay/replay';
import { Intake } from '@baton/server/ingest/intake';
import { RulebookInForce } from '@baton/server/live/in-force';
import { decisionPages } from '@baton/server/store/decision-rows';
import { journalPages } from '@baton/server/store/journal-rows';
import { openPostgres } from '@baton/server/store/open-postgres';
import { openSqlite } from '@baton/server/store/open-sqlite';
import type { Store } from '@baton/server/store/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomHistory } from '../kernel/random-history.ts';
import { activate, all, firstDifference } from './activated.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const HOUR = 3_600_000;
const HISTORIES = process.env.BATON_PROOF ? 300 : 20;
const TOGETHER = process.env.BATON_PROOF ? 300 : 8;
const START = Date.UTC(2025, 0, 1);

const STORES = ['sqlite', 'postgres'] as const;

describe.each(STORES)('[R1] stored decisions on %s', (kind) => {
  let folder: string;
  let postgres: TemporaryPostgres | undefined;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-stored-'));
    if (kind === 'postgres') postgres = startPostgres();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    postgres?.stop();
  });
  const open = async (name: string): Promise<Store> =>
    postgres === undefined ? openSqlite(join(folder, name)) : openPostgres(await postgres.database(name));

  it.each(Array.from({ length: HISTORIES }, (_, i) => i + 1))(
    'are those of an exact replay: history %i',
    async (seed) => {
      const store = await open(`history-${seed}`);
      await activate(store, START);
      const random = createRandom(seed);
      const inForce = new RulebookInForce();
      let now = 0;
      const clock = () => now;
      const intake = new Intake(store, clock, inForce, () => async () => 'rep-1');
      const entries: Entry[] = [...randomHistory(random, random.integer(20, 160))];
      for (let from = 0; from < entries.length; ) {
        const batch = entries.slice(from, from + random.integer(1, 12));
        from += batch.length;
        const pause = random.chance(0.2) ? random.integer(0, 48) * HOUR : 0;
        now = Math.max(now, ...batch.map((entry) => entry.knownAt)) + pause;
        if (random.chance(0.3)) await intake.wake();
        const again = random.chance(0.2) ? [batch[0] as Entry] : [];
        await intake.offer({ entries: [...batch, ...again], refused: [] });
      }
      now += 3000 * HOUR;
      await intake.wake();
      const journal = await all(journalPages(store.read));
      const { source } = await inForce.load(store.read);
      const replayed = replayEntries(source, journal, { mode: 'exact', until: now });
      const stored = await all(decisionPages(store.read));
      expect(
        firstDifference(
          stored,
          replayed.map((decision) => canonicalJson(decision)),
        ),
      ).toBeUndefined();
      expect(stored.length).toBeGreaterThan(0);
      const ledger = await store.read.selectFrom('ledger').selectAll().execute();
      expect(ledger.reduce((sum, row) => sum + row.accepted, 0)).toBe(journal.length);
      await store.close();
    },
  );
});

describe('[R2] two processes on one PostgreSQL', () => {
  let postgres: TemporaryPostgres;
  beforeAll(() => {
    postgres = startPostgres();
  });
  afterAll(() => postgres.stop());

  it.each(Array.from({ length: TOGETHER }, (_, i) => i + 1))(
    'at once store what an exact replay decides: history %i',
    async (seed) => {
      const url = await postgres.database(`together-${seed}`);
      const stores = [await openPostgres(url), await openPostgres(url)];
      await activate(stores[0] as Store, START);
      const random = createRandom(1000 + seed);
      const inForce = new RulebookInForce();
      let now = 0;
      const intakes = stores.map(
        (store) =>
          new Intake(
            store,
            () => now,
            new RulebookInForce(),
            () => async () => 'rep-1',
          ),
      );
      const entries: Entry[] = [...randomHistory(random, random.integer(60, 200))];
      const either = (): Intake => intakes[random.integer(0, 1)] as Intake;
      for (let from = 0; from < entries.length; ) {
        // Several batches are under way at once, some of them the same, while clocks are looked at.
        const batches = Array.from({ length: random.integer(1, 4) }, () => {
          const batch = entries.slice(from, from + random.integer(1, 6));
          from += batch.length;
          return batch;
        }).filter((batch) => batch.length > 0);
        now = Math.max(now, ...batches.flat().map((entry) => entry.knownAt)) + (random.chance(0.2) ? 48 * HOUR : 0);
        const work = batches.flatMap((batch) => {
          const offer = { entries: batch, refused: [] };
          return random.chance(0.3) ? intakes.map((intake) => intake.offer(offer)) : [either().offer(offer)];
        });
        await Promise.all([...work, ...intakes.filter(() => random.chance(0.3)).map((intake) => intake.wake())]);
      }
      now += 3000 * HOUR;
      await Promise.all(intakes.map((intake) => intake.wake()));
      const [{ read }] = stores as [Store];
      const journal = await all(journalPages(read));
      const { source } = await inForce.load(read);
      const replayed = replayEntries(source, journal, { mode: 'exact', until: now });
      const stored = await all(decisionPages(read));
      expect(
        firstDifference(
          stored,
          replayed.map((decision) => canonicalJson(decision)),
        ),
      ).toBeUndefined();
      expect(new Set(journal.map(({ source: from, id }) => `${from} ${id}`)).size).toBe(journal.length);
      const routed = journal.filter(({ kind, source: from }) => kind === 'routed' && from === 'baton').length;
      expect(routed).toBe(stored.filter((line) => line.includes('"kind":"hand-off"')).length);
      for (const store of stores) await store.close();
    },
  );
});

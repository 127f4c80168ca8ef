// Every stored decision derived again from its entries (P6), in random histories on both stores; what was changed behind the service's back is found, what stands on nothing is counted apart.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verdictOf, verifyDecisions } from '@baton/server/keeping/verify-decisions';
import { openPostgres } from '@baton/server/store/open-postgres';
import { openSqlite } from '@baton/server/store/open-sqlite';
import type { StorePlace } from '@baton/server/store/snapshot';
import type { Store } from '@baton/server/store/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activate } from './activated.ts';
import { emptyOneAccount, takeInHistories } from './random-journal.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const START = Date.UTC(2025, 0, 1);

describe.each(['sqlite', 'postgres'] as const)('baton verify on %s', (kind) => {
  let folder: string;
  let postgres: TemporaryPostgres | undefined;
  let place: StorePlace;
  let store: Store;
  const verify = () => verifyDecisions(place, () => {});

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-verify-'));
    if (kind === 'postgres') postgres = startPostgres();
    place =
      postgres === undefined ? { sqlite: join(folder, 'baton.db') } : { postgres: await postgres.database('verified') };
    store = await ('sqlite' in place ? openSqlite(place.sqlite) : openPostgres(place.postgres));
    await activate(store, START);
    await takeInHistories(
      store,
      Array.from({ length: 12 }, (_, i) => i + 1),
    );
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
    postgres?.stop();
  });

  it('derives them all', async () => {
    const found = await verify();
    expect(found).toMatchObject({ apart: 0, differing: 0, different: [] });
    expect(found.decisions).toBeGreaterThan(50);
    expect(found.derived).toBe(found.decisions);
  });

  it('finds what was changed, taken out and put in', async () => {
    const all = await store.read.selectFrom('decisions').selectAll().orderBy('position').execute();
    const [changed, taken, copied] = all;
    if (changed === undefined || taken === undefined || copied === undefined) throw new Error('too few decisions');
    await store.change(async (tx) => {
      await sql`update decisions set body = replace(body, '"at":', '"at":1') where id = ${changed.id}`.execute(tx);
      await tx.deleteFrom('decisions').where('id', '=', taken.id).execute();
      const { position: _, ...row } = copied;
      await tx
        .insertInto('decisions')
        .values({ ...row, id: 'of nobody' })
        .execute();
    });
    const found = await verify();
    expect(found.differing).toBe(3);
    expect(found.different).toEqual(
      expect.arrayContaining([
        { id: changed.id, how: 'other bytes' },
        { id: taken.id, how: 'not stored' },
        { id: 'of nobody', how: 'not derived' },
      ]),
    );
    expect(verdictOf(found)).toContain('3 differ:');
    await store.change(async (tx) => {
      await tx.deleteFrom('decisions').where('id', 'in', [changed.id, 'of nobody']).execute();
      for (const { position: _, ...row } of [changed, taken]) await tx.insertInto('decisions').values(row).execute();
    });
    expect((await verify()).differing).toBe(0);
  });

  it('counts apart what stands on entries that were emptied', async () => {
    await emptyOneAccount(store);
    const found = await verify();
    expect(found.differing).toBe(0);
    expect(found.apart).toBeGreaterThan(0);
    expect(found.derived + found.apart).toBe(found.decisions);
  });
});

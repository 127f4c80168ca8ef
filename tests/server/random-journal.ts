// Random histories taken in by a store, as if they had come through the door: for tests of what is made of a journal afterwards.
import { createRandom } from '@baton/core/base/random';
import { Intake } from '@baton/server/ingest/intake';
import { RulebookInForce } from '@baton/server/live/in-force';
import { addErasure, rewriteRows } from '@baton/server/store/erasure-rows';
import type { Store } from '@baton/server/store/store';
import { randomHistory } from '../kernel/random-history.ts';

const HOUR = 3_600_000;

/** Takes in one history of 80 entries for each seed, in batches, the clock moving on; deadlines fall due in between. */
export async function takeInHistories(store: Store, seeds: readonly number[]): Promise<void> {
  let now = 0;
  const intake = new Intake(
    store,
    () => now,
    new RulebookInForce(),
    () => async () => 'rep-1',
  );
  for (const seed of seeds) {
    const random = createRandom(seed);
    const entries = randomHistory(random, 80).map((entry) => ({ ...entry, source: `${entry.source}-${seed}` }));
    for (let from = 0; from < entries.length; ) {
      const batch = entries.slice(from, from + random.integer(1, 12));
      from += batch.length;
      now = Math.max(now, ...batch.map((entry) => entry.knownAt));
      if (random.chance(0.2)) now += random.integer(0, 24) * HOUR;
      if (random.chance(0.3)) await intake.wake();
      await intake.offer({ entries: batch, refused: [] });
    }
  }
}

/** Empties every entry of an account that something was decided about, as an erasure does; returns their positions. */
export async function emptyOneAccount(store: Store): Promise<number[]> {
  const { unit } = await store.read
    .selectFrom('decisions as d')
    .innerJoin('identifiers as i', 'i.name', 'd.account')
    .select('i.unit')
    .executeTakeFirstOrThrow();
  return store.change(async (tx) => {
    const rows = await tx
      .selectFrom('entries')
      .select(['position', 'id'])
      .where('subject', 'in', tx.selectFrom('identifiers').select('id').where('unit', '=', unit))
      .execute();
    const emptied = rows.map(({ position, id }) => ({ position, id: `erased:${id}`, body: '' }));
    const line = { at: 0, kind: 'person', names: '[]', reason: 'request', reference: null, made_by: 'somebody' };
    const erasure = await addErasure(tx, { ...line, entries: emptied.length, scrubbed_at: 0 });
    await rewriteRows(tx, erasure, emptied);
    return emptied.map(({ position }) => position);
  });
}

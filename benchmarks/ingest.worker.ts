// The servers that ingestion is measured beside: one that reads requests and stores nothing, one that stores entries and does nothing with them. Same framework, same parsing, same group commit.
import Fastify from 'fastify';
import type { Entry } from '../packages/core/src/journal/entry.ts';
import { parseEntry } from '../packages/core/src/journal/parse-entry.ts';
import { payloadDigest } from '../packages/core/src/journal/payload.ts';
import { callsOfBatch } from '../packages/core/src/journal/segment-shape.ts';
import { LARGEST_BATCH, readBody } from '../packages/server/src/ingest/read-body.ts';
import { appendEntries } from '../packages/server/src/store/journal-rows.ts';
import { openPostgres } from '../packages/server/src/store/open-postgres.ts';
import { openSqlite } from '../packages/server/src/store/open-sqlite.ts';
import type { Store } from '../packages/server/src/store/store.ts';

const [mode, where = ''] = process.argv.slice(2);

/** Stores what waits in one transaction, then answers. */
class OnlyStores {
  private waiting: { readonly entries: readonly Entry[]; readonly resolve: () => void }[] = [];
  private running = false;

  constructor(private readonly store: Store) {}

  take(entries: readonly Entry[]): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ entries, resolve });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, 100);
      const stored = batch.flatMap(({ entries }) =>
        entries.map((entry) => ({
          entry: { ...entry, admittedAt: entry.knownAt, seq: 1 },
          payload: payloadDigest(entry),
          subject: null,
        })),
      );
      await this.store.change((tx) => appendEntries(tx, stored));
      for (const { resolve } of batch) resolve();
    }
    this.running = false;
  }
}

const store =
  mode === 'nothing' ? undefined : where.startsWith('postgres:') ? await openPostgres(where) : await openSqlite(where);
const only = store && new OnlyStores(store);
const app = Fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/v1/batch', async (request) => {
  const calls = callsOfBatch(readBody(request.body, LARGEST_BATCH)) ?? [];
  const receivedAt = Date.now();
  const entries = calls.flatMap((call) => {
    const parsed = parseEntry(call, { source: 'web', receivedAt });
    return parsed.ok ? parsed.value : [];
  });
  await only?.take(entries);
  return { success: true, receipts: entries.map(({ id }) => ({ verdict: 'accepted', id })) };
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stderr.write(`Baton listens on ${address}\n`);

// The service is killed while it works, again and again: what it acknowledged is there once, what it decided is what an exact replay decides, and every hand-off was routed once.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalJson } from '@baton/core/base/canonical-json';
import { createRandom } from '@baton/core/base/random';
import { replayEntries } from '@baton/core/replay/replay';
import { RulebookInForce } from '@baton/server/live/in-force';
import { decisionPages } from '@baton/server/store/decision-rows';
import { journalPages } from '@baton/server/store/journal-rows';
import { openPostgres } from '@baton/server/store/open-postgres';
import { openSqlite } from '@baton/server/store/open-sqlite';
import type { Store } from '@baton/server/store/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activate, addWriteKey, all, firstDifference } from './activated.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const KILLS = process.env.BATON_PROOF ? 200 : 20;
const KEY = 'wk_killed';
const PROGRAM = fileURLToPath(new URL('../../packages/server/dist/server.mjs', import.meta.url));

interface Event {
  readonly messageId: string;
}

describe.each(['sqlite', 'postgres'] as const)('[P1] killed at work on %s', (kind) => {
  let folder: string;
  let postgres: TemporaryPostgres | undefined;
  let url: string | undefined;
  const open = (): Promise<Store> => (url === undefined ? openSqlite(join(folder, 'baton.db')) : openPostgres(url));
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-killed-'));
    if (kind === 'postgres') {
      postgres = startPostgres();
      url = await postgres.database('killed');
    }
    const store = await open();
    await activate(store, Date.now() - 86_400_000);
    await addWriteKey(store, KEY);
    await store.close();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    postgres?.stop();
  });

  it(`loses and doubles nothing in ${KILLS} kills`, async () => {
    const random = createRandom(KILLS);
    const acknowledged = new Set<string>();
    const unsure: Event[][] = [];
    let made = 0;
    const batch = (): Event[] =>
      Array.from({ length: 20 }, () => {
        made += 1;
        return event(made, random.integer(0, 400));
      });
    for (let kill = 0; kill < KILLS; kill++) {
      const { server, address } = await start(folder, url);
      let isAlive = true;
      let heard = (): void => {};
      const first = new Promise<void>((resolve) => {
        heard = resolve;
      });
      const client = async (): Promise<void> => {
        while (isAlive) {
          const events = unsure.pop() ?? batch();
          try {
            const response = await post(address, events);
            if (response.status !== 200) throw new Error(String(response.status));
            const { receipts } = (await response.json()) as {
              readonly receipts: readonly { readonly verdict: string }[];
            };
            expect(receipts.every(({ verdict }) => verdict === 'accepted' || verdict === 'duplicate')).toBe(true);
            for (const { messageId } of events) acknowledged.add(messageId);
            heard();
          } catch (error) {
            if (isAlive) throw error;
            // Nobody knows whether it was stored: like an SDK, the client sends it again.
            unsure.push(events);
          }
        }
      };
      const clients = Array.from({ length: 4 }, client);
      // Mostly while it is well at work, sometimes before it has answered anybody.
      if (random.chance(0.8)) await first;
      await new Promise((resolve) => setTimeout(resolve, random.integer(0, 300)));
      const closed = new Promise((resolve) => server.once('close', resolve));
      isAlive = false;
      server.kill('SIGKILL');
      await Promise.all([...clients, closed]);
    }
    const store = await open();
    const journal = await all(journalPages(store.read));
    const ids = new Set(journal.filter(({ source }) => source === 'web').map(({ id }) => id));
    expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
    expect(new Set(journal.map(({ source, id }) => `${source} ${id}`)).size).toBe(journal.length);
    expect(acknowledged.size).toBeGreaterThan(10 * KILLS);

    const stored = await all(decisionPages(store.read));
    const { source } = await new RulebookInForce().load(store.read);
    const until = Math.max(...journal.map(({ admittedAt }) => admittedAt));
    const replayed = replayEntries(source, journal, { mode: 'exact', until });
    const known = stored.filter((line) => (JSON.parse(line) as { readonly at: number }).at <= until);
    expect(
      firstDifference(
        known,
        replayed.map((decision) => canonicalJson(decision)),
      ),
    ).toBeUndefined();
    const handoffs = stored.filter((line) => line.includes('"kind":"hand-off"')).length;
    expect(journal.filter(({ kind: each }) => each === 'routed')).toHaveLength(handoffs);
    expect(handoffs).toBeGreaterThan(10);
    await store.close();
  });
});

function event(number: number, person: number): Event & Readonly<Record<string, unknown>> {
  const who = { messageId: `m${number}`, userId: `u${person}` };
  if (number % 5 === 0) {
    const company = { employees: 500, industry: 'Software', country: 'US' };
    const email = `u${person}@c${person % 90}.example`;
    return { ...who, type: 'identify', traits: { email, seniority: 'director', company } };
  }
  return number % 7 === 0
    ? { ...who, type: 'track', event: 'Demo Requested' }
    : { ...who, type: 'page', properties: { path: '/pricing' } };
}

function post(address: string, events: readonly Event[]): Promise<Response> {
  return fetch(`${address}/v1/batch`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`,
    },
    body: JSON.stringify({ batch: events, sentAt: new Date().toISOString() }),
  });
}

/** Starts the program; resolves once it says where it listens. */
async function start(
  folder: string,
  url: string | undefined,
): Promise<{ readonly server: ChildProcess; readonly address: string }> {
  const env = {
    ...process.env,
    BATON_DATA: folder,
    BATON_PORT: '0',
    BATON_LOG: 'warn',
    ...(url && { DATABASE_URL: url }),
  };
  const server = spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const found = /listens on (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    server.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${said}`)));
  });
  return { server, address };
}

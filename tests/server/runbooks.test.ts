// What docs/runbooks.md promises, played: a full disk, a database that is gone, two people who were merged, a key that leaked.
import { readFileSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIntoForce, type RunningService, runService, writeKey } from './running-service.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const page = readFileSync(new URL('../../docs/runbooks.md', import.meta.url), 'utf8');
let sent = 0;

/** Sends an event as a tracker does. */
function send(running: RunningService, key: string, path = '/v1/track', fields: object = {}) {
  sent += 1;
  const body = { messageId: `m${sent}`, anonymousId: 'a', event: 'Demo Requested', ...fields };
  return running.call('POST', path, body, { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });
}

describe('the disk is full', () => {
  it('[P10] nothing is acknowledged, everything reads, and it goes on by itself', async () => {
    const running = await runService();
    const key = await writeKey(running);
    const admin = await running.signIn('admin');
    const limit = (pages: number) =>
      running.service.intake.aside(async (tx) => {
        await sql.raw(`pragma max_page_count = ${pages}`).execute(tx as unknown as Kysely<unknown>);
      });
    expect((await send(running, key)).status).toBe(200);
    await limit(1);
    const large = { properties: { one: 'x'.repeat(8000), two: 'x'.repeat(8000), three: 'x'.repeat(8000) } };
    const refused = await send(running, key, '/v1/track', large);
    expect([refused.status, refused.body.code]).toEqual([503, 'http-store-unavailable']);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect((await admin.call('GET', '/api/v1/ledger?since=0')).status).toBe(200);
    expect((await running.call('GET', '/readyz')).status).toBe(200);
    await limit(1_000_000);
    expect((await send(running, key, '/v1/track', large)).body.receipts).toMatchObject([{ verdict: 'accepted' }]);
    await running.stop();
  });
});

describe('the database is gone', () => {
  let postgres: TemporaryPostgres;
  let running: RunningService;
  beforeAll(async () => {
    postgres = startPostgres();
    running = await runService({ database: await postgres.database('gone') });
  });
  afterAll(async () => {
    await running?.stop();
    postgres?.stop();
  });

  it('[P10] says so, and goes on without a restart when it is back', async () => {
    const key = await writeKey(running);
    expect((await send(running, key)).status).toBe(200);
    postgres.breakOff();
    const refused = await send(running, key);
    const ready = await running.call('GET', '/readyz');
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
      503,
      'http-store-unavailable',
      '2',
    ]);
    expect([ready.status, (await running.call('GET', '/healthz')).status]).toEqual([503, 200]);
    postgres.comeBack();
    expect((await running.call('GET', '/readyz')).status).toBe(200);
    expect((await send(running, key)).body.receipts).toMatchObject([{ verdict: 'accepted' }]);
  });
});

describe('on a running service', () => {
  let running: RunningService;
  beforeAll(async () => {
    running = await runService();
    await bringIntoForce(running, 'enterprise');
  });
  afterAll(() => running?.stop());

  it('two people who were merged are two again by the command of the page', async () => {
    const key = await writeKey(running, 'crm');
    const admin = await running.signIn('admin');
    await send(running, key, '/v1/track', { userId: 'u18', anonymousId: undefined });
    const secret = { kind: 'secret', label: 'mending', scopes: ['import'] };
    const program = (await admin.call('POST', '/api/v1/keys', secret)).body.key;
    const post = (body: unknown) =>
      running.call('POST', '/api/v1/import', body, { authorization: `Bearer ${program}` });
    const merge = { kind: 'merge', id: 'e7', userId: 'u17', from: { userId: 'u18' } };
    await post({ source: 'crm', entries: [{ ...merge, occurredAt: '2026-03-01T08:00:00Z' }] });
    const demos = async (person: string) => {
      const { body } = await admin.call('GET', `/api/v1/leads/${person}`);
      return body.timeline.filter(({ name }: { name: string }) => name === 'Demo Requested').length;
    };
    expect([await demos('u17'), await demos('u18')]).toEqual([1, 1]);

    const command = /-d '(\{"source":"mending".*\})'/.exec(page)?.[1] ?? '';
    const mended = await post(command);
    expect(mended.body.receipts).toMatchObject([{ verdict: 'accepted' }]);
    expect([await demos('u17'), await demos('u18')]).toEqual([0, 1]);
  });

  it('a key that leaked is refused within five seconds', async () => {
    const key = await writeKey(running, 'leaked');
    const admin = await running.signIn('admin');
    expect((await send(running, key)).status).toBe(200);
    const { keys } = (await admin.call('GET', '/api/v1/keys')).body;
    const { id } = keys.find(({ source }: { source: string }) => source === 'leaked');
    expect((await admin.call('DELETE', `/api/v1/keys/${id}`)).status).toBeLessThan(300);
    running.tick(5000);
    expect((await send(running, key)).status).toBe(401);
  });
});

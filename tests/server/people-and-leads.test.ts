// People and their roles, keys in use, the audit log; and who a lead is, how its scores went, where its facts come from.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bringIntoForce,
  exampleFolder,
  finished,
  PASSWORD,
  type RunningService,
  runService,
  writeKey,
} from './running-service.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

describe.each(['sqlite', 'postgres'] as const)('people on %s', (kind) => {
  let postgres: TemporaryPostgres | undefined;
  let running: RunningService;
  beforeAll(async () => {
    if (kind === 'postgres') postgres = startPostgres();
    running = await runService(postgres === undefined ? {} : { database: await postgres.database('baton') });
  });
  afterAll(async () => {
    await running?.stop();
    postgres?.stop();
  });

  it('lose what they signed and is not in force once their function is another', async () => {
    const [admin, marketing] = [await running.signIn('admin'), await running.signIn('marketing')];
    const draft = (await marketing.call('POST', '/api/v1/definitions', exampleFolder('enterprise'))).body;
    const path = `/api/v1/definitions/${draft.name}/${draft.version}`;
    const params = { name: draft.name, version: draft.version };
    await finished(marketing, (await marketing.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body.id);
    await marketing.call('POST', `${path}/propose`);
    expect((await marketing.call('POST', `${path}/sign`, { digest: draft.digest, password: PASSWORD })).status).toBe(
      200,
    );
    const before = (await admin.call('GET', '/api/v1/people')).body.people;
    expect(before.find(({ id }: { id: string }) => id === marketing.id)).toMatchObject({ pendingSignatures: 1 });

    const changed = await admin.call('PATCH', `/api/v1/people/${marketing.id}`, { role: 'sales' });
    expect(changed).toMatchObject({ status: 200, body: { role: 'sales', pendingSignatures: 0 } });
    const [signature] = (await admin.call('GET', path)).body.signatures;
    expect(signature).toMatchObject({ voidedBecause: 'function changed' });
    expect(
      (await admin.call('PATCH', `/api/v1/people/${marketing.id}`, { weight: 2, awayUntil: 5 })).body,
    ).toMatchObject({
      weight: 2,
      awayUntil: 5,
      role: 'sales',
    });
  });

  it('are signed out at once when they are disabled, and the last admin cannot be', async () => {
    const [admin, viewer] = [await running.signIn('admin'), await running.signIn('viewer')];
    expect((await viewer.call('GET', '/api/v1/me')).status).toBe(200);
    await admin.call('PATCH', `/api/v1/people/${viewer.id}`, { disabled: true });
    expect((await viewer.call('GET', '/api/v1/me')).status).toBe(401);
    const email = 'viewer@company.example';
    const again = () => running.call('POST', '/api/v1/session', { email, password: PASSWORD }, { 'x-baton': '1' });
    expect((await again()).status).toBe(401);
    await admin.call('PATCH', `/api/v1/people/${viewer.id}`, { disabled: false });
    expect((await again()).status).toBe(200);
    for (const change of [{ role: 'viewer' }, { disabled: true }])
      expect((await admin.call('PATCH', `/api/v1/people/${admin.id}`, change)).body.code).toBe('http-last-admin');
    expect((await admin.call('PATCH', '/api/v1/people/nobody', { weight: 1 })).status).toBe(404);
  });

  it('read in the audit log who did what, filtered and page by page, and that it is whole', async () => {
    const admin = await running.signIn('admin');
    const { lines, actions } = (await admin.call('GET', '/api/v1/audit?action=changed-person')).body;
    expect(actions).toContain('signed-in');
    expect(lines.map(({ action }: { action: string }) => action)).toEqual(Array(lines.length).fill('changed-person'));
    expect(lines.at(-1)).toMatchObject({ actor: admin.id, details: { role: 'sales' } });
    const first = (await admin.call('GET', '/api/v1/audit?limit=2')).body.lines;
    const next = (await admin.call('GET', `/api/v1/audit?limit=2&before=${first[1].position}`)).body.lines;
    expect(next[0].position).toBe(first[1].position - 1);
    const about = (await admin.call('GET', `/api/v1/audit?subject=${lines.at(-1).subject}`)).body.lines;
    expect(about.map(({ action }: { action: string }) => action)).toContain('added-person');
    const verified = (await admin.call('GET', '/api/v1/audit/verification')).body;
    expect(verified).toMatchObject({ head: first[0].hash });
    expect((await running.call('GET', '/api/v1/audit')).status).toBe(401);
  });

  it('see when a key was last used, to the minute', async () => {
    const admin = await running.signIn('admin');
    const key = await writeKey(running, 'site');
    const keyOf = async () =>
      (await admin.call('GET', '/api/v1/keys')).body.keys.find(({ source }: { source: string }) => source === 'site');
    expect((await keyOf()).usedAt).toBeNull();
    const at = running.tick(1000);
    const track = { messageId: 'k1', userId: 'u', event: 'Signed Up' };
    await running.call('POST', '/v1/track', track, { 'x-write-key': key });
    await expect.poll(async () => (await keyOf()).usedAt).toBe(at);
  });
});

describe('a lead', () => {
  let running: RunningService;
  let send: (path: string, body: object) => Promise<unknown>;
  beforeAll(async () => {
    running = await runService();
    await running.signIn('sales');
    await bringIntoForce(running, 'enterprise');
    const key = await writeKey(running);
    let n = 0;
    send = (path, body) => {
      n += 1;
      return running.call('POST', path, { messageId: `m${n}`, ...body }, { 'x-write-key': key });
    };
    for (const userId of ['ada', 'lovelace']) {
      await send('/v1/identify', {
        userId,
        traits: { email: `${userId}@engines.example`, title: 'CTO', firstName: userId },
      });
      for (let i = 0; i < 3; i++) {
        await send('/v1/page', { userId, properties: { path: '/pricing' } });
        running.tick(86_400_000);
      }
    }
  });
  afterAll(() => running.stop());

  it('has a history that ends, and at any instant is, where the lead itself stands', async () => {
    const rep = await running.signIn('admin');
    const { key } = (await rep.call('POST', '/api/v1/keys', { kind: 'secret', label: 'r', scopes: ['read'] })).body;
    const read = (path: string) => running.call('GET', path, undefined, { authorization: `Bearer ${key}` });
    const { points } = (await read('/api/v1/leads/ada/history')).body;
    expect(points.length).toBeGreaterThan(20);
    expect(new Set(points.map(({ engagement }: { engagement: number }) => engagement)).size).toBeGreaterThan(5);
    for (const point of [points[0], points[points.length >> 1], points.at(-1)]) {
      const { standings } = (await read(`/api/v1/leads/ada?at=${point.at}`)).body;
      expect(standings[0].standing).toMatchObject({
        grade: point.grade,
        engagement: Math.round(point.engagement * 10),
      });
    }
    expect(points.at(-1).at).toBe(running.now());
    expect((await read('/api/v1/leads/nobody/history')).status).toBe(404);
  });

  it('names the entry that each of its facts comes from', async () => {
    const rep = await running.signIn('sales');
    const { facts, timeline } = (await rep.call('GET', '/api/v1/leads/ada')).body;
    const title = facts.find(({ name }: { name: string }) => name === 'title');
    expect(title).toMatchObject({ of: 'lead', value: 'CTO', source: 'web' });
    expect(timeline.map(({ id }: { id: string }) => id)).toContain(title.id);
  });

  it('becomes one with another, and two again, each by an entry of the journal', async () => {
    const rep = await running.signIn('sales');
    const ada = async () => (await rep.call('GET', '/api/v1/leads/ada')).body;
    const alone = (await ada()).standings[0].standing.engagement;
    expect((await rep.call('POST', '/api/v1/leads/ada/merge', { with: 'ada@engines.example' })).body.code).toBe(
      'http-same-lead',
    );
    const merged = await rep.call('POST', '/api/v1/leads/ada/merge', { with: 'lovelace' }, { 'idempotency-key': 'x1' });
    expect(merged.status).toBe(200);
    expect(
      await rep.call('POST', '/api/v1/leads/ada/merge', { with: 'lovelace' }, { 'idempotency-key': 'x1' }),
    ).toMatchObject({
      body: merged.body,
    });
    running.tick(1000);
    const together = await ada();
    expect(together.names).toEqual(expect.arrayContaining(['user:ada', 'user:lovelace']));
    expect(together.standings[0].standing.engagement).toBeGreaterThan(alone);
    const link = { source: 'baton', id: merged.body.entry };
    expect((await rep.call('POST', '/api/v1/leads/ada/unmerge', link)).status).toBe(200);
    running.tick(1000);
    expect((await ada()).names).not.toContain('user:lovelace');
    expect((await rep.call('POST', '/api/v1/leads/ada/unmerge', link)).body.code).toBe('http-unmerged');
    expect((await rep.call('POST', '/api/v1/leads/ada/unmerge', { source: 'x', id: 'y' })).status).toBe(404);
    expect((await rep.call('POST', '/api/v1/leads/ada/merge', { with: 'nobody' })).body.code).toBe('http-no-lead');
  });
});

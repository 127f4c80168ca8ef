// Whom an activation concerns, shown before it and after, and let go of a few at a time (R17): nobody is flooded.
import { DAY, HOUR } from '@baton/core/base/duration';
import { signAtOnce } from '@baton/server/demo/signed-at-once';
import type { Backlog } from '@baton/server/jobs/work/backlog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Caller,
  exampleFolder,
  finished,
  MONDAY,
  PASSWORD,
  type RunningService,
  runService,
} from './running-service.ts';
import { STRICT_ENTERPRISE } from './strict-enterprise.ts';

describe('leads that a new version would qualify', () => {
  let running: RunningService;
  let marketing: Caller;
  let sales: Caller;
  const standing = async (version: number): Promise<Backlog> => {
    const params = { name: 'enterprise', version };
    const { body } = await marketing.call('POST', '/api/v1/jobs', { kind: 'backlog', params });
    await finished(marketing, body.id);
    return (await marketing.call('GET', `/api/v1/jobs/${body.id}/result`)).body;
  };
  const handed = async (): Promise<string[]> =>
    (await running.service.store.read.selectFrom('handoffs').select('lead').execute()).map(({ lead }) => lead);

  beforeAll(async () => {
    running = await runService();
    marketing = await running.signIn('marketing');
    sales = await running.signIn('sales');
    const admin = await running.signIn('admin');
    await running.service.store.change((tx) =>
      signAtOnce(tx, { text: STRICT_ENTERPRISE, tests: '', readme: '' }, MONDAY - 30 * DAY, {
        marketing: 'm',
        sales: 's',
      }),
    );
    // Three of fit A with 30, 46 and 48 points, and one of no fit with as many.
    const visits = [2, 3, 3, 3];
    const entries = visits.flatMap((count, n) => [
      {
        type: 'identify',
        messageId: `is-${n}`,
        userId: `u${n}`,
        timestamp: new Date(running.now() - 5 * HOUR).toISOString(),
        traits: {
          email: `u${n}@c${n}.example`,
          name: `Person ${n}`,
          seniority: 'director',
          company: n === 3 ? { employees: 5 } : { employees: 500, industry: 'Software', country: 'US' },
        },
      },
      ...Array.from({ length: count }, (_, visit) => ({
        type: 'page',
        messageId: `saw-${n}-${visit}`,
        userId: `u${n}`,
        timestamp: new Date(running.now() - (4 - visit) * HOUR).toISOString(),
        properties: { path: '/pricing' },
      })),
      {
        type: 'page',
        messageId: `read-${n}`,
        userId: `u${n}`,
        timestamp: new Date(running.now() - HOUR).toISOString(),
        properties: { path: n === 2 ? '/compare/others' : '/customers/one' },
      },
    ]);
    await admin.call('POST', '/api/v1/import', { source: 'crm', entries });
  });
  afterAll(() => running.stop());

  it('are counted and named while it is a draft', async () => {
    expect((await standing(1)).standing).toBe(0);
    const { status } = await marketing.call('POST', '/api/v1/definitions', exampleFolder('enterprise'));
    expect(status).toBe(201);
    const found = await standing(2);
    expect(found).toMatchObject({ standing: 2, gates: [{ gate: 'mql', leads: 2 }] });
    expect(found.leads.map(({ lead, label, grade }) => [lead, label, grade])).toEqual([
      ['user:u2', 'Person 2', 'A'],
      ['user:u1', 'Person 1', 'A'],
    ]);
    expect(await handed()).toEqual([]);
  });

  it('stay where they are when it comes into force, and are still seen', async () => {
    const path = '/api/v1/definitions/enterprise/2';
    const { digest } = (await marketing.call('GET', path)).body;
    const params = { name: 'enterprise', version: 2 };
    await finished(marketing, (await marketing.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body.id);
    await marketing.call('POST', `${path}/propose`);
    for (const signer of [marketing, sales]) await signer.call('POST', `${path}/sign`, { digest, password: PASSWORD });
    expect((await sales.call('POST', `${path}/activate`)).status).toBe(200);
    running.tick(20_000);
    await running.service.watchClocks();
    expect(await handed()).toEqual([]);
    expect((await standing(2)).leads.map(({ lead }) => lead)).toEqual(['user:u2', 'user:u1']);
  });

  it('go to sales when somebody lets them, once, and only those whose gate is open', async () => {
    const nobody = await marketing.call('POST', '/api/v1/backlog/release', { leads: ['user:nobody'] });
    expect([nobody.status, nobody.body.code]).toEqual([404, 'http-no-lead']);
    const body = { leads: ['user:u2', 'user:u0'] };
    const key = { 'idempotency-key': 'let go once' };
    const first = await marketing.call('POST', '/api/v1/backlog/release', body, key);
    expect([first.status, first.body.handoffs.length]).toEqual([200, 1]);
    const again = await marketing.call('POST', '/api/v1/backlog/release', body, key);
    expect(again.body).toEqual(first.body);
    expect(await handed()).toEqual(['user:u2']);
    expect((await standing(2)).leads.map(({ lead }) => lead)).toEqual(['user:u1']);
    const log = JSON.stringify((await (await running.signIn('admin')).call('GET', '/api/v1/audit')).body);
    expect([log.includes('released'), log.includes('user:u2')]).toEqual([true, false]);
  });
});

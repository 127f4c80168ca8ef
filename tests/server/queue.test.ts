// From an event at the door to a row in the queue and an answer of sales, through HTTP alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  bringIntoForce,
  type Caller,
  type RunningService,
  runService,
  writeKey,
} from './running-service.ts';

const HOUR = 3_600_000;

describe('the queue', () => {
  let running: RunningService;
  let key: string;
  let rep: Caller;
  const post = (path: string, body: object) =>
    running.call('POST', path, body, { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });
  /** A director of a software company of 500 asks for a demo. */
  const asksForDemo = async (person: string): Promise<void> => {
    const company = { name: `${person} Ltd`, employees: 500, industry: 'Software', country: 'US' };
    await post('/v1/identify', {
      messageId: `${person}-1`,
      userId: person,
      traits: { email: `${person}@${person}.example`, name: person, seniority: 'director', company },
    });
    await post('/v1/track', { messageId: `${person}-2`, userId: person, event: 'Demo Requested' });
  };
  const handoffOf = async (person: string) => {
    const { body } = await rep.call('GET', `/api/v1/leads/${person}`);
    return body.handoffs[0];
  };

  beforeAll(async () => {
    running = await runService();
    rep = await running.signIn('sales');
    await bringIntoForce(running, 'enterprise');
    key = await writeKey(running);
  });
  afterAll(() => running.stop());

  it('holds a lead that asked for a demo the moment the event is acknowledged, with why and until when', async () => {
    await asksForDemo('ada');
    const { body } = await rep.call('GET', '/api/v1/queue?rep=me');
    expect(body.handoffs).toHaveLength(1);
    expect(body.handoffs[0]).toMatchObject({
      label: 'ada',
      company: 'ada Ltd',
      gate: 'hand-raise',
      state: 'open',
      raisesHand: true,
    });
    expect(body.handoffs[0].reasons.join()).toContain('demo');
    expect(body.handoffs[0].dueAt).toBeGreaterThan(running.now());
    expect(body.handoffs[0].rep.id).toBe(rep.id);
  });

  it('packs for the rep why now, what weighs most, who else is in it, what nobody knows and what would change it', async () => {
    const company = { name: 'Pax Ltd', employees: 500, industry: 'Software' };
    const who = { email: 'fay@pax.example', name: 'fay', company };
    await post('/v1/identify', { messageId: 'fay-1', userId: 'fay', traits: who });
    await post('/v1/page', { messageId: 'fay-2', userId: 'fay', properties: { path: '/pricing' } });
    const other = { email: 'gus@pax.example', name: 'gus', seniority: 'vp' };
    await post('/v1/identify', { messageId: 'gus-1', userId: 'gus', traits: other });
    await post('/v1/track', { messageId: 'fay-3', userId: 'fay', event: 'Demo Requested' });
    const { id } = await handoffOf('fay');
    // What comes later changes nothing of it.
    running.tick(HOUR);
    await post('/v1/page', { messageId: 'fay-4', userId: 'fay', properties: { path: '/compare/others' } });
    const { status, body } = await rep.call('GET', `/api/v1/handoffs/${id}/packet`);
    expect(status).toBe(200);
    expect(body.whyNow).toMatch(
      /^Hand-raise: Asked for a demo on 2 Mar 2026 \d\d:\d\d UTC; fit unknown, engagement 55\.$/,
    );
    expect(body.signals.map(({ label, times, points }: Answer['body']) => [label, times, points])).toEqual([
      ['Asked for a demo', 1, 40],
      ['Visited the pricing page', 1, 15],
    ]);
    expect(body.committee).toEqual([{ lead: 'user:gus', label: 'gus', grade: expect.any(String), engagement: 0 }]);
    expect(body.unknown).toContain('Director or above');
    expect(body.flips).toEqual(['Hand-raise stays open until 1 Apr 2026 09:00 UTC if nothing else happens.']);
    expect((await rep.call('GET', '/api/v1/handoffs/nothing/packet')).status).toBe(404);
  });

  it('takes an acceptance once; the second who accepts is told', async () => {
    await asksForDemo('bea');
    const { id } = await handoffOf('bea');
    const answers = await Promise.all(
      [1, 2].map(() => rep.call('POST', `/api/v1/handoffs/${id}/answer`, { answer: 'accepted' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await handoffOf('bea')).toMatchObject({ state: 'accepted', breachedAt: null });
  });

  it('wants a signed reason for a rejection, and cools the lead down', async () => {
    await asksForDemo('cleo');
    const { id } = await handoffOf('cleo');
    const refused = await rep.call('POST', `/api/v1/handoffs/${id}/answer`, { answer: 'rejected', reason: 'dislike' });
    expect(refused).toMatchObject({ status: 400, body: { code: 'queue-reason' } });
    const reason = /one of ([^,]+)/.exec(refused.body.hint)?.[1];
    const rejected = await rep.call('POST', `/api/v1/handoffs/${id}/answer`, { answer: 'rejected', reason });
    expect(rejected.body).toMatchObject({ state: 'rejected', reason });
    const { body } = await rep.call('GET', '/api/v1/leads/cleo');
    expect(body.standings[0].standing.suppressedBy).toContain('cool-down');
  });

  it('tells the signed reasons with their labels before somebody rejects', async () => {
    const { body } = await rep.call('GET', '/api/v1/agreements/enterprise/1');
    expect(body.rejectReasons).toContainEqual({
      name: 'wrong-size',
      label: 'Company too small',
      disputes: 'headcount',
    });
    expect(body.recycleReasons).toEqual([{ name: 'bad-timing', label: 'Not now', coolDownHours: 2160 }]);
    expect(body.gates['hand-raise']).toBe('Hand-raise');
    expect((await rep.call('GET', '/api/v1/agreements/enterprise/9')).status).toBe(404);
  });

  it('shows a breach once the time to answer is over, and none while it is not', async () => {
    await asksForDemo('dora');
    const before = await handoffOf('dora');
    running.tick(before.dueAt - running.now() - 1);
    await running.service.intake.wake();
    expect((await handoffOf('dora')).breachedAt).toBeNull();
    running.tick(2);
    await running.service.intake.wake();
    expect((await handoffOf('dora')).breachedAt).toBe(before.dueAt);
  });

  it('answers a repeated call as it answered the first', async () => {
    await asksForDemo('edda');
    const { id } = await handoffOf('edda');
    const headers = { 'idempotency-key': 'once' };
    const path = `/api/v1/handoffs/${id}/answer`;
    const first = await rep.call('POST', path, { answer: 'accepted' }, headers);
    const again = await rep.call('POST', path, { answer: 'accepted' }, headers);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    const other = await rep.call('POST', path, { answer: 'recycled' }, headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'http-key-reused' } });
  });

  it('lets one rep claim what is another’s, and tells the one who was too late', async () => {
    await asksForDemo('fay');
    const { id, rep: owner } = await handoffOf('fay');
    const other = await running.signIn('sales', 'second-rep');
    const late = await running.signIn('sales', 'third-rep');
    const claim = { from: owner.id };
    expect((await other.call('POST', `/api/v1/handoffs/${id}/assign`, claim)).body.rep.id).toBe(other.id);
    expect(await late.call('POST', `/api/v1/handoffs/${id}/assign`, claim)).toMatchObject({
      status: 409,
      body: { code: 'queue-taken' },
    });
  });

  it('confirms an SQL only once enough of its questions are answered', async () => {
    await asksForDemo('gigi');
    const { id } = await handoffOf('gigi');
    const path = `/api/v1/handoffs/${id}`;
    await rep.call('POST', `${path}/answer`, { answer: 'accepted' });
    expect(await rep.call('POST', `${path}/answer`, { answer: 'sql' })).toMatchObject({
      status: 409,
      body: { code: 'queue-sql' },
    });
    running.tick(HOUR);
    for (const question of ['budget', 'authority', 'need', 'timeline'])
      await rep.call('POST', `${path}/evidence`, { framework: 'BANT', question, state: 'known', answer: 'yes' });
    expect((await rep.call('POST', `${path}/answer`, { answer: 'sql' })).body.sqlAt).toBe(running.now());
  });

  it('lets nobody in who is not signed in, and no viewer answer', async () => {
    expect((await running.call('GET', '/api/v1/queue')).status).toBe(401);
    const viewer = await running.signIn('viewer');
    const { id } = await handoffOf('ada');
    expect((await viewer.call('POST', `/api/v1/handoffs/${id}/answer`, { answer: 'accepted' })).status).toBe(403);
  });
});

// The doors of ingestion: what is answered to what trackers send, and what is kept of it.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, runService, writeKey } from './running-service.ts';

describe('ingestion', () => {
  let running: RunningService;
  let key: string;
  const authorization = () => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    running.call('POST', path, body, { ...authorization(), ...headers });
  beforeAll(async () => {
    running = await runService();
    key = await writeKey(running);
  });
  afterAll(() => running.stop());

  it('gives every event of a batch a receipt, in its order', async () => {
    const good = { type: 'track', event: 'Signed Up', userId: 'r', messageId: 'r1', timestamp: '2026-03-02T08:00:00Z' };
    const { status, body } = await post('/v1/batch', {
      batch: [good, good, { ...good, event: 'Something Else' }, { type: 'track', messageId: 'r2', userId: 'r' }, 7],
    });
    expect(status).toBe(200);
    expect(body.receipts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'accepted',
      'duplicate',
      'conflict',
      'refused',
      'refused',
    ]);
    expect(body.receipts[3].problems[0]).toMatchObject({ code: 'journal-missing', place: { path: 'name' } });
  });

  it('takes what is sent again by a clock that is an hour ahead for the same event', async () => {
    const call = { type: 'page', userId: 'c', messageId: 'c1', timestamp: '2026-03-02T10:00:00.000Z' };
    const first = await post('/v1/batch', { batch: [call], sentAt: '2026-03-02T10:00:01.000Z' });
    running.tick(1700);
    const again = await post('/v1/batch', { batch: [call], sentAt: '2026-03-02T10:00:02.500Z' });
    expect([first, again].map(({ body }) => body.receipts[0].verdict)).toEqual(['accepted', 'duplicate']);
    expect((await post('/v1/page', { userId: 'n', messageId: 'n1' })).body.receipts[0].verdict).toBe('accepted');
    running.tick(1000);
    expect((await post('/v1/page', { userId: 'n', messageId: 'n1' })).body.receipts[0].verdict).toBe('duplicate');
  });

  it('reads gzip and text/plain, and refuses what is neither JSON nor small', async () => {
    const text = JSON.stringify({ userId: 'g', messageId: 'g1', event: 'Signed Up' });
    expect((await post('/v1/t', text, { 'content-type': 'text/plain' })).body.receipts[0].verdict).toBe('accepted');
    const packed = await fetch(`${running.address}/v1/track`, {
      method: 'POST',
      headers: { ...authorization(), 'content-type': 'application/x-www-form-urlencoded' },
      body: gzipSync(JSON.stringify({ userId: 'g', messageId: 'g2', event: 'Signed Up' })),
    });
    expect(packed.status).toBe(200);
    expect(await post('/v1/track', 'not json')).toMatchObject({ status: 400, body: { code: 'http-not-json' } });
    const bomb = await fetch(`${running.address}/v1/batch`, {
      method: 'POST',
      headers: authorization(),
      body: gzipSync(Buffer.alloc(50_000_000, 32)),
    });
    expect(bomb.status).toBe(413);
    const long = { userId: 'g', messageId: 'g3', event: 'x', properties: { text: 'x'.repeat(40_000) } };
    expect((await post('/v1/batch', { batch: [{ type: 'track', ...long }] })).body.receipts[0].verdict).toBe('refused');
  });

  it('lets a public key say nothing of sales, and only from its own sites', async () => {
    const deal = { kind: 'won', id: 'w1', userId: 'k', deal: 'd', occurredAt: 1_770_000_000_000 };
    const { body } = await post('/v1/batch', { batch: [deal] });
    expect(body.receipts[0].problems[0].code).toBe('http-kind-not-allowed');
    const admin = await running.signIn('admin');
    const made = { kind: 'write', label: 'site', source: 'site', origins: ['https://www.company.example'] };
    const site = (await admin.call('POST', '/api/v1/keys', made)).body;
    const from = (origin: string) =>
      running.call('POST', '/v1/page', { userId: 'o', messageId: origin }, { 'x-write-key': site.key, origin });
    expect((await from('https://www.company.example')).status).toBe(200);
    expect((await from('https://evil.example')).status).toBe(403);
    await admin.call('DELETE', `/api/v1/keys/${site.id}`);
    running.tick(6000);
    expect((await from('https://www.company.example')).status).toBe(401);
  });

  it('keeps what was refused until it is mended, and then takes it', async () => {
    await post('/v1/batch', { batch: [{ type: 'track', messageId: 'm1', userId: 'mended' }] });
    const marketing = await running.signIn('marketing');
    const { body } = await marketing.call('GET', '/api/v1/refused');
    const row = body.refused.find(({ raw }: { raw: string }) => raw.includes('mended'));
    const mended = { ...JSON.parse(row.raw), event: 'Signed Up' };
    const path = `/api/v1/refused/${row.id}/replay`;
    expect(await marketing.call('POST', path, {})).toMatchObject({
      status: 422,
      body: { code: 'shelf-still-refused' },
    });
    expect((await marketing.call('POST', path, { entry: mended })).body.verdict).toBe('accepted');
    expect(await marketing.call('POST', path, { entry: mended })).toMatchObject({ status: 409 });
  });

  it('balances its ledger: accepted + duplicate + conflict + refused is what was received', async () => {
    const before = await totals();
    await post('/v1/batch', {
      batch: [
        { type: 'page', userId: 'l', messageId: 'l1' },
        { type: 'page', userId: 'l', messageId: 'l1' },
        { type: 'page', userId: 'other', messageId: 'l1' },
        { type: 'nothing' },
      ],
    });
    const after = await totals();
    for (const verdict of ['accepted', 'duplicate', 'conflict', 'refused'])
      expect((after.get(verdict) ?? 0) - (before.get(verdict) ?? 0), verdict).toBe(1);
  });

  /** What the metrics say of the source `web`. */
  async function totals(): Promise<Map<string, number>> {
    const { body } = await running.call('GET', '/metrics');
    const lines = [...String(body).matchAll(/^baton_ledger_entries\{source="web",verdict="(\w+)"\} (\d+)$/gm)];
    return new Map(lines.map(([, verdict, count]) => [verdict as string, Number(count)]));
  }
});

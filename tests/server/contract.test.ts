// The definition as a contract, through HTTP: who may do what to a version, what an edit voids, who has read it, when its signatures expire, and the one way back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bringIntoForce,
  type Caller,
  exampleFolder,
  finished,
  PASSWORD,
  type RunningService,
  runService,
} from './running-service.ts';

const DAY = 86_400_000;

describe('a version of a definition', () => {
  let running: RunningService;
  let marketing: Caller;
  let sales: Caller;
  const path = (version: number) => `/api/v1/definitions/enterprise/${version}`;
  const read = async (version: number, by = sales) => (await by.call('GET', path(version))).body;
  const texts = exampleFolder('enterprise');
  const changed = { ...texts, text: texts.text.replace(/respondWithin: [^\n,}]+/, 'respondWithin: 3 business hours') };
  const sign = (by: Caller, version: number, digest: string) =>
    by.call('POST', `${path(version)}/sign`, { digest, password: PASSWORD });

  beforeAll(async () => {
    running = await runService();
    marketing = await running.signIn('marketing');
    sales = await running.signIn('sales');
    await bringIntoForce(running, 'enterprise');
  });
  afterAll(() => running.stop());

  it('is to be read by marketing and sales, and it is seen who has not', async () => {
    expect(await read(1)).toMatchObject({ state: 'in-force', toAcknowledge: true });
    const { readers } = await read(1);
    expect(readers.map(({ id, at }: { id: string; at: number | null }) => [id, at])).toEqual([
      [marketing.id, null],
      [sales.id, null],
    ]);
    const after = (await sales.call('POST', `${path(1)}/acknowledge`)).body;
    expect(after.toAcknowledge).toBe(false);
    expect(after.readers.at(-1)).toEqual({ id: sales.id, name: 'sales', at: running.now() });
    const viewer = await running.signIn('viewer');
    expect((await read(1, viewer)).toAcknowledge).toBe(false);
    expect((await viewer.call('POST', `${path(1)}/acknowledge`)).status).toBe(403);
  });

  it('loses its signatures when it is edited, and cannot be signed for another text than the one looked at', async () => {
    const draft = (await marketing.call('POST', '/api/v1/definitions', changed)).body;
    const params = { name: 'enterprise', version: draft.version };
    expect((await sign(sales, draft.version, draft.digest)).body.code).toBe('contract-not-proposed');
    const job = (await marketing.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body;
    await finished(marketing, job.id);
    await marketing.call('POST', `${path(draft.version)}/propose`);
    expect((await sign(sales, draft.version, '0'.repeat(64))).body.code).toBe('contract-changed');
    expect((await sign(sales, draft.version, draft.digest)).status).toBe(200);
    expect((await sign(sales, draft.version, draft.digest)).body.code).toBe('contract-signed');
    expect((await sales.call('POST', `${path(draft.version)}/activate`)).body.code).toBe('contract-unsigned');
    const edited = { ...changed, text: `${changed.text.replace('3 business hours', '5 business hours')}` };
    await marketing.call('PUT', path(draft.version), edited);
    const after = await read(draft.version);
    expect(after).toMatchObject({ state: 'draft', hasBacktest: false });
    expect(after.signatures.map(({ voidedBecause }: { voidedBecause: string }) => voidedBecause)).toEqual(['edited']);
  });

  it('comes into force with both signatures, and one person alone can go back to the one before, for all to see', async () => {
    const draft = await read(2);
    const job = await marketing.call('POST', '/api/v1/jobs', {
      kind: 'backtest',
      params: { name: 'enterprise', version: 2 },
    });
    await finished(marketing, job.body.id);
    await marketing.call('POST', `${path(2)}/propose`);
    for (const by of [marketing, sales]) expect((await sign(by, 2, draft.digest)).status).toBe(200);
    expect((await sales.call('POST', `${path(2)}/go-back`, { password: PASSWORD })).body.code).toBe(
      'contract-no-way-back',
    );
    await sales.call('POST', `${path(2)}/activate`);
    running.tick(20_000);
    expect(await read(2)).toMatchObject({ state: 'in-force', wentBackUntil: null, toAcknowledge: true });
    expect((await sales.call('POST', `${path(1)}/go-back`, { password: 'not mine at all' })).status).toBe(403);
    const back = await sales.call('POST', `${path(1)}/go-back`, { password: PASSWORD });
    expect(back).toMatchObject({
      status: 201,
      body: { version: 3, state: 'in-force', digest: (await read(1)).digest },
    });
    expect(back.body.wentBackUntil).toBe(back.body.effectiveAt + 14 * DAY);
    expect((await read(2)).state).toBe('superseded');
    const activation = (
      await running.service.store.read.selectFrom('entries').select('body').where('kind', '=', 'activation').execute()
    ).at(-1);
    expect(
      JSON.parse(activation?.body ?? '').signatures.map(({ function: side }: { function: string }) => side),
    ).toEqual(['marketing', 'sales']);
  });

  it('grows stale when nobody reviews it in time, and stays in force', async () => {
    expect((await read(3)).review).toMatchObject({ isOverdue: false, words: null });
    running.tick((await read(3)).review.dueAt - running.now() + 1);
    sales = await running.signInAgain('sales');
    const late = await read(3);
    expect(late).toMatchObject({ state: 'in-force', review: { isOverdue: true } });
    expect(late.review.words).toContain('overdue');
    const review = {
      kind: 'review',
      id: 'r',
      occurredAt: new Date(running.now()).toISOString(),
      review: 'quarterly',
      decision: 'kept',
    };
    const admin = await running.signInAgain('admin');
    const { body } = await admin.call('POST', '/api/v1/import', { source: 'minutes', entries: [review] });
    expect(body.receipts[0].verdict).toBe('accepted');
    running.tick(1000);
    expect((await read(3)).review.isOverdue).toBe(false);
  });
});

// What was kept long enough loses its content, once a day: nothing unless somebody says so, never what sales is at work on, and counts and who is who stay.
import { canonicalJson } from '@baton/core/base/canonical-json';
import { replayEntries } from '@baton/core/replay/replay';
import { dailyRound } from '@baton/server/keeping/daily-round';
import { RulebookInForce } from '@baton/server/live/in-force';
import { journalPages } from '@baton/server/store/journal-rows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all } from './activated.ts';
import {
  bringIntoForce,
  type Caller,
  finished,
  PASSWORD,
  type RunningService,
  runService,
  writeKey,
} from './running-service.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const DAY = 86_400_000;
const OLD = 'long-ago-page';
const NONE = { behaviour: 0, refused: 0, results: 0 };

describe.each(['sqlite', 'postgres'] as const)('retention on %s', (kind) => {
  let postgres: TemporaryPostgres | undefined;
  let running: RunningService;
  let admin: Caller;
  let round: () => Promise<void>;

  beforeAll(async () => {
    if (kind === 'postgres') postgres = startPostgres();
    const database = await postgres?.database('retention');
    running = await runService(database === undefined ? {} : { database });
    await bringIntoForce(running, 'enterprise');
    admin = await running.signIn('admin');
    const { store, intake } = running.service;
    const context = { store, intake, inForce: new RulebookInForce(), clock: running.now, ledgerFile: 'none' };
    round = () => dailyRound(context);
    const authorization = `Basic ${Buffer.from(`${await writeKey(running)}:`).toString('base64')}`;
    const company = { employees: 500, industry: 'Software', country: 'US' };
    const batch = Array.from({ length: 12 }, (_, person) => [
      {
        type: 'identify',
        messageId: `i${person}`,
        userId: `u${person}`,
        anonymousId: `a${person}`,
        traits: { email: `u${person}@c${person}.example`, seniority: 'director', company },
      },
      {
        type: 'page',
        messageId: `p${person}`,
        anonymousId: `a${person}`,
        properties: { path: `/pricing/${OLD}`, secret: 'word' },
      },
      // One of them asks for a demo, and sales has it.
      ...(person === 0
        ? [{ type: 'track', messageId: 'demo', userId: 'u0', event: 'Demo Requested', properties: { secret: 'word' } }]
        : []),
      { type: 'track', messageId: `bad${person}`, userId: `u${person}` },
    ]).flat();
    expect((await running.call('POST', '/v1/batch', { batch }, { authorization })).status).toBe(200);
    await finished(admin, (await admin.call('POST', '/api/v1/jobs', { kind: 'report' })).body.id);
    running.tick(400 * DAY);
    const fresh = [{ type: 'page', messageId: 'fresh', anonymousId: 'a1', properties: { path: '/pricing/yesterday' } }];
    expect((await running.call('POST', '/v1/batch', { batch: fresh }, { authorization })).status).toBe(200);
    // What is due since then has happened; the one hand-off is still with sales, who accepted by silence.
    await intake.wake();
    admin = await signInAgain('admin');
  });
  afterAll(async () => {
    await running.stop();
    postgres?.stop();
  });

  /** Sessions have expired by then. */
  async function signInAgain(name: string): Promise<Caller> {
    const who = { email: `${name}@company.example`, password: PASSWORD };
    const { headers, body } = await running.call('POST', '/api/v1/session', who, { 'x-baton': '1' });
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    return {
      id: body.id,
      call: (method, path, content) => running.call(method, path, content, { cookie, 'x-baton': '1' }),
    };
  }

  const bodies = async (): Promise<readonly string[]> =>
    (await running.service.store.read.selectFrom('entries').select('body').orderBy('position').execute()).map(
      ({ body }) => body,
    );
  const withOld = async (): Promise<number> => (await bodies()).filter((body) => body.includes(OLD)).length;

  it('keeps everything unless somebody says otherwise', async () => {
    await round();
    expect(await withOld()).toBe(12);
    const { body } = await admin.call('GET', '/api/v1/retention');
    expect(body).toEqual({ retention: { behaviour: null, refused: null, results: null }, wouldGo: NONE });
  });

  it('shows what would go before anything goes', async () => {
    const { body } = await admin.call('GET', '/api/v1/retention?behaviour=12&refused=12&results=12');
    // The one that sales has keeps its page and its demo; the backtest that was signed on stays too.
    expect(body.wouldGo).toEqual({ behaviour: 11, refused: 12, results: 1 });
    expect((await admin.call('GET', '/api/v1/retention?behaviour=24')).body.wouldGo).toEqual(NONE);
    expect(await withOld()).toBe(12);
    const sales = await signInAgain('sales');
    expect((await sales.call('PUT', '/api/v1/retention', body.retention)).status).toBe(403);
  });

  it('empties what is old, once a day, and leaves who is who and every count', async () => {
    const set = { behaviour: 12, refused: 12, results: 12 };
    expect((await admin.call('PUT', '/api/v1/retention', set)).body.wouldGo).toEqual({
      behaviour: 11,
      refused: 12,
      results: 1,
    });
    const before = await bodies();
    await round();
    expect(await withOld()).toBe(12);
    running.tick(DAY);
    admin = await signInAgain('admin');
    await round();
    expect(await withOld()).toBe(1);
    const after = await bodies();
    expect(after).toHaveLength(before.length);
    expect(after.filter((body) => body.includes('yesterday'))).toHaveLength(1);
    expect(after.filter((body) => body.includes('secret'))).toHaveLength(2);
    expect((await admin.call('GET', '/api/v1/retention')).body.wouldGo).toEqual(NONE);
    expect((await admin.call('GET', '/api/v1/refused')).body.refused).toEqual([]);
    const { hours } = (await admin.call('GET', `/api/v1/ledger?since=0`)).body;
    expect(
      hours
        .filter(({ source }: { source: string }) => source === 'web')
        .reduce((sum: number, { refused }: { refused: number }) => sum + refused, 0),
    ).toBe(12);
    const lead = (await admin.call('GET', '/api/v1/leads/a3')).body;
    expect(lead.names).toEqual(expect.arrayContaining(['user:u3', 'anon:a3', 'email:u3@c3.example']));
    expect(lead.entries).toBe(2);
    const { jobs } = (await admin.call('GET', '/api/v1/jobs')).body;
    expect(jobs.map(({ kind: each, state }: { kind: string; state: string }) => [each, state]).sort()).toEqual([
      ['backtest', 'done'],
      ['report', 'erased'],
    ]);
    expect((await admin.call('GET', '/api/v1/erasures')).body.erasures).toMatchObject([
      { kind: 'retention', entries: 11, names: [] },
    ]);
  });

  it('leaves the hand-off that sales has as it was', async () => {
    const { handoffs } = (await admin.call('GET', '/api/v1/queue')).body;
    expect(handoffs.map(({ lead, state }: { lead: string; state: string }) => [lead, state])).toEqual([
      ['user:u0', 'accepted'],
    ]);
  });

  it('[P6] derives again every decision whose evidence is there', async () => {
    const { store } = running.service;
    const journal = await all(journalPages(store.read));
    const { source } = await new RulebookInForce().load(store.read);
    const replayed = new Set(
      replayEntries(source, journal, { mode: 'exact', until: running.now() }).map((each) => canonicalJson(each)),
    );
    const stored = await store.read.selectFrom('decisions').select(['body', 'evidence_gone']).execute();
    const derived = stored.filter((row) => row.evidence_gone === 0);
    expect(derived.length).toBeGreaterThan(0);
    expect(derived.filter(({ body }) => !replayed.has(body))).toEqual([]);
  });

  it('takes a day off between two rounds', async () => {
    await admin.call('PUT', '/api/v1/retention', { behaviour: 1, refused: null, results: null });
    running.tick(DAY / 2);
    const before = await bodies();
    await round();
    expect(await bodies()).toEqual(before);
  });
});

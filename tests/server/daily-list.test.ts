// Continuous mode in the service (R28): at its hour the best leads of the day go to sales, as many as a day takes, once, and what is stored is what a replay decides.
import { readFileSync } from 'node:fs';
import { canonicalJson } from '@baton/core/base/canonical-json';
import { DAY, HOUR } from '@baton/core/base/duration';
import { replayEntries } from '@baton/core/replay/replay';
import { signAtOnce } from '@baton/server/demo/signed-at-once';
import { RulebookInForce } from '@baton/server/live/in-force';
import { decisionPages } from '@baton/server/store/decision-rows';
import { journalPages } from '@baton/server/store/journal-rows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, firstDifference } from './activated.ts';
import { finished, MONDAY, type RunningService, runService } from './running-service.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const enterprise = readFileSync(
  new URL('../../examples/definitions/enterprise/definition.yaml', import.meta.url),
  'utf8',
);
/** The same behaviour and fit, three a working day at 11:00 in Berlin instead of gates. */
const text = enterprise
  .replace(/^qualify:[\s\S]*?(?=^handoff:)/m, '')
  .replace('mode: direct', "continuous: { perWorkingDay: 3, at: '11:00', fit: [A, B] }")
  .replace(/^usage:[\s\S]*?(?=^handoff:)/m, '');

describe.each(['sqlite', 'postgres'] as const)('the daily list on %s', (kind) => {
  let postgres: TemporaryPostgres | undefined;
  let running: RunningService;

  beforeAll(async () => {
    if (kind === 'postgres') postgres = startPostgres();
    running = await runService({ ...(postgres && { database: await postgres.database('lists') }) });
    const texts = { text, tests: '', readme: '' };
    await running.service.store.change((tx) =>
      signAtOnce(tx, texts, MONDAY - 30 * DAY, { marketing: 'marketing', sales: 'sales' }),
    );
  });
  afterAll(async () => {
    await running.stop();
    postgres?.stop();
  });

  /** So many people of fit B, each at a company of their own; the later named, the more they did. */
  const come = async (from: number, until: number): Promise<void> => {
    const admin = await running.signIn('admin');
    const at = running.now() - HOUR;
    const entries = Array.from({ length: until - from }, (_, i) => from + i).flatMap((n) => [
      {
        type: 'identify',
        messageId: `is-${n}`,
        userId: `u${n}`,
        timestamp: new Date(at).toISOString(),
        traits: {
          email: `u${n}@c${n}.example`,
          seniority: 'director',
          company: { employees: 500, industry: 'Software' },
        },
      },
      ...Array.from({ length: n }, (_, visit) => ({
        type: 'page',
        messageId: `saw-${n}-${visit}`,
        userId: `u${n}`,
        timestamp: new Date(at + visit * 60_000).toISOString(),
        properties: { path: `/customers/${visit}` },
      })),
    ]);
    const { body } = await admin.call('POST', '/api/v1/import', { source: 'crm', entries });
    expect(body.receipts?.every(({ verdict }: { verdict: string }) => verdict === 'accepted')).toBe(true);
  };
  const handed = async (): Promise<string[]> => {
    const rows = await running.service.store.read
      .selectFrom('handoffs')
      .select(['lead', 'gate', 'opened_at'])
      .orderBy('opened_at')
      .orderBy('engagement', 'desc')
      .execute();
    expect(rows.every(({ gate }) => gate === 'continuous')).toBe(true);
    return rows.map(({ lead }) => lead);
  };
  const list = async (): Promise<void> => {
    const viewer = await running.signIn('marketing');
    await running.service.watchClocks();
    const { jobs } = (await viewer.call('GET', '/api/v1/jobs?kind=daily-list')).body;
    for (const { id } of jobs) await finished(viewer, id);
  };

  it('is made at its hour, once, of the best', async () => {
    await come(0, 4);
    await list();
    expect(await handed()).toEqual([]);
    running.tick(HOUR);
    await list();
    // Who did nothing, and whoever came too little, has nothing to show; three have.
    expect(await handed()).toEqual(['user:u3', 'user:u2', 'user:u1']);
    await come(4, 6);
    running.tick(2 * HOUR);
    await list();
    expect(await handed()).toHaveLength(3);
  });

  it('is made again the next working day, of those who were not taken, and on none on which nobody works', async () => {
    running.tick(DAY);
    await list();
    expect((await handed()).slice(3)).toEqual(expect.arrayContaining(['user:u4', 'user:u5']));
    expect(await handed()).toHaveLength(5);
    running.tick(4 * DAY);
    await come(6, 8);
    await list();
    expect(new Date(running.now()).getUTCDay()).toBe(6);
    expect(await handed()).toHaveLength(5);
  });

  it('decides what a replay of the journal decides', async () => {
    const { store } = running.service;
    const journal = await all(journalPages(store.read));
    const { source } = await new RulebookInForce().load(store.read);
    const replayed = replayEntries(source, journal, { mode: 'exact', until: running.now() });
    const stored = await all(decisionPages(store.read));
    const lines = replayed.map((decision) => canonicalJson(decision));
    expect(firstDifference(stored, lines)).toBeUndefined();
    expect(journal.filter((entry) => entry.kind === 'handed')).toHaveLength(5);
  });
});

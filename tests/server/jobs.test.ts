// Long work through HTTP: reports, diagnosis, drift, review packets and calibration of a company's journal, and what is kept of them.
import { readFileSync } from 'node:fs';
import { JOB_LEASE } from '@baton/server/store/job-rows';
import type { JobsTable } from '@baton/server/store/tables';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type Caller,
  exampleFolder,
  finished,
  type RunningService,
  runService,
} from './running-service.ts';
import { liveThroughYear } from './simulated-year.ts';

const root = new URL('../../', import.meta.url);
const ajv = new Ajv2020({ strict: false, allErrors: true });
const schemaOf = (name: string) => {
  const { required, ...schema } = JSON.parse(
    readFileSync(new URL(`docs/schemas/${name}.schema.json`, root), 'utf8'),
  ) as { readonly required: readonly string[] };
  // What was read of files, and appended to them, is no matter of a journal in a store.
  return ajv.compile({ ...schema, required: required.filter((key) => key !== 'reading' && key !== 'appended') });
};

describe('jobs on a journal', () => {
  let running: RunningService;
  let marketing: Caller;
  const found = new Map<string, { readonly id: string; readonly result: Answer['body'] }>();
  const run = async (kind: string, params: object = {}): Promise<{ id: string; result: Answer['body'] }> => {
    const { status, body } = await marketing.call('POST', '/api/v1/jobs', { kind, params });
    expect([status, body.state]).toEqual([202, 'queued']);
    await finished(marketing, body.id);
    return { id: body.id, result: (await marketing.call('GET', `/api/v1/jobs/${body.id}/result`)).body };
  };

  const putJobs = (rows: readonly JobsTable[]): Promise<unknown> =>
    running.service.store.change((tx) => tx.insertInto('jobs').values(rows).execute());

  beforeAll(async () => {
    running = await runService();
    marketing = await running.signIn('marketing');
    await liveThroughYear(running, 'jobs', 70);
  });
  afterAll(() => running.stop());

  it.each(['report', 'diagnose', 'watch', 'calibrate'] as const)(
    'makes a %s that keeps to its schema, and a document that runs nothing and belongs to nobody',
    async (kind) => {
      const { id, result } = await run(kind);
      found.set(kind, { id, result });
      const check = schemaOf(kind);
      check(result);
      expect(check.errors ?? []).toEqual([]);
      const page = await marketing.call('GET', `/api/v1/jobs/${id}/page?file`);
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*; sandbox$/);
      expect(page.headers.get('content-disposition')).toMatch(/^attachment; filename="baton-\w+-2026-03-02\.html"$/);
      expect(page.body).toMatch(/^<!doctype html>/);
    },
  );

  it('tells of what was in force, or of the rule of before, with the hand-offs behind the numbers', async () => {
    const { id, result } = found.get('report') ?? (await run('report'));
    expect(result.definitions).toEqual(['enterprise']);
    expect(result.notes.join()).not.toContain('replay');
    const before = (await run('report', { rule: 'before' })).result;
    expect(before.definitions).toEqual(['legacy']);
    expect([before.mqls, result.mqls].every((mqls) => mqls > 0)).toBe(true);
    const { rows } = (await marketing.call('GET', `/api/v1/jobs/${id}/rows`)).body;
    expect(rows).toHaveLength(result.mqls);
    const bySource = result.dimensions.find(({ dimension }: { dimension: string }) => dimension === 'source').rows;
    for (const { value, mqls } of bySource)
      expect([value, rows.filter((row: Answer['body']) => row.groups.source === value).length]).toEqual([value, mqls]);
  });

  it('freezes a packet, lists it with its digest, and takes down what was decided over it', async () => {
    const { id, result } = await run('review', { review: 'monthly' });
    const packet = { job: id, review: 'monthly', definition: 'enterprise', period: '2026-02', digest: result.digest };
    const before = (await marketing.call('GET', '/api/v1/reviews')).body;
    expect(before.packets[0]).toMatchObject(packet);
    expect(before.due[0]).toMatchObject({ name: 'enterprise', isStale: true, rate: { state: 'overdue' } });
    const decided = { review: 'monthly', decision: 'keep it', with: ['sales'], packet: id };
    const key = { 'idempotency-key': 'decided once' };
    for (let i = 0; i < 2; i++) {
      const { status, body } = await marketing.call('POST', '/api/v1/reviews', decided, key);
      expect([status, body.by]).toEqual([200, ['marketing', 'sales']]);
    }
    const { due, decisions } = (await marketing.call('GET', '/api/v1/reviews')).body;
    expect(decisions).toEqual([
      {
        at: running.now(),
        review: 'monthly',
        decision: `keep it (packet ${result.digest})`,
        by: ['marketing', 'sales'],
      },
    ]);
    expect(due[0].rate).toMatchObject({ state: 'in time', lastWas: 'review', last: running.now() });
    const other = await marketing.call('POST', '/api/v1/reviews', { ...decided, review: 'quarterly' });
    expect([other.status, other.body.code]).toEqual([409, 'contract-other-packet']);
  });

  it('keeps the draft of a calibration, and none of what found no card', async () => {
    const { id, result } = found.get('calibrate') ?? (await run('calibrate'));
    expect(result.verdict.kind).toBe('too few');
    const none = await marketing.call('POST', `/api/v1/jobs/${id}/draft`);
    expect([none.status, none.body.code]).toEqual([409, 'background-no-draft']);
    const done = await running.service.store.read.selectFrom('jobs').selectAll().where('id', '=', id).execute();
    const learnt = { ...done[0], id: 'learnt', result: JSON.stringify({ texts: exampleFolder('product-led') }) };
    await putJobs([learnt as JobsTable]);
    const kept = await marketing.call('POST', '/api/v1/jobs/learnt/draft');
    expect([kept.status, kept.body]).toEqual([201, { name: 'product-led', version: 1 }]);
    expect((await marketing.call('GET', '/api/v1/definitions/product-led/1')).body.state).toBe('draft');
  });

  it('ends a job that is cancelled, at work or waiting, and goes on with the next', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push((await marketing.call('POST', '/api/v1/jobs', { kind: 'audit' })).body.id);
    for (const id of ids.slice(0, 2)) {
      const { body } = await marketing.call('DELETE', `/api/v1/jobs/${id}`);
      expect([body.state, body.endedAt]).toEqual(['cancelled', running.now()]);
    }
    await finished(marketing, ids[2] ?? '');
    const states = (await marketing.call('GET', '/api/v1/jobs?kind=audit')).body.jobs
      .filter(({ id }: { id: string }) => ids.includes(id))
      .map(({ state }: { state: string }) => state);
    expect(states.sort()).toEqual(['cancelled', 'cancelled', 'done']);
  });

  it('forgets old reports and calibrations, and no packet that somebody decided over', async () => {
    const { read } = running.service.store;
    const idsOf = async (kind: string) =>
      (await read.selectFrom('jobs').select('id').where('kind', '=', kind).execute()).map(({ id }) => id);
    const packets = await idsOf('review');
    const [old] = await read.selectFrom('jobs').selectAll().where('state', '=', 'cancelled').execute();
    const rows = Array.from({ length: 60 }, (_, i) => ({ ...old, kind: 'audit', id: `old ${i}`, made_at: i }));
    await putJobs(rows as JobsTable[]);
    await run('audit');
    const left = await idsOf('audit');
    expect([left.length, left.includes('old 12'), left.includes('old 13')]).toEqual([51, false, true]);
    expect(await idsOf('review')).toEqual(packets);
  });

  it('takes over what a process had that died, once its lease has ended, and gives up what processes die of', async () => {
    const { read } = running.service.store;
    const [some] = await read.selectFrom('jobs').selectAll().where('state', '=', 'cancelled').execute();
    const left = { ...some, state: 'running', holder: 'dead', ended_at: null, begun: 1 } as JobsTable;
    const held_until = running.now() + JOB_LEASE;
    await putJobs([
      { ...left, id: 'left', held_until },
      { ...left, id: 'fatal', held_until, begun: 3 },
    ]);
    const stateOf = async (id: string) => (await marketing.call('GET', `/api/v1/jobs/${id}`)).body.state;
    await running.service.jobs.look();
    expect([await stateOf('left'), await stateOf('fatal')]).toEqual(['running', 'running']);
    running.tick(JOB_LEASE);
    await running.service.jobs.look();
    await finished(marketing, 'left');
    await running.service.jobs.look();
    expect([await stateOf('left'), await stateOf('fatal')]).toEqual(['done', 'failed']);
    expect((await marketing.call('GET', '/api/v1/jobs/fatal')).body.problem).toContain('begun 3 times');
  });

  it('says what needs somebody: what waits, what is unsigned, what is late, this week beside the last', async () => {
    const { body } = await marketing.call('GET', '/api/v1/overview');
    expect(body.inForce).toHaveLength(1);
    expect(body.inForce[0]).toMatchObject({ name: 'enterprise', version: 1 });
    expect(body.inForce[0].signed.map((each: { function: string }) => each.function).sort()).toEqual([
      'marketing',
      'sales',
    ]);
    expect(body.refused).toBe(0);
    await marketing.call('POST', '/api/v1/import', { source: 'crm', entries: [{ kind: 'nonsense' }] });
    const after = (await marketing.call('GET', '/api/v1/overview')).body;
    expect(after.refused).toBe(1);
    expect(body.unsigned).toMatchObject([{ name: 'product-led', version: 1, state: 'draft', waitsForYou: false }]);
    const viewer = await running.signIn('viewer');
    expect((await viewer.call('GET', '/api/v1/overview')).body.refused).toBeNull();
  });
});

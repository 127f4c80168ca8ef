// Hostile requests: whatever is sent to any door, the answer is a refusal or an answer, never a defect, and the service goes on.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type RunningService, runService, writeKey } from './running-service.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

/** On each store. */
const REQUESTS = process.env.BATON_PROOF ? 50_000 : 2500;
const DOORS = [
  '/v1/track',
  '/v1/batch',
  '/v1/identify',
  '/v1/b',
  '/batch',
  '/capture',
  '/api/s/track',
  '/v1/alias',
  '/v1/group',
];
const WORDS = [
  '__proto__',
  'constructor',
  'batch',
  'type',
  'userId',
  'track',
  'entries',
  'text',
  'name',
  'version',
  '\u0000',
  '😀',
];

describe.each(['sqlite', 'postgres'] as const)('hostile requests on %s', (kind) => {
  let postgres: TemporaryPostgres | undefined;
  let running: RunningService;
  let admin: Caller;
  let key: string;
  let operations: readonly { readonly method: string; readonly path: string }[];
  beforeAll(async () => {
    if (kind === 'postgres') postgres = startPostgres();
    const database = await postgres?.database('hostile');
    running = await runService(database === undefined ? {} : { database });
    admin = await running.signIn('admin');
    key = await writeKey(running);
    const { body } = await running.call('GET', '/api/v1/openapi.json');
    operations = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods)
        .map((method) => ({ method: method.toUpperCase(), path }))
        // Signing in and out would end the test; the stream never ends.
        .filter(({ path: each }) => !/session|changes|setup/.test(each)),
    );
  });
  afterAll(async () => {
    await running.stop();
    postgres?.stop();
  });

  it(`answers ${REQUESTS} of them, none as a defect`, async () => {
    const word = fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 12, unit: 'binary' }));
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 4 }, fc.constantFrom(null, true, -1, 1e308, 2 ** 60), word, tie('list'), tie('map')),
      list: fc.array(tie('any'), { maxLength: 4 }),
      map: fc.dictionary(word, tie('any'), { maxKeys: 5 }),
    })).any;
    const bodies = fc.sample(
      fc.oneof(
        value.map((each) => JSON.stringify(each)),
        fc.string({ unit: 'binary' }),
      ),
      {
        numRuns: REQUESTS,
        seed: 5,
      },
    );
    const names = fc.sample(word, { numRuns: REQUESTS, seed: 6 });
    const wrong: string[] = [];
    const ask = async (i: number): Promise<void> => {
      const name = encodeURIComponent(names[i] ?? '');
      const operation = operations[i % operations.length];
      const isDoor = i % 3 === 0 || operation === undefined;
      const path = isDoor
        ? (DOORS[i % DOORS.length] as string)
        : operation.path.replaceAll(/\{[^}]+\}/g, name === '' ? 'x' : name);
      const method = isDoor ? 'POST' : operation.method;
      const headers = isDoor ? { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` } : {};
      const body = method === 'GET' ? undefined : bodies[i];
      const asked = method === 'GET' && i % 2 === 0 ? `${path}?cursor=${name}&limit=${name}&at=${name}` : path;
      const answer = isDoor ? await running.call(method, asked, body, headers) : await admin.call(method, asked, body);
      if (answer.status >= 500) wrong.push(`${method} ${asked} ${String(body).slice(0, 200)}: ${answer.status}`);
    };
    for (let from = 0; from < REQUESTS; from += 20)
      await Promise.all(Array.from({ length: Math.min(20, REQUESTS - from) }, (_, j) => ask(from + j)));
    expect(wrong).toEqual([]);
    expect((await running.call('GET', '/readyz')).status).toBe(200);
  });
});

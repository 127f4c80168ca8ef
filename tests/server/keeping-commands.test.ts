// Backup, erasure and restore as an operator does them: with the commands, on the running program, looking at its log and at its files.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD } from './running-service.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MARK = 'canary-of-commands';

describe('backup and restore as commands', () => {
  let folder: string;
  let server: ChildProcess | undefined;
  let log = '';
  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    ...{ BATON_DATA: join(folder, 'data'), BATON_PORT: '0', BATON_LOG: 'debug', NO_COLOR: '1' },
  });
  const file = (): string => join(folder, 'tonight.backup');

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-keeping-'));
  });
  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(says: RegExp): Promise<{ readonly address: string; readonly token: string }> {
    let said = '';
    const running = spawn(process.execPath, [join(root, 'packages/server/dist/server.mjs')], { env: environment() });
    server = running;
    const heard = (chunk: Buffer): void => {
      log += chunk.toString('utf8');
      said += chunk.toString('utf8');
    };
    running.stdout?.on('data', heard);
    return new Promise((resolve, reject) => {
      running.stderr?.on('data', (chunk: Buffer) => {
        heard(chunk);
        const address = /Baton listens on (\S+)/.exec(said)?.[1];
        const found = says.exec(said)?.[1];
        if (address !== undefined && found !== undefined) resolve({ address, token: found });
      });
      running.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
    });
  }

  async function stop(): Promise<void> {
    const ended = new Promise((resolve) => server?.once('exit', resolve));
    server?.kill('SIGTERM');
    await ended;
  }

  function baton(words: readonly string[]): {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
  } {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'packages/cli/dist/baton.mjs'), ...words],
      {
        env: environment(),
        encoding: 'utf8',
      },
    );
    return { code: status, out: stdout, err: stderr };
  }

  /** Whether a text is what its schema says. */
  function keepsTo(name: string, text: string): void {
    const schema = JSON.parse(readFileSync(join(root, `docs/schemas/${name}.schema.json`), 'utf8'));
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
  }

  const call = async (
    address: string,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${address}${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-baton': '1', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it('keeps somebody erased, whom an old backup still knows', async () => {
    const { address, token } = await start(/setup#(\S+)\n/);
    const setup = { token, name: 'admin', email: 'admin@company.example', password: PASSWORD };
    const first = await call(address, 'POST', '/api/v1/setup', setup);
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { key } = (await (
      await call(address, 'POST', '/api/v1/keys', { kind: 'write', label: 'web', source: 'web' }, { cookie })
    ).json()) as { key: string };
    const batch = [
      {
        type: 'identify',
        messageId: '1',
        userId: MARK,
        traits: { email: `${MARK}@mail.example`, name: `Nora ${MARK}` },
      },
      { type: 'page', messageId: '2', userId: MARK, properties: { path: `/${MARK}` } },
      { type: 'track', messageId: '3', userId: MARK },
      { type: 'identify', messageId: '4', userId: 'stays', traits: { email: 'stays@mail.example' } },
    ];
    const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    expect((await call(address, 'POST', '/v1/batch', { batch }, { authorization })).status).toBe(200);

    const taken = baton(['backup', file(), '--json']);
    expect(taken).toMatchObject({ code: 0, err: '' });
    keepsTo('backup', taken.out);
    const again = baton(['backup', file(), '--json']);
    expect(again.code).toBe(1);
    keepsTo('failure', again.out);

    const exported = baton(['export', join(folder, 'warehouse'), '--as', 'parquet', '--json']);
    expect(exported).toMatchObject({ code: 0, err: '' });
    keepsTo('export', exported.out);
    expect(JSON.parse(exported.out).files[0]).toMatchObject({ table: 'journal', rows: 3, why: 'new' });

    const erased = await call(address, 'POST', `/api/v1/leads/${MARK}/erase`, { reason: 'request' }, { cookie });
    expect(await erased.json()).toMatchObject({ entries: 2, beside: 1, scrubbed: true });
    expect((await call(address, 'GET', `/api/v1/leads/${MARK}`, undefined, { cookie })).status).toBe(404);
    expect(baton(['restore', file(), '--replace']).code).toBe(75);
    await stop();
    expect(log).toContain('listens');
    expect(log).not.toContain(MARK);

    expect(baton(['restore', file()])).toMatchObject({ code: 1, err: expect.stringContaining('[keeping-in-use]') });
    rmSync(join(folder, 'data', 'baton.db'));
    const restored = baton(['restore', file(), '--json']);
    expect(restored).toMatchObject({ code: 0, err: '' });
    keepsTo('restore', restored.out);
    expect(JSON.parse(restored.out)).toMatchObject({ erasedAgain: 1 });
    const verified = baton(['verify', '--json']);
    expect(verified).toMatchObject({ code: 0, err: '' });
    keepsTo('verify', verified.out);
    for (const name of readdirSync(join(folder, 'data')))
      expect(readFileSync(join(folder, 'data', name), 'latin1'), name).not.toContain(MARK);

    const later = await start(/(listens) on/);
    const leads = await call(later.address, 'GET', '/api/v1/leads/stays/export', undefined, { cookie });
    expect(leads.status).toBe(200);
    expect((await call(later.address, 'GET', `/api/v1/leads/${MARK}`, undefined, { cookie })).status).toBe(404);
    await stop();
  });
});

// A service for a test: on a store of its own, with a clock that the test moves and randomness that repeats, reached through its HTTP door alone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@baton/core/base/random';
import type { Role } from '@baton/server/auth/policy';
import { readConfig } from '@baton/server/config';
import type { ResolveTxt } from '@baton/server/mail/sender-records';
import { type Service, startService } from '@baton/server/start-service';

export const PASSWORD = 'a long enough password';

/** What a test holds. */
export interface RunningService {
  readonly service: Service;
  readonly address: string;
  /** Where it keeps its files. */
  readonly folder: string;
  /** Moves the clock on; never back. */
  tick(milliseconds: number): number;
  now(): number;
  /** Somebody who has signed in, made first where there is nobody of that name. */
  signIn(role: Role, name?: string): Promise<Caller>;
  /** The same person once more: a session ends after a while. */
  signInAgain(name: string): Promise<Caller>;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  stop(): Promise<void>;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asserts.
  readonly body: any;
}

/** Calls as one person. */
export interface Caller {
  readonly id: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** The moment at which tests begin: a Monday, 09:00 UTC. */
export const MONDAY = Date.UTC(2026, 2, 2, 9);

/** Tests look at clocks themselves. */
const NEVER = 2 ** 31 - 1;

/** Starts a service. `database` is a PostgreSQL connection string; without it the store is a file. */
export async function runService(
  options: {
    readonly database?: string;
    readonly seed?: number;
    readonly webFolder?: URL;
    /** More of the environment. */
    readonly environment?: Readonly<Record<string, string>>;
    /** The time by which tokens of others are judged: the real one, from which the test moves on. */
    readonly isRealTime?: boolean;
    /** Name servers of its own. */
    readonly resolveTxt?: ResolveTxt;
  } = {},
): Promise<RunningService> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-service-'));
  const random = createRandom(options.seed ?? 1);
  let now = options.isRealTime ? Date.now() : MONDAY;
  const config = readConfig({
    BATON_PORT: '0',
    BATON_DATA: folder,
    BATON_LOG: process.env.BATON_LOG ?? 'silent',
    BATON_METRICS: 'true',
    DATABASE_URL: options.database,
    ...options.environment,
  });
  const service = await startService(config, {
    clock: () => now,
    random: (size) => Buffer.from(Array.from({ length: size }, () => random.integer(0, 255))),
    jobProgram: new URL('../../packages/server/dist/job.mjs', import.meta.url),
    passwordCost: 2 ** 10,
    lookEvery: NEVER,
    ...(options.resolveTxt === undefined ? {} : { resolveTxt: options.resolveTxt }),
    // Waiting for a turn moves the clock on.
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    ...(options.webFolder === undefined ? {} : { webFolder: options.webFolder }),
  });
  const call: RunningService['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${service.address}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /\bjson/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const callers = new Map<string, Caller>();
  const callerOf = (answer: Answer): Caller => {
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const id = answer.body.id as string;
    return {
      id,
      call: (method, path, body, headers) => call(method, path, body, { cookie, 'x-baton': '1', ...headers }),
    };
  };
  const signIn = async (role: Role, name: string = role): Promise<Caller> => {
    const known = callers.get(name);
    if (known !== undefined) return known;
    const email = `${name}@company.example`;
    let admin = callers.get('admin');
    if (admin === undefined) {
      const token = service.setupLink?.split('#')[1];
      const first = { token, name: 'admin', email: 'admin@company.example', password: PASSWORD };
      admin = callerOf(await call('POST', '/api/v1/setup', first, { 'x-baton': '1' }));
      callers.set('admin', admin);
      if (name === 'admin') return admin;
    }
    const made = await admin.call('POST', '/api/v1/people', { name, email, role, password: PASSWORD });
    if (made.status !== 201) throw new Error(`${made.status} ${JSON.stringify(made.body)}`);
    return signInAgain(name);
  };
  const signInAgain = async (name: string): Promise<Caller> => {
    const credentials = { email: `${name}@company.example`, password: PASSWORD };
    const caller = callerOf(await call('POST', '/api/v1/session', credentials, { 'x-baton': '1' }));
    callers.set(name, caller);
    return caller;
  };
  return {
    service,
    address: service.address,
    folder,
    tick: (milliseconds) => {
      now += milliseconds;
      return now;
    },
    now: () => now,
    signIn,
    signInAgain,
    call,
    async stop() {
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The files of an example definition. */
export function exampleFolder(name: string): {
  readonly text: string;
  readonly tests: string;
  readonly readme: string;
} {
  const read = (file: string): string =>
    readFileSync(new URL(`../../examples/definitions/${name}/${file}`, import.meta.url), 'utf8');
  return { text: read('definition.yaml'), tests: read('tests.yaml'), readme: read('README.md') };
}

/** Brings an example definition into force as people do: drafted, backtested, proposed, signed by both, activated. */
export async function bringIntoForce(running: RunningService, name: string): Promise<void> {
  const marketing = await running.signIn('marketing');
  const sales = await running.signIn('sales');
  const expect = (answer: Answer, status: number): Answer => {
    if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  };
  const draft = expect(await marketing.call('POST', '/api/v1/definitions', exampleFolder(name)), 201).body;
  const path = `/api/v1/definitions/${draft.name}/${draft.version}`;
  const params = { name: draft.name, version: draft.version };
  const job = expect(await marketing.call('POST', '/api/v1/jobs', { kind: 'backtest', params }), 202).body;
  await finished(marketing, job.id);
  expect(await marketing.call('POST', `${path}/propose`), 200);
  for (const signer of [marketing, sales])
    expect(await signer.call('POST', `${path}/sign`, { digest: draft.digest, password: PASSWORD }), 200);
  expect(await sales.call('POST', `${path}/activate`), 200);
  running.tick(20_000);
}

/** Waits for a job to end; returns it. Throws where it failed. */
export async function finished(caller: Caller, id: string): Promise<Answer['body']> {
  for (;;) {
    const { body } = await caller.call('GET', `/api/v1/jobs/${id}`);
    if (body.state === 'done') return body;
    if (body.endedAt !== null) throw new Error(`job ${body.kind}: ${body.problem}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A public key of a source. */
export async function writeKey(running: RunningService, source = 'web'): Promise<string> {
  const admin = await running.signIn('admin');
  const { body } = await admin.call('POST', '/api/v1/keys', { kind: 'write', label: source, source });
  return body.key as string;
}

// How much the service takes in, durable and scored, beside a server that stores nothing and one that only stores: single requests and batches of 100, on SQLite and PostgreSQL, server and load on the same machine.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../packages/core/src/base/random.ts';
import { newToken, tokenDigest } from '../packages/server/src/auth/secrets.ts';
import { signAtOnce } from '../packages/server/src/demo/signed-at-once.ts';
import { systemRandom } from '../packages/server/src/random.ts';
import { addKey } from '../packages/server/src/store/key-rows.ts';
import { openPostgres } from '../packages/server/src/store/open-postgres.ts';
import { openSqlite } from '../packages/server/src/store/open-sqlite.ts';
import { startPostgres } from '../tests/server/temporary-postgres.ts';
import { type Figure, median, resultsOf, saveResults } from './results.ts';

const asked = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const seconds = asked('seconds', 8);
const rounds = asked('rounds', 3);
const tell = (line: string): void => console.error(line);
const WRITE = newToken('wk', systemRandom);
const SECRET = newToken('sk', systemRandom);
const PEOPLE = 20_000;
const random = createRandom(7);
let made = 0;
const run = systemRandom(4).toString('hex');

/** One of 20,000 people of 7,000 companies looks at a page or does something. */
function event(): object {
  const person = random.integer(0, PEOPLE - 1);
  made += 1;
  const base = { messageId: `${run}-${made}`, userId: `u${person}`, timestamp: new Date().toISOString() };
  const context = { traits: { email: `u${person}@c${person % 7000}.example` } };
  const paths = ['/pricing', '/blog/how-to', '/customers/acme', '/docs', '/careers', '/'];
  if (random.chance(0.8)) return { ...base, type: 'page', context, properties: { path: paths[random.integer(0, 5)] } };
  const names = ['Content Downloaded', 'Email Opened', 'Webinar Attended', 'Report Built', 'Signed In'];
  return { ...base, type: 'track', context, event: names[random.integer(0, 4)], properties: { plan: 'trial' } };
}

interface Running {
  readonly child: ChildProcess;
  readonly address: string;
}

function start(program: string, words: readonly string[], env: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, ['--max-semi-space-size=32', program, ...words], {
    env: { ...process.env, BATON_PORT: '0', BATON_LOG: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const address = /listens on (\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve({ child, address });
    });
    child.once('exit', (code) => reject(new Error(`${code}: ${said}`)));
  });
}

async function stop({ child }: Running): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Posts for some seconds over so many connections; events a second, and how long answers took. */
async function load(address: string, size: number, connections: number, forSeconds: number, pause = 0) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const took: number[] = [];
  let events = 0;
  const until = performance.now() + forSeconds * 1000;
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const batch = Array.from({ length: size }, event);
      const began = performance.now();
      await post(agent, address, JSON.stringify({ batch, sentAt: new Date().toISOString() }));
      took.push(performance.now() - began);
      events += size;
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, one));
  const rate = events / ((performance.now() - began) / 1000);
  agent.destroy();
  took.sort((a, b) => a - b);
  return { rate, p99: took[Math.floor(took.length * 0.99)] ?? Number.NaN };
}

function post(agent: Agent, address: string, body: string): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Basic ${Buffer.from(`${WRITE}:`).toString('base64')}`,
  };
  return new Promise((resolve, reject) => {
    const call = request(`${address}/v1/batch`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(text))));
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** At half the load: from the posting of a demo request to the news that its hand-off stands in the queue. */
async function queueDelays(address: string, rate: number): Promise<number> {
  const stream = await fetch(`${address}/api/v1/changes`, { headers: { authorization: `Bearer ${SECRET}` } });
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const waiting = new Map<string, number>();
  const delays: number[] = [];
  void (async () => {
    for (let text = ''; ; ) {
      const { value, done } = await reader.read();
      if (done) return;
      text += new TextDecoder().decode(value);
      for (const line of text.split('\n')) {
        if (!line.startsWith('data: ') || !line.endsWith('}')) continue;
        const change = JSON.parse(line.slice(6)) as { readonly leads?: string[]; readonly handoffs?: string[] };
        for (const lead of change.handoffs?.length ? (change.leads ?? []) : []) {
          const began = waiting.get(lead);
          if (began !== undefined) delays.push(performance.now() - began);
          waiting.delete(lead);
        }
      }
      text = text.slice(text.lastIndexOf('\n') + 1);
    }
  })();
  const connections = 4;
  const pause = Math.max(1, (100 * connections * 1000) / (rate / 2) - 20);
  const agent = new Agent({ keepAlive: true });
  const loading = load(address, 100, connections, seconds, pause);
  const until = performance.now() + seconds * 1000;
  for (let i = 0; performance.now() < until; i++) {
    const person = `raiser-${run}-${i}`;
    const company = { employees: 500, industry: 'Software', country: 'US' };
    const traits = { email: `${person}@${person}.example`, seniority: 'director', company };
    const batch = [
      { type: 'identify', messageId: `${person}-1`, userId: person, traits },
      { type: 'track', messageId: `${person}-2`, userId: person, event: 'Demo Requested' },
    ];
    waiting.set(`user:${person}`, performance.now());
    await post(agent, address, JSON.stringify({ batch }));
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  await loading;
  await reader.cancel();
  agent.destroy();
  delays.sort((a, b) => a - b);
  if (delays.length < 20) throw new Error(`only ${delays.length} hand-offs were seen`);
  return delays[Math.floor(delays.length * 0.99)] as number;
}

/** An empty store with a definition in force and two keys. */
async function prepare(where: { readonly folder: string } | { readonly url: string }): Promise<void> {
  const store = 'url' in where ? await openPostgres(where.url) : await openSqlite(join(where.folder, 'baton.db'));
  const read = (file: string): string => readFileSync(`examples/definitions/enterprise/${file}`, 'utf8');
  const texts = { text: read('definition.yaml'), tests: '', readme: '' };
  await store.change(async (tx) => {
    await signAtOnce(tx, texts, 0, { marketing: 'marketing', sales: 'sales' });
    for (const [kind, key] of [
      ['write', WRITE],
      ['secret', SECRET],
    ] as const) {
      const rest = { made_by: 'somebody', made_at: 0, expires_at: null, revoked_at: null, origins: '[]' };
      const scopes = kind === 'secret' ? '["read","queue"]' : '[]';
      await addKey(tx, {
        id: kind,
        kind,
        hash: tokenDigest(key),
        shown: kind,
        label: kind,
        source: 'web',
        scopes,
        ...rest,
      });
    }
  });
  await store.close();
}

const SERVICE = 'packages/server/dist/server.mjs';
const BESIDE = new URL('ingest.worker.mjs', import.meta.url).pathname;

async function main(): Promise<void> {
  const postgres = startPostgres([]);
  const folders: string[] = [];
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'ingest-'));
    folders.push(made);
    return made;
  };
  const rates: Record<string, number[]> = {};
  const note = (key: string, value: number): void => {
    rates[key] = [...(rates[key] ?? []), value];
  };
  const measure = async (key: string, server: Running): Promise<number> => {
    await load(server.address, 100, 8, 2);
    const single = await load(server.address, 1, 64, seconds);
    const batch = await load(server.address, 100, 8, seconds);
    note(`${key}Single`, single.rate);
    note(`${key}SingleP99`, single.p99);
    note(`${key}Batch`, batch.rate);
    note(`${key}BatchP99`, batch.p99);
    tell(
      `${key}: ${single.rate.toFixed(0)} single/s (p99 ${single.p99.toFixed(0)} ms), ${batch.rate.toFixed(0)} entries/s in batches (p99 ${batch.p99.toFixed(0)} ms)`,
    );
    return batch.rate;
  };
  for (let round = 0; round < rounds; round++) {
    const nothing = await start(BESIDE, ['nothing']);
    await measure('nothing', nothing);
    await stop(nothing);
    const only = await start(BESIDE, ['store', join(folder(), 'only.db')]);
    await measure('sqliteOnly', only);
    await stop(only);
    const data = folder();
    await prepare({ folder: data });
    const sqlite = await start(SERVICE, [], { BATON_DATA: data });
    const rate = await measure('sqlite', sqlite);
    note('queueP99', await queueDelays(sqlite.address, rate));
    await stop(sqlite);
    const stores = await start(BESIDE, ['store', await postgres.database(`only${round}`)]);
    await measure('postgresOnly', stores);
    await stop(stores);
    const url = await postgres.database(`whole${round}`);
    await prepare({ url });
    const whole = await start(SERVICE, [], { DATABASE_URL: url, BATON_DATA: folder() });
    await measure('postgres', whole);
    await stop(whole);
  }
  postgres.stop();
  for (const each of folders) rmSync(each, { recursive: true, force: true });
  const value = (key: string): number => median(rates[key] ?? []);
  const whole = (key: string, unit: string, better: Figure['better']): Figure => ({
    value: Math.round(value(key)),
    unit,
    better,
  });
  const ratio = (key: string, of: string): Figure => ({
    value: Math.round((value(key) / value(of)) * 100) / 100,
    unit: 'of store-only',
    better: 'higher',
  });
  const results = resultsOf('ingest', {
    sqliteSingle: whole('sqliteSingle', 'requests/s', 'higher'),
    sqliteBatch: whole('sqliteBatch', 'entries/s', 'higher'),
    sqliteSingleP99: whole('sqliteSingleP99', 'ms', 'lower'),
    postgresSingle: whole('postgresSingle', 'requests/s', 'higher'),
    postgresBatch: whole('postgresBatch', 'entries/s', 'higher'),
    ratioToStoreOnlySqlite: ratio('sqliteBatch', 'sqliteOnlyBatch'),
    ratioToStoreOnlyPostgres: ratio('postgresBatch', 'postgresOnlyBatch'),
    nothingSingle: whole('nothingSingle', 'requests/s', 'higher'),
    nothingBatch: whole('nothingBatch', 'entries/s', 'higher'),
    queueP99Milliseconds: whole('queueP99', 'ms', 'lower'),
  });
  if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
  if (process.argv.includes('--save') || rounds >= 3) tell(`written to ${saveResults(results)}`);
}

await main();

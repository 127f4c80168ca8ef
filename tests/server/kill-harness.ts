// A service that is killed while it works, again and again, alone or beside another on the same database. Says what then does not hold: entries lost or doubled, decisions that an exact replay does not take, hand-offs routed twice or never told.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '@baton/core/base/canonical-json';
import { createRandom, type Random } from '@baton/core/base/random';
import { replayEntries } from '@baton/core/replay/replay';
import { RulebookInForce } from '@baton/server/live/in-force';
import { decisionPages } from '@baton/server/store/decision-rows';
import { addEndpoint } from '@baton/server/store/endpoint-rows';
import { journalPages } from '@baton/server/store/journal-rows';
import { openPostgres } from '@baton/server/store/open-postgres';
import { openReader } from '@baton/server/store/open-reader';
import { openSqlite } from '@baton/server/store/open-sqlite';
import { LEASE } from '@baton/server/store/outbox-rows';
import type { Store } from '@baton/server/store/store';
import { activate, addWriteKey, all, firstDifference } from './activated.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';
import { PROGRAM, type Running, startProgram } from './program.ts';

/** Milliseconds between two looks at what waits to leave. */
const LOOK = 500;
const KEY = 'wk_killed';

/** What is done. */
export interface Ordeal {
  /** Of PostgreSQL; a file of its own where absent. */
  readonly url?: string;
  readonly program?: string;
  /** Processes at work at once; more than one only on PostgreSQL. One of them is killed each time. */
  readonly processes?: 1 | 2;
  /** 0: both live on, and no message may come twice. */
  readonly kills: number;
  readonly seed: number;
}

/** What was found. */
export interface Verdict {
  /** What does not hold, in words; empty where all does. */
  readonly problems: readonly string[];
  readonly acknowledged: number;
  readonly handoffs: number;
  /** Milliseconds from each start to the first answer. */
  readonly ready: readonly number[];
}

interface Event {
  readonly messageId: string;
}

/** Runs the ordeal. */
export async function killAtWork(ordeal: Ordeal): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-killed-'));
  // Slow enough that another process could want to send the same message meanwhile.
  const endpoint = await startEndpoint(ordeal.kills === 0 ? 300 : 0);
  try {
    const open = (): Promise<Store> =>
      ordeal.url === undefined ? openSqlite(join(folder, 'baton.db')) : openPostgres(ordeal.url);
    // A program with a defect makes the tables itself.
    if (ordeal.program !== undefined) await (await startProgram(ordeal.program, folder, ordeal.url)).kill('SIGTERM');
    await prepare(await open(), endpoint);
    const work = new Work(ordeal, folder);
    for (let kill = 0; kill < ordeal.kills; kill++) await work.untilKilled();
    if (ordeal.kills === 0) await work.inPeace();
    await work.toTheEnd();
    const store = await open();
    const { problems, handoffs } = await examine(store, work.acknowledged, endpoint);
    await store.close();
    const again = endpoint.taken.length - new Set(endpoint.taken.map(({ headers }) => headers['webhook-id'])).size;
    if (ordeal.kills === 0 && again > 0) problems.push(`${again} messages came twice`);
    return { problems, handoffs, acknowledged: work.acknowledged.size, ready: work.ready };
  } finally {
    await endpoint.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(store: Store, endpoint: Endpoint): Promise<void> {
  await activate(store, Date.now() - 86_400_000);
  await addWriteKey(store, KEY);
  const kinds = JSON.stringify(['handoff.opened']);
  const row = { id: 'told', url: endpoint.url, secret: 'whsec_AAAA', kinds, label: 'told', made_by: 'somebody' };
  await store.change((tx) => addEndpoint(tx, { ...row, made_at: 0, ended_at: null, ended_because: null }));
  await store.close();
}

/** Clients that send, and send again what nobody answered, to whichever process is alive. */
class Work {
  readonly acknowledged = new Set<string>();
  readonly ready: number[] = [];
  private readonly random: Random;
  private readonly unsure: Event[][] = [];
  private readonly sent: Event[][] = [];
  private readonly alive: Running[] = [];
  private made = 0;

  constructor(
    private readonly ordeal: Ordeal,
    private readonly folder: string,
  ) {
    this.random = createRandom(ordeal.seed);
  }

  /** Clients send until one process is killed under them. */
  async untilKilled(): Promise<void> {
    const victim = await this.startAll();
    let isOver = false;
    let heard = (): void => {};
    const first = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const client = async (): Promise<void> => {
      while (!isOver) {
        await this.send(this.alive[this.random.integer(0, this.alive.length - 1)] as Running);
        heard();
      }
    };
    const clients = Array.from({ length: 4 }, client);
    // Mostly while it is well at work, sometimes before it has answered anybody.
    if (this.random.chance(0.8)) await first;
    await new Promise((resolve) => setTimeout(resolve, this.random.integer(0, 300)));
    isOver = true;
    this.alive.splice(this.alive.indexOf(victim), 1);
    await victim.kill('SIGKILL');
    await Promise.all(clients);
  }

  /** Nobody is killed. */
  async inPeace(): Promise<void> {
    await this.startAll();
    for (let batch = 0; batch < 15; batch++) await Promise.all(this.alive.map((running) => this.send(running)));
  }

  /** Sends what is left, and waits until nothing waits to leave: what a process had that was killed, when its lease ends. */
  async toTheEnd(): Promise<void> {
    const last = await this.startAll();
    while (this.unsure.length > 0) await this.send(last);
    // Whatever chance did: once at least, what was taken comes again.
    await this.deliver(last, this.sent.at(-1) ?? this.batch());
    await this.allTold();
    for (const each of this.alive) await each.kill('SIGTERM');
  }

  private async allTold(): Promise<void> {
    const { url } = this.ordeal;
    const reader = openReader(url === undefined ? { sqlite: join(this.folder, 'baton.db') } : { postgres: url });
    for (let looks = 0; looks < 2 * (LEASE / LOOK); looks++) {
      await new Promise((resolve) => setTimeout(resolve, LOOK));
      const waiting = await reader.read
        .selectFrom('outbox')
        .select('id')
        .where('state', '=', 'waiting')
        .limit(1)
        .execute();
      if (waiting.length === 0) break;
    }
    await reader.close();
  }

  /** Starts as many processes as there are to be; returns one of them. */
  private async startAll(): Promise<Running> {
    while (this.alive.length < (this.ordeal.processes ?? 1)) {
      const began = performance.now();
      this.alive.push(await startProgram(this.ordeal.program ?? PROGRAM, this.folder, this.ordeal.url));
      this.ready.push(performance.now() - began);
    }
    return this.alive[this.random.integer(0, this.alive.length - 1)] as Running;
  }

  private async send(running: Running): Promise<void> {
    // Like an SDK that missed an answer, now and then it sends again what was taken.
    const isRepeated = this.sent.length > 0 && this.random.chance(0.05);
    await this.deliver(running, isRepeated ? this.random.pick(this.sent) : (this.unsure.pop() ?? this.batch()));
  }

  private async deliver({ address }: Running, events: Event[]): Promise<void> {
    try {
      const response = await post(address, events);
      const { receipts } = (await response.json()) as { readonly receipts: readonly { readonly verdict: string }[] };
      if (response.status !== 200 || !receipts.every(({ verdict }) => ['accepted', 'duplicate'].includes(verdict)))
        throw new RangeError(`an answer that should not be: ${response.status} ${JSON.stringify(receipts)}`);
      this.sent.push(events);
      for (const { messageId } of events) this.acknowledged.add(messageId);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      // Nobody knows whether it was stored: like an SDK, the client sends it again.
      this.unsure.push(events);
    }
  }

  private batch(): Event[] {
    return Array.from({ length: 20 }, () => {
      this.made += 1;
      return event(this.made, this.random.integer(0, 400));
    });
  }
}

async function examine(
  store: Store,
  acknowledged: ReadonlySet<string>,
  endpoint: Endpoint,
): Promise<{ readonly problems: string[]; readonly handoffs: number }> {
  const problems: string[] = [];
  const journal = await all(journalPages(store.read));
  const ids = new Set(journal.filter(({ source }) => source === 'web').map(({ id }) => id));
  const lost = [...acknowledged].filter((id) => !ids.has(id));
  if (lost.length > 0) problems.push(`${lost.length} acknowledged entries are lost, ${lost[0]} among them`);
  const doubled = journal.length - new Set(journal.map(({ source, id }) => `${source} ${id}`)).size;
  if (doubled > 0) problems.push(`${doubled} entries are there twice`);

  const stored = await all(decisionPages(store.read));
  const { source } = await new RulebookInForce().load(store.read);
  const until = Math.max(...journal.map(({ admittedAt }) => admittedAt));
  const replayed = replayEntries(source, journal, { mode: 'exact', until }).map((decision) => canonicalJson(decision));
  const known = stored.filter((line) => (JSON.parse(line) as { readonly at: number }).at <= until);
  const difference = firstDifference(known, replayed);
  if (difference !== undefined) problems.push(`not what a replay decides: ${difference}`);

  const handoffs = stored.flatMap((line) => {
    const { kind, id } = JSON.parse(line) as { readonly kind: string; readonly id: string };
    return kind === 'hand-off' ? id : [];
  });
  const routed = journal.filter(({ kind }) => kind === 'routed').length;
  if (routed !== handoffs.length) problems.push(`${handoffs.length} hand-offs were routed ${routed} times`);
  const told = new Set(endpoint.taken.map(({ headers }) => headers['webhook-id'] as string));
  const untold = handoffs.filter((id) => !told.has(id));
  if (untold.length > 0) problems.push(`nobody was told of ${untold.length} hand-offs`);
  if (told.size + untold.length !== handoffs.length)
    problems.push(`${told.size} messages of ${handoffs.length} hand-offs`);
  return { problems, handoffs: handoffs.length };
}

function event(number: number, person: number): Event & Readonly<Record<string, unknown>> {
  const who = { messageId: `m${number}`, userId: `u${person}` };
  if (number % 5 === 0) {
    const company = { employees: 500, industry: 'Software', country: 'US' };
    const email = `u${person}@c${person % 90}.example`;
    return { ...who, type: 'identify', traits: { email, seniority: 'director', company } };
  }
  return number % 7 === 0
    ? { ...who, type: 'track', event: 'Demo Requested' }
    : { ...who, type: 'page', properties: { path: '/pricing' } };
}

function post(address: string, events: readonly Event[]): Promise<Response> {
  return fetch(`${address}/v1/batch`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`,
    },
    body: JSON.stringify({ batch: events, sentAt: new Date().toISOString() }),
  });
}

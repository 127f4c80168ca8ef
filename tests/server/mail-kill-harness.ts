// A service that is killed while it sends mails and people leave. Says what then does not hold: mails that came twice, mails whose sending began after somebody had left, mails that are said to be sent and never came.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@baton/core/base/random';
import { RulebookInForce } from '@baton/server/live/in-force';
import { checkProgrammeTexts } from '@baton/server/nurture/programme-folder';
import { activateProgramme, draftProgramme } from '@baton/server/nurture/programme-life';
import { giveUpUnknown, MAIL_LEASE } from '@baton/server/store/mail-rows';
import { openPostgres } from '@baton/server/store/open-postgres';
import { openReader } from '@baton/server/store/open-reader';
import { openSqlite } from '@baton/server/store/open-sqlite';
import type { Store } from '@baton/server/store/store';
import { activate, addWriteKey } from './activated.ts';
import { PROGRAM, type Running, startProgram } from './program.ts';
import { type SmtpSink, startSmtpSink } from './smtp-sink.ts';

const KEY = 'wk_mailing';
const BODY = '<p>{{ lead.firstName }}</p><p><a href="{{ unsubscribe }}">No more</a></p>';
const TEXT = `programme: directors
language: 1
definition: enterprise
purpose: news
consent: opt-out
enrol: { segment: 'lead.seniority == "director"' }
mails: { first: { subject: First }, second: { subject: Second } }
fallbacks: { lead.firstName: there }
steps: { one: { mail: first }, two: { mail: second } }
send: { calendar: { open: { mon-sun: '00:00-24:00' } }, atMost: [50 per 1d] }
holdOut: { share: 10%, salt: s }
`;

/** What is done. */
export interface MailOrdeal {
  /** Of PostgreSQL; a file of its own where absent. */
  readonly url?: string;
  readonly processes?: 1 | 2;
  readonly kills: number;
  readonly seed: number;
}

/** What was found. */
export interface MailVerdict {
  readonly mails: number;
  readonly people: number;
  readonly left: number;
  readonly stopped: number;
  readonly unknown: number;
  /** Mails that came more than once, also among those shown as unknown: they are never sent again. */
  readonly doubled: number;
  /** Mails whose sending began after the person had been told that they had left. */
  readonly afterStop: number;
  /** Said to be sent, and never came. */
  readonly lost: number;
  /** Came, and are not said to have been sent, nor to be unknown. */
  readonly untold: number;
}

/** Runs the ordeal. */
export async function killWhileMailing(ordeal: MailOrdeal): Promise<MailVerdict> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-mailing-'));
  const sink = await startSmtpSink(20);
  try {
    const open = (): Promise<Store> =>
      ordeal.url === undefined ? openSqlite(join(folder, 'baton.db')) : openPostgres(ordeal.url);
    await prepare(await open());
    const work = new MailWork(ordeal, folder, sink);
    for (let kill = 0; kill < ordeal.kills; kill++) await work.untilKilled();
    await work.toTheEnd();
    const store = await open();
    await store.change((tx) => giveUpUnknown(tx, Date.now() + MAIL_LEASE));
    const verdict = await examine(store, sink, work);
    await store.close();
    return verdict;
  } finally {
    await sink.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(store: Store): Promise<void> {
  const now = Date.now() - 86_400_000;
  await activate(store, now);
  await addWriteKey(store, KEY);
  const texts = { text: TEXT, tests: '', templates: { first: BODY, second: BODY } };
  const { source } = await new RulebookInForce().load(store.read);
  const checked = checkProgrammeTexts(texts, () => source.activations[0]?.definition);
  await store.change(async (tx) => {
    const by = { person: 'marketing', now };
    await activateProgramme(tx, await draftProgramme(tx, texts, checked, by), by);
  });
  await store.close();
}

/** People who come and leave, at whichever process is alive. */
class MailWork {
  /** By person: when they had been told that they had left. */
  readonly left = new Map<string, number>();
  people = 0;
  private readonly random;
  private readonly alive: Running[] = [];

  constructor(
    private readonly ordeal: MailOrdeal,
    private readonly folder: string,
    private readonly sink: SmtpSink,
  ) {
    this.random = createRandom(ordeal.seed);
  }

  async untilKilled(): Promise<void> {
    const victim = await this.startAll();
    let isOver = false;
    const client = async (): Promise<void> => {
      while (!isOver) await this.comeAndLeave(this.alive[this.random.integer(0, this.alive.length - 1)] as Running);
    };
    const clients = Array.from({ length: 3 }, client);
    // The service looks for mails once a second: it is killed while it hands some over.
    await new Promise((resolve) => setTimeout(resolve, this.random.integer(900, 1500)));
    isOver = true;
    this.alive.splice(this.alive.indexOf(victim), 1);
    await victim.kill('SIGKILL');
    await Promise.all(clients);
  }

  /** Waits until nothing waits any more. */
  async toTheEnd(): Promise<void> {
    await this.startAll();
    const { url } = this.ordeal;
    const reader = openReader(url === undefined ? { sqlite: join(this.folder, 'baton.db') } : { postgres: url });
    for (let looks = 0; looks < 120; looks++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const row = await reader.read.selectFrom('mails').select('id').where('state', '=', 'waiting').limit(1).execute();
      if (row.length === 0) break;
    }
    await reader.close();
    for (const each of this.alive) await each.kill('SIGTERM');
  }

  private async startAll(): Promise<Running> {
    const mail = {
      BATON_URL: 'http://baton.example',
      BATON_MAIL_SMTP: this.sink.url,
      BATON_MAIL_FROM: 'news@company.example',
      BATON_MAIL_PER_MINUTE: '10000',
    };
    while (this.alive.length < (this.ordeal.processes ?? 1))
      this.alive.push(await startProgram(PROGRAM, this.folder, this.ordeal.url, mail));
    return this.alive[this.random.integer(0, this.alive.length - 1)] as Running;
  }

  /** Some people come; some of those who came before leave. */
  private async comeAndLeave({ address }: Running): Promise<void> {
    const come = Array.from({ length: 5 }, () => {
      this.people += 1;
      const userId = `u${this.people}`;
      const traits = { email: `${userId}@c${this.people}.example`, seniority: 'director' };
      return { type: 'identify', messageId: `i${this.people}`, userId, traits };
    });
    const leaving = `u${this.random.integer(1, this.people)}`;
    const leave = { type: 'track', messageId: `x-${leaving}-${this.people}`, userId: leaving, event: 'Unsubscribed' };
    try {
      await post(address, come);
      if ((await post(address, [leave])) && !this.left.has(leaving)) this.left.set(leaving, Date.now());
    } catch {
      // Nobody knows whether it was taken: this client does not care.
    }
  }
}

async function post(address: string, batch: readonly object[]): Promise<boolean> {
  const response = await fetch(`${address}/v1/batch`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`,
    },
    body: JSON.stringify({ batch, sentAt: new Date().toISOString() }),
  });
  return response.status === 200;
}

async function examine(store: Store, sink: SmtpSink, work: MailWork): Promise<MailVerdict> {
  const rows = await store.read.selectFrom('mails').selectAll().execute();
  const came = new Map<string, number>();
  for (const { raw } of sink.mails) {
    const id = /^Message-ID: <([0-9a-f]{32})@/im.exec(raw)?.[1] ?? 'strange';
    came.set(id, (came.get(id) ?? 0) + 1);
  }
  const count = (has: (row: (typeof rows)[number]) => boolean): number => rows.filter(has).length;
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  return {
    mails: sink.mails.length,
    people: work.people,
    left: work.left.size,
    stopped: count(({ state }) => state === 'stopped'),
    unknown: count(({ state }) => state === 'unknown'),
    doubled: [...came.values()].filter((times) => times > 1).length,
    afterStop: count(
      ({ lead, sending_at, id }) =>
        came.has(id) && (sending_at ?? 0) > (work.left.get(lead.slice('user:'.length)) ?? Number.POSITIVE_INFINITY),
    ),
    lost: count(({ id, state }) => state === 'sent' && !came.has(id)),
    untold: [...came.keys()].filter((id) => !['sent', 'unknown'].includes(states.get(id) ?? '')).length,
  };
}

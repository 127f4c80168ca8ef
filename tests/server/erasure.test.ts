// People (twenty of them, where it is proven) are erased from a service that knew a great deal of them. Of what named them no byte is left: not in the database's files, not behind the API, not in a new backup, and not in an old one once it is restored. Everybody else is as they were, and what was counted stays counted.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { canonicalJson } from '@baton/core/base/canonical-json';
import { replayEntries } from '@baton/core/replay/replay';
import { restoreBackup } from '@baton/server/keeping/restore-backup';
import { takeBackup } from '@baton/server/keeping/take-backup';
import { RulebookInForce } from '@baton/server/live/in-force';
import { keepRecords, keepTold } from '@baton/server/store/crm-record-rows';
import { noteChanged } from '@baton/server/store/crm-write-rows';
import { journalPages } from '@baton/server/store/journal-rows';
import { openPostgres } from '@baton/server/store/open-postgres';
import { openSqlite } from '@baton/server/store/open-sqlite';
import type { StorePlace } from '@baton/server/store/snapshot';
import type { Store } from '@baton/server/store/store';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all } from './activated.ts';
import { bringProgramme, folder as programmeFolder } from './mailing.ts';
import { bringIntoForce, type Caller, finished, type RunningService, runService, writeKey } from './running-service.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const PEOPLE = process.env.BATON_PROOF ? 20 : 8;
const DAY = 86_400_000;

/** What can be said of a person, each in words of its own. */
function canaries(
  person: number,
): Readonly<Record<'id' | 'email' | 'name' | 'phone' | 'visitor' | 'path' | 'thing' | 'note' | 'message', string>> {
  const mark = `canary${person}x`;
  return {
    id: `id-${mark}`,
    email: `mail.${mark}@firm${person % 7}.example`,
    name: `Nora ${mark.toUpperCase()}`,
    phone: `+49 170 555 ${1000 + person} ${mark}`,
    visitor: `visitor-${mark}`,
    path: `/pricing/${mark}`,
    thing: `thing of ${mark}`,
    note: `note on ${mark}`,
    message: `message-${mark}`,
  };
}
const MARK = /canary\d+x/i;

/** Columns that erasure empties or that name no lead. A new one belongs into `store/erased-rows` if it may name one, and then here. */
const LOOKED_AT: ReadonlySet<string> = new Set([
  ...['source', 'id', 'payload', 'kind', 'body'].map((column) => `entries.${column}`),
  ...['id', 'kind', 'account', 'lead', 'handoff', 'body'].map((column) => `decisions.${column}`),
  ...[
    'id',
    'lead',
    'account',
    'definition',
    'digest',
    'gate',
    'grade',
    'rep',
    'state',
    'reason',
    'disputes',
    'because',
  ].map((column) => `handoffs.${column}`),
  ...['lead', 'definition', 'account', 'label', 'company', 'grade', 'open', 'suppressed', 'reasons', 'source'].map(
    (column) => `standings.${column}`,
  ),
  ...['source', 'verdict', 'raw', 'problems', 'state'].map((column) => `shelf.${column}`),
  ...['id', 'endpoint', 'message', 'kind', 'body', 'state', 'problem'].map((column) => `outbox.${column}`),
  ...['id', 'url', 'secret', 'kinds', 'label', 'made_by', 'ended_because'].map((column) => `endpoints.${column}`),
  ...['id', 'kind', 'label', 'settings', 'secrets', 'state', 'problem', 'made_by'].map(
    (column) => `connectors.${column}`,
  ),
  ...['crm_cursors.connector', 'crm_cursors.object', 'crm_told.id', 'crm_told.connector'],
  ...['id', 'connector', 'object', 'record', 'named', 'cells'].map((column) => `crm_records.${column}`),
  ...['id', 'connector', 'lead', 'state', 'problem', 'written'].map((column) => `crm_writes.${column}`),
  ...['id', 'state', 'answers', 'plan', 'bringing', 'made_by'].map((column) => `uploads.${column}`),
  ...['identities.issuer', 'identities.subject', 'identities.person'],
  ...['acknowledgements.name', 'acknowledgements.person', 'handoffs.escalated_to'],
  ...['id', 'kind', 'params', 'state', 'doing', 'result', 'page', 'rows', 'problem', 'made_by', 'holder'].map(
    (column) => `jobs.${column}`,
  ),
  ...['actor', 'key', 'request', 'body'].map((column) => `idempotency.${column}`),
  ...['identifiers.name', 'awaited.source', 'awaited.id', 'units.stuck', 'ledger.source'],
  ...['kind', 'names', 'reason', 'reference', 'made_by'].map((column) => `erasures.${column}`),
  // Those who use Baton, and what they agreed on.
  ...['name', 'digest', 'text', 'tests', 'readme', 'state', 'author', 'backtest'].map((column) => `versions.${column}`),
  ...['name', 'digest', 'person', 'function', 'voided_because'].map((column) => `signatures.${column}`),
  ...['id', 'email', 'name', 'role', 'team', 'password'].map((column) => `people.${column}`),
  ...['token', 'person'].map((column) => `sessions.${column}`),
  ...['id', 'kind', 'hash', 'shown', 'label', 'source', 'scopes', 'origins', 'made_by'].map(
    (column) => `keys.${column}`,
  ),
  ...['actor', 'action', 'subject', 'details', 'hash'].map((column) => `audit.${column}`),
  ...['settings.name', 'settings.value'],
  ...[...['name', 'digest', 'definition', 'title', 'text', 'tests', 'templates', 'reads', 'state', 'author']].map(
    (column) => `programmes.${column}`,
  ),
  ...['name', 'state', 'person'].map((column) => `programme_states.${column}`),
  ...['id', 'programme', 'lead', 'account', 'by', 'arm', 'step', 'ended_by'].map((column) => `enrolments.${column}`),
  ...['id', 'kind', 'programme', 'lead', 'enrolment', 'step', 'body'].map((column) => `programme_decisions.${column}`),
  ...[
    ...['id', 'enrolment', 'programme', 'step', 'mail', 'lead', 'address', 'domain', 'zone', 'purpose'],
    ...['variables', 'state', 'problem'],
  ].map((column) => `mails.${column}`),
]);

/** What a connector keeps of somebody: their record, what was told of it, and that they are to be written. */
async function readByConnector({ service, now }: RunningService, person: number): Promise<void> {
  const { id, email } = canaries(person);
  await service.store.change(async (tx) => {
    await keepRecords(tx, [
      {
        ...{ id: `c:contacts:${person}`, connector: 'c', object: 'contacts', record: `${person}`, named: `${person}` },
        ...{ modified_at: now(), cells: JSON.stringify({ email }), gone: 0, fresh: 0 },
      },
    ]);
    await keepTold(tx, [{ id: `c\nhubspot\nhubspot/contacts:${id}`, connector: 'c', number: 1 }]);
    await noteChanged(tx, 'c', [`user:${id}`], now());
  });
}

describe.each(['sqlite', 'postgres'] as const)('erasure on %s', (kind) => {
  let postgres: TemporaryPostgres | undefined;
  let folder: string;
  let running: RunningService;
  let admin: Caller;
  let sales: Caller;
  let place: StorePlace;
  let handoffs: readonly { readonly id: string; readonly lead: string; readonly state: string }[];
  let counted: object;
  let before: Awaited<ReturnType<typeof picture>>;
  const early = (): string => join(folder, 'early.backup');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-erasure-'));
    if (kind === 'postgres') postgres = startPostgres();
    const database = await postgres?.database('erasure');
    running = await runService(database === undefined ? {} : { database });
    place = database === undefined ? { sqlite: join(running.folder, 'baton.db') } : { postgres: database };
    await bringIntoForce(running, 'enterprise');
    await bringProgramme(await running.signIn('marketing'), programmeFolder());
    [admin, sales] = [await running.signIn('admin'), await running.signIn('sales')];
    await fill();
    before = await picture(running.service.store);
    await takeBackup(place, early(), running.now);
  });
  afterAll(async () => {
    await running.stop();
    postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function fill(): Promise<void> {
    const key = await writeKey(running);
    const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    const send = async (batch: readonly object[]): Promise<void> => {
      const sentAt = new Date(running.now()).toISOString();
      const { status } = await running.call('POST', '/v1/batch', { batch, sentAt }, { authorization });
      expect(status).toBe(200);
    };
    const company = { employees: 500, industry: 'Software', country: 'US' };
    for (let person = 0; person < PEOPLE; person++) {
      const { id, email, name, phone, visitor, path, thing, message } = canaries(person);
      running.tick(60_000);
      await send([
        { type: 'page', messageId: `${message}-0`, anonymousId: visitor, properties: { path } },
        {
          type: 'identify',
          messageId: `${message}-1`,
          userId: id,
          anonymousId: visitor,
          traits: { email, name, phone, seniority: 'director', company },
        },
        { type: 'track', messageId: `${message}-2`, userId: id, event: 'Demo Requested', properties: { thing, path } },
        { type: 'track', messageId: `${message}-3`, userId: id, properties: { thing } },
      ]);
      await readByConnector(running, person);
      // A colleague who stays.
      const colleague = `colleague-${person}`;
      await send([
        {
          type: 'identify',
          messageId: `${colleague}-1`,
          userId: colleague,
          traits: {
            email: `${colleague}@firm${person % 7}.example`,
            name: `Stays ${person}`,
            seniority: 'director',
            company,
          },
        },
        { type: 'page', messageId: `${colleague}-2`, userId: colleague, properties: { path: '/pricing' } },
        // Some would have been handed over, had sales not been given the other.
        ...(person % 3 === 0
          ? [{ type: 'track', messageId: `${colleague}-3`, userId: colleague, event: 'Demo Requested' }]
          : []),
      ]);
    }
    const deals = Array.from({ length: 4 }, (_, deal) => ({
      kind: 'opportunity',
      id: `deal-${deal}`,
      accountId: `account-${deal}`,
      deal: `d${deal}`,
      name: `Deal with ${canaries(deal).name}`,
      occurredAt: running.now() - DAY,
      people: [{ userId: canaries(deal).id }, { email: canaries(deal).email }, { userId: 'colleague-1' }],
    }));
    const { body } = await admin.call('POST', '/api/v1/import', { source: 'crm', entries: deals });
    expect(body.receipts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(deals.map(() => 'accepted'));
    handoffs = (await sales.call('GET', '/api/v1/queue?limit=200')).body.handoffs;
    const byLead = new Map(handoffs.map((each) => [each.lead, each]));
    for (let person = 0; person < PEOPLE; person += 2) {
      const { id, note } = canaries(person);
      const handoff = byLead.get(`user:${id}`);
      if (handoff === undefined) continue;
      const path = `/api/v1/handoffs/${handoff.id}`;
      const said = { framework: 'BANT', question: 'need', state: 'known', answer: note };
      expect(
        (await sales.call('POST', `${path}/evidence`, said, { 'idempotency-key': `evidence-${person}` })).status,
      ).toBe(200);
      const answer = { answer: 'accepted', note };
      expect(
        (await sales.call('POST', `${path}/answer`, answer, { 'idempotency-key': `answer-${person}` })).status,
      ).toBe(200);
    }
    const params = { name: 'enterprise', version: 1 };
    const asked = (await admin.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body;
    await finished(admin, asked.id);
    // A deal that is won, of a person and the company.
    const { id } = canaries(4);
    const won = {
      kind: 'won',
      id: 'won-4',
      userId: id,
      deal: 'd9',
      amountMinor: 1_200_000,
      currency: 'EUR',
      occurredAt: running.now(),
    };
    await admin.call('POST', '/api/v1/import', { source: 'crm', entries: [won] });
    counted = await countsOfReport();
  }

  /** What a funnel report counts. */
  async function countsOfReport(): Promise<object> {
    const asked = (await admin.call('POST', '/api/v1/jobs', { kind: 'report' })).body;
    await finished(admin, asked.id);
    const { mqls, acceptance, ledger } = (await admin.call('GET', `/api/v1/jobs/${asked.id}/result`)).body;
    return { mqls, acceptance, won: ledger.total };
  }

  /** What has to be the same before and after, for those who stay. */
  async function picture(store: Store) {
    const standings = await store.read
      .selectFrom('standings')
      .selectAll()
      .where('lead', 'like', 'user:colleague-%')
      .orderBy('lead')
      .orderBy('definition')
      .execute();
    const count = async (table: 'entries' | 'decisions' | 'handoffs'): Promise<number> =>
      Number(
        (
          await store.read
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    return {
      standings: standings.map(({ as_of, ...row }) => row),
      ledger: await store.read
        .selectFrom('ledger')
        .selectAll()
        .where('source', '<>', 'baton')
        .orderBy('source')
        .orderBy('hour')
        .execute(),
      counts: {
        entries: await count('entries'),
        decisions: await count('decisions'),
        handoffs: await count('handoffs'),
      },
    };
  }

  it('knows a great deal before', async () => {
    expect(handoffs.filter(({ lead }) => MARK.test(lead)).length).toBeGreaterThan(3);
    const text = gunzipSync(readFileSync(early())).toString('utf8');
    for (let person = 0; person < PEOPLE; person++)
      for (const [what, word] of Object.entries(canaries(person)))
        if (
          what !== 'note' ||
          (person % 2 === 0 && handoffs.some(({ lead }) => lead === `user:${canaries(person).id}`))
        )
          expect(text.includes(word), `${what} of ${person}`).toBe(true);
    await settled();
    expect(filesWith(MARK, filesOf()).length).toBeGreaterThan(0);
  });

  it('is for admins alone, and wants a reason', async () => {
    const path = `/api/v1/leads/${canaries(0).id}/erase`;
    expect((await sales.call('POST', path, { reason: 'request' })).status).toBe(403);
    expect((await admin.call('POST', path, {})).status).toBe(400);
    expect((await admin.call('POST', '/api/v1/leads/nobody-at-all/erase', { reason: 'request' })).status).toBe(404);
  });

  it('gives a person everything that is held about them, and nothing of others', async () => {
    const { id, ...rest } = canaries(2);
    const path = `/api/v1/leads/${encodeURIComponent(rest.email)}/export`;
    expect((await sales.call('GET', path)).status).toBe(403);
    const { status, body } = await admin.call('GET', path);
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    for (const [what, word] of Object.entries({ id, ...rest })) if (what !== 'note') expect(text, what).toContain(word);
    expect(body.entries.filter(({ source }: { source: string }) => source === 'web')).toHaveLength(3);
    expect(body.mentions.map(({ id: entry }: { id: string }) => entry)).toEqual(['deal-2']);
    expect(body.beside.map(({ where }: { where: string }) => where)).toContain('shelf');
    expect(body.decisions.length).toBeGreaterThan(0);
    expect(new Set(text.match(/canary\d+x/g))).toEqual(new Set(['canary2x']));
    expect(text).not.toContain('Stays');
  });

  it('has looked at every column that could name somebody', async () => {
    const tables = await running.service.store.read.introspection.getTables();
    const texts = tables.flatMap(({ name, columns }) =>
      columns.filter(({ dataType }) => dataType.toLowerCase() === 'text').map((column) => `${name}.${column.name}`),
    );
    expect(texts.filter((column) => !LOOKED_AT.has(column))).toEqual([]);
  });

  it('leaves no byte of them in the database’s files', async () => {
    for (let person = 0; person < PEOPLE; person++) {
      const { id, email, visitor } = canaries(person);
      const called = [id, email, visitor][person % 3] as string;
      const { status, body } = await admin.call('POST', `/api/v1/leads/${encodeURIComponent(called)}/erase`, {
        reason: 'request',
        reference: `T-${person}`,
      });
      expect([status, body.scrubbed]).toEqual([200, true]);
      expect(body.entries).toBeGreaterThan(2);
    }
    await settled();
    expect(filesWith(MARK, filesOf())).toEqual([]);
  });

  it('leaves nothing of them behind the API and in a new backup', async () => {
    const file = join(folder, `late-${kind}.backup`);
    await takeBackup(place, file, running.now);
    expect(linesWith(file)).toEqual([]);
    const { openapi } = (await admin.call('GET', '/api/v1/openapi.json')).body;
    expect(openapi).toBe('3.1.0');
    const ids = (await admin.call('GET', '/api/v1/jobs')).body.jobs.map(({ id }: { id: string }) => id);
    for (const path of [
      'leads?limit=200',
      'queue?limit=200&state=open,accepted,erased',
      'refused',
      'ledger',
      'erasures',
      'jobs',
      ...ids.map((id: string) => `jobs/${id}/result`),
    ]) {
      const { body } = await admin.call('GET', `/api/v1/${path}`);
      expect(MARK.exec(JSON.stringify(body))?.[0], path).toBeUndefined();
    }
    for (const { id } of handoffs)
      expect(JSON.stringify((await admin.call('GET', `/api/v1/handoffs/${id}`)).body)).not.toMatch(MARK);
    expect((await admin.call('GET', `/api/v1/leads/${canaries(3).id}`)).status).toBe(404);
    const again = await sales.call(
      'POST',
      `/api/v1/handoffs/${handoffs.find(({ lead }) => lead === `user:${canaries(0).id}`)?.id}/answer`,
      { answer: 'accepted', note: canaries(0).note },
      { 'idempotency-key': 'answer-0' },
    );
    expect([again.status, again.body.code]).toEqual([410, 'http-erased']);
  });

  it('leaves everybody else as they were, and counts as they were', async () => {
    const after = await picture(running.service.store);
    expect(after.standings.map(({ lead, label }) => [lead, label])).toEqual(
      before.standings.map(({ lead, label }) => [lead, label]),
    );
    expect(after.ledger).toEqual(before.ledger);
    expect(after.counts.entries).toBeGreaterThanOrEqual(before.counts.entries);
    expect(after.counts.decisions).toBeGreaterThanOrEqual(before.counts.decisions);
    expect(after.counts.handoffs).toBeGreaterThanOrEqual(before.counts.handoffs);
    expect(await countsOfReport()).toEqual(counted);
    const late = await running.service.store.read
      .selectFrom('handoffs')
      .select(['state', 'lead'])
      .where('reason', '=', 'erasure')
      .where('lead', 'like', 'user:colleague-%')
      .execute();
    expect(late.length).toBeGreaterThan(0);
    expect(late.filter(({ state }) => state === 'open' || state === 'accepted')).toEqual([]);
    const open = (await sales.call('GET', '/api/v1/queue?limit=200')).body.handoffs;
    expect(open.filter(({ lead }: { lead: string }) => lead.includes('erased'))).toEqual([]);
  });

  it('[P6] derives again every decision whose evidence is there, and counts the others apart', async () => {
    await decisionsHold(running.service.store, running.now());
  });

  it('is written down without personal data', async () => {
    const { erasures } = (await admin.call('GET', '/api/v1/erasures')).body;
    expect(erasures).toHaveLength(PEOPLE);
    expect(erasures[4]).toMatchObject({ kind: 'person', reason: 'request', reference: 'T-4', by: admin.id });
    const noted = await running.service.store.read
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'erased')
      .execute();
    expect(noted).toHaveLength(PEOPLE);
    expect(readFileSync(join(running.folder, 'erasures.ndjson'), 'utf8').trim().split('\n')).toHaveLength(PEOPLE);
  });

  it('knows an erased event that is sent again, and keeps nothing of it', async () => {
    const { id, message, thing } = canaries(5);
    const key = await writeKey(running, 'web');
    const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    const batch = [
      {
        type: 'track',
        messageId: `${message}-2`,
        userId: id,
        event: 'Demo Requested',
        properties: { thing: `${thing} again` },
      },
    ];
    const { body } = await running.call('POST', '/v1/batch', { batch }, { authorization });
    expect(body.receipts).toEqual([{ verdict: 'duplicate', id: `${message}-2` }]);
    const file = join(folder, `resent-${kind}.backup`);
    await takeBackup(place, file, running.now);
    expect(linesWith(file)).toEqual([]);
  });

  it('survives a backup that was taken before', async () => {
    const into: StorePlace =
      postgres === undefined
        ? { sqlite: join(folder, 'restored', 'baton.db') }
        : { postgres: await postgres.database('restored') };
    const ledgerFile = join(running.folder, 'erasures.ndjson');
    const restored = await restoreBackup(into, early(), { ledgerFile, clock: running.now });
    expect(restored.erasedAgain).toBe(PEOPLE);
    const file = join(folder, `restored-${kind}.backup`);
    await takeBackup(into, file, running.now);
    expect(linesWith(file)).toEqual([]);
    await settled();
    expect(filesWith(MARK, 'sqlite' in into ? under(join(folder, 'restored')) : filesOf())).toEqual([]);
    const store = await ('sqlite' in into ? openSqlite(into.sqlite) : openPostgres(into.postgres));
    const after = await picture(store);
    expect(after.counts.entries).toBeGreaterThanOrEqual(before.counts.entries);
    await decisionsHold(store, running.now());
    await store.close();
  });

  it('[P2] the database lets nothing else change the journal', async () => {
    const change = (set: object) =>
      running.service.store.change((tx) => tx.updateTable('entries').set(set).where('position', '=', 1).execute());
    await expect(change({ body: '{}' })).rejects.toThrow(/only appended/);
    await expect(change({ body: '{}', erased_by: 999_999 })).rejects.toThrow(/only appended/);
    await expect(change({ occurred_at: 0, erased_by: 1 })).rejects.toThrow(/only appended/);
    await expect(
      running.service.store.change((tx) => tx.deleteFrom('entries').where('position', '=', 1).execute()),
    ).rejects.toThrow(/only appended/);
  });

  /** On PostgreSQL files are given back, and pages written, at a checkpoint. */
  async function settled(): Promise<void> {
    if (!('postgres' in place)) return;
    const client = new pg.Client({ connectionString: place.postgres });
    await client.connect();
    await client.query('checkpoint');
    await client.end();
  }

  /** The files of the database; of PostgreSQL without its write-ahead log, which keeps what was until it is written over. */
  function filesOf(): string[] {
    return postgres === undefined
      ? under(running.folder)
      : [...under(join(postgres.data, 'base')), ...under(running.folder)];
  }
});

function under(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

function filesWith(pattern: RegExp, files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const found = pattern.exec(readFileSync(file, 'latin1'));
    return found === null ? [] : [`${file}: …${found.input.slice(Math.max(0, found.index - 100), found.index + 30)}`];
  });
}

/** Lines of a backup that name one of them, with their table. */
function linesWith(file: string): string[] {
  let table = '';
  const found = gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      table = /^\{"table":"(\w+)"/.exec(line)?.[1] ?? table;
      const at = line.search(MARK);
      return at < 0 ? [] : [`${table} …${line.slice(Math.max(0, at - 150), at + 50)}`];
    });
  return found.slice(0, 5);
}

/** Decisions whose evidence is there are what a replay of the journal decides; it decides nothing that is not stored. */
async function decisionsHold(store: Store, until: number): Promise<void> {
  const journal = await all(journalPages(store.read));
  const { source } = await new RulebookInForce().load(store.read);
  const replayed = new Set(
    replayEntries(source, journal, { mode: 'exact', until }).map((decision) => canonicalJson(decision)),
  );
  const stored = await store.read
    .selectFrom('decisions')
    .select(['body', 'evidence_gone', 'at'])
    .orderBy('position')
    .execute();
  const derived = stored.filter((row) => row.evidence_gone === 0);
  expect(derived.filter(({ body }) => !replayed.has(body)).map(({ body }) => body)).toEqual([]);
  const ids = new Set(stored.map(({ body }) => (JSON.parse(body) as { id: string }).id));
  expect([...replayed].filter((body) => !ids.has((JSON.parse(body) as { id: string }).id))).toEqual([]);
  expect(stored.length - derived.length).toBeGreaterThan(PEOPLE / 2);
}

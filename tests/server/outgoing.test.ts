// What leaves: every hand-off and what happens to it is told to other systems once, signed so that others' libraries verify it, tried again where it fails, and to no address that it should not go to.

import {
  checkedLookup,
  checkedUrl,
  ForbiddenAddress,
  type Resolve,
  readAllowed,
} from '@baton/server/outgoing/checked-address';
import { PAUSES } from '@baton/server/outgoing/delivery';
import { WebhookSender } from '@baton/server/outgoing/send-webhook';
import { LEASE, leaseDue, settle } from '@baton/server/store/outbox-rows';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Endpoint, startEndpoint } from './endpoint.ts';
import { bringIntoForce, type Caller, type RunningService, runService, writeKey } from './running-service.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const KINDS = ['handoff.opened', 'handoff.routed', 'handoff.due-soon', 'handoff.breach', 'handoff.accepted'] as const;

describe.each(['sqlite', 'postgres'] as const)('[P8] webhooks on %s', (kind) => {
  let postgres: TemporaryPostgres | undefined;
  let running: RunningService;
  let admin: Caller;
  let rep: Caller;
  let endpoint: Endpoint;
  let hook: { readonly id: string; readonly secret: string };
  let asked = 0;
  const asksForDemo = async (): Promise<string> => {
    asked += 1;
    const person = `lead${asked}`;
    const key = await writeKey(running);
    const headers = { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` };
    const company = { name: 'Ltd', employees: 500, industry: 'Software', country: 'US' };
    const traits = { email: `${person}@${person}.example`, seniority: 'director', company };
    await running.call('POST', '/v1/identify', { messageId: `${person}-1`, userId: person, traits }, headers);
    const event = { messageId: `${person}-2`, userId: person, event: 'Demo Requested' };
    await running.call('POST', '/v1/track', event, headers);
    return person;
  };
  const deliver = () => running.service.delivery.deliver();
  const kindsTaken = () => endpoint.taken.map(({ body }) => JSON.parse(body).type as string);
  const messages = async (state?: string) =>
    (await admin.call('GET', `/api/v1/webhooks/${hook.id}/messages${state === undefined ? '' : `?state=${state}`}`))
      .body.messages;

  beforeAll(async () => {
    if (kind === 'postgres') postgres = startPostgres();
    const database = await postgres?.database('outgoing');
    running = await runService({
      environment: { BATON_OUTGOING_ALLOW: '127.0.0.1', BATON_URL: 'http://baton.example' },
      ...(database === undefined ? {} : { database }),
    });
    admin = await running.signIn('admin');
    rep = await running.signIn('sales');
    await bringIntoForce(running, 'enterprise');
  });
  afterAll(async () => {
    await running.stop();
    postgres?.stop();
  });
  beforeEach(async () => {
    endpoint = await startEndpoint();
    const made = await admin.call('POST', '/api/v1/webhooks', { url: endpoint.url, label: 'ours', kinds: KINDS });
    hook = made.body;
    return async () => {
      await admin.call('DELETE', `/api/v1/webhooks/${hook.id}`);
      await endpoint.stop();
    };
  });

  it('tell what happened, each once, in words others can use', async () => {
    const person = await asksForDemo();
    await deliver();
    expect(kindsTaken().sort()).toEqual(['handoff.opened', 'handoff.routed']);
    const { data } = JSON.parse(endpoint.taken[0]?.body ?? '');
    expect(data).toMatchObject({ grade: 'A', state: 'open', rep: { id: rep.id } });
    expect(data.link).toBe(`http://baton.example/leads/${encodeURIComponent(`user:${person}`)}`);
    expect(Date.parse(data.dueAt)).toBeGreaterThan(running.now());
    await rep.call('POST', `/api/v1/handoffs/${data.handoff}/answer`, { answer: 'accepted' });
    await deliver();
    await deliver();
    expect(kindsTaken().slice(2)).toEqual(['handoff.accepted']);
    expect((await messages()).map(({ state }: { state: string }) => state)).toEqual([
      'delivered',
      'delivered',
      'delivered',
    ]);
  });

  it('are verified by two libraries that are not ours, and by neither once a byte is changed', async () => {
    await asksForDemo();
    await deliver();
    const { headers, body } = endpoint.taken[0] as Endpoint['taken'][number];
    // The libraries go by the clock of the machine.
    const at = Number(headers['webhook-timestamp']);
    expect(at).toBe(Math.floor(running.now() / 1000));
    for (const Library of [StandardWebhook, SvixWebhook]) {
      const library = new Library(hook.secret);
      const signature = library.sign(headers['webhook-id'] as string, new Date(at * 1000), body);
      expect(signature).toBe(headers['webhook-signature']);
      expect(library.sign(headers['webhook-id'] as string, new Date(at * 1000), `${body} `)).not.toBe(signature);
    }
  });

  it('remind of a hand-off once before it is overdue, and tell of the breach', async () => {
    await admin.call('PUT', '/api/v1/service-level', { remindAfter: 0.5, escalateTo: admin.id });
    await asksForDemo();
    const open = (await rep.call('GET', '/api/v1/queue?rep=me&limit=200')).body.handoffs.at(-1);
    running.tick(open.remindAt - running.now() - 1);
    await running.service.watchClocks();
    expect(kindsTaken()).not.toContain('handoff.due-soon');
    running.tick(1);
    await running.service.watchClocks();
    await running.service.watchClocks();
    await deliver();
    const reminded = endpoint.taken
      .map(({ body }) => JSON.parse(body))
      .filter(({ type }) => type === 'handoff.due-soon');
    expect(reminded.filter(({ data }) => data.handoff === open.id)).toHaveLength(1);
    expect(open.remindAt).toBeGreaterThan(open.openedAt);
    expect(open.remindAt).toBeLessThan(open.dueAt);
    running.tick(open.dueAt - running.now() + 1);
    await running.service.watchClocks();
    await deliver();
    const breach = endpoint.taken.map(({ body }) => JSON.parse(body)).filter(({ type }) => type === 'handoff.breach');
    expect(breach.map(({ data }) => [data.handoff, data.escalatedTo])).toContainEqual([open.id, admin.id]);
  });

  it('are tried again with the same id, ever more rarely, then laid aside, and sent again when somebody asks', async () => {
    endpoint.answers.push(...Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 500 : 302)));
    await asksForDemo();
    for (const pause of PAUSES) {
      await deliver();
      expect((await messages('waiting')).length).toBe(2);
      const before = endpoint.taken.length;
      running.tick(pause - 1);
      await deliver();
      expect(endpoint.taken.length).toBe(before);
      running.tick(1);
    }
    await deliver();
    expect((await messages('dead')).map(({ problem }: { problem: string }) => problem)).toContain(
      'the endpoint answered 500: not now',
    );
    expect(new Set(endpoint.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    endpoint.answers.length = 0;
    expect((await admin.call('POST', `/api/v1/webhooks/${hook.id}/replay`, {})).body).toEqual({ again: 2 });
    await deliver();
    expect((await messages('delivered')).length).toBe(2);
  });

  it('end where the endpoint answers that it is gone', async () => {
    endpoint.answers.push(410, 410);
    await asksForDemo();
    await deliver();
    const { body } = await admin.call('GET', '/api/v1/webhooks');
    const ended = body.webhooks.find(({ id }: { id: string }) => id === hook.id);
    expect(ended).toMatchObject({ waiting: 0, endedBecause: 'the endpoint answered 410: it wants nothing more' });
  });

  it('are leased: nobody else has them meanwhile, and whoever lost the lease changes nothing', async () => {
    await asksForDemo();
    const { store } = running.service;
    const now = running.now();
    const first = await store.change((tx) => leaseDue(tx, now, 10));
    expect(first).toHaveLength(2);
    expect(await store.change((tx) => leaseDue(tx, now + LEASE - 1, 10))).toEqual([]);
    const second = await store.change((tx) => leaseDue(tx, now + LEASE, 10));
    expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    const [late, held] = [first[0], second[0]] as [(typeof first)[number], (typeof second)[number]];
    expect(await store.change((tx) => settle(tx, late, { state: 'delivered' }))).toBe(false);
    expect(await store.change((tx) => settle(tx, held, { state: 'delivered' }))).toBe(true);
    running.tick(2 * LEASE);
    await deliver();
  });

  it('go nowhere but to the public internet, whoever asks', async () => {
    const refused = await admin.call('POST', '/api/v1/webhooks', {
      url: 'https://10.0.0.1/',
      label: 'x',
      kinds: KINDS,
    });
    expect(refused).toMatchObject({ status: 400, body: { code: 'outgoing-address' } });
    const other = await rep.call('POST', '/api/v1/webhooks', { url: endpoint.url, label: 'x', kinds: KINDS });
    expect(other.status).toBe(403);
  });
});

/** Spellings of loopback, private networks, link-local and metadata addresses, with schemes and credentials that hide them. */
const HOSTILE = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '0',
    '0.0.0.0',
  ],
  ...['127.127.127.127', '127.0.0.1.', '0x7f.0x0.0x0.0x1', '0177.0x0.1', '127.000.000.001', '00000177.0.0.1'],
  ...['10.0.0.1', '10.255.255.255', '10.1', '0x0a000001', '167772161', '012.0.0.1', '172.16.0.1', '172.31.255.254'],
  ...[
    '192.168.0.1',
    '192.168.1',
    '3232235521',
    '0xc0a80001',
    '0300.0250.0.1',
    '192.0.0.1',
    '198.18.0.1',
    '198.19.255.255',
  ],
  ...[
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '169.254.43518',
    '169.254.0.1',
    '100.64.0.1',
  ],
  ...[
    '100.127.255.255',
    '100.100.100.200',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '192.88.99.1',
  ],
  ...['192.0.2.1', '198.51.100.1', '203.0.113.1', '１２７.０.０.１', '127。0。0。1', '①②⑦.⓪.⓪.①', '%31%32%37.0.0.1'],
  ...[
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[0000::0001]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:10.0.0.1]',
  ],
  ...[
    '[::ffff:a9fe:a9fe]',
    '[::ffff:0:127.0.0.1]',
    '[::127.0.0.1]',
    '[::7f00:1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::a9fe:a9fe]',
  ],
  ...[
    '[64:ff9b:1::1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::]',
    '[2001::1]',
    '[2001:db8::1]',
    '[fc00::1]',
    '[fd00::1]',
  ],
  ...[
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[febf::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[100::1]',
    '[2001:10::1]',
    '[2001:20::1]',
  ],
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'metadata.google.internal',
    'printer.local',
    'x.internal',
    'x.home.arpa',
  ],
];
const SCHEMES = [
  'http://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'gopher://127.0.0.1/',
  'javascript:1',
  'data:,x',
];
const HIDDEN = [
  'https://user@example.com/',
  'https://user:secret@example.com/',
  'https://example.com@127.0.0.1/',
  '//127.0.0.1',
  '',
  'x',
];

describe('addresses', () => {
  const nobody = readAllowed('');

  it(`refuse ${HOSTILE.length + SCHEMES.length + HIDDEN.length} spellings of what is not public`, async () => {
    expect(HOSTILE.length + SCHEMES.length + HIDDEN.length).toBeGreaterThanOrEqual(100);
    for (const text of [...HOSTILE.map((host) => `https://${host}/`), ...SCHEMES, ...HIDDEN])
      expect(() => checkedUrl(text, nobody), text).toThrow(ForbiddenAddress);
  });

  it('take public ones, and what whoever runs the service has allowed', () => {
    for (const text of ['https://example.com/hook', 'https://1.1.1.1/', 'https://[2606:4700::1111]/'])
      expect(checkedUrl(text, nobody).href).toBe(text);
    const allowed = readAllowed('10.1.0.0/16, hooks.internal,::1');
    for (const text of ['http://10.1.2.3/', 'https://hooks.internal/', 'http://[::1]:8080/x'])
      expect(checkedUrl(text, allowed).href).toBe(text);
    expect(() => checkedUrl('https://10.2.0.1/', allowed)).toThrow(ForbiddenAddress);
    expect(() => readAllowed('not a host')).toThrow(RangeError);
  });

  it('are looked at again at the connection: a name that leads to loopback is not spoken to', async () => {
    const endpoint = await startEndpoint();
    const port = new URL(endpoint.url).port;
    // A name that leads to the public internet when it is looked up, and to loopback when it is spoken to.
    const leads = ['93.184.215.14', '127.0.0.1'];
    const asked: string[] = [];
    const resolve: Resolve = (host, _options, callback) => {
      asked.push(host);
      callback(null, [{ address: leads[Math.min(asked.length - 1, 1)] as string, family: 4 }]);
    };
    const lookup = checkedLookup(nobody, resolve);
    const looked = await new Promise((done) =>
      lookup('rebinding.example', {}, (error, address) => done(error ?? address)),
    );
    expect(looked).toBe('93.184.215.14');
    const sender = new WebhookSender(nobody, resolve);
    const url = `https://rebinding.example:${port}/`;
    expect(await sender.send({ url, secret: 'whsec_AAAA', message: 'm', body: '{}' }, 0)).toEqual({
      kind: 'failed',
      problem: 'rebinding.example leads to 127.0.0.1',
    });
    expect(asked).toHaveLength(2);
    expect(endpoint.taken).toEqual([]);
    await sender.close();
    await endpoint.stop();
  });
});

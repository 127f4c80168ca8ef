// Mails of programmes, from the entry that enrols somebody to a real mail server and back: what arrives, how one leaves, what is told of opens and links, what is shown of mails that may have gone.
import { createRandom } from '@baton/core/base/random';
import { MAIL_PAUSES } from '@baton/server/mail/mail-delivery';
import { MailTokens } from '@baton/server/mail/mail-tokens';
import { MAIL_LEASE } from '@baton/server/store/mail-rows';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImapMailbox, startImapMailbox } from './imap-mailbox.ts';
import { bringProgramme, directorComes, folder } from './mailing.ts';
import { bringIntoForce, type Caller, type RunningService, runService, writeKey } from './running-service.ts';
import { type SmtpSink, startSmtpSink } from './smtp-sink.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const DAY = 86_400_000;
const SECRET = 'a secret of the provider';
const MUTATIONS = 20_000;

describe.each(['sqlite', 'postgres'] as const)('mails on %s', (kind) => {
  let postgres: TemporaryPostgres | undefined;
  let running: RunningService;
  let marketing: Caller;
  let sink: SmtpSink;
  let mailbox: ImapMailbox;
  let key: string;
  /** As a program that may read and bring in: it needs no session. */
  let ask: Caller['call'];
  let people = 0;
  const texts = new Map<string, string[][]>();

  beforeAll(async () => {
    if (kind === 'postgres') postgres = startPostgres();
    const database = await postgres?.database('mail');
    sink = await startSmtpSink();
    mailbox = await startImapMailbox();
    running = await runService({
      environment: {
        BATON_URL: 'http://baton.example',
        BATON_MAIL_SMTP: sink.url,
        BATON_MAIL_FROM: 'Our Company <news@mail.company.example>',
        BATON_MAIL_REPLY_TO: 'people@company.example',
        BATON_MAIL_SECRET: SECRET,
        BATON_MAIL_IMAP: mailbox.url,
      },
      resolveTxt: async (name) => {
        const found = texts.get(name);
        if (found === undefined) throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
        return found;
      },
      ...(database === undefined ? {} : { database }),
    });
    await bringIntoForce(running, 'enterprise');
    marketing = await running.signIn('marketing');
    await running.signIn('viewer');
    key = await writeKey(running);
    const admin = await running.signIn('admin');
    const asked = { kind: 'secret', label: 'reads', scopes: ['read', 'import'] };
    const { body } = await admin.call('POST', '/api/v1/keys', asked);
    ask = (method, path, given) => running.call(method, path, given, { authorization: `Bearer ${body.key}` });
    await bringProgramme(marketing, folder());
  });
  afterAll(async () => {
    await running.stop();
    await sink.stop();
    await mailbox.stop();
    postgres?.stop();
  });
  beforeEach(async () => {
    running.tick(DAY);
    await deliver();
    sink.mails.length = 0;
    sink.answers.length = 0;
  });

  const deliver = () => running.service.mail.delivery?.deliver();
  /** Somebody new comes in, and gets the first mail. */
  const mailed = async (traits: object = {}): Promise<string> => {
    people += 1;
    const person = `person${people}`;
    await directorComes(running, key, person, traits);
    await deliver();
    return person;
  };
  const to = (person: string) => sink.mails.filter((mail) => mail.to === `${person}@${person}.example`);
  const mailsOf = async (person: string) =>
    (await ask('GET', `/api/v1/mails?lead=${encodeURIComponent(`user:${person}`)}`)).body.mails;
  const inProgramme = async (person: string) =>
    (await ask('GET', '/api/v1/programmes/directors/people')).body.people.find(
      ({ lead }: { lead: string }) => lead === `user:${person}`,
    );
  const later = async (milliseconds: number): Promise<void> => {
    running.tick(milliseconds);
    await running.service.watchClocks();
    await deliver();
  };
  const headerOf = (mail: { headers: readonly { key: string; value: string }[] } | undefined, key: string): string =>
    mail?.headers.find((each) => each.key === key)?.value ?? '';
  const pathIn = (text: string, door: string): string =>
    new RegExp(`http://baton\\.example(/m/${door}/[A-Za-z0-9._-]+)`).exec(text)?.[1] ?? '';
  const eventsOf = async (person: string): Promise<{ name: string; properties: Record<string, string> }[]> => {
    const rows = await running.service.store.read.selectFrom('entries').select('body').orderBy('position').execute();
    return rows
      .map(({ body }) => JSON.parse(body))
      .filter((entry) => entry.userId === person && entry.source === 'baton');
  };

  it('arrive with both parts, in the reader’s words, from whom they should be', async () => {
    const person = await mailed({ firstName: 'Zoë <b>' });
    const [mail] = await sink.read();
    expect(sink.mails[0]).toMatchObject({ from: 'news@mail.company.example', to: `${person}@${person}.example` });
    expect(mail).toMatchObject({
      subject: 'For you, Zoë <b>',
      from: { name: 'Our Company', address: 'news@mail.company.example' },
      replyTo: [{ address: 'people@company.example' }],
    });
    expect(mail?.html).toContain('Hello Zoë &lt;b&gt;,');
    expect(mail?.text).toMatch(
      /^Hello Zoë <b>,\n\nread The guide & more \(http:\/\/baton\.example\/m\/go\/\S+\)\.\n\nNo more \(/,
    );
    const [row] = await mailsOf(person);
    expect(mail?.messageId).toBe(`<${row.id}@mail.company.example>`);
    expect(row).toMatchObject({ state: 'sent', attempts: 1, problem: null });
    expect((await eventsOf(person)).map(({ name }) => name)).toEqual(['Email Sent']);
  });

  it('use what stands in where nothing is known', async () => {
    await mailed({ firstName: undefined });
    expect((await sink.read())[0]?.subject).toBe('For you, there');
  });

  it('are refused where a name would add a line to the head', async () => {
    const person = await mailed({ firstName: 'x\r\nBcc: everybody@one.example' });
    expect(sink.mails).toEqual([]);
    expect((await mailsOf(person))[0]).toMatchObject({
      state: 'refused',
      problem: expect.stringContaining('one line'),
    });
  });

  it('are left by one click, at once, and by nothing less', async () => {
    const person = await mailed();
    const [mail] = await sink.read();
    expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const path = pathIn(headerOf(mail, 'list-unsubscribe'), 'leave');
    expect(mail?.html).toContain(path);
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await running.call(method, path);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect(await inProgramme(person)).toMatchObject({ endedBy: null, step: 'two' });
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const began = performance.now();
    const left = await running.call('POST', path, 'List-Unsubscribe=One-Click', type);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(left.status).toBe(200);
    expect(await inProgramme(person)).toMatchObject({ endedBy: 'unsubscribed', step: null });
    await later(5 * DAY);
    expect(to(person)).toHaveLength(1);
    await running.call('POST', path, 'scope=back', type);
    const said = (await eventsOf(person)).map((entry) => entry.name ?? (entry as { state?: string }).state);
    expect(said).toEqual(['Email Sent', 'Unsubscribed', 'given']);
  });

  it('do not go where somebody left after the mail was decided and before it went', async () => {
    people += 1;
    const person = `person${people}`;
    await directorComes(running, key, person);
    expect((await mailsOf(person))[0]).toMatchObject({ state: 'waiting' });
    const left = { kind: 'track', source: 'crm', id: `left-${person}`, userId: person, name: 'Unsubscribed' };
    const entry = { ...left, occurredAt: running.now() };
    await ask('POST', '/api/v1/import', { source: 'crm', entries: [entry] });
    expect((await mailsOf(person))[0]).toMatchObject({ state: 'stopped', problem: 'unsubscribed' });
    await later(3 * DAY);
    expect(to(person)).toEqual([]);
  });

  it('tell of opens and links, and lead where they should', async () => {
    const person = await mailed();
    const [mail] = await sink.read();
    running.tick(120_000);
    const open = await running.call('GET', pathIn(mail?.html ?? '', 'open'));
    expect(open.headers.get('content-type')).toBe('image/gif');
    const go = pathIn(mail?.html ?? '', 'go');
    const followed = await fetch(`${running.address}${go}`, {
      redirect: 'manual',
      headers: { 'user-agent': 'Firefox' },
    });
    expect([followed.status, followed.headers.get('location')]).toEqual([302, 'https://example.com/guide?a=1&b=2']);
    await fetch(`${running.address}${go}`, { redirect: 'manual', method: 'HEAD' });
    const [row] = await mailsOf(person);
    expect(row.clickedAt).toBe(running.now());
    const told = (await eventsOf(person)).filter(({ name }) => name !== 'Email Sent');
    expect(told.map(({ name, properties: { mail, link, asset } }) => [name, mail, link, asset])).toEqual([
      ['Email Opened', row.id, undefined, undefined],
      ['Email Link Clicked', row.id, 'https://example.com/guide?a=1&b=2', 'guide'],
    ]);
    expect(told[1]?.properties).toMatchObject({ userAgent: 'Firefox', ip: '127.0.0.1' });
  });

  it(`lead nowhere else, by none of ${MUTATIONS} changed tokens`, async () => {
    const tokens = new MailTokens('a key');
    const token = tokens.sign({ kind: 'click', mail: 'm'.repeat(32), link: 'guide', url: 'https://example.com/' });
    expect(tokens.read(token)).toMatchObject({ url: 'https://example.com/' });
    const random = createRandom(7);
    const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=%+ /';
    let read = 0;
    for (let i = 0; i < MUTATIONS; i++) read += Number(tokens.read(mutated(token, random, signs)) !== undefined);
    expect(read).toBe(0);
    expect(new MailTokens('another key').read(token)).toBeUndefined();
    for (const strange of ['/m/go/x', `/m/go/${token}`, `/m/leave/${token}`, '/m/go//evil.example', '/m/go/']) {
      const answer = await fetch(`${running.address}${strange}`, { redirect: 'manual' });
      expect([strange, answer.status, answer.headers.get('location')]).toEqual([strange, 404, null]);
    }
  });

  it('are unknown where the connection broke off, shown so, and never sent again', async () => {
    sink.answers.push({ breakOff: true, keep: true });
    const person = await mailed();
    expect((await mailsOf(person))[0]).toMatchObject({
      state: 'unknown',
      problem: expect.stringContaining('broke off'),
    });
    await later(DAY);
    expect(to(person)).toHaveLength(1);
  });

  it('are unknown where the service broke off, and never sent again', async () => {
    people += 1;
    const person = `person${people}`;
    await directorComes(running, key, person);
    const sending = { state: 'sending', fence: 1, leased_until: running.now() + MAIL_LEASE };
    await running.service.intake.aside((tx) =>
      tx.updateTable('mails').set(sending).where('lead', '=', `user:${person}`).execute(),
    );
    running.tick(MAIL_LEASE - 1);
    await deliver();
    expect((await mailsOf(person))[0].state).toBe('sending');
    running.tick(1);
    await deliver();
    expect((await mailsOf(person))[0].state).toBe('unknown');
    expect(to(person)).toEqual([]);
  });

  it('are tried again where the server puts them off, and given up after a time', async () => {
    sink.answers.push(...MAIL_PAUSES.map(() => 451), 451);
    const person = await mailed();
    for (const pause of MAIL_PAUSES) {
      expect((await mailsOf(person))[0]).toMatchObject({ state: 'waiting', problem: '451 not so' });
      running.tick(pause);
      await deliver();
    }
    expect((await mailsOf(person))[0]).toMatchObject({ state: 'failed', attempts: MAIL_PAUSES.length + 1 });
    expect(sink.mails).toEqual([]);
  });

  it('stop for good where the server knows no such address', async () => {
    sink.answers.push(550);
    const person = await mailed();
    expect((await mailsOf(person))[0]).toMatchObject({ state: 'refused' });
    expect(await inProgramme(person)).toMatchObject({ endedBy: 'bounced' });
  });

  it('stop where the provider tells of a bounce, a complaint or a reply, each taken once', async () => {
    const post = (body: object, authorization = `Bearer ${SECRET}`) =>
      running.call('POST', '/m/events', body, { authorization });
    for (const [event, by] of [
      [{ kind: 'bounced', type: 'hard' }, 'bounced'],
      [{ kind: 'complained' }, 'complained'],
      [{ kind: 'replied' }, 'reply'],
    ] as const) {
      const person = await mailed();
      const [row] = await mailsOf(person);
      const body = { events: [{ ...event, id: `${person}-e`, mail: `<${row.id}@mail.company.example>` }] };
      expect((await post(body, 'Bearer wrong')).status).toBe(401);
      expect((await post(body)).body).toEqual({ taken: 1, known: 0, strangers: 0 });
      expect((await post(body)).body).toEqual({ taken: 0, known: 1, strangers: 0 });
      expect(await inProgramme(person)).toMatchObject({ endedBy: by });
    }
    const soft = await mailed();
    const basic = `Basic ${Buffer.from(`any:${SECRET}`).toString('base64')}`;
    const named = { RecordType: 'Bounce', Type: 'Transient', ID: 7, Email: `${soft}@${soft}.example` };
    expect((await post(named, basic)).body).toEqual({ taken: 1, known: 0, strangers: 0 });
    expect(await inProgramme(soft)).toMatchObject({ endedBy: null });
    expect((await post({ kind: 'bounced', email: 'nobody@nowhere.example' })).body.strangers).toBe(1);
  });

  it('stop where the mailbox holds a bounce or an answer that a person wrote, and for no answer of a machine', async () => {
    const [bounced, replied, away, full] = [await mailed(), await mailed(), await mailed(), await mailed()];
    const idOf = async (person: string): Promise<string> => `<${(await mailsOf(person))[0].id}@mail.company.example>`;
    const report = async (person: string, status: string): Promise<string> =>
      `From: MAILER-DAEMON@mx.example\r\nMessage-ID: <r-${person}@mx.example>\r\nContent-Type: multipart/report;\r\n report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ${person}@${person}.example\r\nAction: failed\r\nStatus: ${status}\r\n\r\n--b\r\nContent-Type: message/rfc822-headers\r\n\r\nMessage-ID: ${await idOf(person)}\r\n\r\n--b--\r\n`;
    const answer = async (person: string, more: string): Promise<string> =>
      `From: ${person}@${person}.example\r\nMessage-ID: <a-${person}@x.example>\r\nIn-Reply-To: ${await idOf(person)}\r\n${more}Subject: Re\r\n\r\nHello\r\n`;
    const raws = [
      await report(bounced, '5.1.1'),
      await answer(replied, ''),
      await answer(away, 'Auto-Submitted: auto-replied\r\n'),
      await report(full, '5.2.2'),
      'Subject: Something else\r\n\r\nAltogether\r\n',
    ];
    mailbox.mails.push(...raws.map((raw) => ({ raw, seen: false })));
    expect(await running.service.mail.readMailbox()).toBe(raws.length);
    expect(await running.service.mail.readMailbox()).toBe(0);
    const ends = await Promise.all(
      [bounced, replied, away, full].map(async (each) => (await inProgramme(each)).endedBy),
    );
    expect(ends).toEqual(['bounced', 'reply', null, null]);
  });

  it('go slowly to one domain', async () => {
    for (let i = 0; i < 40; i++) {
      people += 1;
      await directorComes(running, key, `person${people}`, { email: `p${i}@one.${kind}.example` });
    }
    await deliver();
    expect(sink.mails).toHaveLength(30);
    running.tick(59_999);
    await deliver();
    expect(sink.mails).toHaveLength(30);
    running.tick(1);
    await deliver();
    expect(sink.mails).toHaveLength(40);
  });

  it('can be looked at for a lead, and sent to oneself', async () => {
    marketing = await running.signInAgain('marketing');
    const person = await mailed({ firstName: 'Grace' });
    const path = '/api/v1/programmes/directors/versions/1';
    const preview = await marketing.call('POST', `${path}/preview`, { mail: 'first', lead: `user:${person}` });
    expect(preview.body).toMatchObject({ subject: 'For you, Grace', to: `${person}@${person}.example` });
    sink.mails.length = 0;
    expect((await marketing.call('POST', `${path}/test`, { mail: 'second' })).body).toEqual({
      to: 'marketing@company.example',
    });
    expect((await sink.read())[0]?.subject).toBe('[Test] Once more, your company');
    const viewer = await running.signInAgain('viewer');
    expect((await viewer.call('POST', `${path}/test`, { mail: 'second' })).status).toBe(403);
  });

  it('stop and go on with their programme', async () => {
    marketing = await running.signInAgain('marketing');
    await bringProgramme(marketing, folder('paused'));
    running.tick(1000);
    const person = await mailed();
    sink.mails.length = 0;
    const own = (await ask('GET', '/api/v1/programmes')).body.programmes;
    expect(own.map(({ name }: { name: string }) => name)).toEqual(['directors', 'paused']);
    const act = (step: string) => marketing.call('POST', `/api/v1/programmes/paused/${step}`);
    const paused = await act('pause');
    expect(paused.status, JSON.stringify(paused.body)).toBe(200);
    expect(paused.body.programmes[0]).toMatchObject({ state: 'paused', running: 1 });
    await later(3 * DAY);
    // The other programme's second mail; this one's both wait.
    expect(to(person)).toHaveLength(1);
    marketing = await running.signInAgain('marketing');
    await act('resume');
    await later(1000);
    expect(to(person)).toHaveLength(2);
    const another = await mailed();
    await act('end');
    await later(1000);
    const people = (await ask('GET', '/api/v1/programmes/paused/people')).body.people;
    expect(people.find(({ lead }: { lead: string }) => lead === `user:${another}`)).toMatchObject({ endedBy: 'ended' });
    const { body } = await ask('GET', '/api/v1/programmes/paused/results');
    expect(body).toMatchObject({ enrolled: 2, running: 0, by: { segment: 2 }, ended: { finished: 1, ended: 1 } });
    expect(body.steps[1]).toMatchObject({ step: 'two', mails: { sent: 1 }, uplift: { state: 'no hold-out' } });
    expect((await act('resume')).body).toMatchObject({ code: 'programme-state' });
  });

  it('say whether others believe that they are ours', async () => {
    texts.set('mail.company.example', [['v=spf1 include:_spf.', 'provider.example ~all'], ['other']]);
    texts.set('_dmarc.company.example', [['v=DMARC1; p=none; rua=mailto:d@company.example']]);
    const { body } = await ask('GET', '/api/v1/mail/records');
    expect(body.domain).toBe('mail.company.example');
    expect(body.records.map(({ record, state }: { record: string; state: string }) => [record, state])).toEqual([
      ['SPF', 'ok'],
      ['DKIM', 'missing'],
      ['DMARC', 'weak'],
    ]);
  });
});

/** A token with one to three changes: signs changed, taken out, added, doubled, cut. */
function mutated(token: string, random: ReturnType<typeof createRandom>, signs: string): string {
  let text = token;
  for (let changes = random.integer(1, 3); changes > 0; changes--) {
    const at = random.integer(0, text.length - 1);
    const sign = signs[random.integer(0, signs.length - 1)] as string;
    const kind = random.integer(0, 3);
    text =
      text.slice(0, at) +
      (kind === 0 ? sign : kind === 1 ? '' : kind === 2 ? sign + text[at] : text[at]) +
      text.slice(at + 1);
    if (kind === 3) text = text.slice(0, at) + text.slice(at + 1);
  }
  return text === token ? `${token}A` : text;
}

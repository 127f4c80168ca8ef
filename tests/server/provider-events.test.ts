// What providers post, in the shapes of their documentation, and what records say of a sender: read as they are.

import { readProviderEvents } from '@baton/server/mail/provider-events';
import { readIncoming } from '@baton/server/mail/read-incoming';
import { checkSenderRecords } from '@baton/server/mail/sender-records';
import { describe, expect, it } from 'vitest';

const ID = '0123456789abcdef0123456789abcdef';
const AT = Date.UTC(2026, 2, 2);
const read = (body: unknown) => readProviderEvents(JSON.stringify(body), AT);

describe('events of providers', () => {
  it.each([
    [
      'Postmark',
      { RecordType: 'Bounce', Type: 'HardBounce', ID: 42, Email: 'A@one.example', BouncedAt: '2026-03-01T00:00:00Z' },
      { kind: 'bounced', isHard: true, email: 'a@one.example', id: '42', at: Date.UTC(2026, 2, 1) },
    ],
    [
      'SendGrid',
      [{ event: 'spamreport', email: 'a@one.example', 'smtp-id': `<${ID}@x.example>`, sg_event_id: 's', timestamp: 1 }],
      { kind: 'complained', mail: ID, id: 's', at: 1000 },
    ],
    [
      'Mailgun',
      {
        'event-data': {
          event: 'failed',
          severity: 'temporary',
          recipient: 'a@one.example',
          timestamp: 1.5,
          message: { headers: { 'message-id': `${ID}@x.example` } },
        },
      },
      { kind: 'bounced', isHard: false, mail: ID, at: 1500 },
    ],
    [
      'Amazon SES over SNS',
      {
        Type: 'Notification',
        Message: JSON.stringify({
          notificationType: 'Bounce',
          bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'a@one.example' }] },
          mail: { commonHeaders: { messageId: `<${ID}@x.example>` } },
        }),
      },
      { kind: 'bounced', isHard: true, mail: ID, email: 'a@one.example' },
    ],
  ])('%s', (_, body, event) => {
    expect(read(body)).toMatchObject([event]);
  });

  it('are none where nothing came back, and refused where they are no JSON', () => {
    expect(read([{ event: 'delivered', email: 'a@one.example' }, 7, null, 'x'])).toEqual([]);
    expect(() => readProviderEvents('{', AT)).toThrow('no JSON');
  });
});

describe('mails of a mailbox', () => {
  it('that cite none of ours say nothing', () => {
    for (const raw of ['', '\n\n', 'In-Reply-To: <x@y.example>\n\nHello', `Subject: <${ID}@x.example>\n\nHello`])
      expect(readIncoming(raw, AT)).toBeUndefined();
  });
});

describe('records of a sender', () => {
  const check = (records: Readonly<Record<string, string>>, selector?: string) =>
    checkSenderRecords('news.company.example', selector, async (name) => {
      const found = records[name];
      if (found === 'silent') throw Object.assign(new Error(name), { code: 'ESERVFAIL' });
      if (found === undefined) throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
      return [[found]];
    }).then((all) => all.map(({ state }) => state));
  const key = `v=DKIM1; p=${'A'.repeat(216)}`;

  it.each([
    ['nothing there', {}, ['missing', 'missing', 'missing']],
    [
      'all well, the policy that of the organisation',
      {
        'news.company.example': 'v=spf1 include:_spf.x -all',
        's._domainkey.news.company.example': key,
        '_dmarc.company.example': 'v=DMARC1; p=reject',
      },
      ['ok', 'ok', 'ok'],
    ],
    [
      'all weak or wrong',
      {
        'news.company.example': 'v=spf1 +all',
        's._domainkey.news.company.example': 'v=DKIM1; p=',
        '_dmarc.news.company.example': 'v=DMARC1; p=none',
      },
      ['wrong', 'wrong', 'weak'],
    ],
    [
      'name servers that do not answer',
      {
        'news.company.example': 'silent',
        's._domainkey.news.company.example': 'silent',
        '_dmarc.news.company.example': 'silent',
      },
      ['unknown', 'unknown', 'unknown'],
    ],
  ])('%s', async (_, records, states) => {
    expect(await check(records, 's')).toEqual(states);
  });
});

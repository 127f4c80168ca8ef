// Golden rows of every rule: what it flags, and its near misses, which are people.
import { describe, expect, test } from 'vitest';
import type { Entry } from '../journal/entry.ts';
import { HygieneJudge } from './judge.ts';
import { HYGIENE_RULES, type HygieneRuleId, ruleOfTag, ruleTag } from './rules.ts';
import { type GivenSettings, parseSettings } from './settings.ts';

const NOON = Date.UTC(2026, 2, 3, 12, 0, 7, 250);
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const GMAIL = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';

type Row = readonly [name: string, at: number, properties?: object, more?: object];

/** `Email Opened` at so many seconds after noon, of the mail `m`; a name with a slash is a page. */
function entriesOf(rows: readonly Row[]): Entry[] {
  return rows.map(([name, at, properties, more], i) => ({
    kind: name.startsWith('/') ? 'page' : 'track',
    ...(name.startsWith('/') ? { path: name } : { name }),
    source: 'web',
    id: `e${i}`,
    userId: 'u1',
    occurredAt: NOON + Math.round(at * 1000),
    knownAt: NOON + Math.round(at * 1000) + 500,
    properties: name.startsWith('Email') ? { mail: 'm', ...properties } : { ...properties },
    ...more,
  })) as unknown as Entry[];
}

/** What each rule says, as `rule: e0 e1`, or the company it names. */
function said(entries: readonly Entry[], given: GivenSettings = {}): string[] {
  const settings = parseSettings(given);
  if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
  const judge = new HygieneJudge(settings.value);
  for (const entry of entries) judge.add(entry);
  return judge
    .finish()
    .map(
      ({ rule, subject, entries: refs }) =>
        `${rule}: ${refs.length > 0 ? refs.map(({ id }) => id).join(' ') : (subject.domain ?? subject.accountId)}`,
    );
}
const rows = (...all: readonly Row[]): string[] => said(entriesOf(all));
const nothing: string[] = [];

describe('sender-mark', () => {
  test('a sender that says so is believed', () => {
    expect(rows(['Email Opened', 90, { sg_machine_open: true }])).toEqual(['sender-mark: e0']);
    expect(rows(['Demo Requested', 0, { isBot: 'true' }])).toEqual(['sender-mark: e0']);
  });
  test('near misses: false, and a machine of another kind', () => {
    expect(rows(['Email Opened', 90, { sg_machine_open: false }])).toEqual(nothing);
    expect(rows(['Demo Requested', 0, { machine: 'excavator' }])).toEqual(nothing);
  });
});

describe('user-agent', () => {
  test.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36',
    'python-requests/2.31.0',
    'BarracudaCentral/1.0',
    'Mozilla/5.0 (Windows NT 10.0) Proofpoint URL Defense',
  ])('a program: %s', (userAgent) => {
    expect(rows(['Email Link Clicked', 90, { userAgent }])).toEqual(['user-agent: e0']);
    expect(rows(['/pricing', 90, { userAgent }])).toEqual(['user-agent: e0']);
  });
  test.each([
    CHROME,
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.10730; Pro)',
    'Outlook-iOS/723.4027091.prod.iphone (4.28.0)',
    'Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Thunderbird/102.3.0',
  ])('near miss, a person reading: %s', (userAgent) => {
    expect(rows(['Email Opened', 90, { userAgent }], ['Email Link Clicked', 120, { userAgent }])).toEqual(nothing);
  });
});

describe('scanner-network', () => {
  test('addresses of published scanners, IPv6 and IPv4 inside IPv6 too', () => {
    expect(rows(['Email Link Clicked', 90, { ip: '67.231.150.9' }])).toEqual(['scanner-network: e0']);
    expect(rows(['Email Link Clicked', 90, { ip: '2a01:111:f400::1' }])).toEqual(['scanner-network: e0']);
    expect(rows(['Email Link Clicked', 90, { ip: '::ffff:40.92.1.1' }])).toEqual(['scanner-network: e0']);
  });
  test('a network of one’s own', () => {
    const networks = [{ name: 'Ours', ranges: ['192.0.2.0/24'], source: 'the manual', read: '2026-11-28' }];
    const entries = entriesOf([['Email Opened', 90, { ip: '192.0.2.77' }]]);
    expect(said(entries, { networks })).toEqual(['scanner-network: e0']);
    expect(said(entries)).toEqual(nothing);
  });
  test('near misses: a person behind a company gateway or in a cloud, who goes on to the page; no address at all', () => {
    expect(rows(['Email Link Clicked', 90, { ip: '3.120.4.5' }])).toEqual(nothing);
    expect(rows(['Email Link Clicked', 90, { ip: '67.231.150.9' }], ['/pricing', 93])).toEqual(nothing);
    expect(rows(['Email Link Clicked', 90, { ip: '67' }], ['Email Link Clicked', 300, { ip: 'unknown' }])).toEqual(
      nothing,
    );
  });
});

describe('mail-privacy', () => {
  test('Apple’s proxy fetches every mail', () => {
    expect(rows(['Email Opened', 600, { userAgent: 'Mozilla/5.0' }])).toEqual(['mail-privacy: e0']);
  });
  test('Google’s proxy only where it came with the delivery', () => {
    expect(rows(['Email Delivered', 0], ['Email Opened', 1, { userAgent: GMAIL }])).toEqual(['delivery-timing: e1']);
  });
  test('near misses: somebody reading in Gmail, and a click through Apple’s relay', () => {
    expect(rows(['Email Delivered', 0], ['Email Opened', 240, { userAgent: GMAIL }])).toEqual(nothing);
    expect(rows(['Email Link Clicked', 240, { userAgent: 'Mozilla/5.0' }])).toEqual(nothing);
  });
});

describe('link-burst', () => {
  test('three links of a mail within two seconds, told or not', () => {
    const told: Row[] = ['a', 'b', 'c'].map((link, i) => ['Email Link Clicked', 60 + i * 0.4, { link }]);
    expect(rows(...told)).toEqual(['link-burst: e0 e1 e2']);
    expect(rows(['Email Opened', 60], ['Email Link Clicked', 60.7], ['Email Link Clicked', 61.5])).toEqual([
      'link-burst: e0 e1 e2',
    ]);
  });
  test('a scanner before a person: the click that led to a page stays', () => {
    const clicks: Row[] = ['a', 'b', 'c', 'd'].map((link, i) => ['Email Link Clicked', 60 + i * 0.3, { link }]);
    expect(rows(...clicks, ['/pricing', 62])).toEqual(['link-burst: e0 e1 e2']);
  });
  test('near misses: a fast double click, the same link three times, links of three mails, three links within three seconds, whole minutes', () => {
    expect(rows(['Email Opened', 60], ['Email Link Clicked', 61.2], ['Email Link Clicked', 61.4])).toEqual(nothing);
    const same: Row[] = [0, 0.3, 0.6].map((at) => ['Email Link Clicked', 60 + at, { link: 'a' }]);
    expect(rows(...same)).toEqual(nothing);
    const mails: Row[] = [0, 0.3, 0.6].map((at, i) => ['Email Link Clicked', 60 + at, { link: `${i}`, mail: `m${i}` }]);
    expect(rows(...mails)).toEqual(nothing);
    const slow: Row[] = [0, 1.1, 2.2].map((at, i) => ['Email Link Clicked', 60 + at, { link: `${i}` }]);
    expect(rows(...slow)).toEqual(nothing);
    const rounded: Row[] = [0, 0, 0].map((at, i) => ['Email Link Clicked', at + 52.75, { link: `${i}` }]);
    expect(rows(...rounded)).toEqual(nothing);
  });
});

describe('delivery-timing', () => {
  test('a click within ten seconds of delivery, with the open before it', () => {
    expect(rows(['Email Delivered', 0], ['Email Opened', 3], ['Email Link Clicked', 4])).toEqual([
      'delivery-timing: e1 e2',
    ]);
    expect(rows(['Email Delivered', 0], ['Email Opened', 1.5])).toEqual(['delivery-timing: e1']);
  });
  test('near misses: ten seconds, an open after three, another mail, a click that led to a page, deliveries to the minute', () => {
    expect(rows(['Email Delivered', 0], ['Email Opened', 3], ['Email Link Clicked', 10])).toEqual(nothing);
    expect(rows(['Email Delivered', 0, { mail: 'other' }], ['Email Link Clicked', 1])).toEqual(nothing);
    expect(rows(['Email Delivered', 0], ['Email Link Clicked', 6], ['/pricing', 9])).toEqual(nothing);
    expect(rows(['Email Delivered', 52.75], ['Email Link Clicked', 55])).toEqual(nothing);
  });
  test('a page that is a robot’s own proves nothing', () => {
    const robot = { userAgent: 'python-requests/2.31.0' };
    expect(rows(['Email Delivered', 0], ['Email Link Clicked', 6], ['/pricing', 9, robot])).toEqual([
      'user-agent: e2',
      'delivery-timing: e1',
    ]);
  });
});

describe('before-sending', () => {
  test('an open two minutes before the mail went out', () => {
    expect(rows(['Email Opened', -120], ['Email Sent', 0], ['Email Opened', 300])).toEqual(['before-sending: e0']);
  });
  test('near misses: clocks that differ by a minute, and a mail of the same name last week', () => {
    expect(rows(['Email Opened', -50], ['Email Sent', 0])).toEqual(nothing);
    expect(rows(['Email Opened', -7 * 86_400], ['Email Sent', 0])).toEqual(nothing);
  });
});

describe('page-rate', () => {
  const pages = (count: number, every: number): Row[] => Array.from({ length: count }, (_, i) => [`/p${i}`, i * every]);
  test('thirty pages within a minute, and those that follow as fast', () => {
    expect(rows(...pages(30, 2))).toHaveLength(1);
    expect(rows(...pages(45, 2))[0]?.split(' ')).toHaveLength(46);
  });
  test('near misses: twenty-nine, tabs opened at once, an afternoon of reading', () => {
    expect(rows(...pages(29, 1))).toEqual(nothing);
    expect(rows(...pages(12, 0.2))).toEqual(nothing);
    expect(rows(...pages(60, 20))).toEqual(nothing);
  });
});

describe('honeypot', () => {
  const trap = { honeypots: ['https://ours.example/do-not-follow'] };
  test('who follows it did all about that mail, and a property says so too', () => {
    const entries = entriesOf([
      ['Email Opened', 60],
      ['Email Link Clicked', 65, { link: 'https://ours.example/pricing' }],
      ['Email Link Clicked', 70, { link: 'http://www.ours.example/do-not-follow/?utm_source=x' }],
      ['Email Link Clicked', 75, { mail: 'another', link: 'https://ours.example/pricing' }],
    ]);
    expect(said(entries, trap)).toEqual(['honeypot: e0 e1 e2']);
    expect(said(entriesOf([['Form Sent', 0, { website: true }]]), { honeypots: ['website'] })).toEqual([
      'honeypot: e0',
    ]);
    expect(
      said(
        entriesOf([
          ['/do-not-follow', 0],
          ['/a', 9],
          ['/b', 99],
        ]),
        { honeypots: ['/do-not-follow'] },
      ),
    ).toEqual(['honeypot: e0 e1']);
  });
  test('near misses: a page below it, and a property that is false', () => {
    expect(said(entriesOf([['/do-not-follow-up', 0]]), { honeypots: ['/do-not-follow'] })).toEqual(nothing);
    expect(said(entriesOf([['Form Sent', 0, { website: false }]]), { honeypots: ['website'] })).toEqual(nothing);
  });
});

const identify = (more: object): Entry =>
  ({
    kind: 'identify',
    source: 'crm',
    id: 'i',
    userId: 'u1',
    occurredAt: NOON,
    knownAt: NOON,
    lead: {},
    ...more,
  }) as Entry;

describe('test-record', () => {
  test.each([
    { email: 'test@ours.example' },
    { email: 'ada+test2@one.example' },
    { email: 'ada@example.com' },
    { email: 'asdf@asdf.de' },
    { lead: { firstName: 'Test', lastName: 'Test' } },
    { lead: { email: 'x@shop.test' } },
  ])('everything of %j', (more) => {
    const judged = said([identify(more), ...entriesOf([['Demo Requested', 60]])]);
    expect(judged).toEqual(['test-record: i e0']);
  });
  test.each([
    { email: 'contest@one.example' },
    { email: 'ada@testing-labs.example' },
    { email: 'latest.news@one.example' },
    { lead: { firstName: 'Testa', lastName: 'Rossa' } },
    { lead: { title: 'Test manager' } },
  ])('near miss: %j', (more) => {
    expect(said([identify(more)])).toEqual(nothing);
  });
});

describe('internal-domain and competitor-domain', () => {
  const told = { internal: ['ours.example'], competitors: ['rival.example'] };
  test('the domain, its subdomains, and the record that only they stand in', () => {
    const entries = [
      identify({ email: 'eve@ours.example', accountId: 'a0' }),
      identify({ userId: 'u2', email: 'bo@lab.rival.example', accountId: 'a1' }),
      identify({ userId: 'u3', email: 'cy@rival.example', accountId: 'a1' }),
    ];
    expect(said(entries, told)).toEqual([
      'internal-domain: ours.example',
      'internal-domain: a0',
      'competitor-domain: lab.rival.example',
      'competitor-domain: rival.example',
      'competitor-domain: a1',
    ]);
  });
  test('near misses: a look-alike, and a customer where one of theirs stands in', () => {
    expect(said([identify({ email: 'eve@not-ours.example' })], told)).toEqual(nothing);
    const customer = [
      identify({ email: 'cy@rival.example', accountId: 'a2' }),
      identify({ userId: 'u2', email: 'di@customer.example', accountId: 'a2' }),
    ];
    expect(said(customer, told)).toEqual(['competitor-domain: rival.example']);
  });
});

describe('settings', () => {
  const codes = (given: GivenSettings): string[] => parseSettings(given).problems.map(({ code }) => code);
  test('what cannot be is told', () => {
    expect(codes({ internal: ['nonsense'] })).toEqual(['hygiene-bad-domain']);
    expect(codes({ internal: ['a.example'], competitors: ['www.a.example'] })).toEqual(['hygiene-bad-domain']);
    expect(codes({ competitors: ['gmail.com'] })).toEqual(['hygiene-shared-domain']);
    expect(codes({ honeypots: ['two words'] })).toEqual(['hygiene-bad-honeypot']);
    expect(parseSettings({ without: ['user-agnt'] }).problems[0]?.message).toContain('did you mean "user-agent"?');
  });
  test('a rule that is left out says nothing', () => {
    const entries = entriesOf([['Email Opened', 600, { userAgent: 'Mozilla/5.0' }]]);
    expect(said(entries, { without: ['mail-privacy'] })).toEqual(nothing);
  });
});

test('every rule has a name of its own, and a tag that changes with what it judges by', () => {
  expect(new Set(HYGIENE_RULES.map(({ id }) => id)).size).toBe(HYGIENE_RULES.length);
  const [rule] = HYGIENE_RULES;
  const tags = [1, 1, 2].map((judgedBy) => ruleTag(rule as (typeof HYGIENE_RULES)[number], judgedBy));
  expect(tags[0]).toBe(tags[1]);
  expect(tags[0]).not.toBe(tags[2]);
  expect(ruleOfTag(tags[0])).toBe<HygieneRuleId>('sender-mark');
  expect(ruleOfTag('K6')).toBeUndefined();
});

// The snippet on a website in a real browser, delivering into the real service: every event arrives once, under its person, and is scored; nothing leaves before it may.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIntoForce, type RunningService, runService, writeKey } from '../server/running-service.ts';
import { startBrowser } from './browser.ts';
import { type Site, startSite } from './site.ts';

interface Arrived {
  readonly kind: string;
  readonly id: string;
  readonly name?: string;
  readonly path?: string;
  readonly seconds?: number;
  readonly occurredAt: number;
  readonly anonymousId?: string;
  readonly campaign?: Readonly<Record<string, string>>;
  readonly lead?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

interface VisitOptions {
  readonly address?: string;
  readonly body?: string;
  readonly gpc?: boolean;
  readonly forbidsStorage?: boolean;
}

describe('the snippet', () => {
  let running: RunningService;
  let browser: Browser;
  let site: Site;
  let key: string;
  let visits = 0;
  let context: BrowserContext;
  let page: Page;

  /** Everything that came from the site of this test, in the order in which it happened. */
  const arrived = async (): Promise<Arrived[]> => {
    const rows = await running.service.store.read.selectFrom('entries').selectAll().execute();
    return rows
      .map(({ body }) => JSON.parse(body) as Arrived)
      .filter(({ source }) => source === `site-${visits}`)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  };
  const told = async (): Promise<string[]> =>
    (await arrived()).map(({ kind, name, path }) => [kind, name, path].filter((word) => word).join(' '));
  const expectTold = (lines: readonly string[]) => expect.poll(told, { timeout: 10_000 }).toEqual(lines);
  const tag = (attributes = '') =>
    `<script>window.baton=window.baton||function(){(baton.q=baton.q||[]).push(arguments)}</script>
     <script async src="${running.address}/v1/baton.js" ${attributes} data-key="${key}"></script>`;
  /** A new visitor on a site of its own. */
  const visit = async (head: () => string, path = '/', options: VisitOptions = {}) => {
    await context?.close();
    visits += 1;
    key = await writeKey(running, `site-${visits}`);
    site.show(head(), options.body);
    context = await browser.newContext();
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    if (options.forbidsStorage)
      await page.addInitScript("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })");
    if (options.gpc) await page.addInitScript('navigator.globalPrivacyControl = true');
    await page.clock.install();
    await page.goto((options.address ?? site.address) + path);
  };
  const isThere = () => page.waitForFunction('baton.isThere');
  const kept = () =>
    page.evaluate<string[]>("[document.cookie, ...Object.keys(localStorage)].filter((text) => text !== '')");
  const call = (...given: unknown[]) => page.evaluate(`baton(...${JSON.stringify(given)})`);

  beforeAll(async () => {
    running = await runService();
    await bringIntoForce(running, 'enterprise');
    site = await startSite();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await running?.stop();
  });

  it('is small, public, and kept by browsers', async () => {
    const built = readFileSync(new URL('../../packages/snippet/dist/baton.js', import.meta.url));
    expect(gzipSync(built, { level: 9 }).length).toBeLessThanOrEqual(4096);
    const answer = await running.call('GET', '/v1/baton.js');
    expect(answer.body).toBe(built.toString('utf8'));
    expect(answer.headers.get('cache-control')).toContain('public, max-age=');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const tag = answer.headers.get('etag') ?? '';
    expect((await running.call('GET', '/v1/baton.js', undefined, { 'if-none-match': tag })).status).toBe(304);
  });

  it('tells of pages, of those that an app shows without loading, and of the time on them', async () => {
    await visit(() => tag(), '/');
    await expectTold(['page /']);
    await page.evaluate("history.pushState({}, '', '/pricing?plan=secret#top')");
    await expectTold(['page /', 'page /pricing']);
    await page.evaluate("history.replaceState({}, '', '/pricing?plan=other')");
    await page.clock.fastForward(40_000);
    await page.mouse.move(10, 10);
    await page.clock.fastForward(35_000);
    await page.evaluate('history.back()');
    await expectTold(['page /', 'page /pricing', 'dwell /pricing', 'page /']);
    const entries = await arrived();
    expect(entries[2]?.seconds).toBeGreaterThanOrEqual(75);
    expect(entries[2]?.seconds).toBeLessThan(90);
    expect(new Set(entries.map(({ anonymousId }) => anonymousId)).size).toBe(1);
    expect(JSON.stringify(entries)).not.toContain('secret');
    // The browser's clock is months ahead of the service's: what happened is told by the service's.
    for (const { occurredAt } of entries) expect(Math.abs(occurredAt - running.now())).toBeLessThan(120_000);
  });

  it('tells the time on a page that is left for good, by a beacon; a page that nobody looks at any more counts a minute', async () => {
    await visit(() => tag(), '/pricing');
    await expectTold(['page /pricing']);
    await call('identify', { email: 'reader@engines.example' });
    await page.clock.fastForward(300_000);
    await page.goto('about:blank');
    await expectTold(['page /pricing', 'identify', 'dwell /pricing']);
    expect((await arrived())[2]?.seconds).toBe(60);
    // The page and the minute on it, by the definition in force.
    const marketing = await running.signIn('marketing');
    const found = await marketing.call('GET', '/api/v1/leads?search=reader@engines.example');
    expect(found.body.leads).toMatchObject([{ engagement: 15 + 8 }]);
  });

  it('knows by a form who it is, what was asked for and where they came from; never what is secret, ignored or not named', async () => {
    const body = `<form id="demo" data-baton-event="Demo Requested" onsubmit="return false">
        <input name="mail" type="email" value="Ada@engines.example"><input autocomplete="given-name" value="Ada">
        <input autocomplete="organization" value="Analytic Engines"><input data-baton-property="seats" value="40">
        <input name="notes" value="unnamed"><input type="password" value="hunter2" data-baton-property="p">
        <input autocomplete="cc-number" value="4111111111111111" data-baton-property="c">
        <input name="cvc" value="737" data-baton-property="d"><input type="hidden" value="csrf" data-baton-property="e">
        <p data-baton-ignore><input value="private" data-baton-property="f"></p><button>Send</button></form>
      <form id="in" onsubmit="return false"><input type="email" value="eve@else.example">
        <input type="password" autocomplete="current-password" value="x"><button>Sign in</button></form>
      <form id="no" data-baton-ignore onsubmit="return false"><input type="email" value="bob@else.example"><button>No</button></form>
      <form id="news" onsubmit="return false"><button>Subscribe</button></form>`;
    await visit(() => tag(), '/pricing?utm_source=google&utm_medium=cpc&utm_campaign=brand&token=t0k3n', { body });
    await page.evaluate("history.pushState({}, '', '/contact')");
    for (const name of ['Send', 'Sign in', 'No', 'Subscribe']) await page.getByRole('button', { name }).click();
    await expectTold([
      'page /pricing',
      'page /contact',
      'identify',
      'track Demo Requested /contact',
      'track Form Submitted /contact',
    ]);
    const entries = await arrived();
    const [, , who, asked] = entries;
    expect(who?.lead).toEqual({
      email: 'Ada@engines.example',
      firstName: 'Ada',
      firstSource: 'google',
      firstMedium: 'cpc',
      firstCampaign: 'brand',
      lastSource: 'google',
      lastMedium: 'cpc',
      lastCampaign: 'brand',
    });
    expect(who).toMatchObject({ email: 'ada@engines.example', account: { name: 'Analytic Engines' } });
    expect(asked).toMatchObject({
      campaign: { source: 'google', medium: 'cpc', name: 'brand' },
      properties: { form: 'demo', seats: '40' },
    });
    for (const word of ['hunter2', '4111', '737', 'csrf', 'private', 'unnamed', 'else.example', 't0k3n'])
      expect(JSON.stringify(entries)).not.toContain(word);

    const marketing = await running.signIn('marketing');
    const found = await marketing.call('GET', '/api/v1/leads?search=ada@engines.example');
    expect(found.body.leads).toMatchObject([{ company: 'Analytic Engines', engagement: 55, open: ['hand-raise'] }]);
  });

  it('keeps the first touch beside the last, over reloads', async () => {
    await visit(() => tag(), '/?utm_source=first');
    await expectTold(['page /']);
    await page.goto(`${site.address}/?utm_source=second`);
    await expectTold(['page /', 'page /']);
    await call('identify', 'u1', { email: 'two@touches.example' });
    await expectTold(['page /', 'page /', 'identify']);
    const [one, two, who] = await arrived();
    expect([one?.campaign?.source, two?.campaign?.source]).toEqual(['first', 'second']);
    expect(who).toMatchObject({ userId: 'u1', lead: { firstSource: 'first', lastSource: 'second' } });
    expect(one?.anonymousId).toBe(who?.anonymousId);
  });

  it('keeps and sends nothing before consent where it is needed, everything afterwards, and forgets when it is taken back', async () => {
    await visit(() => tag('data-consent="required"'), '/?utm_source=ad');
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url()));
    await isThere();
    await call('track', 'Video Watched');
    await page.clock.runFor(5000);
    expect([await kept(), sent, await told()]).toEqual([[], [], []]);
    await page.evaluate('baton.consent(true)');
    await expectTold(['page /', 'track Video Watched /']);
    expect((await arrived())[1]?.campaign).toEqual({ source: 'ad' });
    await page.reload();
    await expectTold(['page /', 'track Video Watched /', 'dwell /', 'page /']);
    await call('consent', false);
    expect(await kept()).toEqual([]);
    await call('track', 'Video Watched');
    await page.reload();
    await isThere();
    await page.clock.runFor(5000);
    expect([await kept(), (await told()).length]).toEqual([[], 4]);
  });

  it('takes Global Privacy Control for a missing consent, unless the page has it ignored', async () => {
    await visit(() => tag(), '/', { gpc: true });
    await isThere();
    await page.clock.runFor(5000);
    expect([await kept(), await told()]).toEqual([[], []]);
    await visit(() => tag('data-gpc="ignore"'), '/', { gpc: true });
    await expectTold(['page /']);
  });

  it('remembers a refusal where none was asked for', async () => {
    await visit(() => tag(), '/');
    await expectTold(['page /']);
    await call('consent', false);
    await page.goto(`${site.address}/pricing`);
    await isThere();
    await page.clock.runFor(5000);
    expect([await kept(), await told()]).toEqual([['baton:consent'], ['page /']]);
  });

  it('delivers once what could not be delivered, over failures and reloads', async () => {
    await visit(() => tag('data-host="http://127.0.0.1:9"'));
    await isThere();
    for (let i = 0; i < 25; i++) await call('track', 'Content Downloaded', { i });
    await page.clock.runFor(10_000);
    site.show(tag());
    let failures = 0;
    await page.route('**/v1/b', (route) => {
      failures += 1;
      return failures === 1 ? route.fulfill({ status: 503 }) : failures === 2 ? route.abort() : route.continue();
    });
    await page.goto(`${site.address}/guides`);
    await isThere();
    await call('track', 'Content Downloaded', { i: 25 });
    expect(await told()).toEqual([]);
    const delivered = async () => {
      await page.clock.runFor(1000);
      return (await told()).filter((line) => line.startsWith('track')).length;
    };
    await expect.poll(delivered, { timeout: 10_000 }).toBe(26);
    expect(failures).toBeGreaterThan(2);
    const entries = await arrived();
    const numbers = entries
      .filter(({ kind }) => kind === 'track')
      .map(({ properties }) => (properties as { i: number }).i);
    expect(numbers).toEqual(Array.from({ length: 26 }, (_, i) => i));
    await expect.poll(kept).not.toContainEqual(expect.stringContaining('baton:q:'));
  });

  it('keeps who somebody is by a cookie where the browser has no storage, and between subdomains where told', async () => {
    await visit(() => tag(), '/', { forbidsStorage: true });
    await expectTold(['page /']);
    await page.goto(`${site.address}/again`);
    await expectTold(['page /', 'page /again']);
    const ids = async () => new Set((await arrived()).map(({ anonymousId }) => anonymousId)).size;
    expect(await ids()).toBe(1);

    const shop = (name: string) => site.address.replace('localhost', `${name}.shop.localhost`);
    await visit(() => tag('data-cookie-domain=".shop.localhost"'), '/', { address: shop('www') });
    await expectTold(['page /']);
    await page.goto(`${shop('docs')}/guides`);
    await expectTold(['page /', 'page /guides']);
    expect(await ids()).toBe(1);
  });

  it('keeps what a key may not deliver from this site until it may', async () => {
    const admin = await running.signIn('admin');
    const make = async (origins: readonly string[]) =>
      (await admin.call('POST', '/api/v1/keys', { kind: 'write', label: 'x', source: `site-${visits + 1}`, origins }))
        .body.key as string;
    const [wrong, right] = [await make(['https://elsewhere.example']), await make([site.address])];
    const warned: string[] = [];
    await visit(() => tag(`data-key="${wrong}"`));
    page.on('console', (message) => warned.push(message.text()));
    await page.goto(`${site.address}/one`);
    await expect.poll(() => warned.join()).toContain('Baton refuses the key or this site: 403');
    expect(await told()).toEqual([]);
    site.show(tag(`data-key="${right}"`));
    await page.goto(`${site.address}/two`);
    await expectTold(['page /', 'page /one', 'page /two']);
  });

  it('carries out what was called before it was there, and complains of nothing', async () => {
    const calls = `<script>baton('identify', { email: 'early@bird.example' }); baton('track', 'Signed Up')</script>`;
    await visit(() => tag() + calls);
    await expectTold(['page /', 'identify', 'track Signed Up /']);
  });

  it('leaves a ledger without a refusal or a conflict', async () => {
    const admin = await running.signIn('admin');
    const { body } = await admin.call('GET', '/api/v1/ledger?since=0');
    const rows = body.hours.filter(({ source }: { source: string }) => source.startsWith('site-'));
    expect(rows.length).toBeGreaterThan(visits / 2);
    for (const row of rows) expect(row).toMatchObject({ conflict: 0, refused: 0 });
  });
});

// The web app in a real browser, on the real service: what reps, marketing and admins do all day, by keys and by clicks.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bringIntoForce,
  finished,
  PASSWORD,
  type RunningService,
  runService,
  writeKey,
} from '../server/running-service.ts';
import { signInByPage, startBrowser, type Visit, visit } from './browser.ts';
import { faultsOf } from './faults.ts';
import { tracker } from './leads-that-arrive.ts';

const HOSTILE = '<img src=x onerror="document.title=1">';

describe('the web app', () => {
  let running: RunningService;
  let browser: Browser;
  let send: ReturnType<typeof tracker>;
  let sales: Visit;
  let marketing: Visit;
  let admin: Visit;
  const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
  const handoffOf = async (person: string) => {
    const rep = await running.signIn('sales');
    return (await rep.call('GET', `/api/v1/leads/${person}`)).body.handoffs[0];
  };

  beforeAll(async () => {
    running = await runService();
    await running.signIn('sales');
    await bringIntoForce(running, 'enterprise');
    send = tracker(running, await writeKey(running));
    await send.isKnown('Ada', 'Analytic Engines');
    for (const path of ['/pricing', '/customers/one', '/pricing', '/careers']) await send.sees('Ada', path);
    for (const name of ['Ada', 'Bea', 'Cleo', 'Dora']) {
      if (name !== 'Ada') await send.isKnown(name, `${name} Works`);
      await send.does(name, 'Demo Requested');
      running.tick(60_000);
    }
    await send.post('/v1/track', { messageId: 'nobody', event: 'Demo Requested' });
    browser = await startBrowser();
    sales = await visit(browser, running);
    marketing = await visit(browser, running);
    admin = await visit(browser, running);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  it('asks who is there, says what is wrong with a password, and goes on to where one wanted', async () => {
    const { page } = sales;
    await page.goto('/leads?search=ada');
    await page.getByLabel('E-mail').fill('sales@company.example');
    await page.locator('input[type=password]').fill('a wrong password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('do not belong together').waitFor();
    await page.locator('input[type=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Ada' }).waitFor();
    expect(new URL(page.url()).search).toBe('?search=ada');
  });

  it('accepts the first lead of the queue by one key', async () => {
    const { page } = sales;
    await page.goto('/queue');
    await rowOf(page, 'Dora').waitFor();
    const first = page.getByRole('listitem').first();
    const name = (await first.getByRole('link').textContent()) ?? '';
    await page.keyboard.press('a');
    await first.getByText('Accepted', { exact: true }).waitFor();
    await expect.poll(async () => (await handoffOf(name.toLowerCase())).state).toBe('accepted');
  });

  it('rejects the next one with a signed reason by two keys, and the row stays where it is', async () => {
    const { page } = sales;
    await page.goto('/queue');
    const first = page.getByRole('listitem').first();
    const name = (await first.getByRole('link').textContent()) ?? '';
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    await page.keyboard.press('r');
    await page.getByText('Reject, because').waitFor();
    await page.keyboard.press('1');
    await first.getByText('Rejected: Company too small').waitFor();
    await expect
      .poll(async () => await handoffOf(name.toLowerCase()))
      .toMatchObject({ state: 'rejected', reason: 'wrong-size' });
    expect(await page.getByRole('listitem').first().textContent()).toContain(name);
  });

  it('tells on the row who was faster, when a race is lost', async () => {
    const { page } = sales;
    await page.route('**/api/v1/changes', (route) => route.abort());
    await page.goto('/queue');
    const first = page.getByRole('listitem').first();
    const name = (await first.getByRole('link').textContent()) ?? '';
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    const faster = await running.signIn('sales', 'faster');
    const { id, rep } = await handoffOf(name.toLowerCase());
    await faster.call('POST', `/api/v1/handoffs/${id}/assign`, { from: rep.id });
    await faster.call('POST', `/api/v1/handoffs/${id}/answer`, { answer: 'accepted' });
    await page.keyboard.press('a');
    await first.getByText('Too late: faster has it, and it is accepted.').waitFor();
    await page.unroute('**/api/v1/changes');
  });

  it('announces what is new and shows it when asked, moving no row by itself; hostile names stay text', async () => {
    const { page } = sales;
    const streams = page.waitForResponse('**/api/v1/changes');
    await page.goto('/queue?whose=all');
    await streams;
    await page.getByRole('listitem').first().waitFor();
    const before = await page.getByRole('listitem').count();
    await send.isKnown('Eve', 'Eve Works', HOSTILE);
    await send.does('Eve', 'Demo Requested');
    const news = page.getByRole('button', { name: '1 new' });
    await news.waitFor();
    expect(await page.getByRole('listitem').count()).toBe(before);
    await page.keyboard.press('n');
    await page.getByRole('link', { name: HOSTILE }).waitFor();
    expect(await page.getByRole('listitem').count()).toBe(before + 1);
    expect(await page.locator('main img').count()).toBe(0);
  });

  it('snoozes a row by two keys, makes another’s row mine by one, and gives it back by one', async () => {
    const { page } = sales;
    await page.goto('/queue');
    await page.getByRole('button', { name: 'Snooze' }).waitFor();
    await page.keyboard.press('s');
    await page.getByText('Snooze until').waitFor();
    await page.keyboard.press('1');
    await page.getByRole('listitem').first().getByText('Snoozed until').waitFor();
    await page.goto('/queue?whose=all&state=accepted');
    const row = rowOf(page, 'faster');
    const name = (await row.getByRole('link').textContent()) ?? '';
    await row.click({ position: { x: 4, y: 4 } });
    await page.keyboard.press('m');
    await rowOf(page, name).getByText('you', { exact: true }).waitFor();
    const me = (await running.signIn('sales')).id;
    await expect.poll(async () => (await handoffOf(name.toLowerCase())).rep.id).toBe(me);
    await page.keyboard.press('u');
    await expect.poll(async () => (await handoffOf(name.toLowerCase())).rep.name).toBe('faster');
  });

  it('reads on where the list goes on', async () => {
    const { page } = sales;
    await page.route('**/api/v1/queue?*', (route) =>
      route.continue({ url: route.request().url().replace('limit=100', 'limit=1') }),
    );
    await page.goto('/queue?whose=all&state=accepted');
    const rows = page.getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    const first = await rows.first().getByRole('link').textContent();
    await page.getByRole('button', { name: 'Show 100 more' }).click();
    await expect.poll(() => rows.count()).toBe(2);
    expect(await rows.first().getByRole('link').textContent()).toBe(first);
    await page.unroute('**/api/v1/queue?*');
  });

  it('explains its keys, and switches them off for those who want none', async () => {
    const { page } = sales;
    await page.keyboard.press('?');
    const help = page.getByRole('dialog');
    await help.getByText('accept', { exact: true }).waitFor();
    await help.getByRole('switch').click();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await page.keyboard.press('r');
    await page.keyboard.press('?');
    expect(await page.getByText('Reject, because').count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Keys' }).click();
    await help.getByRole('switch').click();
    await page.keyboard.press('Escape');
  });

  it('takes a lead’s score apart into lines that add up to it, each with its events', async () => {
    const { page } = sales;
    await page.goto('/leads/ada');
    await page.getByText(/^Hand-raise on .*; fit A; definition enterprise v1, signed by both\.$/).waitFor();
    const lines = page.getByRole('table', { name: 'Engagement, line by line' });
    const numberOf = (text: string | null): number => Number((text ?? '').replace('−', '-'));
    const points = (await lines.locator('tbody tr td:last-child').allTextContents()).map(numberOf);
    const total = numberOf(await lines.locator('tfoot td:last-child').textContent());
    expect(points.length).toBeGreaterThanOrEqual(4);
    expect(points.some((each) => each < 0)).toBe(true);
    expect(points.reduce((sum, each) => sum + Math.round(each * 10), 0)).toBe(Math.round(total * 10));
    const rep = await running.signIn('sales');
    expect(Math.round(total * 10)).toBe(
      (await rep.call('GET', '/api/v1/leads/ada')).body.standings[0].standing.engagement,
    );
    await lines.getByText('Visited the pricing page ×2').click();
    await lines.getByRole('link').first().click();
    await page.locator('details[open] > pre').first().waitFor();
  });

  it('shows a lead as of a day before anything was known of it: nobody', async () => {
    const { page } = sales;
    await page.getByLabel('As of the end of').fill('2026-03-01');
    await page.getByText('Nothing was known of this lead then').waitFor();
    expect(new URL(page.url()).search).toContain('at=');
  });

  it('takes a definition from a draft through backtest and two signatures into force', async () => {
    const { page } = marketing;
    await signInByPage(page, 'marketing');
    await page.goto('/definition/enterprise/1');
    await page.getByRole('link', { name: 'New draft of it' }).click();
    await page.getByRole('heading', { name: 'New draft of enterprise' }).waitFor();
    await page.getByRole('tab', { name: 'Text' }).click();
    await page.getByLabel('definition.yaml').getByText('definition: enterprise').click();
    await page.keyboard.press('End');
    for (const _ of 'enterprise') await page.keyboard.press('Backspace');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('The definition cannot be read').waitFor();
    await page.getByLabel('definition.yaml').getByText('definition:').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type('enterprise');
    await page.getByRole('tab', { name: 'Numbers' }).click();
    await page.getByLabel('Visited the pricing page, as a number').fill('12');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('heading', { name: 'enterprise v2' }).waitFor();
    await page.getByRole('button', { name: 'Run the backtest' }).click();
    await page.getByRole('link', { name: 'Open the backtest' }).waitFor();
    await page.getByRole('tab', { name: 'Changes (1)' }).click();
    await page.getByText('Visited the pricing page', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Propose for signing' }).click();
    const sign = async ({ page: on }: Visit, side: string, word = PASSWORD) => {
      await on.locator('input[type=password]').fill(word);
      await on.getByRole('button', { name: `Sign for ${side}` }).click();
    };
    await sign(marketing, 'marketing', 'not the password');
    await page.getByText('nothing was done').waitFor();
    await sign(marketing, 'marketing');
    await page.getByText('You have signed.').waitFor();
    await sales.page.goto('/definition/enterprise/2');
    await sign(sales, 'sales');
    await sales.page.getByRole('button', { name: 'Bring into force' }).click();
    await sales.page.getByText(/^Since /).waitFor();
    const versions = (await (await running.signIn('sales')).call('GET', '/api/v1/definitions')).body.versions;
    expect(versions.map((each: { state: string }) => each.state).sort()).toEqual(['in-force', 'superseded']);
    await sales.page.getByRole('button', { name: 'I have read this version' }).click();
    await sales.page.getByText('Read by 1 of').waitFor();
  });

  it('lets one person go back to what both had signed, and says so on the page', async () => {
    const { page } = sales;
    await page.goto('/definition/enterprise/1');
    await page.getByText('Go back to this version').click();
    await page.locator('input[type=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Go back to it' }).click();
    await page.getByRole('heading', { name: 'enterprise v3' }).waitFor();
    await page.getByText('One person went back to this version').waitFor();
  });

  it('strikes a signature through once the text was edited', async () => {
    const writer = await running.signIn('marketing');
    const { body } = await writer.call('GET', '/api/v1/definitions/enterprise/1');
    const made = await writer.call('POST', '/api/v1/definitions', { text: body.text, tests: body.tests });
    const path = `/api/v1/definitions/enterprise/${made.body.version}`;
    const params = { name: 'enterprise', version: made.body.version };
    const job = (await writer.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body;
    await finished(writer, job.id);
    await writer.call('POST', `${path}/propose`);
    await writer.call('POST', `${path}/sign`, { digest: made.body.digest, password: PASSWORD });
    const edited = { text: body.text.replace('atMost: 3, oncePer: 1h', 'atMost: 1, oncePer: 1h'), tests: body.tests };
    await writer.call('PUT', path, edited);
    await sales.page.goto(`/definition/enterprise/${made.body.version}`);
    await sales.page.locator('s').waitFor();
    expect(await sales.page.locator('s').textContent()).toContain('marketing, for marketing');
  });

  it('shows a ledger that adds up, mends what was refused, and shows a new key once', async () => {
    const { page } = admin;
    await signInByPage(page, 'admin');
    await page.goto('/data');
    const cells = page.getByRole('row').filter({ hasText: 'web' }).getByRole('cell');
    await cells.first().waitFor();
    const [accepted, duplicate, conflict, refused, received] = (await cells.allTextContents()).slice(1).map(Number);
    expect([refused, (accepted ?? 0) + (duplicate ?? 0) + (conflict ?? 0) + (refused ?? 0)]).toEqual([1, received]);
    await page.getByRole('tab', { name: 'Refused' }).click();
    await page.getByText('names neither').first().click();
    const entry = page.getByLabel('The entry, to be mended');
    await entry.fill((await entry.inputValue()).replace('{', '{ "userId": "mended",'));
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText('Nothing waits to be mended').waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Keys' }).click();
    await page.getByLabel('What to call it').fill('Main website');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const key = page.getByRole('alert').locator('code');
    expect(await key.textContent()).toMatch(/^wk_/);
    await page.reload();
    await page.getByRole('cell', { name: 'Main website', exact: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('has no serious fault of accessibility on any page, light or dark', async () => {
    const faults: string[] = [];
    const check = async ({ page }: Visit, path: string, ready: string): Promise<void> => {
      faults.push(...(await faultsOf(page, path, ready)));
    };
    await check(sales, '/queue', 'left');
    await check(sales, '/leads/ada', 'What was decided');
    await check(sales, '/leads', 'Analytic Engines');
    await check(sales, '/definition', 'Who fits');
    await check(marketing, '/definition/enterprise/4', 'void');
    await check(marketing, '/definition/draft?name=enterprise&version=1', 'Stories');
    await check(admin, '/data', 'received');
    await check(admin, '/settings?tab=keys', 'Main website');
    expect(faults).toEqual([]);
  });

  it('fits a window of 320 px on every page', async () => {
    const { page } = sales;
    await page.setViewportSize({ width: 320, height: 640 });
    const widths: unknown[] = [];
    for (const path of ['/queue', '/leads', '/leads/ada', '/definition/enterprise/4']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      widths.push(await page.evaluate('document.documentElement.scrollWidth'));
    }
    expect(widths).toEqual([320, 320, 320, 320]);
  });

  it('never ran into its own policy, nor into an error, in all of this', () => {
    const complaints = [sales, marketing, admin].flatMap((each) => each.complaints);
    expect(complaints.filter((each) => !/net::ERR_FAILED/.test(each))).toEqual([]);
  });

  it('makes the first person by the one-time link', async () => {
    const fresh = await runService();
    const { page, context } = await visit(browser, fresh);
    await page.goto(fresh.service.setupLink ?? '');
    await page.getByLabel('Your name').fill('The first');
    await page.getByLabel('E-mail').fill('first@company.example');
    await page.locator('input[type=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByText('Waiting for the first event').waitFor();
    await context.close();
    await fresh.stop();
  });
});

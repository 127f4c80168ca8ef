// Nurture from a pasted folder to a mail that nobody knows of, webhooks that were given up, a backlog let go, a packet read, months kept, and a person erased: in a real browser, on the real service.
import { DAY, HOUR } from '@baton/core/base/duration';
import { signAtOnce } from '@baton/server/demo/signed-at-once';
import { PAUSES } from '@baton/server/outgoing/delivery';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Endpoint, startEndpoint } from '../server/endpoint.ts';
import { directorComes, folder } from '../server/mailing.ts';
import {
  exampleFolder,
  finished,
  MONDAY,
  PASSWORD,
  type RunningService,
  runService,
  writeKey,
} from '../server/running-service.ts';
import { type SmtpSink, startSmtpSink } from '../server/smtp-sink.ts';
import { STRICT_ENTERPRISE } from '../server/strict-enterprise.ts';
import { signInByPage, startBrowser, type Visit, visit } from './browser.ts';
import { faultsHere, faultsOf } from './faults.ts';

describe('nurture, integrations, backlogs and what is kept', () => {
  let running: RunningService;
  let browser: Browser;
  let sink: SmtpSink;
  let endpoint: Endpoint;
  let marketing: Visit;
  let admin: Visit;
  let seller: Visit;
  let key: string;
  const visits: Visit[] = [];
  const enter = async (who: string, on = running): Promise<Visit> => {
    const made = await visit(browser, on);
    visits.push(made);
    await signInByPage(made.page, who);
    return made;
  };
  const region = (page: Page, name: string) => page.getByRole('region', { name });

  beforeAll(async () => {
    [sink, endpoint] = [await startSmtpSink(), await startEndpoint()];
    running = await runService({
      environment: {
        BATON_URL: 'http://baton.example',
        BATON_MAIL_SMTP: sink.url,
        BATON_MAIL_FROM: 'Our Company <news@mail.company.example>',
        BATON_OUTGOING_ALLOW: '127.0.0.1',
      },
      resolveTxt: async (name) => {
        if (name === 'mail.company.example') return [['v=spf1 include:sender.example -all']];
        throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
      },
    });
    for (const role of ['marketing', 'sales'] as const) await running.signIn(role);
    await running.service.store.change((tx) =>
      signAtOnce(tx, { text: STRICT_ENTERPRISE, tests: '', readme: '' }, MONDAY - 30 * DAY, {
        marketing: 'm',
        sales: 's',
      }),
    );
    key = await writeKey(running);
    browser = await startBrowser();
    marketing = await enter('marketing');
    admin = await enter('admin');
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    await sink?.stop();
    await endpoint?.stop();
  });

  it('says what a programme is where there is none, and that nothing goes without a mail server', async () => {
    const without = await runService();
    await without.signIn('admin');
    const { page, context } = await enter('admin', without);
    await page.goto('/nurture');
    await page.getByText('No programme yet').waitFor();
    await page.getByText('no mail server is configured', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'New programme' }).waitFor();
    await context.close();
    await without.stop();
  });

  it('takes a pasted folder, says what is wrong with it, and brings it into force', async () => {
    const { page } = marketing;
    const { text, templates } = folder() as { text: string; templates: Record<string, string> };
    await page.goto('/nurture/draft');
    await page
      .getByLabel('programme.yaml')
      .fill(text.replace('two: { wait: 2d, mail: second }', 'two: { mail: third }'));
    await page.locator('input[type=file]').setInputFiles(
      Object.entries(templates).map(([mail, body]) => ({
        name: `${mail}.liquid`,
        mimeType: 'text/plain',
        buffer: Buffer.from(body),
      })),
    );
    expect(await page.getByLabel('Body of second').inputValue()).toBe(templates.second);
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('alert').getByText('third').first().waitFor();
    await page.getByLabel('programme.yaml').fill(text);
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('heading', { name: 'directors' }).waitFor();
    await page.getByRole('button', { name: 'Bring into force' }).click();
    await page.getByText('Active: takes people in', { exact: false }).waitFor();
    running.tick(20_000);
  });

  it('shows who is in it and what became of their mails, and writes none a second time', async () => {
    const { page } = marketing;
    sink.answers.push('take', { breakOff: true, keep: true });
    for (const person of ['ada', 'bea']) {
      await directorComes(running, key, person);
      await running.service.mail.delivery?.deliver();
    }
    running.tick(HOUR);
    await running.service.mail.delivery?.deliver();
    await page.goto('/nurture/programmes/directors?tab=results');
    await page.getByText('2 came in, 0 of them held out; 2 are in it now.').waitFor();
    await region(page, 'Steps').getByRole('link', { name: '2' }).click();
    await region(page, 'People in the programme').getByText('at two, next', { exact: false }).first().waitFor();
    await page.getByRole('tab', { name: 'Mails' }).click();
    await page.getByText('1 mail may have gone, or may not.').waitFor();
    await page.getByLabel('State').selectOption('unknown');
    await region(page, 'Mails').getByText('bea@bea.example').waitFor();
    expect(await region(page, 'Mails').getByRole('row').count()).toBe(2);
    expect(sink.mails.length).toBe(2);
  });

  it('shows a mail as a lead gets it, sends one to whoever asks, and pauses, goes on and ends', async () => {
    const { page } = marketing;
    await page.getByRole('tab', { name: 'Preview' }).click();
    await page.getByLabel('As for this lead').fill('email:ada@ada.example');
    await page.getByRole('button', { name: 'Look at it' }).click();
    await region(page, 'The mail').getByText('For you, Ada').waitFor();
    await page.getByRole('button', { name: 'Send it to marketing@company.example' }).click();
    await page.getByText('The mail server has taken it for marketing@company.example').waitFor();
    expect((await sink.read()).at(-1)?.subject).toBe('[Test] For you, Ada');
    for (const [does, then] of [
      ['Pause', 'Paused: sends nothing'],
      ['Go on', 'Active: takes people in'],
      ['End', ''],
      ['End it for good', 'Ended'],
    ] as const) {
      await page.getByRole('button', { name: does, exact: true }).click();
      if (then !== '') await page.getByText(`${then}. Follows`, { exact: false }).waitFor();
    }
    running.tick(20_000);
    await running.service.watchClocks();
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByText('the programme ended', { exact: false }).first().waitFor();
  });

  it('shows whom a draft concerns before it is signed, and lets them go once it is in force', async () => {
    const { page } = marketing;
    const came = (n: number, hours: number, path: string) => ({
      type: 'page',
      messageId: `saw-${n}-${hours}`,
      userId: `u${n}`,
      timestamp: new Date(running.now() - hours * HOUR).toISOString(),
      properties: { path },
    });
    const traits = (n: number) => ({
      email: `u${n}@c${n}.example`,
      name: `Person ${n}`,
      seniority: 'director',
      company: { name: `Company ${n}`, employees: 500, industry: 'Software', country: 'US' },
    });
    const entries = [1, 2].flatMap((n) => [
      { ...came(n, 5, ''), type: 'identify', messageId: `is-${n}`, properties: undefined, traits: traits(n) },
      ...[4, 3, 2].map((hours) => came(n, hours, '/pricing')),
      came(n, 1, n === 2 ? '/compare/others' : '/customers/one'),
    ]);
    await (await running.signIn('admin')).call('POST', '/api/v1/import', { source: 'crm', entries });
    const [writer, rep] = [await running.signIn('marketing'), await running.signIn('sales')];
    const { digest } = (await writer.call('POST', '/api/v1/definitions', exampleFolder('enterprise'))).body;
    await page.goto('/definition/enterprise/2?tab=backlog');
    await page.getByRole('button', { name: 'Look at everybody' }).click();
    await page.getByText('2 leads stand over a gate').waitFor();
    await region(page, 'Leads over a gate').getByRole('link', { name: 'Person 2' }).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await faultsHere(page)).toEqual([]);
    const path = '/api/v1/definitions/enterprise/2';
    const params = { name: 'enterprise', version: 2 };
    await finished(writer, (await writer.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body.id);
    await writer.call('POST', `${path}/propose`);
    for (const signer of [writer, rep]) await signer.call('POST', `${path}/sign`, { digest, password: PASSWORD });
    await rep.call('POST', `${path}/activate`);
    running.tick(20_000);
    await page.reload();
    await page.getByRole('checkbox', { name: 'Pick Person 2' }).check();
    await page.getByRole('checkbox', { name: 'Pick Person 1' }).check();
    await page.getByRole('button', { name: 'Let 2 leads go to sales' }).click();
    await page.getByText('0 leads stand over a gate').waitFor();
    expect((await rep.call('GET', '/api/v1/queue')).body.handoffs.length).toBe(2);
  });

  it('tells a rep by one key what to know before the call', async () => {
    seller = await enter('sales');
    const { page } = seller;
    await page.goto('/queue?whose=all');
    await page.getByRole('link', { name: 'Person 2' }).focus();
    await page.keyboard.press('o');
    const packet = region(page, 'Before the call with Person 2');
    await packet.getByText('Heaviest signals').waitFor();
    expect(await packet.getByText(/, 3 times: [\d.]+ points, last/).count()).toBe(1);
    await packet.getByText('What would change it').waitFor();
    expect(await faultsHere(page)).toEqual([]);
    await page.keyboard.press('o');
    await packet.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Before the call of Person 2' }).click();
    await packet.waitFor();
  });

  it('answers several hand-offs that are picked by key, and says on each row what became of it', async () => {
    const { page } = seller;
    await page.goto('/queue?whose=all');
    const rows = page.getByRole('list', { name: 'Hand-offs' }).getByRole('listitem');
    await rows.nth(1).waitFor();
    for (const pressed of ['j', 'x', 'j', 'x']) await page.keyboard.press(pressed);
    const bar = region(page, 'Answer what is picked');
    await bar.getByText('2 picked:').waitFor();
    expect(await faultsHere(page)).toEqual([]);
    await bar.getByRole('button', { name: 'Accept 2' }).click();
    await bar.waitFor({ state: 'hidden' });
    const states = (await (await running.signIn('sales')).call('GET', '/api/v1/queue?state=accepted')).body.handoffs;
    expect(states.length).toBe(2);
    await expect.poll(() => rows.getByText(/^Accepted/).count()).toBe(2);
  });

  it('shows a webhook’s secret once, what was given up, and sends it again', async () => {
    const { page } = admin;
    await page.goto('/settings?tab=integrations');
    await page.getByLabel('What to call it').fill('CRM');
    await page.getByLabel('Where messages go').fill(endpoint.url);
    await page.getByRole('button', { name: 'Make the webhook' }).click();
    await page.getByText('copy it now, it is shown this once', { exact: false }).waitFor();
    expect(await page.getByText(/^whsec_/).count()).toBe(1);
    await page.reload();
    const hook = region(page, 'Webhook CRM');
    await hook.getByText('Nothing waits.').waitFor();
    expect(await page.getByText(/whsec_/).count()).toBe(0);
    endpoint.answers.push(...PAUSES.map(() => 500), 500);
    await hook.getByRole('button', { name: 'Send a test' }).click();
    await hook.getByText('A test message is on its way', { exact: false }).waitFor();
    for (const pause of [...PAUSES, 0]) {
      await running.service.delivery.deliver();
      running.tick(pause);
    }
    // Three days went by: whoever was signed in has to sign in anew.
    admin = await enter('admin');
    await admin.page.goto('/settings?tab=integrations');
    const later = region(admin.page, 'Webhook CRM');
    await later.getByText('1 message was given up.', { exact: false }).waitFor();
    await later.getByRole('button', { name: 'Show messages' }).click();
    await region(admin.page, 'Messages of CRM')
      .getByText(/^given up/)
      .waitFor();
    await later.getByRole('button', { name: 'Send 1 message again' }).click();
    await later.getByText('1 message goes again.').waitFor();
    await running.service.delivery.deliver();
    expect(endpoint.taken.at(-1)?.body).toContain('"type":"test"');
    await admin.page.getByRole('button', { name: 'Check the domain' }).click();
    const records = region(admin.page, 'Records of mail.company.example');
    await records.getByRole('row').filter({ hasText: 'SPF' }).getByText('✓ ok').waitFor();
    await records.getByRole('row').filter({ hasText: 'DMARC' }).getByText('✗ missing').waitFor();
  });

  it('says how much would go before months are kept', async () => {
    const { page } = admin;
    running.tick(70 * 24 * HOUR);
    admin = await enter('admin');
    await admin.page.goto('/settings?tab=retention');
    const months = admin.page.getByLabel('Months that tracked behaviour is kept');
    await months.fill('1');
    await admin.page.getByText(/^[1-9]\d* entr(y|ies)$/).waitFor();
    await admin.page.getByRole('button', { name: 'Keep it so' }).click();
    await admin.page.getByRole('button', { name: 'Keep it so' }).waitFor({ state: 'hidden' });
    await admin.page.reload();
    expect(await months.inputValue()).toBe('1');
    await page.context().close();
  });

  it('gives out what is held about a person, and erases them once their name is typed', async () => {
    const { page } = admin;
    await page.goto('/leads/u1');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export it as JSON' }).click();
    expect((await download).suggestedFilename()).toBe('person.json');
    await page.getByRole('button', { name: 'Erase this person' }).click();
    const erase = page.getByRole('button', { name: 'Erase for good' });
    await page.getByLabel('Type Person 1 to confirm').fill('Person');
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel('Type Person 1 to confirm').fill('Person 1');
    await erase.click();
    await page.getByRole('heading', { name: 'Erased' }).waitFor();
    await page.getByRole('link', { name: 'Back to the leads' }).click();
    await page.getByText('Person 2').waitFor();
    expect(await page.getByText('Person 1').count()).toBe(0);
  });

  it('goes to a page and finds a lead by keys alone', async () => {
    const { page } = admin;
    // The rooms and what stands beside them are one line at a desk.
    expect((await page.locator('header').first().boundingBox())?.height).toBeLessThan(60);
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'Page, name, e-mail, company or id' });
    await box.fill('nurt');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nurture' }).waitFor();
    await page.keyboard.press('Control+k');
    await box.fill('company 2');
    await page.getByRole('option', { name: 'Person 2' }).waitFor();
    expect(await faultsHere(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Person 2' }).waitFor();
  });

  it('has no faults that axe knows, fits 320 px, and nothing was refused by the pages’ policy', async () => {
    const { page } = admin;
    const faults: string[] = [];
    for (const [path, ready] of [
      ['/nurture', 'directors v1'],
      ['/nurture/programmes/directors?tab=mails', 'bea@bea.example'],
      ['/nurture/draft?name=directors&version=1', 'Body of second'],
      ['/settings?tab=integrations', 'Nothing waits.'],
      ['/settings?tab=retention', 'Would go now'],
    ] as const) {
      faults.push(...(await faultsOf(page, path, ready)));
      await page.setViewportSize({ width: 320, height: 640 });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (width !== 320) faults.push(`${path}: ${width} px wide`);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    expect(faults).toEqual([]);
    expect(visits.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

// Exports brought in, people and keys seen to, a lead looked at in depth: in a real browser, on the real service.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIntoForce, type RunningService, runService, writeKey } from '../server/running-service.ts';
import { signInByPage, startBrowser, type Visit, visit } from './browser.ts';
import { tracker } from './leads-that-arrive.ts';

const CONTACTS = `Id,Email,First Name,Job Title,Created Date
${Array.from({ length: 30 }, (_, i) => `c${i},p${i}@works${i % 5}.example,"P, ${i}",CTO,2025-11-0${1 + (i % 9)}T09:00:00`).join('\n')}
c99,p99@works.example,Late,CTO,soon
`;
const DEALS = `Deal ID,Company,Created Date,Close Date,Stage,Amount
${Array.from({ length: 9 }, (_, i) => `d${i},Works${i % 5},2025-12-01,2026-01-1${i},${i % 2 === 0 ? 'Closed Won' : 'Closed Lost'},900${i}`).join('\n')}
`;
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

describe('data, settings and a lead in depth', () => {
  let running: RunningService;
  let browser: Browser;
  let admin: Visit;
  const faults: string[] = [];
  /** Faults of accessibility, light and dark, and whether a window of 320 px holds it. */
  const look = async (page: Page): Promise<void> => {
    for (const [scheme, builder] of [
      ['light', new AxeBuilder({ page })],
      ['dark', new AxeBuilder({ page }).withRules(['color-contrast'])],
    ] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor();
      const { violations } = await builder.setLegacyMode(true).analyze();
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical') faults.push(`${page.url()}: ${id} ${nodes[0]?.html ?? ''}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 320, height: 640 });
    const width = await page.evaluate('document.documentElement.scrollWidth');
    if (width !== 320) faults.push(`${page.url()}: ${width} px wide`);
    await page.setViewportSize({ width: 1280, height: 800 });
  };

  beforeAll(async () => {
    running = await runService();
    for (const role of ['marketing', 'viewer'] as const) await running.signIn(role);
    browser = await startBrowser();
    admin = await visit(browser, running);
    await signInByPage(admin.page, 'admin');
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  it('says what comes first in an empty company', async () => {
    const { page } = admin;
    await page.goto('/start');
    const next = page.locator('[aria-current=step]');
    await next.getByText('Add somebody of marketing and somebody of sales').waitFor();
    await running.signIn('sales');
    await next.getByText('Let data in').waitFor();
    await look(page);
    await next.getByRole('link', { name: 'Bring in exports' }).click();
  });

  it('asks about exports what they do not show, shows what they hold, and brings them in', async () => {
    const { page } = admin;
    await page.getByText('Drop exports here').waitFor();
    await look(page);
    await page.locator('input[type=file]').setInputFiles([file('contacts.csv', CONTACTS), file('deals.csv', DEALS)]);
    const questions = page.getByRole('form', { name: 'Questions' });
    await questions.getByLabel('In which currency', { exact: false }).fill('EUR');
    expect(await questions.getByLabel('In which time zone', { exact: false }).inputValue()).toBe('Europe/Berlin');
    const address = page.url();
    await questions.getByRole('button', { name: 'Go on with these answers' }).click();
    await page.getByText('40 rows: 39 imported, 1 refused', { exact: false }).waitFor();
    await page.goto('/leads');
    await page.goto(address);
    await page
      .getByRole('region', { name: 'Coverage' })
      .getByText('5 deals of new business won', { exact: false })
      .waitFor();
    await page.getByText('contacts.csv: leads').click();
    await page
      .getByRole('region', { name: 'First rows of contacts.csv' })
      .getByText('P, 3', { exact: false })
      .waitFor();
    await look(page);
    const refused = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Fetch what is refused' }).click();
    expect((await refused).suggestedFilename()).toBe('refused.ndjson');
    await page.getByRole('button', { name: /^Bring \d+ entries in$/ }).click();
    await page.getByRole('heading', { name: 'Brought in' }).waitFor();
    await page.getByText(/: (\d+) accepted, 0 known before, 0 conflicting, 0 refused/).waitFor();
    await page.getByRole('link', { name: 'what comes after the data' }).click();
    await page.getByRole('button', { name: 'Audit the old rule' }).click();
    await page.getByRole('link', { name: 'Open the audit' }).waitFor();
  });

  it('says what follows from another role before it is given', async () => {
    const { page } = admin;
    await page.goto('/settings');
    await page.getByLabel('Role of sales').selectOption('viewer');
    await page.getByText('No new hand-off is given to them.').waitFor();
    await look(page);
    await page.getByRole('button', { name: 'Leave it' }).click();
    expect(await page.getByLabel('Role of sales').inputValue()).toBe('sales');
    await page.getByLabel('Role of admin').selectOption('viewer');
    await page.getByRole('button', { name: 'Make admin viewer' }).click();
    await page.getByText('Make somebody else one first', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Leave it' }).click();
    await page.getByRole('button', { name: 'Disable viewer' }).click();
    await page.getByRole('button', { name: 'Disable viewer' }).last().click();
    await page.getByRole('button', { name: 'Let viewer' }).click();
    await page.getByRole('button', { name: 'Let viewer in again' }).click();
    await page.getByRole('button', { name: 'Disable viewer' }).waitFor();
    await page.getByRole('link', { name: 'Who changed viewer' }).click();
    await page.getByRole('cell', { name: 'disabled false' }).waitFor();
    expect(await page.getByRole('cell', { name: 'set up' }).count()).toBe(0);
    await page.goBack();
    await page.getByRole('tab', { name: 'Sales roster' }).click();
    await page.getByLabel('Weight of sales').fill('2');
    await page.getByLabel('sales is away until').fill('2026-03-20');
    await page.getByRole('button', { name: 'Save sales' }).click();
    await page.getByRole('button', { name: 'Save sales' }).waitFor({ state: 'hidden' });
    await look(page);
    const { people } = (await (await running.signIn('sales')).call('GET', '/api/v1/people')).body;
    const away = people.find(({ name }: { name: string }) => name === 'sales');
    expect(away).toMatchObject({ weight: 2 });
    expect(new Date(away.awayUntil).toISOString()).toBe('2026-03-20T22:59:59.000Z');
    await page.getByLabel('sales is away until').fill('');
    await page.getByRole('button', { name: 'Save sales' }).click();
    await page.getByRole('button', { name: 'Save sales' }).waitFor({ state: 'hidden' });
  });

  it('sees the first event of a key as it comes, and when the key was used', async () => {
    const { page } = admin;
    const key = await writeKey(running, 'site');
    const stream = page.waitForResponse('**/api/v1/changes');
    await page.goto('/settings?tab=snippet');
    await stream;
    await page.getByLabel('Write key').fill(key);
    await page.getByText(`curl -u ${key}:`, { exact: false }).waitFor();
    await look(page);
    await running.call('POST', '/v1/track', { userId: 'eve', event: 'Signed Up' }, { 'x-write-key': key });
    await page.getByText('An event from site came in').waitFor();
    await page.goto('/settings?tab=keys');
    const cells = page.getByRole('row').filter({ hasText: 'events from site' }).getByRole('cell');
    await expect.poll(async () => await cells.nth(4).textContent()).toContain('2026');
  });

  it('shows in the audit log who did what, filtered by its address, and that it is whole', async () => {
    const { page } = admin;
    await page.goto('/settings?tab=audit');
    await page.getByLabel('What', { exact: true }).selectOption('changed-person');
    await page.getByRole('cell', { name: 'disabled true' }).waitFor();
    expect(new URL(page.url()).searchParams.get('action')).toBe('changed-person');
    expect(await page.getByRole('cell', { name: 'signed in' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Verify the log' }).click();
    await page.getByText(/Whole: \d+ lines/).waitFor();
    await look(page);
  });

  it('shows how a lead’s score went, any instant of it, where facts come from, and merges and unmerges', async () => {
    await bringIntoForce(running, 'enterprise');
    const send = tracker(running, await writeKey(running));
    for (const name of ['Ada', 'Bea']) await send.isKnown(name, 'Analytic Engines');
    for (const path of ['/pricing', '/customers/one', '/pricing']) {
      await send.sees('Ada', path);
      running.tick(20 * 3_600_000);
    }
    await send.does('Ada', 'Demo Requested');
    const { page } = admin;
    await page.goto('/leads/ada');
    const slider = page.getByRole('slider', { name: 'As of' });
    await slider.waitFor();
    await look(page);
    await slider.focus();
    await page.keyboard.press('Home');
    await page.getByText(/^As of 2 Mar 2026.*, as it was known then$/).waitFor();
    expect(new URL(page.url()).search).toContain('at=2026-03-02T');
    await page.getByText('Nothing yet.').waitFor();
    await page.getByRole('button', { name: 'Now' }).click();
    await page.getByText('handed over to sales', { exact: false }).waitFor();
    const facts = page.getByRole('region', { name: 'Facts' });
    await facts.getByRole('row').filter({ hasText: 'seniority' }).getByRole('link').click();
    await page.locator('details[open] > pre').first().waitFor();
    await page.getByRole('button', { name: 'Note budget' }).click();
    await page.getByLabel('What was said of budget').fill('20k');
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('budget: 20k').waitFor();
    await page.getByText('The same person as another lead?').click();
    await page.getByLabel('E-mail or id of the other').fill('bea');
    await page.getByRole('button', { name: 'Look' }).click();
    await page.getByRole('button', { name: 'Merge Bea into this lead' }).click();
    await page.getByText('user:bea').waitFor();
    await page.getByRole('button', { name: 'Take back: Merged with bea' }).click();
    await page.getByText('user:bea').waitFor({ state: 'hidden' });
  });

  it('keeps what sleeps out of the queue until it wakes, and has it where it is looked for', async () => {
    const { page } = admin;
    await page.goto('/queue?whose=all');
    await page.getByRole('button', { name: 'Snooze' }).click();
    await page.getByText('Snooze until').waitFor();
    await page.keyboard.press('1');
    await page.getByRole('listitem').first().getByText('Snoozed until').waitFor();
    await page.reload();
    await page.getByText('1 hand-off sleeps until later').waitFor();
    expect(await page.getByRole('list', { name: 'Hand-offs' }).getByRole('listitem').count()).toBe(0);
    await page.getByRole('link', { name: 'show them' }).click();
    await page.getByRole('listitem').first().getByText('Snoozed until').waitFor();
  });

  it('has no serious fault of accessibility, fits 320 px, and never ran into its own policy', () => {
    expect(faults).toEqual([]);
    expect(admin.complaints).toEqual([]);
  });
});

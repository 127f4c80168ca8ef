// A draft on the page: numbers are turned and the history answers, the text is written with its checker beside it, and what was seen is what is saved.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finished, type RunningService, runService } from '../server/running-service.ts';
import { liveThroughYear } from '../server/simulated-year.ts';
import { signInByPage, startBrowser, type Visit, visit } from './browser.ts';
import { faultsOf } from './faults.ts';

describe('a draft', () => {
  let running: RunningService;
  let browser: Browser;
  let marketing: Visit;
  const whatIf = () => marketing.page.getByRole('region', { name: 'What if' });
  const settled = () => marketing.page.locator('section[aria-label="What if"][aria-busy="false"]').waitFor();

  beforeAll(async () => {
    running = await runService();
    await running.signIn('marketing');
    await liveThroughYear(running, 'draft', 300);
    browser = await startBrowser();
    marketing = await visit(browser, running);
    await signInByPage(marketing.page, 'marketing');
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  it('answers a turned threshold by name and by month, as the service’s own backtest does', async () => {
    const { page } = marketing;
    await page.goto('/definition/draft?name=enterprise&version=1');
    await whatIf().getByText('Enter: nobody').waitFor();
    await settled();
    const slider = page.getByRole('slider', { name: 'MQL, fit A: engagement from' });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.getByRole('spinbutton', { name: 'MQL, fit B: engagement from' }).fill('1');
    await whatIf()
      .getByText(/Enter: \+\d/)
      .waitFor();
    await settled();
    const entering = Number(
      (
        await whatIf()
          .getByText(/Enter: \+\d/)
          .textContent()
      )?.replace(/\D/g, ''),
    );
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('heading', { name: 'enterprise v2' }).waitFor();
    const caller = await running.signIn('marketing');
    const params = { name: 'enterprise', version: 2, against: { name: 'enterprise', version: 1 } };
    const { id } = (await caller.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body;
    await finished(caller, id);
    const { enters } = (await caller.call('GET', `/api/v1/jobs/${id}/result`)).body;
    expect(entering).toBe(enters.length);
  }, 60_000);

  it('shows how a lead under watch flips', async () => {
    const { page } = marketing;
    await page.goto('/definition/draft?name=enterprise&version=2&edit=here');
    await whatIf()
      .getByText(/Enter: \+\d/)
      .waitFor();
    await whatIf()
      .getByRole('button', { name: /^Watch / })
      .first()
      .click();
    await whatIf().getByRole('table', { name: 'Leads under watch' }).getByRole('row').nth(1).waitFor();
  });

  it('says what is wrong where it is wrong, offers what could stand there, and runs the stories', async () => {
    const { page } = marketing;
    await page.goto('/definition/draft?name=enterprise&version=1');
    await page.getByRole('tab', { name: 'Text' }).click();
    const text = page.getByLabel('definition.yaml');
    await text.getByText('motion').first().waitFor();
    await page.getByText(/The text can be read.*there are no stories yet/).waitFor();
    await text.getByText('sales-led').click();
    await page.keyboard.press('End');
    await page.keyboard.type('x');
    await page.getByRole('region', { name: 'Check' }).getByText('Line 6').waitFor();
    await page.locator('.cm-lintRange-error').waitFor();
    await page.keyboard.press('Backspace');
    await page.getByText(/The text can be read/).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('rev');
    await page.getByRole('option', { name: 'review' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('has no faults that axe knows, in text and in numbers, and nothing was refused by the page’s policy', async () => {
    const { page, complaints } = marketing;
    expect(
      await faultsOf(page, '/definition/draft?name=enterprise&version=1&tab=text', 'The text can be read'),
    ).toEqual([]);
    expect(await faultsOf(page, '/definition/draft?name=enterprise&version=2', 'Enter: +')).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

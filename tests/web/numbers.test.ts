// The pages of numbers in a real browser, on a year of a made-up company: asked for, read, opened to their rows, saved, decided over.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, runService } from '../server/running-service.ts';
import { liveThroughYear } from '../server/simulated-year.ts';
import { signInByPage, startBrowser, type Visit, visit } from './browser.ts';
import { faultsOf } from './faults.ts';

describe('the pages of numbers', () => {
  let running: RunningService;
  let browser: Browser;
  let marketing: Visit;
  let page: Page;

  beforeAll(async () => {
    running = await runService();
    await liveThroughYear(running, 'numbers', 220);
    await running.signIn('marketing');
    await running.signIn('sales');
    browser = await startBrowser();
    marketing = await visit(browser, running);
    page = marketing.page;
    page.setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  it('opens at the overview for marketing, teaches while nothing is counted, and counts when asked', async () => {
    await signInByPage(page, 'marketing');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.getByText('The funnel has not been counted yet').waitFor();
    await page.getByText('Stale: nobody has reviewed').first().waitFor();
    await page.getByText(/^Signed for sales by/).waitFor();
    await page.getByRole('button', { name: 'Count the funnel' }).click();
    const headline = page.getByRole('region', { name: 'MQL to opportunity' });
    await headline.waitFor();
    expect(await headline.textContent()).toMatch(/95 % interval|too few for a percentage/);
    await page.getByRole('button', { name: 'Look for what is wrong' }).click();
    await page.getByRole('heading', { name: 'What is wrong' }).waitFor();
  });

  it('opens at the queue for sales', async () => {
    const sales = await visit(browser, running);
    await signInByPage(sales.page, 'sales');
    await sales.page.getByRole('heading', { name: 'Queue' }).waitFor();
    await sales.context.close();
  });

  it('opens as many rows behind a number as the number says, and Back comes back to it', async () => {
    await page.goto('/reports?tab=groups&by=month');
    const table = page.getByRole('table', { name: 'The funnel by month' });
    const row = table.getByRole('row').nth(3);
    await row.waitFor();
    const [month, mqls] = await row.getByRole('cell').allTextContents();
    await row.getByRole('link').first().click();
    await page.getByText(`month ${month}: ${mqls} hand-off`).waitFor();
    expect(await page.getByRole('table', { name: 'Hand-offs' }).getByRole('row').count()).toBe(Number(mqls) + 1);
    expect(new URL(page.url()).searchParams.get('value')).toBe(month);
    await page.goBack();
    await table.waitFor();
  });

  it('saves a table as CSV that says of what it is, and a drawing as SVG with its colours', async () => {
    await page.goto('/reports');
    await page.getByText('The numbers behind it').click();
    const save = async (name: string): Promise<string> => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      return readFileSync(await file.path(), 'utf8');
    };
    const csv = await save('Save as CSV');
    expect(csv).toMatch(/^\ufeff# Steps of the funnel\r\n"?# Definitions: enterprise; facts at least assumed"?\r\n/);
    expect(csv).toContain('MQL → opportunity,');
    const svg = await save('Save as SVG');
    expect(svg).toMatch(/^<svg[^>]*xmlns/);
    expect(svg).toMatch(/fill="rgb\(/);
    expect(svg).not.toContain('var(--');
    const [png] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'PNG' }).click()]);
    expect(
      readFileSync(await png.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('asks another question by the address, and says so where nobody has', async () => {
    await page.goto('/reports?tab=money&from=2025-12-01&sure=recorded');
    await page.getByText('Nobody has asked for this report yet').waitFor();
    expect(await page.getByLabel('How sure facts have to be').inputValue()).toBe('recorded');
  });

  it('learns from what ended, and says when that is too little', async () => {
    await page.goto('/calibrate');
    await page.getByLabel('Months back').fill('6');
    await page.getByRole('button', { name: 'Learn from what ended' }).click();
    await page.getByText(/^Too little has ended to learn from/).waitFor();
    await page.getByText('there is no draft to keep').waitFor();
    expect(new URL(page.url()).search).toMatch(/^\?job=/);
  });

  it('freezes a packet and records what is decided over it; then the review is not late any more', async () => {
    await page.goto('/reviews');
    await page.getByText('▲ Stale').waitFor();
    await page.getByRole('button', { name: 'Make a packet' }).click();
    await page.getByRole('link', { name: 'Quarter 2025 Q4' }).click();
    await page.getByRole('heading', { name: 'Agenda' }).waitFor();
    await page.getByLabel('What is decided').fill('Keep the definition.');
    await page.getByLabel('By marketing and').fill('sales');
    await page.getByRole('button', { name: 'Record the decision' }).click();
    await page.getByText(/^Keep the definition\. \(packet [0-9a-f]{12}\)/).waitFor();
    await page.getByText(/by marketing and sales$/).waitFor();
    await page.getByRole('link', { name: 'Reviews' }).click();
    await page.getByRole('heading', { name: 'Decided' }).waitFor();
    expect(await page.getByText('▲').count()).toBe(0);
  });

  it('has no serious fault of accessibility on any of them, and fits a window of 320 px', async () => {
    const packet = (await (await running.signIn('marketing')).call('GET', '/api/v1/reviews')).body.packets[0].job;
    const pages = [
      ['/overview', 'What needs somebody now'],
      ['/reports', 'Steps of the funnel'],
      ['/reports?tab=cohorts', 'MQL → customer by month'],
      ['/reports?tab=rows', 'All hand-offs'],
      ['/calibrate', 'Too little has ended'],
      ['/reviews', 'Packets'],
      [`/reviews/${packet}`, 'Agenda'],
    ] as const;
    const faults: string[] = [];
    const widths: unknown[] = [];
    for (const [path, ready] of pages) {
      faults.push(...(await faultsOf(page, path, ready)));
      await page.setViewportSize({ width: 320, height: 640 });
      widths.push(await page.evaluate('document.documentElement.scrollWidth'));
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    expect(faults).toEqual([]);
    expect(widths).toEqual(pages.map(() => 320));
  });

  it('never ran into its own policy, nor into an error', () => {
    expect(marketing.complaints).toEqual([]);
  });
});

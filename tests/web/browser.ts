// A browser for a test: Debian's Chromium, driven through its own door, with the pages of a service that runs.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { PASSWORD, type RunningService } from '../server/running-service.ts';

const CHROMIUM = '/usr/bin/chromium';
const PAGES = fileURLToPath(new URL('../../packages/web/dist/index.html', import.meta.url));

/** Starts the browser. Throws where it, or the built pages, are missing. */
export function startBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(`There is no browser at ${CHROMIUM}: install the package chromium; npm test does where it may.`);
  if (!existsSync(PAGES)) throw new Error('The web app is not built: run npm run build first.');
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What a page complained about: errors of scripts, and what its policy refused. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
}

/** A window of its own on the service, wide enough for a desk. */
export async function visit(
  browser: Browser,
  running: RunningService,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: running.address,
    colorScheme,
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|403|404|409|422)/.test(message.text()))
      complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** Signs in by the page, as people do. */
export async function signInByPage(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('E-mail').fill(`${name}@company.example`);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
}

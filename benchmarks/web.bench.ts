// npm run bench -- web [--leads N] [--entries N] [--loads N] [--save]: how soon pages stand, how soon they answer, what they load, and how soon a what-if is told, in Chromium on the real service.
// benchmarks/README.md says what is measured and how.
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { median, resultsOf, saveResults } from './results.ts';
import { MARKETING, PASSWORD, startBigCompany } from './web/big-company.ts';

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const leads = option('leads', 10_000);
const entries = option('entries', 1_000_000);
const loads = option('loads', 5);
const TURNS = 12;
const tell = (text: string): void => console.error(text);

/** What the page itself notes of its loading and answering (web-vitals' definitions). */
const OBSERVE = `
  globalThis.noted = { lcp: 0, cls: 0, longest: 0 };
  const watch = (type, take, more) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  watch('largest-contentful-paint', (entry) => { noted.lcp = entry.startTime; });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) noted.cls += entry.value; });
  watch('event', (entry) => { if (entry.interactionId) noted.longest = Math.max(noted.longest, entry.duration); }, { durationThreshold: 16 });
`;

interface Load {
  readonly lcpSeconds: number;
  readonly cls: number;
  readonly inpMilliseconds: number;
  readonly firstLoadKilobytes: number;
  readonly whatIfMilliseconds: number;
  readonly complaints: readonly string[];
}

async function oneLoad(browser: Browser, address: string): Promise<Load> {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1280, height: 900 } });
  await context.addInitScript(OBSERVE);
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto('/');
  await page.getByLabel('E-mail').fill(MARKETING);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
  const bytes = (await Promise.all(scripts)).reduce((sum, each) => sum + each, 0);
  const paints: number[] = [];
  const shifts: number[] = [];
  for (const path of ['/overview', '/queue?whose=all', '/leads', '/definition']) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const { lcp, cls } = await noted(page);
    paints.push(lcp);
    shifts.push(cls);
  }
  const whatIf = await turned(page);
  const { longest } = await noted(page);
  await context.close();
  return {
    lcpSeconds: Math.max(...paints) / 1000,
    cls: Math.max(...shifts),
    inpMilliseconds: longest,
    firstLoadKilobytes: bytes / 1000,
    whatIfMilliseconds: whatIf,
    complaints,
  };
}

const noted = (page: Page): Promise<{ lcp: number; cls: number; longest: number }> => page.evaluate('noted');

/** Turns a threshold key by key: from the key to what-if's answer on the page, the median. */
async function turned(page: Page): Promise<number> {
  await page.goto('/definition/draft?name=enterprise&version=1');
  const isTold = page.locator('section[aria-label="What if"][aria-busy="false"]');
  await isTold.waitFor();
  await page.evaluate(`
    globalThis.answers = [];
    let asked = 0;
    addEventListener('input', () => { asked = performance.now(); }, true);
    const panel = document.querySelector('section[aria-label="What if"]');
    new MutationObserver(() => {
      if (panel.getAttribute('aria-busy') === 'false' && asked > 0) { answers.push(performance.now() - asked); asked = 0; }
    }).observe(panel, { attributes: true });
  `);
  await page.getByRole('slider', { name: 'MQL, fit A: engagement from' }).focus();
  for (let turn = 0; turn < TURNS; turn++) {
    await page.keyboard.press('ArrowLeft');
    // The page's policy lets nothing be evaluated inside it again and again.
    while ((await page.evaluate<number>('answers.length')) <= turn) await page.waitForTimeout(20);
  }
  return median(await page.evaluate('answers'));
}

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

async function main(): Promise<void> {
  const company = await startBigCompany(leads, entries, tell);
  tell(`company: ${leads.toLocaleString('en')} leads, ${company.entries.toLocaleString('en')} entries`);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const all: Load[] = [];
    for (let load = 0; load < loads; load++) {
      all.push(await oneLoad(browser, company.service.address));
      tell(JSON.stringify(all.at(-1)));
    }
    const complaints = all.flatMap((each) => each.complaints);
    if (complaints.length > 0) throw new Error(`pages complained: ${complaints.join('; ')}`);
    const middle = (name: Exclude<keyof Load, 'complaints'>): number => median(all.map((each) => each[name]));
    const results = resultsOf('web', {
      lcpSeconds: { value: round(middle('lcpSeconds')), unit: 's', better: 'lower' },
      inpMilliseconds: { value: round(middle('inpMilliseconds'), 0), unit: 'ms', better: 'lower' },
      cls: { value: round(middle('cls'), 3), unit: 'score', better: 'lower' },
      firstLoadKilobytes: { value: round(middle('firstLoadKilobytes'), 0), unit: 'kB', better: 'lower' },
      whatIfMilliseconds: { value: round(middle('whatIfMilliseconds'), 0), unit: 'ms', better: 'lower' },
    });
    console.log(JSON.stringify(results, null, 2));
    if (process.argv.includes('--save')) tell(`written to ${saveResults(results)}`);
  } finally {
    await browser.close();
    await company.stop();
  }
}

await main();

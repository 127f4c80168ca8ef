// `npm run screenshots`: starts the made-up company, looks at every page as somebody whose page it is, at a desk and on a phone, in light and dark, and writes what it saw to docs/screens/.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from './build.mjs';
import { root, setUp } from './setup.mjs';

const CHROMIUM = '/usr/bin/chromium';
const OUT = `${root}docs/screens/`;
const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
/** Pages with who looks at them. The lead is opened from the queue, as a rep does. */
const PAGES = [
  ['overview', 'marketing', '/overview'],
  ['queue', 'sales', '/queue'],
  ['lead', 'sales', undefined],
  ['leads', 'marketing', '/leads'],
  ['definition', 'marketing', '/definition'],
  ['backlog', 'marketing', '/definition/enterprise/1?tab=backlog'],
  ['nurture', 'marketing', '/nurture'],
  ['reports', 'marketing', '/reports'],
  ['findings', 'marketing', '/reports?tab=findings'],
  ['calibrate', 'marketing', '/calibrate'],
  ['reviews', 'marketing', '/reviews'],
  ['data', 'admin', '/data'],
  ['settings', 'admin', '/settings'],
  ['integrations', 'admin', '/settings?tab=integrations'],
  ['retention', 'admin', '/settings?tab=retention'],
];

setUp();
await buildAll();
if (!existsSync(CHROMIUM)) throw new Error(`There is no browser at ${CHROMIUM}: install the package chromium.`);
const { chromium } = await import('playwright-core');
const folder = mkdtempSync(join(tmpdir(), 'baton-screens-'));
const demo = spawn(process.execPath, [`${root}packages/server/dist/demo.mjs`], {
  cwd: root,
  env: { ...process.env, BATON_DATA: folder, BATON_PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const { address, password, people } = await whereItIs();
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
  mkdirSync(OUT, { recursive: true });
  const signedIn = {};
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of ['light', 'dark'])
      for (const role of new Set(PAGES.map(([, who]) => who))) {
        signedIn[role] ??= await signIn(browser, address, people[role], password);
        const context = await browser.newContext({
          baseURL: address,
          viewport,
          colorScheme,
          reducedMotion: 'reduce',
          storageState: signedIn[role],
        });
        const page = await context.newPage();
        for (const [name, who, path] of PAGES) {
          if (who !== role) continue;
          await page.goto(path ?? '/queue');
          if (path === undefined) await page.locator('main a[href^="/leads/"]').first().click();
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          // Nothing loads any more, and no job is under way.
          await page.waitForTimeout(700);
          const busy = page.locator('[aria-label="Loading"], [role="progressbar"]');
          for (let looks = 0; looks < 180 && (await busy.count()) > 0; looks++) await page.waitForTimeout(500);
          await page.screenshot({ path: `${OUT}${name}-${size}-${colorScheme}.png` });
          process.stderr.write(`${name}, ${size}, ${colorScheme}
`);
        }
        await context.close();
      }
  await browser.close();
} finally {
  demo.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

/** What the made-up company says when it is ready, once its first report is made. */
async function whereItIs() {
  let said = '';
  const text = await new Promise((resolve, reject) => {
    demo.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
    demo.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('Ctrl-C')) resolve(said);
    });
  });
  const address = /runs at (\S+)/.exec(text)?.[1];
  const password = /with the password (\S+)/.exec(text)?.[1];
  const people = Object.fromEntries(
    [...text.matchAll(/^ {2}(\S+@\S+)\s+(\w+)$/gm)].map(([, email, role]) => [role, email]),
  );
  return { address, password, people };
}

/** Signs in by the page, once for everybody: what the browser remembers of it. */
async function signIn(browser, address, email, word) {
  const context = await browser.newContext({ baseURL: address });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.locator('input[type=password]').fill(word);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  const state = await context.storageState();
  await context.close();
  return state;
}

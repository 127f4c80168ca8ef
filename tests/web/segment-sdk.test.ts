// Segment's browser SDK, unmodified, on a website in a real browser: it asks Baton where to deliver, and every event arrives once under its person.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, runService, writeKey } from '../server/running-service.ts';
import { startBrowser } from './browser.ts';
import { type Site, startSite } from './site.ts';

describe('Segment’s browser SDK', () => {
  let running: RunningService;
  let browser: Browser;
  let site: Site;
  let script: string;
  beforeAll(async () => {
    running = await runService();
    site = await startSite();
    browser = await startBrowser();
    const entryPoint = fileURLToPath(new URL('segment-page.ts', import.meta.url));
    const built = await build({ entryPoints: [entryPoint], bundle: true, format: 'iife', minify: true, write: false });
    script = (built.outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await running?.stop();
  });

  const arrived = async (person: string) => {
    const rows = await running.service.store.read.selectFrom('entries').select('body').execute();
    return rows.map(({ body }) => JSON.parse(body)).filter(({ userId }) => userId === person);
  };

  it.each([
    ['event by event', 'single', {}],
    [
      'in batches',
      'batched',
      {
        integrations: {
          'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 10, timeout: 300 } } },
        },
      },
    ],
  ])('delivers %s', async (_, person, options) => {
    const told = { key: await writeKey(running, person), address: running.address, person, options };
    site.show('', `<script>var BATON=${JSON.stringify(told)}</script><script>${script}</script>`);
    const page = await (await browser.newContext()).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${site.address}/pricing?utm_source=google&utm_campaign=brand`);
    await expect.poll(async () => (await arrived(person)).length, { timeout: 15_000 }).toBe(28);
    await page.close();

    const entries = await arrived(person);
    const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
    const campaign = { source: 'google', name: 'brand' };
    expect(of('page')).toMatchObject([{ name: 'Pricing', path: '/pricing', campaign }]);
    expect(of('identify')).toMatchObject([{ email: `${person}@segment.example` }]);
    expect(of('group')).toMatchObject([{ accountId: 'acme', account: { name: 'Acme' } }]);
    const numbers = of('track').map(({ properties }) => properties.i);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, i) => i));
    expect(complaints).toEqual([]);

    const admin = await running.signIn('admin');
    const { body } = await admin.call('GET', '/api/v1/ledger?since=0');
    const rows = body.hours.filter(({ source }: { source: string }) => source === person);
    expect(rows).toMatchObject([{ accepted: 28, conflict: 0, refused: 0 }]);
  });
});

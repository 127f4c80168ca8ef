// What axe finds, on every page: light and dark, with a company's data and with none, when the service fails, on a desk and on a phone. A sample of it here; all of it in the proof.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIntoForce, exampleFolder, type RunningService, runService, writeKey } from '../server/running-service.ts';
import { signInByPage, startBrowser, type Visit, visit } from './browser.ts';
import { everyPage, type Place, settled } from './every-page.ts';
import { tracker } from './leads-that-arrive.ts';

const ALL = process.env.BATON_PROOF !== undefined;
const ROLES = ['admin', 'marketing', 'sales'] as const;
const WIDTHS = [1280, 320] as const;
const THEMES = ['light', 'dark'] as const;
const STATES = ['loaded', 'empty', 'failing'] as const;

describe('no page', () => {
  let browser: Browser;
  const services: RunningService[] = [];
  const visits = new Map<string, Visit>();

  const service = async (state: 'loaded' | 'empty'): Promise<void> => {
    const running = await runService();
    services.push(running);
    for (const role of ROLES) await running.signIn(role);
    if (state === 'loaded') await fill(running);
    for (const role of ROLES) {
      const one = await visit(browser, running);
      await signInByPage(one.page, role);
      visits.set(`${state} ${role}`, one);
    }
  };

  beforeAll(async () => {
    browser = await startBrowser();
    await service('loaded');
    await service('empty');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    for (const running of services) await running.stop();
  });

  it.each(STATES.filter((state) => ALL || state === 'loaded'))(
    'has a fault that axe finds, %s',
    async (state) => {
      const faults: string[] = [];
      const places = everyPage({ lead: 'ada', version: 'enterprise/2' }).filter(
        ({ path }) => state === 'loaded' || !/ada|enterprise/.test(path),
      );
      for (const [i, place] of places.entries()) {
        for (const width of WIDTHS)
          for (const theme of THEMES) {
            // In the sample each page has one of the four ways, the next page the next.
            const turn = WIDTHS.indexOf(width) * 2 + THEMES.indexOf(theme);
            if (ALL || i % 4 === turn) faults.push(...(await look(place, state, width, theme)));
          }
      }
      expect(faults).toEqual([]);
    },
    1_800_000,
  );

  async function look(
    { path, role }: Place,
    state: (typeof STATES)[number],
    width: number,
    theme: (typeof THEMES)[number],
  ): Promise<string[]> {
    const { page } = visits.get(`${state === 'empty' ? 'empty' : 'loaded'} ${role}`) as Visit;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: theme });
    if (state === 'failing') await page.route(/\/api\/v1\/(?!me$|changes)/, fail);
    await page.goto(path);
    await settled(page);
    const found = await faultsOn(page);
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
    if (state === 'failing') await page.unroute(/\/api\/v1\/(?!me$|changes)/);
    const at = `${path} (${state}, ${theme}, ${width})`;
    return [...found, ...(wide > width ? [`is ${wide} wide`] : [])].map((fault) => `${at}: ${fault}`);
  }
});

async function faultsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 200) ?? ''}`);
}

/** As the service answers whose database is gone. */
function fail(route: { fulfill(answer: object): Promise<void> }): Promise<void> {
  const problem = { code: 'http-store-unavailable', title: 'the database cannot be reached', status: 503 };
  return route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) });
}

/** People in the queue, something refused, a draft beside what is in force. */
async function fill(running: RunningService): Promise<void> {
  await bringIntoForce(running, 'enterprise');
  const send = tracker(running, await writeKey(running));
  for (const name of ['Ada', 'Bea', 'Cleo']) {
    await send.isKnown(name, `${name} Works`);
    await send.sees(name, '/pricing');
    await send.does(name, 'Demo Requested');
  }
  await send.post('/v1/track', { messageId: 'nobody', event: 'Demo Requested' });
  const marketing = await running.signIn('marketing');
  const texts = exampleFolder('enterprise');
  await marketing.call('POST', '/api/v1/definitions', {
    ...texts,
    text: texts.text.replace('points: 40,', 'points: 35,'),
  });
}

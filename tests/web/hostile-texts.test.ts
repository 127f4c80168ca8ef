// Texts that would run scripts, in every text that somebody outside or inside may write: none of them runs on any page, and the pages' policy has nothing to refuse.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIntoForce, exampleFolder, type RunningService, runService, writeKey } from '../server/running-service.ts';
import { signInByPage, startBrowser, type Visit, visit } from './browser.ts';
import { everyPage, type Place, settled } from './every-page.ts';
import { SCRIPT_INJECTIONS } from './script-injections.ts';

const HOUR = 3_600_000;
/** As text in YAML. */
const quoted = (text: string): string => JSON.stringify(text);
const hostile = (i: number): string => SCRIPT_INJECTIONS[i % SCRIPT_INJECTIONS.length] as string;

describe('texts that would run scripts', () => {
  let running: RunningService;
  let browser: Browser;
  const visits = new Map<Place['role'], Visit>();

  beforeAll(async () => {
    running = await runService();
    await running.signIn('sales');
    await bringIntoForce(running, 'enterprise');
    const admin = await running.signIn('admin');
    const marketing = await running.signIn('marketing');
    const sales = await running.signIn('sales');
    await fillJournal(await writeKey(running));
    const { text } = exampleFolder('enterprise');
    const changed = text
      .replace('Enterprise leads worth a sales conversation', quoted(hostile(0)))
      .replace('label: 200 people or more', `label: ${quoted(hostile(9))}`)
      .replace('label: Asked for a demo', `label: ${quoted(hostile(60))}`)
      .replace('{ label: Hand-raise,', `{ label: ${quoted(hostile(100))},`)
      .replace('label: Company too small', `label: ${quoted(hostile(150))}`);
    const readme = SCRIPT_INJECTIONS.map((each) => `# ${each}\n\n- ${each}\n\n\`${each}\`\n`).join('\n');
    const draft = await marketing.call('POST', '/api/v1/definitions', { text: changed, tests: '', readme });
    expect([draft.status, draft.body.version]).toEqual([201, 2]);
    for (let i = 0; i < 12; i++) {
      const name = hostile(i * 17);
      const person = {
        name: name.slice(0, 100),
        email: `p${i}@company.example`,
        role: 'sales',
        team: name.slice(0, 60),
      };
      await admin.call('POST', '/api/v1/people', { ...person, password: 'a long enough password' });
      await admin.call('POST', '/api/v1/keys', { kind: 'write', label: name.slice(0, 60), source: `s${i}` });
    }
    const { handoffs } = (await sales.call('GET', '/api/v1/queue?limit=40')).body;
    for (const [i, { id }] of handoffs.entries())
      await sales.call('POST', `/api/v1/handoffs/${id}/answer`, {
        ...{ answer: 'rejected', reason: 'wrong-size', note: hostile(i * 5) },
      });
    const decision = { review: 'monthly', decision: hostile(33), with: [hostile(44)] };
    await marketing.call('POST', '/api/v1/reviews', decision);
    browser = await startBrowser();
    for (const role of ['admin', 'marketing', 'sales'] as const) {
      const one = await visit(browser, running);
      await one.page.exposeFunction('refused', (what: string) => one.complaints.push(`refused: ${what}`));
      await one.page.addInitScript(
        "addEventListener('securitypolicyviolation', (event) => refused(event.violatedDirective + ' ' + event.blockedURI))",
      );
      one.page.on('dialog', (dialog) => {
        one.complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await signInByPage(one.page, role);
      visits.set(role, one);
    }
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  /** As many leads as texts, each with them in its name, title, company, industry and pages; one with all of them in its story; deals, and events that are refused. */
  async function fillJournal(key: string): Promise<void> {
    const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    const send = async (batch: readonly object[]): Promise<void> => {
      for (let from = 0; from < batch.length; from += 200) {
        const body = { batch: batch.slice(from, from + 200) };
        expect((await running.call('POST', '/v1/batch', body, { authorization })).status).toBe(200);
      }
    };
    const ago = (hours: number): string => new Date(running.now() - hours * HOUR).toISOString();
    const traitsOf = (text: string, i: number) => ({
      ...{ email: `h${i}@c${i}.example`, name: text, title: text, seniority: 'director' },
      company: { name: text, employees: 500, industry: 'Software', country: 'US' },
    });
    await send(
      SCRIPT_INJECTIONS.map((text, i) => ({
        ...{ type: 'identify', messageId: `is-${i}`, userId: `h${i}`, timestamp: ago(9), traits: traitsOf(text, i) },
      })),
    );
    await send(
      SCRIPT_INJECTIONS.flatMap((text, i) => [
        {
          ...{ type: 'page', messageId: `saw-${i}`, userId: `h${i % 20}`, timestamp: ago(8), name: text },
          properties: { path: `/pricing/${text}`, title: text, referrer: text },
          context: { campaign: { name: text, source: text, medium: text }, userAgent: text },
        },
        {
          ...{ type: 'track', messageId: `did-${i}`, userId: 'h0', event: text, timestamp: ago(7) },
          properties: { text },
        },
        { ...{ type: 'track', messageId: `bad-${i}`, event: text }, properties: { text } },
      ]),
    );
    await send(
      SCRIPT_INJECTIONS.slice(0, 60).map((_, i) => ({
        ...{ type: 'track', messageId: `asks-${i}`, userId: `h${i}`, event: 'Demo Requested', timestamp: ago(2) },
      })),
    );
    const admin = await running.signIn('admin');
    const deals = SCRIPT_INJECTIONS.slice(0, 40).map((text, i) => ({
      ...{ kind: 'opportunity', id: `deal-${i}`, userId: `h${i}`, deal: text, name: text, stage: text, owner: text },
      ...{ occurredAt: ago(1), amountMinor: 100, currency: 'EUR' },
    }));
    await admin.call('POST', '/api/v1/import', { source: 'crm', entries: deals });
  }

  it('are more than two hundred', () => {
    expect(new Set(SCRIPT_INJECTIONS).size).toBeGreaterThan(200);
  });

  it('stand on the pages as texts, run on none, and are nothing that a policy has to refuse', async () => {
    const ran: string[] = [];
    let told = 0;
    for (const { path, role } of everyPage({ lead: 'h0', version: 'enterprise/2' })) {
      const { page } = visits.get(role) as Visit;
      await page.goto(path);
      await settled(page);
      // Whatever is folded away is there too.
      await page.evaluate(
        "document.querySelectorAll('summary, [aria-expanded=false]').forEach((each) => each.click())",
      );
      await page.evaluate('new Promise((done) => setTimeout(done, 100))');
      if ((await page.evaluate('window.ran')) !== undefined) ran.push(path);
      told += ((await page.locator('body').textContent()) ?? '').split('window.ran=1').length - 1;
    }
    expect(ran).toEqual([]);
    expect([...visits.values()].flatMap(({ complaints }) => complaints)).toEqual([]);
    // They are looked at, not left out.
    expect(told).toBeGreaterThan(600);
  }, 240_000);
});

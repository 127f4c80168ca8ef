// Signing in by an identity provider as people do it: a button, the way there and back, and once more to sign a definition.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentFor, type Provider, startProvider } from '../server/identity-provider.ts';
import { exampleFolder, finished, type RunningService, runService } from '../server/running-service.ts';
import { startBrowser, visit } from './browser.ts';

describe('signing in elsewhere', () => {
  let provider: Provider;
  let running: RunningService;
  let browser: Browser;
  beforeAll(async () => {
    provider = await startProvider();
    const environment = await environmentFor(provider.issuer, { BATON_OIDC_NAME: 'Company ID' });
    running = await runService({ isRealTime: true, environment });
    browser = await startBrowser();
    const admin = await running.signIn('admin');
    await admin.call('POST', '/api/v1/people', { name: 'Ada', email: 'ada@company.example', role: 'sales' });
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    await provider?.stop();
  });

  it('has a button, says why somebody is not let in, leads on to the page that was wanted, and lets sign after signing in anew', async () => {
    const { page, complaints } = await visit(browser, running);
    const button = page.getByRole('link', { name: 'Sign in with Company ID' });
    provider.says({ sub: 'x', email: 'stranger@company.example', email_verified: true });
    await page.goto('/leads?search=ada');
    await button.click();
    await page.getByRole('alert').getByText('does not let it in').waitFor();

    const marketing = await running.signIn('marketing');
    const draft = (await marketing.call('POST', '/api/v1/definitions', exampleFolder('enterprise'))).body;
    const path = `/api/v1/definitions/${draft.name}/${draft.version}`;
    const params = { name: draft.name, version: draft.version };
    await finished(marketing, (await marketing.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body.id);
    await marketing.call('POST', `${path}/propose`);

    const now = Math.floor(Date.now() / 1000);
    provider.says({ sub: 'ada', email: 'ada@company.example', email_verified: true, auth_time: now });
    await page.goto(`/definition/${draft.name}/${draft.version}`);
    await button.click();
    await page.getByRole('link', { name: 'Sign in anew' }).click();
    await page.getByRole('button', { name: 'Sign for sales' }).click();
    await page.getByText('You have signed.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/definition/${draft.name}/${draft.version}`);
    expect((await marketing.call('GET', path)).body.signatures).toMatchObject([{ name: 'Ada', function: 'sales' }]);
    expect(complaints).toEqual([]);
  });
});

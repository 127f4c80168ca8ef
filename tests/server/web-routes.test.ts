// How the pages are served: under a strict policy, or, where they are not built, by a sentence that says so.
import { describe, expect, it } from 'vitest';
import { runService } from './running-service.ts';

describe('the pages at the door', () => {
  it('says at / that the pages are not built, and works all the same', async () => {
    const running = await runService({ webFolder: new URL('./no-such-folder/', import.meta.url) });
    const page = await running.call('GET', '/');
    expect(page.status).toBe(503);
    expect(page.body).toContain('npm run build');
    expect((await running.call('GET', '/api/v1/me')).status).toBe(401);
    await running.stop();
  });

  it('serves one page for every address of a page, with nothing inline allowed; other addresses stay unknown', async () => {
    const running = await runService();
    const [home, lead, other] = [
      await running.call('GET', '/'),
      await running.call('GET', '/leads/user%3A17'),
      await running.call('GET', '/elsewhere'),
    ];
    expect([home.status, lead.status, other.status]).toEqual([200, 200, 404]);
    expect(lead.body).toBe(home.body);
    const policy = home.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(home.headers.get('cache-control')).toBe('no-cache');
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(home.body)?.[1] ?? '';
    const asset = await running.call('GET', script);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    await running.stop();
  });
});

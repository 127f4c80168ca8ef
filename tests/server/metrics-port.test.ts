// Metrics on a port of their own: there, and not on the public one.
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runService } from './running-service.ts';

/** A port that nobody has. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
}

describe('metrics', () => {
  it('stand on the port that is set, and nothing else does', async () => {
    const port = await freePort();
    const environment = { BATON_METRICS: 'false', BATON_METRICS_PORT: String(port) };
    const running = await runService({ environment });
    const apart = `http://127.0.0.1:${port}`;
    const found = await fetch(`${apart}/metrics`);
    expect([found.status, (await found.text()).includes('baton_stuck_units 0')]).toEqual([200, true]);
    expect((await fetch(`${apart}/api/v1/session`)).status).toBe(404);
    expect((await running.call('GET', '/metrics')).status).toBe(404);
    await running.stop();
    await expect(fetch(`${apart}/metrics`)).rejects.toThrow();
  });
});

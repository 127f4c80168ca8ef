// Unmodified SDKs of others deliver into Baton: every event arrives once, under the person it names.
import { jitsuAnalytics } from '@jitsu/js';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import { PostHog } from 'posthog-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, runService, writeKey } from './running-service.ts';

const EVENTS = 25;

describe('SDKs', () => {
  let running: RunningService;
  let key: string;
  beforeAll(async () => {
    running = await runService();
    key = await writeKey(running);
  });
  afterAll(() => running.stop());

  /** Entries about a person, by kind and name. */
  const arrived = async (
    person: string,
  ): Promise<{ readonly kind: string; readonly name?: string; readonly id: string }[]> => {
    const rows = await running.service.store.read.selectFrom('entries').select('body').execute();
    return rows
      .map(({ body }) => JSON.parse(body))
      .filter((entry) => entry.userId === person || entry.anonymousId === person);
  };
  const expectOnce = async (person: string, kinds: readonly string[]): Promise<void> => {
    const entries = await arrived(person);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(entries.filter(({ kind, name }) => kind === 'track' && name === 'Demo Requested')).toHaveLength(EVENTS);
    for (const kind of kinds) expect(entries.map((entry) => entry.kind)).toContain(kind);
  };

  it('of Segment for Node', async () => {
    const analytics = new Analytics({ writeKey: key, host: running.address, flushAt: 7, flushInterval: 50 });
    analytics.identify({ userId: 'seg', traits: { email: 'seg@segment.example', plan: 'pro' } });
    for (let i = 0; i < EVENTS; i++) analytics.track({ userId: 'seg', event: 'Demo Requested', properties: { i } });
    analytics.page({ userId: 'seg', name: 'Pricing', properties: { path: '/pricing' } });
    analytics.group({ userId: 'seg', groupId: 'acme', traits: { name: 'Acme' } });
    await analytics.closeAndFlush({ timeout: 10_000 });
    await expectOnce('seg', ['identify', 'page', 'group']);
  });

  it('of RudderStack for Node', async () => {
    const client = new RudderAnalytics(key, { dataPlaneUrl: running.address, flushAt: 5, flushInterval: 50 });
    client.identify({ userId: 'rudder', traits: { email: 'r@rudder.example' } });
    for (let i = 0; i < EVENTS; i++) client.track({ userId: 'rudder', event: 'Demo Requested', properties: { i } });
    await client.flush();
    await until(async () => (await arrived('rudder')).length > EVENTS);
    await expectOnce('rudder', ['identify']);
  });

  it('of PostHog for Node', async () => {
    const client = new PostHog(key, { host: running.address, flushAt: 5, flushInterval: 50, disableGeoip: true });
    client.identify({ distinctId: 'hog', properties: { email: 'hog@posthog.example' } });
    for (let i = 0; i < EVENTS; i++) client.capture({ distinctId: 'hog', event: 'Demo Requested', properties: { i } });
    await client.shutdown(10_000);
    await expectOnce('hog', ['identify']);
  });

  it('of Jitsu', async () => {
    const client = jitsuAnalytics({ host: running.address, writeKey: `${key}:jitsu`, fetch });
    await client.identify('jitsu', { email: 'j@jitsu.example' });
    for (let i = 0; i < EVENTS; i++) await client.track('Demo Requested', { i });
    await expectOnce('jitsu', ['identify']);
  });

  it('leave a ledger that adds up', async () => {
    const admin = await running.signIn('admin');
    const { body } = await admin.call('GET', '/api/v1/ledger?since=0');
    const web = body.hours.filter(({ source }: { source: string }) => source === 'web');
    const sum = (name: string): number =>
      web.reduce((total: number, row: Record<string, number>) => total + (row[name] ?? 0), 0);
    expect(sum('received')).toBe(sum('accepted') + sum('duplicate') + sum('conflict') + sum('refused'));
    expect(sum('refused')).toBe(0);
    expect(sum('accepted')).toBeGreaterThanOrEqual(4 * EVENTS);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200 && !(await holds()); i++) await new Promise((resolve) => setTimeout(resolve, 50));
}

// Every page of the web app with every tab, and who looks at it: what is to hold everywhere is looked at everywhere.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** An address, and the role that sees most of it. */
export interface Place {
  readonly path: string;
  readonly role: 'admin' | 'marketing' | 'sales';
}

const of = (role: Place['role'], ...paths: readonly string[]): Place[] => paths.map((path) => ({ path, role }));
const tabs = (path: string, ...names: readonly string[]): string[] => [
  path,
  ...names.map((tab) => `${path}?tab=${tab}`),
];

/** All of them. `lead` is somebody’s id, `version` a version’s name and number. */
export function everyPage({ lead, version }: { readonly lead: string; readonly version: string }): Place[] {
  const [name, number] = version.split('/');
  return [
    ...of('sales', '/overview', '/queue', '/queue?whose=all', '/leads', `/leads/${lead}`, '/definition'),
    ...of('marketing', ...tabs(`/definition/${version}`, 'changes', 'stories', 'text')),
    ...of('marketing', `/definition/draft?name=${name}&version=${number}`),
    ...of('marketing', `/definition/draft?name=${name}&version=${number}&tab=text`),
    ...of('marketing', `/definition/draft?name=${name}&version=${number}&tab=stories`),
    ...of(
      'marketing',
      ...tabs('/reports', 'cohorts', 'groups', 'money', 'sales', 'volume', 'rows', 'findings', 'drift'),
      ...['/calibrate', '/reviews'],
    ),
    ...of('admin', ...tabs('/data', 'refused', 'bring-in'), '/start'),
    ...of(
      'admin',
      ...tabs('/settings', 'roster', 'keys', 'snippet', 'integrations', 'retention', 'agreement', 'audit'),
    ),
    ...of('marketing', '/nurture', '/nurture/draft'),
  ];
}

/** Waits until the page has what it shows: a head, and nothing that still loads. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const loading = page.locator('.mantine-Loader-root, .mantine-Skeleton-root');
  await expect.poll(() => loading.count(), { timeout: 15_000 }).toBe(0);
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

// What axe finds on a page, in light and in dark.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Serious and critical faults of the page at `path`, once `ready` stands there. */
export async function faultsOf(page: Page, path: string, ready: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(path);
  await page.getByText(ready).first().waitFor();
  const inLight = await faultsHere(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
  // Dark differs from light in its colours alone.
  return [...inLight, ...(await faultsHere(page, new AxeBuilder({ page }).withRules(['color-contrast'])))];
}

/** The same of the page as it stands now. */
export async function faultsHere(page: Page, builder = new AxeBuilder({ page })): Promise<string[]> {
  const { violations } = await builder.setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${page.url()}: ${id} ${nodes[0]?.html ?? ''}`);
}

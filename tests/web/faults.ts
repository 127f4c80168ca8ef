// What axe finds on a page, in light and in dark.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Serious and critical faults of the page at `path`, once `ready` stands there. */
export async function faultsOf(page: Page, path: string, ready: string): Promise<string[]> {
  const faults: string[] = [];
  const look = async (builder: AxeBuilder): Promise<void> => {
    const { violations } = await builder.setLegacyMode(true).analyze();
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical') faults.push(`${page.url()}: ${id} ${nodes[0]?.html ?? ''}`);
  };
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(path);
  await page.getByText(ready).first().waitFor();
  await look(new AxeBuilder({ page }));
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
  // Dark differs from light in its colours alone.
  await look(new AxeBuilder({ page }).withRules(['color-contrast']));
  return faults;
}

// Money of several currencies in one cell.
import type { Sums } from '@baton/core/reports/funnel/money/ledger';
import { moneyToTheCent } from './words.ts';

/** `1,234.00 EUR, 5.00 USD`; a dash for nothing. HTML. */
export function sums(all: Sums): string {
  const parts = Object.entries(all).map(([currency, minor]) => moneyToTheCent(minor, currency));
  return parts.length === 0 ? '–' : parts.join(', ');
}

// What marketing spent on each source in a period, per currency: entries that reach over its borders count by the share of time inside.
import type { SpendEntry } from '../../../journal/entry.ts';
import type { Sums } from './ledger.ts';

/** Spend by source, in minor units by currency. */
export interface Spend {
  readonly bySource: ReadonlyMap<string, Sums>;
  readonly total: Sums;
  /** The currency of most of it; undefined where nothing was spent. */
  readonly currency?: string;
}

/** Adds spend up over [from, until). A source is the campaign's, else the channel, else the campaign's name. */
export function spendIn(entries: readonly SpendEntry[], from: number, until: number): Spend {
  const exact = new Map<string, Map<string, number>>();
  const add = (source: string, currency: string, minor: number): void => {
    const sums = exact.get(source) ?? new Map<string, number>();
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
    exact.set(source, sums);
  };
  for (const { from: begin, until: end, campaign, channel, amountMinor, currency } of entries) {
    const inside = Math.min(end, until) - Math.max(begin, from);
    const share = end > begin ? inside / (end - begin) : begin >= from && begin < until ? 1 : 0;
    if (share <= 0) continue;
    add(campaign?.source ?? channel ?? campaign?.name ?? 'unknown', currency, amountMinor * Math.min(1, share));
  }
  const rounded = (sums: ReadonlyMap<string, number>): Sums =>
    Object.fromEntries(
      [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, minor]) => [name, Math.round(minor)]),
    );
  const total = new Map<string, number>();
  for (const sums of exact.values())
    for (const [currency, minor] of sums) total.set(currency, (total.get(currency) ?? 0) + minor);
  const [most] = [...total].sort(([, a], [, b]) => b - a);
  return {
    bySource: new Map([...exact].map(([source, sums]) => [source, rounded(sums)])),
    total: rounded(total),
    ...(most !== undefined && { currency: most[0] }),
  };
}

// What marketing spends: one entry a source and month, with the ups and downs of budgets.
import { createRandom } from '../../base/random.ts';
import type { Entry } from '../../journal/entry.ts';
import { partSeed } from '../options.ts';
import type { Company } from './company.ts';
import { SOURCES } from './sources.ts';

const SPEND_PART = 0x7fff0002;

/** All spend of the history, month after month. A company with more leads spends more. */
export function spendEntries({ settings, currency, time }: Company): Entry[] {
  const random = createRandom(partSeed(settings, SPEND_PART));
  const scale = settings.leads / settings.years / 2500;
  const entries: Entry[] = [];
  const first = new Date(settings.from + time.offsetAt(settings.from));
  /** Local midnight at the beginning of a month. */
  const startOf = (month: number): number => {
    const midnight = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1);
    return midnight - time.offsetAt(midnight);
  };
  for (let month = 0; ; month++) {
    const [from, until] = [startOf(month), startOf(month + 1)];
    if (until > settings.until) return entries;
    for (const { key, channel, source, medium, campaign, monthlySpend } of SOURCES) {
      const amount = monthlySpend * scale * (0.85 + 0.3 * random.uniform());
      if (monthlySpend === 0) continue;
      entries.push({
        source: 'finance',
        id: `spend-${time.monthOf(from)}-${key}`,
        kind: 'spend',
        from,
        until,
        channel,
        campaign: { source, medium, ...(campaign !== undefined && { name: campaign }) },
        amountMinor: Math.round(amount) * 100,
        currency,
        occurredAt: until - 1,
        knownAt: until - 1,
      });
    }
  }
}

// Rows of what marketing spent, by channel or campaign and period (B6).
import { type Draft, instantOf, type RowReading, textOf } from '../draft.ts';
import { moneyOf } from './row-parts.ts';

const DAY_MS = 86_400_000;

/** Spend from the first to the last day of a period; without a last day it is the first day's. Known when the period is over, or as of the export where that was sooner. */
export function readSpend(draft: Draft, currency: string, now: number): RowReading {
  const from = instantOf(draft, 'from') ?? instantOf(draft, 'occurredAt');
  const last = instantOf(draft, 'until');
  const money = moneyOf(draft, currency);
  if (from === undefined) return { fatal: 'from', message: 'the row does not say for which day or period' };
  if (money.amountMinor === undefined) return { fatal: 'amount', message: 'the row does not say how much' };
  const until = (last ?? from).at + ((last ?? from).isDate ? DAY_MS : 0);
  if (until <= from.at) return { fatal: 'until', message: 'the period ends before it begins' };
  const channel = textOf(draft, 'channel');
  const fields = {
    kind: 'spend',
    occurredAt: Math.max(from.at, Math.min(until, now)),
    from: from.at,
    until,
    ...money,
    ...(channel && { channel }),
    ...(draft.campaign && { campaign: draft.campaign }),
  };
  return { entries: [{ key: '', fields }] };
}

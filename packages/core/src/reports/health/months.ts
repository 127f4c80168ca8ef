// Calendar months in UTC, as texts `2026-03`: what data health counts by.
import { DAY } from '../../base/duration.ts';

const DAYS = new Map<number, string>();
const MOST_DAYS = 50_000;

/** The month of an instant. */
export function monthOf(at: number): string {
  const day = Math.floor(at / DAY);
  const known = DAYS.get(day);
  if (known !== undefined) return known;
  const month = new Date(at).toISOString().slice(0, 7);
  if (DAYS.size < MOST_DAYS) DAYS.set(day, month);
  return month;
}

/** Every month from one to another, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let year = Number(first.slice(0, 4));
  let month = Number(first.slice(5, 7));
  for (let made = ''; made < last; ) {
    made = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (made > last) break;
    months.push(made);
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
  return months;
}

/** Runs [from, to) of months of which something holds. */
export function runsOf(months: number, holds: (i: number) => boolean): (readonly [from: number, to: number])[] {
  const runs: [number, number][] = [];
  for (let i = 0; i < months; i++) {
    if (!holds(i)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === i) last[1] = i + 1;
    else runs.push([i, i + 1]);
  }
  return runs;
}

/** `of 2026-03`, or `from 2026-03 to 2026-05`, of the months [from, to). */
export function spanOf(months: readonly string[], from: number, to: number): string {
  return to - from === 1 ? `of ${months[from]}` : `from ${months[from]} to ${months[to - 1]}`;
}

/** Counts by key and month. */
export class MonthlyCounts {
  private readonly byKey = new Map<string, Map<string, number>>();

  constructor(private readonly mostKeys = 500) {}

  add(key: string, month: string, by = 1): void {
    let months = this.byKey.get(key);
    if (months === undefined) {
      if (this.byKey.size >= this.mostKeys) return;
      months = new Map();
      this.byKey.set(key, months);
    }
    months.set(month, (months.get(month) ?? 0) + by);
  }

  keys(): string[] {
    return [...this.byKey.keys()];
  }

  /** All counts of a key, of whatever months. */
  total(key: string): number {
    let sum = 0;
    for (const count of this.byKey.get(key)?.values() ?? []) sum += count;
    return sum;
  }

  /** Counts of a key in these months, 0 where there are none. */
  of(key: string, months: readonly string[]): number[] {
    const counts = this.byKey.get(key);
    return months.map((month) => counts?.get(month) ?? 0);
  }
}

/** The text that stands there most often; of several the first in order. */
export function commonest(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

// Whether a pattern of signals holds at an instant (R14): every place filled by an entry of its own inside the window, in order where it is asked.
import type { CompiledPattern } from '../definition/compile.ts';
import { FRESH_FOR, type Hits, MAIL_WAITS } from './hits.ts';

/** One more entry of this slot is supposed to happen at `t`; −1 supposes none. */
export type ExtraSlot = number;

/** Whether the pattern holds for a lead at `t`. */
export function patternHolds(
  hits: Hits,
  lead: number,
  pattern: CompiledPattern,
  firstSlot: number,
  t: number,
  extra: ExtraSlot = -1,
): boolean {
  const base = lead * hits.slots + firstSlot;
  const places = pattern.places;
  if (places.length === 1) {
    const place = places[0] as number;
    return extra === place || newestInWindow(hits, base + place, pattern.windowMs, t) >= 0;
  }
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    if (extra !== place && newestInWindow(hits, base + place, pattern.windowMs, t) < 0) return false;
  }
  return pattern.ordered ? inOrder(hits, base, pattern, t, extra) : inAnyOrder(hits, base, pattern, t, extra);
}

/**
 * The newest row in the pattern's window that matches one of its signals and was known within 72 hours of happening (R16); −1 where there is none.
 */
export function freshestInPattern(
  hits: Hits,
  lead: number,
  pattern: CompiledPattern,
  firstSlot: number,
  t: number,
): number {
  const base = lead * hits.slots + firstSlot;
  let best = -1;
  for (const place of pattern.places) {
    for (let node = hits.tail[base + place] as number; node >= 0; node = hits.prev[node] as number) {
      const row = hits.row[node] as number;
      const occurredAt = hits.times.occurredAt[row] as number;
      if (t - occurredAt >= pattern.windowMs) break;
      if (hits.mail[node] === 1 && t - occurredAt < MAIL_WAITS) continue;
      if ((hits.times.at[row] as number) - occurredAt >= FRESH_FOR) continue;
      if (best < 0 || hits.isAfter(row, best)) best = row;
      break;
    }
  }
  return best;
}

function newestInWindow(hits: Hits, chain: number, windowMs: number, t: number): number {
  for (let node = hits.tail[chain] as number; node >= 0; node = hits.prev[node] as number) {
    const age = t - (hits.occurredAt[node] as number);
    if (age >= windowMs) return -1;
    if (hits.mail[node] === 0 || age >= MAIL_WAITS) return node;
  }
  return -1;
}

/** A supposed extra entry stands at the end, as a row after all others. */
const EXTRA_ROW = Number.MAX_SAFE_INTEGER;

/** The rows in the window that match a signal, newest first; at most `most`. */
function rowsInWindow(hits: Hits, chain: number, windowMs: number, t: number, most: number): number[] {
  const rows: number[] = [];
  for (let node = hits.tail[chain] as number; node >= 0 && rows.length < most; node = hits.prev[node] as number) {
    const row = hits.row[node] as number;
    const age = t - (hits.times.occurredAt[row] as number);
    if (age >= windowMs) break;
    if (hits.mail[node] === 0 || age >= MAIL_WAITS) rows.push(row);
  }
  return rows;
}

/** Greedy from the newest entry back: as good as from the oldest on, for the question whether it can be done. */
function inOrder(hits: Hits, base: number, pattern: CompiledPattern, t: number, extra: ExtraSlot): boolean {
  let before = -1;
  let extraLeft = extra >= 0;
  for (let i = pattern.places.length - 1; i >= 0; i--) {
    const place = pattern.places[i] as number;
    if (extraLeft && before < 0 && place === extra) {
      extraLeft = false;
      before = EXTRA_ROW;
      continue;
    }
    extraLeft = false;
    const rows = rowsInWindow(hits, base + place, pattern.windowMs, t, Number.POSITIVE_INFINITY);
    const fits = rows.find((row) => before < 0 || before === EXTRA_ROW || hits.isAfter(before, row));
    if (fits === undefined) return false;
    before = fits;
  }
  return true;
}

/** Bipartite matching of places to entries by augmenting paths: an entry that matches several signals fills one place only. */
function inAnyOrder(hits: Hits, base: number, pattern: CompiledPattern, t: number, extra: ExtraSlot): boolean {
  const places = pattern.places;
  const rowsOf = new Map<number, number[]>();
  for (const place of places) {
    if (rowsOf.has(place)) continue;
    const rows = rowsInWindow(hits, base + place, pattern.windowMs, t, places.length);
    rowsOf.set(place, extra === place ? [EXTRA_ROW, ...rows] : rows);
  }
  const filledBy = new Map<number, number>();
  const augment = (i: number, tried: Set<number>): boolean => {
    for (const row of rowsOf.get(places[i] as number) ?? []) {
      if (tried.has(row)) continue;
      tried.add(row);
      const holder = filledBy.get(row);
      if (holder === undefined || augment(holder, tried)) {
        filledBy.set(row, i);
        return true;
      }
    }
    return false;
  };
  for (let i = 0; i < places.length; i++) if (!augment(i, new Set())) return false;
  return true;
}

// One axis of one lead at one instant: contributions with caps, windows, decay, weights, groups, ceiling and floor (R7–R11). The only place where
// points are added up.
import { HOUR } from '../base/duration.ts';
import type { CompiledSignal, CompiledTrack } from '../definition/compile.ts';
import { ageInHours, FRESH_FOR, type Hits, MAIL_WAITS, wholeHours } from './hits.ts';

/** 100 points in tenths. */
export const CEILING = 1000;

/** A line of a score before it is put in words: which signal or reduction, from which row, how many tenths. */
export type AxisLine =
  | {
      readonly signal: CompiledSignal;
      readonly row: number;
      readonly weight: number;
      readonly decay: number;
      readonly tenths: number;
    }
  | { readonly reduction: 'group'; readonly group: string; readonly tenths: number }
  | { readonly reduction: 'ceiling' | 'floor'; readonly tenths: number };

/** What scoring an axis leaves behind. One object is used again and again. */
export class AxisScore {
  /** Tenths, 0–1000. */
  score = 0;
  /** Positive contributions after group limits, before the ceiling. */
  positive = 0;
  negative = 0;
  /** The newest `occurredAt` among positive contributions known within 72 hours (R16), and its row; −Infinity and −1 where there is none. */
  freshAt = Number.NEGATIVE_INFINITY;
  freshRow = -1;
  readonly groups = new Int32Array(64);

  reset(): void {
    this.score = 0;
    this.positive = 0;
    this.negative = 0;
    this.freshAt = Number.NEGATIVE_INFINITY;
    this.freshRow = -1;
  }
}

/** One more entry of a signal, now, that did not happen: what a counterfactual asks. −1 asks nothing. */
export const NO_EXTRA = -1;

/**
 * Scores one track of one lead at instant `t` into `out`. `firstSlot` is the version's first slot; `extra` the position (within the definition) of a signal of which one more
 * entry is supposed to happen at `t`. `lines`, where given, receives every line in the order of the definition, newest entries first.
 */
export function scoreAxis(
  hits: Hits,
  lead: number,
  track: CompiledTrack,
  firstSlot: number,
  t: number,
  out: AxisScore,
  extra = NO_EXTRA,
  lines?: AxisLine[],
): void {
  sumSignals(hits, lead, track, firstSlot, t, out, extra, lines);
  limitGroups(track, out, lines);
  close(out, lines);
}

/** What all signals of a track bring, before groups are limited. */
export function sumSignals(
  hits: Hits,
  lead: number,
  track: CompiledTrack,
  firstSlot: number,
  t: number,
  out: AxisScore,
  extra = NO_EXTRA,
  lines?: AxisLine[],
): void {
  out.reset();
  for (let g = 0; g < track.groupLimits.length; g++) out.groups[g] = 0;
  const base = lead * hits.slots + firstSlot + track.first;
  for (let i = 0; i < track.signals.length; i++) {
    const node = hits.tail[base + i] as number;
    const isExtra = extra === track.first + i;
    if (node < 0 && !isExtra) continue;
    const signal = track.signals[i] as CompiledSignal;
    if (signal.plain && !isExtra && lines === undefined) scorePlainly(hits, node, signal, t, out);
    else scoreSignal(hits, node, signal, t, out, isExtra, lines);
  }
}

/** What one signal of a track brings at `t` before groups are limited: a summand of {@link sumSignals}. With `isExtra` as if one more entry of it happened then. */
export function signalTenths(
  hits: Hits,
  lead: number,
  track: CompiledTrack,
  firstSlot: number,
  i: number,
  t: number,
  isExtra: boolean,
): number {
  const node = hits.tail[lead * hits.slots + firstSlot + track.first + i] as number;
  if (node < 0 && !isExtra) return 0;
  const signal = track.signals[i] as CompiledSignal;
  alone.reset();
  if (signal.group >= 0) alone.groups[signal.group] = 0;
  if (signal.plain && !isExtra) scorePlainly(hits, node, signal, t, alone);
  else scoreSignal(hits, node, signal, t, alone, isExtra, undefined);
  if (signal.points < 0) return alone.negative;
  return signal.group < 0 ? alone.positive : (alone.groups[signal.group] as number);
}

const alone = new AxisScore();

/** Takes off what groups hold over their limits (R9), and counts the rest. */
export function limitGroups(track: CompiledTrack, out: AxisScore, lines?: AxisLine[]): void {
  for (let g = 0; g < track.groupLimits.length; g++) {
    const over = (out.groups[g] as number) - (track.groupLimits[g] as number);
    out.positive += over > 0 ? (track.groupLimits[g] as number) : (out.groups[g] as number);
    if (over > 0) lines?.push({ reduction: 'group', group: track.groupNames[g] as string, tenths: -over });
  }
}

/** Ceiling, negatives, floor (R9), on what `positive` and `negative` hold. */
export function close(out: { score: number; positive: number; negative: number }, lines?: AxisLine[]): void {
  const capped = Math.min(CEILING, out.positive);
  if (capped < out.positive) lines?.push({ reduction: 'ceiling', tenths: capped - out.positive });
  const sum = capped + out.negative;
  out.score = Math.max(0, sum);
  if (sum < 0) lines?.push({ reduction: 'floor', tenths: -sum });
}

/** Distinct values met so far; chains keep at most 64 of them. */
const distinctSeen = new Int32Array(64);

/** The same as {@link scoreSignal} for signals that keep their latest few, whatever else is known of them: most are such, and this is the innermost loop of all. */
function scorePlainly(hits: Hits, newest: number, signal: CompiledSignal, t: number, out: AxisScore): void {
  const { prev, occurredAt, weight, mail } = hits;
  const { points, atMost, decay, group } = signal;
  const within = signal.withinHours * HOUR;
  let sum = 0;
  let kept = 0;
  for (let node = newest; node >= 0 && kept < atMost; node = prev[node] as number) {
    const happened = occurredAt[node] as number;
    const age = t - happened;
    if (age >= within) break;
    if (mail[node] === 1 && age < MAIL_WAITS) continue;
    kept += 1;
    const factor = decay === undefined ? 1_000_000 : (decay[wholeHours(age)] as number);
    const tenths = roundedTenths(points, weight[node] as number, factor);
    sum += tenths;
    if (tenths > 0 && happened >= out.freshAt) considerFresh(hits, node, happened, out);
  }
  if (points < 0) out.negative += sum;
  else if (group >= 0) out.groups[group] = (out.groups[group] as number) + sum;
  else out.positive += sum;
}

/** Keeps the newest evidence that was known in time (R16). */
function considerFresh(hits: Hits, node: number, occurredAt: number, out: AxisScore): void {
  const row = hits.row[node] as number;
  if ((hits.times.at[row] as number) - occurredAt >= FRESH_FOR) return;
  if (occurredAt === out.freshAt && out.freshRow >= 0 && !hits.isAfter(row, out.freshRow)) return;
  out.freshAt = occurredAt;
  out.freshRow = row;
}

function scoreSignal(
  hits: Hits,
  newest: number,
  signal: CompiledSignal,
  t: number,
  out: AxisScore,
  isExtra: boolean,
  lines: AxisLine[] | undefined,
): void {
  const limit = signal.atLeast > 0 ? signal.atLeast : signal.atMost;
  let kept = 0;
  let bucket = -1;
  let latest = -1;
  let latestIsExtra = false;
  if (isExtra) {
    kept = 1;
    latestIsExtra = true;
    if (signal.oncePer > 0) bucket = Math.floor(t / signal.oncePer);
    if (signal.atLeast === 0) count(hits, -1, signal, t, out, lines);
  }
  for (let node = newest; node >= 0 && kept < limit; node = hits.prev[node] as number) {
    const occurredAt = hits.times.occurredAt[hits.row[node] as number] as number;
    if (t - occurredAt >= signal.withinHours * HOUR) break;
    if (hits.mail[node] === 1 && t - occurredAt < MAIL_WAITS) continue;
    if (signal.oncePer > 0) {
      const own = Math.floor(occurredAt / signal.oncePer);
      if (own === bucket) continue;
      bucket = own;
    }
    if (signal.distinct && !isNewValue(hits.value[node] as number, isExtra ? kept - 1 : kept)) continue;
    kept += 1;
    if (signal.atLeast === 0) count(hits, node, signal, t, out, lines);
    else if (kept === 1) latest = node;
  }
  if (signal.atLeast > 0 && kept >= signal.atLeast) count(hits, latestIsExtra ? -1 : latest, signal, t, out, lines);
}

function isNewValue(value: number, known: number): boolean {
  if (value < 0) return false;
  for (let i = 0; i < known; i++) if (distinctSeen[i] === value) return false;
  distinctSeen[known] = value;
  return true;
}

/** Adds one entry's contribution; node −1 is the supposed extra entry. */
function count(
  hits: Hits,
  node: number,
  signal: CompiledSignal,
  t: number,
  out: AxisScore,
  lines: AxisLine[] | undefined,
): void {
  const row = node < 0 ? -1 : (hits.row[node] as number);
  const weight = node < 0 ? 1000 : (hits.weight[node] as number);
  const occurredAt = row < 0 ? t : (hits.times.occurredAt[row] as number);
  const decay = signal.decay === undefined ? 1_000_000 : (signal.decay[ageInHours(occurredAt, t)] as number);
  const tenths = roundedTenths(signal.points, weight, decay);
  if (tenths === 0) return;
  lines?.push({ signal, row, weight, decay, tenths });
  if (tenths < 0) {
    out.negative += tenths;
    return;
  }
  if (signal.group >= 0) out.groups[signal.group] = (out.groups[signal.group] as number) + tenths;
  else out.positive += tenths;
  if (node >= 0 && occurredAt >= out.freshAt) considerFresh(hits, node, occurredAt, out);
}

/** Points (tenths) × weight (thousandths) × decay (millionths) in tenths, half away from zero (R7). Exact: the product stays below 2⁵³, and steps of 5·10⁻¹⁰ stand far above the errors of multiplication. */
export function roundedTenths(points: number, weight: number, decay: number): number {
  const product = Math.abs(points) * weight * decay;
  const rounded = Math.floor((2 * product + 1e9) * 5e-10 + 1e-10);
  return points < 0 ? -rounded : rounded;
}

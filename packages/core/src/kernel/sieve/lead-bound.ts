// A lead's scores from above, at each of its hits: what its contributions are worth then, capped by signal; groups, distances and negatives left out.
import { HOUR } from '../../base/duration.ts';
import { ints } from '../columns/number-arrays.ts';
import type { Rulebook } from '../rulebook.ts';

/** More hits than this are not worth bounding. */
export const MOST_HITS = 64;

/** Sums that go up and down slip by less than this, in tenths. */
const SLIP = 1e-6;

/** The hits of one lead under one version in the order of admission, and the bounds that follow from them. */
export class LeadBound {
  /** Upper bounds in tenths of the two tracks, at the hit last asked for. */
  readonly score = new Float64Array(2);
  /** Most tenths of the two tracks whenever they are asked for. */
  readonly most = new Float64Array(2);
  /** Hits of positive points; more than MOST_HITS are counted and not kept. */
  size = 0;
  readonly hit = ints(MOST_HITS);
  /** Hits before this one have left their windows for good; hits before the other have come in. Between them stands what `recent` adds up, by track. */
  private first = 0;
  private entered = 0;
  private readonly recent = new Float64Array(2);
  private readonly slot = ints(MOST_HITS);
  /** Undecayed tenths. */
  private readonly worth = new Float64Array(MOST_HITS);
  private readonly occurredAt = new Float64Array(MOST_HITS);
  private readonly at = new Float64Array(MOST_HITS);
  /** By slot: how many hits there are; and the slots that have any. */
  private readonly count: Int32Array;
  private readonly held: Int32Array;
  private holds = 0;
  /** By slot: the sum and the greatest of its contributions while one is worked out, else 0. */
  private readonly sum: Float64Array;
  private readonly greatest: Float64Array;
  private readonly touched: Int32Array;
  /** By slot: points in tenths, 0 where they are taken away. */
  private readonly points: Float64Array;
  private readonly within: Float64Array;
  private readonly decay: readonly (Int32Array | undefined)[];

  constructor(private readonly rulebook: Rulebook) {
    const signals = rulebook.versions.flatMap((version) => version.compiled.signals);
    this.sum = new Float64Array(signals.length);
    this.greatest = new Float64Array(signals.length);
    this.touched = ints(signals.length);
    this.count = ints(signals.length);
    this.held = ints(signals.length);
    this.points = Float64Array.from(signals, (signal) => Math.max(0, signal.points));
    this.within = Float64Array.from(signals, (signal) => signal.withinHours * HOUR);
    this.decay = signals.map((signal) => signal.decay);
  }

  /** Starts another lead. */
  clear(): void {
    const { count, held } = this;
    for (let i = 0; i < this.holds; i++) count[held[i] as number] = 0;
    this.holds = 0;
    this.size = 0;
    this.most[0] = 0;
    this.most[1] = 0;
  }

  /** Takes a hit in; `weight` in thousandths. Hits come in the order of admission. */
  add(hit: number, slot: number, weight: number, occurredAt: number, at: number): void {
    const { slotEntries, slotTrack, slotMost } = this.rulebook;
    const held = this.count[slot] as number;
    this.count[slot] = held + 1;
    if (held === 0) this.held[this.holds++] = slot;
    const points = this.points[slot] as number;
    if (points === 0) return;
    const track = slotTrack[slot] as number;
    if (held < (slotEntries[slot] as number))
      this.most[track] = (this.most[track] as number) + (slotMost[slot] as number);
    const { size } = this;
    this.size = size + 1;
    if (size >= MOST_HITS) return;
    this.hit[size] = hit;
    this.slot[size] = slot;
    this.worth[size] = points * weight * 1e-3;
    this.occurredAt[size] = occurredAt;
    this.at[size] = at;
  }

  /** Whether each place of a pattern could be filled by a hit of its own, whenever it happened. */
  hasPlaces(places: Int32Array, firstSlot: number): boolean {
    for (let i = 0; i < places.length; i++) {
      let asked = 0;
      for (let j = 0; j <= i; j++) if (places[j] === places[i]) asked += 1;
      if ((this.count[firstSlot + (places[i] as number)] as number) < asked) return false;
    }
    return true;
  }

  /** Before the first hit that is asked about. */
  start(): void {
    this.first = 0;
    this.entered = 0;
    this.recent[0] = 0;
    this.recent[1] = 0;
    this.score[0] = 0;
    this.score[1] = 0;
  }

  /** Bounds both scores at the admission of hit `i` by what its hits and those before are worth undecayed, as far as the oldest of them are in their windows: two additions a hit. */
  boundLooselyAt(i: number): void {
    const { slot, worth, occurredAt, at, within, size, recent } = this;
    const { slotTrack } = this.rulebook;
    const t = at[i] as number;
    for (; this.entered < size && (at[this.entered] as number) <= t; this.entered++) {
      const track = slotTrack[slot[this.entered] as number] as number;
      recent[track] = (recent[track] as number) + (worth[this.entered] as number) + 0.5;
    }
    for (; this.first < i; this.first++) {
      const which = slot[this.first] as number;
      if (t - (occurredAt[this.first] as number) < (within[which] as number)) break;
      const track = slotTrack[which] as number;
      recent[track] = (recent[track] as number) - (worth[this.first] as number) - 0.5;
    }
    this.score[0] = (recent[0] as number) + SLIP;
    this.score[1] = (recent[1] as number) + SLIP;
  }

  /** Bounds both scores at the admission of hit `i` closely, hits of the same instant included; after {@link boundLooselyAt}. Half a tenth is added for each rounding. */
  boundAt(i: number): void {
    const { slot, worth, occurredAt, at, sum, greatest, touched, within, decay, score, size } = this;
    const { slotEntries, slotTrack } = this.rulebook;
    const t = at[i] as number;
    let some = 0;
    for (let j = this.first; j < size && (at[j] as number) <= t; j++) {
      const which = slot[j] as number;
      const age = t - (occurredAt[j] as number);
      if (age >= (within[which] as number)) continue;
      const table = decay[which];
      const hours = age <= 0 ? 0 : Math.floor(age / HOUR);
      const tenths =
        0.5 + (table === undefined ? (worth[j] as number) : (worth[j] as number) * (table[hours] as number) * 1e-6);
      if (sum[which] === 0) touched[some++] = which;
      sum[which] = (sum[which] as number) + tenths;
      if (tenths > (greatest[which] as number)) greatest[which] = tenths;
    }
    score[0] = 0;
    score[1] = 0;
    for (let k = 0; k < some; k++) {
      const which = touched[k] as number;
      const track = slotTrack[which] as number;
      const capped = Math.min(sum[which] as number, (greatest[which] as number) * (slotEntries[which] as number));
      score[track] = (score[track] as number) + capped;
      sum[which] = 0;
      greatest[which] = 0;
    }
  }
}

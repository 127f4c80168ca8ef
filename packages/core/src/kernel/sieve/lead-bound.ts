// A lead's scores from above, at each of its hits: what its contributions are worth then, capped by signal; groups, distances and negatives left out.
import { HOUR } from '../../base/duration.ts';
import { ints } from '../columns/number-arrays.ts';
import type { Rulebook } from '../rulebook.ts';

/** More hits than this are not worth bounding. */
export const MOST_HITS = 64;

/** The hits of one lead under one version in the order of admission, and the bounds that follow from them. */
export class LeadBound {
  /** Upper bounds in tenths of the two tracks, at the hit last asked for. */
  readonly score = new Float64Array(2);
  size = 0;
  readonly row = ints(MOST_HITS);
  /** Hits before this one have left their windows for good. */
  private first = 0;
  private readonly slot = ints(MOST_HITS);
  /** Undecayed tenths. */
  private readonly worth = new Float64Array(MOST_HITS);
  private readonly occurredAt = new Float64Array(MOST_HITS);
  private readonly at = new Float64Array(MOST_HITS);
  /** By slot: the sum and the greatest of its contributions while one is worked out, else 0. */
  private readonly sum: Float64Array;
  private readonly greatest: Float64Array;
  private readonly touched: Int32Array;
  private readonly within: Float64Array;
  private readonly decay: readonly (Int32Array | undefined)[];

  constructor(private readonly rulebook: Rulebook) {
    const signals = rulebook.versions.flatMap((version) => version.compiled.signals);
    this.sum = new Float64Array(signals.length);
    this.greatest = new Float64Array(signals.length);
    this.touched = ints(signals.length);
    this.within = Float64Array.from(signals, (signal) => signal.withinHours * HOUR);
    this.decay = signals.map((signal) => signal.decay);
  }

  /** Starts another lead. */
  clear(): void {
    this.size = 0;
    this.first = 0;
    this.score[0] = 0;
    this.score[1] = 0;
  }

  /** Takes a hit in, of positive points. False where there are too many. */
  add(row: number, slot: number, tenths: number, occurredAt: number, at: number): boolean {
    const { size } = this;
    if (size === MOST_HITS) return false;
    this.row[size] = row;
    this.slot[size] = slot;
    this.worth[size] = tenths;
    this.occurredAt[size] = occurredAt;
    this.at[size] = at;
    this.size = size + 1;
    return true;
  }

  /** Adds what hit `i` is worth undecayed, rounded up, to the score of its track: the cheapest bound of all. */
  addUndecayed(i: number): void {
    const track = this.rulebook.slotTrack[this.slot[i] as number] as number;
    this.score[track] = (this.score[track] as number) + (this.worth[i] as number) + 0.5;
  }

  /** Bounds both scores at the admission of hit `i`, hits of the same instant included. Half a tenth is added for each rounding. */
  boundAt(i: number): void {
    const { slot, worth, occurredAt, at, sum, greatest, touched, within, decay, score, size } = this;
    const { slotEntries, slotTrack } = this.rulebook;
    const t = at[i] as number;
    let some = 0;
    while (this.first < i && t - (occurredAt[this.first] as number) >= (within[slot[this.first] as number] as number))
      this.first += 1;
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

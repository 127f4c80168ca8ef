// The hits of one unit: which entries match which signals, in the order of what happened, per lead and slot. Evidence only: a chain is
// the same whatever order its entries came in (R23).
import { HOUR, MINUTE } from '../base/duration.ts';

/** Entries' times by row, and how rows stand at one instant. */
export interface HitTimes {
  readonly occurredAt: Float64Array;
  readonly at: Float64Array;
  /** Order of two rows that occurred at the same instant: by id, then source. */
  compareRows(a: number, b: number): number;
}

/** Mail opens and clicks count from a minute after they happened (R24). */
export const MAIL_WAITS = MINUTE;
/** How long after it happened an entry's news is fresh (R16). */
export const FRESH_FOR = 72 * HOUR;

/**
 * Chains of hits, newest first. `tail[lead × slots + slot]` is the newest node, −1 where there is none; `prev[node]` the next older one.
 */
export class Hits {
  tail = new Int32Array(0);
  /** Nodes in each chain. */
  count = new Int32Array(0);
  row = new Int32Array(64);
  prev = new Int32Array(64);
  /** The row's `occurredAt`, once more: what every walk asks for. */
  occurredAt = new Float64Array(64);
  /** Thousandths, from the source. */
  weight = new Int32Array(64);
  /** Position of the `distinctBy` value, −1 where the entry has none. */
  value = new Int32Array(64);
  mail = new Uint8Array(64);
  private nodes = 0;

  constructor(
    readonly slots: number,
    public times: HitTimes,
  ) {}

  /** Forgets every hit and makes room for so many leads. */
  clear(leads: number): void {
    this.nodes = 0;
    const needed = leads * this.slots;
    if (this.tail.length < needed) {
      this.tail = new Int32Array(needed * 2);
      this.count = new Int32Array(needed * 2);
    }
    const { tail, count } = this;
    for (let i = 0; i < needed; i++) {
      tail[i] = -1;
      count[i] = 0;
    }
  }

  /** Makes room for more leads without forgetting anything. */
  grow(leads: number): void {
    const needed = leads * this.slots;
    if (this.tail.length >= needed) return;
    const tail = new Int32Array(needed * 2).fill(-1);
    const count = new Int32Array(needed * 2);
    tail.set(this.tail);
    count.set(this.count);
    this.tail = tail;
    this.count = count;
  }

  /** Puts an entry into its chain, where (`occurredAt`, id, source) says; returns how many the chain holds now. */
  add(lead: number, slot: number, row: number, weight: number, value: number, mail: boolean): number {
    const node = this.nodes++;
    if (node === this.row.length) this.growNodes();
    const chain = lead * this.slots + slot;
    const occurredAt = this.times.occurredAt[row] as number;
    this.row[node] = row;
    this.occurredAt[node] = occurredAt;
    this.weight[node] = weight;
    this.value[node] = value;
    this.mail[node] = mail ? 1 : 0;
    const held = (this.count[chain] as number) + 1;
    this.count[chain] = held;
    const newest = this.tail[chain] as number;
    if (
      newest < 0 ||
      occurredAt > (this.occurredAt[newest] as number) ||
      this.isAfter(row, this.row[newest] as number)
    ) {
      this.prev[node] = newest;
      this.tail[chain] = node;
      return held;
    }
    let newer = newest;
    let older = this.prev[newest] as number;
    while (older >= 0 && !this.isAfter(row, this.row[older] as number)) {
      newer = older;
      older = this.prev[older] as number;
    }
    this.prev[node] = older;
    this.prev[newer] = node;
    return held;
  }

  /** Whether row `a` happened after row `b`. */
  isAfter(a: number, b: number): boolean {
    const difference = (this.times.occurredAt[a] as number) - (this.times.occurredAt[b] as number);
    return difference !== 0 ? difference > 0 : this.times.compareRows(a, b) > 0;
  }

  private growNodes(): void {
    const size = this.row.length * 2;
    this.row = enlarged(this.row, size);
    this.prev = enlarged(this.prev, size);
    this.weight = enlarged(this.weight, size);
    this.value = enlarged(this.value, size);
    const occurredAt = new Float64Array(size);
    occurredAt.set(this.occurredAt);
    this.occurredAt = occurredAt;
    const mail = new Uint8Array(size);
    mail.set(this.mail);
    this.mail = mail;
  }
}

function enlarged(column: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size);
  larger.set(column);
  return larger;
}

/** Whole hours between two instants (R8). */
export function ageInHours(occurredAt: number, t: number): number {
  return wholeHours(t - occurredAt);
}

/** Whole hours of a span of whole milliseconds; exact, since one millisecond is far more of an hour than the error of multiplication. */
export function wholeHours(span: number): number {
  return Math.floor(span * (1 / HOUR) + 1e-8);
}

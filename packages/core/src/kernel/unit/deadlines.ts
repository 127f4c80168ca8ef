// The deadlines of one unit, earliest first: a binary heap over columns of numbers. What is due when is decided elsewhere; a deadline may turn out to be void when it is played.
import type { DeadlineKind } from '../decision.ts';

/** In the order in which deadlines of one instant are played (R3): alphabetical. `activation` is the rulebook's and never stands here. */
export const DEADLINE_KINDS = [
  'activation',
  'breach',
  'cool-down',
  'mail',
  'negative',
  'silence',
  'talk-end',
] as const satisfies readonly DeadlineKind[];
export const BREACH = 1;
export const COOL_DOWN = 2;
export const MAIL = 3;
export const NEGATIVE = 4;
export const SILENCE = 5;
export const TALK_END = 6;

/** Deadlines by instant, kind and id. */
export class Deadlines {
  /** Instant of the earliest; Infinity where none stands. */
  next = Number.POSITIVE_INFINITY;
  private size = 0;
  private at = new Float64Array(32);
  private kind = new Uint8Array(32);
  private about = new Int32Array(32);

  clear(): void {
    this.size = 0;
    this.next = Number.POSITIVE_INFINITY;
  }

  /** Adds a deadline; `about` is an identifier's position or a hand-off's. */
  add(at: number, kind: number, about: number): void {
    if (this.size === this.at.length) this.grow();
    let here = this.size++;
    while (here > 0) {
      const up = (here - 1) >> 1;
      if (!this.isBefore(at, kind, about, up)) break;
      this.move(up, here);
      here = up;
    }
    this.put(here, at, kind, about);
    this.next = this.at[0] as number;
  }

  /** What the earliest is about where it is of this kind, else −1. */
  nextOf(kind: number): number {
    return this.size > 0 && this.kind[0] === kind ? (this.about[0] as number) : -1;
  }

  /** Takes the earliest off; call only while `next` is finite. */
  take(): { readonly at: number; readonly kind: number; readonly about: number } {
    const first = { at: this.at[0] as number, kind: this.kind[0] as number, about: this.about[0] as number };
    this.size -= 1;
    if (this.size > 0)
      this.sink(this.at[this.size] as number, this.kind[this.size] as number, this.about[this.size] as number);
    this.next = this.size > 0 ? (this.at[0] as number) : Number.POSITIVE_INFINITY;
    return first;
  }

  private sink(at: number, kind: number, about: number): void {
    let here = 0;
    for (;;) {
      let child = here * 2 + 1;
      if (child >= this.size) break;
      if (
        child + 1 < this.size &&
        this.isBefore(
          this.at[child + 1] as number,
          this.kind[child + 1] as number,
          this.about[child + 1] as number,
          child,
        )
      ) {
        child += 1;
      }
      if (
        !this.isBefore(
          this.at[child] as number,
          this.kind[child] as number,
          this.about[child] as number,
          -1,
          at,
          kind,
          about,
        )
      )
        break;
      this.move(child, here);
      here = child;
    }
    this.put(here, at, kind, about);
  }

  /** Whether (at, kind, about) stands before the deadline at `other`, or before the one given. */
  private isBefore(
    at: number,
    kind: number,
    about: number,
    other: number,
    otherAt = 0,
    otherKind = 0,
    otherAbout = 0,
  ): boolean {
    const byAt = at - (other < 0 ? otherAt : (this.at[other] as number));
    if (byAt !== 0) return byAt < 0;
    const byKind = kind - (other < 0 ? otherKind : (this.kind[other] as number));
    return byKind !== 0 ? byKind < 0 : about < (other < 0 ? otherAbout : (this.about[other] as number));
  }

  private move(from: number, to: number): void {
    this.put(to, this.at[from] as number, this.kind[from] as number, this.about[from] as number);
  }

  private put(here: number, at: number, kind: number, about: number): void {
    this.at[here] = at;
    this.kind[here] = kind;
    this.about[here] = about;
  }

  private grow(): void {
    const grown = new Deadlines();
    grown.at = new Float64Array(this.at.length * 2);
    grown.kind = new Uint8Array(this.at.length * 2);
    grown.about = new Int32Array(this.at.length * 2);
    grown.at.set(this.at);
    grown.kind.set(this.kind);
    grown.about.set(this.about);
    this.at = grown.at;
    this.kind = grown.kind;
    this.about = grown.about;
  }
}

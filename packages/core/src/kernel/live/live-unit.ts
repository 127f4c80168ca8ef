// One unit at work: entries are advanced as they are admitted, deadlines when the unit is woken (R2, R3).
import type { Entry, EntryRef } from '../../journal/entry.ts';
import { assertionOf, namedWithCompanies } from '../../lead/identity.ts';
import { advance, nextDeadline, wake } from '../advance.ts';
import { effectOf } from '../columns/effect-of.ts';
import { identityEffect } from '../columns/fixed-groupings.ts';
import type { SignatureBook } from '../columns/signature-book.ts';
import type { Decision } from '../decision.ts';
import { recordDecisions } from '../recording/record-decisions.ts';
import type { Rulebook } from '../rulebook.ts';
import { type Recorder, UnitState } from '../unit/unit-state.ts';
import { LiveColumns } from './live-columns.ts';

/** An entry as it was admitted: with its instant and its place among its unit's entries. */
export type Admitted = Entry & { readonly admittedAt: number; readonly seq: number };

/** Where the kernel threw: at an entry, or at a deadline. */
export interface Stuck {
  readonly at: EntryRef | undefined;
  readonly error: unknown;
}

/** A unit with its state. Whoever holds it keeps the entries, if it may have to be joined with another. */
export class LiveUnit {
  /** Not before this instant is the next entry admitted, and after this place. */
  clock = 0;
  seq = 0;
  /** What the unit is stuck at, once the kernel threw (R29): entries are kept from then on, and nothing is decided. */
  stuck: Stuck | undefined;
  private readonly atoms: string[] = [];
  private readonly positions = new Map<string, number>();
  private readonly numbers = new Map<string, number>();
  private readonly columns: LiveColumns;
  readonly state: UnitState;

  constructor(
    rulebook: Rulebook,
    private readonly book: SignatureBook,
    /** Told of every decision as it is made. */
    public keep: (decision: Decision) => void,
    /** Put around the recorder, for who hears of decisions as they are made. */
    around: (recorder: Recorder) => Recorder = (recorder) => recorder,
  ) {
    this.columns = new LiveColumns(book);
    const rows = { from: 0, until: 0, atoms: this.atoms, fixed: undefined };
    const mode = { mode: 'exact', start: Number.NEGATIVE_INFINITY, handed: true } as const;
    this.state = new UnitState(
      rulebook,
      this.columns,
      rows,
      around(recordDecisions((decision) => this.keep(decision))),
      mode,
    );
  }

  /** Plays a unit again from all its entries, in their order, and to the instant and place it had come to; what it decides on the way was told before. */
  resume(entries: Iterable<Admitted>, clock: number, seq: number): void {
    for (const entry of entries) this.admit(entry);
    this.wake(clock - 1);
    this.clock = Math.max(this.clock, clock);
    this.seq = Math.max(this.seq, seq);
  }

  /** Keeps the unit's next entry, and advances by it. */
  admit(entry: Admitted): void {
    this.clock = Math.max(this.clock, entry.admittedAt);
    this.seq = Math.max(this.seq, entry.seq);
    this.unlessStuck({ source: entry.source, id: entry.id }, () => this.advanceBy(entry));
  }

  private unlessStuck(at: EntryRef | undefined, work: () => void): void {
    if (this.stuck !== undefined) return;
    try {
      work();
    } catch (error) {
      this.stuck = { at, error };
    }
  }

  /** The kernel's part of an entry; who goes beside the kernel adds theirs. */
  protected advanceBy(entry: Admitted): void {
    const assertion = assertionOf(entry);
    if (assertion === undefined) throw new RangeError('an entry of a unit names somebody');
    for (const name of namedWithCompanies(assertion)) {
      if (!this.positions.has(name)) this.positions.set(name, this.atoms.push(name) - 1);
    }
    const effect = effectOf(entry, (kind, name) => this.numberOf(`${kind}\n${name}`));
    const signature = this.book.positionOf(entry, effect, identityEffect(assertion, this.positions));
    const subject = this.positions.get(assertion.subject) as number;
    const { source, id } = entry;
    advance(this.state, this.columns.push({ source, id }, entry.occurredAt, entry.admittedAt, subject, signature));
  }

  /** Plays every deadline due at or before `now`. Entries admitted later come after it. */
  wake(now: number): void {
    if (this.nextDeadline > now) return;
    this.clock = Math.max(this.clock, now + 1);
    this.unlessStuck(undefined, () => this.playDue(now));
  }

  /** Plays every deadline due at or before `now`. */
  protected playDue(now: number): void {
    wake(this.state, now);
  }

  /** Position of the identifier that an admitted entry is about, among the unit's; −1 for none. */
  subjectOf(entry: Entry): number {
    const subject = assertionOf(entry)?.subject;
    return subject === undefined ? -1 : (this.positions.get(subject) ?? -1);
  }

  get nextDeadline(): number {
    return this.stuck === undefined ? nextDeadline(this.state) : Number.POSITIVE_INFINITY;
  }

  private numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.numbers.size);
    return this.numbers.size - 1;
  }
}

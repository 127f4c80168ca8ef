// Live work without a database: entries are stamped as they come (R2), units are found by identifiers and joined when links join them, deadlines are played when asked. What a server does with a store; the
// decisions are the same as an exact replay's.
import type { Entry } from '../../journal/entry.ts';
import { refKey } from '../../journal/entry-order.ts';
import { type Assertion, assertionOf, citationsOf } from '../../lead/identity.ts';
import { Partition } from '../../lead/partition.ts';
import { SignatureBook } from '../columns/signature-book.ts';
import type { Decision } from '../decision.ts';
import type { Rulebook } from '../rulebook.ts';
import { type Admitted, LiveUnit, type Stuck } from './live-unit.ts';

/** A unit at work, with what it would have to be played again from. */
interface Held {
  readonly unit: LiveUnit;
  readonly entries: Admitted[];
  /** Ids of all that was decided here. */
  readonly decided: Set<string>;
}

/** Feeds entries to the kernel as they come. `journal` and `decisions` only grow. */
export class LiveFeed {
  readonly journal: Admitted[] = [];
  readonly decisions: Decision[] = [];
  private readonly partition = new Partition();
  private readonly units = new Map<number, Held>();
  /** Subjects by entry, and subjects of entries that spoke of one that may still come. */
  private readonly subjects = new Map<string, number>();
  private readonly awaited = new Map<string, number[]>();
  private readonly book: SignatureBook;

  constructor(private readonly rulebook: Rulebook) {
    this.book = new SignatureBook(rulebook);
  }

  /** Admits an entry at `clock`, or later where its unit is ahead. Entries that name nobody are kept in the journal alone. */
  admit(entry: Entry, clock: number): void {
    const assertion = assertionOf(entry);
    const held = assertion && this.gather(this.subjectOf(entry, assertion));
    const admittedAt = Math.max(clock, entry.knownAt, held?.unit.clock ?? 0);
    const admitted: Admitted = { ...entry, admittedAt, seq: (held?.unit.seq ?? 0) + 1 };
    this.journal.push(admitted);
    held?.entries.push(admitted);
    held?.unit.admit(admitted);
  }

  /** Plays every deadline due at or before `now`, unit after unit. */
  wake(now: number): void {
    for (const { unit } of this.units.values()) unit.wake(now);
  }

  /** Units at which the kernel threw, by what (R29). The others do not notice. */
  get stuck(): Stuck[] {
    return [...this.units.values()].flatMap(({ unit }) => unit.stuck ?? []);
  }

  /** The entry's subject, in one unit with whatever the entry speaks of, or was spoken of by. */
  private subjectOf(entry: Entry, assertion: Assertion): number {
    const subject = this.partition.add(assertion);
    const key = refKey(entry);
    this.subjects.set(key, subject);
    for (const other of this.awaited.get(key) ?? []) this.partition.joinUnits(subject, other);
    for (const ref of citationsOf(entry)) {
      const spokenOf = this.subjects.get(refKey(ref));
      if (spokenOf !== undefined) this.partition.joinUnits(subject, spokenOf);
      this.awaited.set(refKey(ref), [...(this.awaited.get(refKey(ref)) ?? []), subject]);
    }
    return subject;
  }

  /** The unit of an identifier, joined out of all that links have brought together. */
  private gather(subject: number): Held {
    const root = this.partition.unitOf(subject);
    const joined = [...this.units].filter(([other]) => this.partition.unitOf(other) === root);
    for (const [other] of joined) this.units.delete(other);
    const [only] = joined;
    const held = joined.length === 1 && only !== undefined ? only[1] : this.join(joined.map(([, other]) => other));
    this.units.set(root, held);
    return held;
  }

  /** A unit out of several: played again from all their entries. What it decides again was told before. */
  private join(parts: readonly Held[]): Held {
    const decided = new Set(parts.flatMap((each) => [...each.decided]));
    const unit = new LiveUnit(this.rulebook, this.book, (decision) => {
      if (!decided.has(decision.id)) this.decisions.push(decision);
      decided.add(decision.id);
    });
    const entries = parts.flatMap((each) => each.entries).sort((a, b) => a.admittedAt - b.admittedAt || a.seq - b.seq);
    const clock = Math.max(0, ...parts.map((each) => each.unit.clock));
    const seq = Math.max(0, ...parts.map((each) => each.unit.seq));
    unit.resume(entries, clock, seq);
    return { unit, entries, decided };
  }
}

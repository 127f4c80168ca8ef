// Writes a journal's entries into columns: each entry becomes numbers at once and is let go; units are laid next to each other when all are in.
import type { Entry, EntryRef } from '../../journal/entry.ts';
import { compareRef, refKey } from '../../journal/entry-order.ts';
import { type Assertion, assertionOf, citationsOf } from '../../lead/identity.ts';
import { Partition } from '../../lead/partition.ts';
import type { Rulebook } from '../rulebook.ts';
import { type Columns, compareRowsByRef, type UnitRows } from './columns.ts';
import { effectOf } from './effect-of.ts';
import { FixedGroupings } from './fixed-groupings.ts';
import { NumberColumn } from './number-column.ts';
import { SignatureBook } from './signature-book.ts';

/** A journal ready for replay. */
export interface Journal {
  readonly columns: Columns;
  readonly units: number;
  /** First row of each unit, and the end. */
  readonly starts: Int32Array;
  /** One unit's rows and identifiers. */
  unit(index: number): UnitRows;
  /** Entries without a person or company: about Baton's own company, or plain spend. */
  readonly withoutSubject: number;
}

/** By admission (`exact`) or by what could be known (`backtest`), R1. */
export type ReplayOrder = 'exact' | 'backtest';

/** Takes entries in and lays them out as a journal for replay. */
export class ColumnsWriter {
  private readonly partition = new Partition();
  private readonly book: SignatureBook;
  private readonly occurredAt = new NumberColumn();
  private readonly at = new NumberColumn();
  private readonly seq = new NumberColumn();
  private readonly subject: number[] = [];
  private readonly signature: number[] = [];
  private readonly assertion: number[] = [];
  private readonly ids: string[] = [];
  private readonly sources: number[] = [];
  private readonly sourceNames: string[] = [];
  private readonly sourcePositions = new Map<string, number>();
  private readonly assertions: Assertion[] = [];
  private readonly assertionPositions = new Map<string, number>();
  private readonly deals = new Map<string, number>();
  private readonly citations: { readonly subject: number; readonly key: string }[] = [];
  private withoutSubject = 0;

  constructor(
    rulebook: Rulebook,
    private readonly order: ReplayOrder,
    private readonly options: { readonly alwaysRegroup?: boolean } = {},
  ) {
    this.book = new SignatureBook(rulebook);
  }

  /** Takes an entry in. Entries may come in any order. */
  add(entry: Entry): void {
    const assertion = assertionOf(entry);
    if (assertion === undefined) {
      this.withoutSubject += 1;
      return;
    }
    const numbered = (kind: string, name: string): number => position(this.deals, `${kind}\n${name}`);
    const subject = this.partition.add(assertion);
    this.subject.push(subject);
    for (const ref of citationsOf(entry)) this.citations.push({ subject, key: refKey(ref) });
    this.assertion.push(this.intern(assertion));
    this.signature.push(this.book.positionOf(entry, effectOf(entry, numbered), undefined));
    this.occurredAt.push(entry.occurredAt);
    this.at.push(this.order === 'exact' ? (entry.admittedAt ?? entry.knownAt) : entry.knownAt);
    this.seq.push(this.order === 'exact' ? (entry.seq ?? 0) : entry.occurredAt);
    this.ids.push(entry.id);
    const known = this.sourcePositions.size;
    this.sources.push(position(this.sourcePositions, entry.source));
    if (this.sourcePositions.size > known) this.sourceNames.push(entry.source);
  }

  /** The number that effects give a deal or subscription; undefined where no entry has named it. */
  numberOf(kind: 'deal' | 'subscription', name: string): number | undefined {
    return this.deals.get(`${kind}\n${name}`);
  }

  /** Lays the units next to each other, each in its order. */
  finish(): Journal {
    this.joinCited();
    const { order, starts } = this.layOut();
    const rows = order.length;
    const refOf = (row: number): EntryRef => this.ref(order[row] as number);
    const columns: Columns = {
      occurredAt: Float64Array.from(order, (entry) => this.occurredAt.get(entry)),
      at: Float64Array.from(order, (entry) => this.at.get(entry)),
      atom: new Int32Array(rows),
      signature: Int32Array.from(order, (entry) => this.signature[entry] as number),
      signatures: this.book.signatures,
      table: this.book.table,
      refOf,
      compareRows: (a, b) => compareRowsByRef(columns, a, b),
    };
    const groupings = new FixedGroupings(
      this.partition,
      this.assertions,
      columns,
      this.book,
      this.options.alwaysRegroup ?? false,
    );
    for (let unit = 0; unit + 1 < starts.length; unit++) {
      const from = starts[unit] as number;
      const until = starts[unit + 1] as number;
      const entries = order.subarray(from, until);
      groupings.write(
        from,
        entries,
        (entry) => this.subject[entry] as number,
        (entry) => this.assertion[entry] as number,
      );
    }
    return {
      columns,
      units: starts.length - 1,
      starts,
      unit: (index) => groupings.unit(index, starts[index] as number, starts[index + 1] as number),
      withoutSubject: this.withoutSubject,
    };
  }

  /** An entry that speaks of others belongs to one unit with them (I9). */
  private joinCited(): void {
    if (this.citations.length === 0) return;
    const bySpokenOf = new Map<string, number[]>();
    for (const { subject, key } of this.citations) bySpokenOf.set(key, [...(bySpokenOf.get(key) ?? []), subject]);
    this.subject.forEach((subject, entry) => {
      for (const other of bySpokenOf.get(refKey(this.ref(entry))) ?? []) this.partition.joinUnits(subject, other);
    });
  }

  private ref(entry: number): EntryRef {
    return { id: this.ids[entry] as string, source: this.sourceNames[this.sources[entry] as number] as string };
  }

  private intern(assertion: Assertion): number {
    const { subject, people, join, companies, claim, domainOf } = assertion;
    const key = `${subject}\u0001${people.join('\u0002')}\u0001${join}\u0001${companies.join('\u0002')}\u0001${claim ?? ''}\u0001${domainOf?.join('\u0002') ?? ''}`;
    const known = this.assertionPositions.get(key);
    if (known !== undefined) return known;
    this.assertionPositions.set(key, this.assertions.length);
    return this.assertions.push(assertion) - 1;
  }

  /** Entries by unit, units by their first entry, within a unit by (at, seq or occurredAt, id, source). */
  private layOut(): { readonly order: Uint32Array; readonly starts: Int32Array } {
    const unitPositions = new Map<number, number>();
    const unit = this.subject.map((subject) => position(unitPositions, this.partition.unitOf(subject)));
    const starts = new Int32Array(unitPositions.size + 1);
    for (const index of unit) starts[index + 1] = (starts[index + 1] as number) + 1;
    for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
    const next = starts.slice();
    const order = new Uint32Array(unit.length);
    unit.forEach((index, entry) => {
      order[next[index] as number] = entry;
      next[index] = (next[index] as number) + 1;
    });
    const compare = (a: number, b: number): number =>
      this.at.get(a) - this.at.get(b) || this.seq.get(a) - this.seq.get(b) || compareRef(this.ref(a), this.ref(b));
    for (let i = 0; i + 1 < starts.length; i++) order.subarray(starts[i], starts[i + 1]).sort(compare);
    return { order, starts };
  }
}

function position<K>(positions: Map<K, number>, key: K): number {
  const known = positions.get(key);
  if (known !== undefined) return known;
  positions.set(key, positions.size);
  return positions.size - 1;
}

// The units that are near a gate by all that their entries say together, some hundred at a time, with their hits and attributes laid side by side. First all are found, then their numbers
// are fetched, column by column: memory is slow to answer, but answers many questions asked in a row.
import type { CompiledGate } from '../../definition/compile.ts';
import type { Journal } from '../columns/columns-writer.ts';
import { DECIDES, HAS_IDENTITY } from '../columns/effect.ts';
import { floats, ints, room } from '../columns/number-arrays.ts';
import type { Rulebook } from '../rulebook.ts';
import type { Gists } from './gists.ts';

/** So many rows are looked through at once, and what is left of the last unit. */
const ROWS_AT_ONCE = 16_384;

/** Near units of one stretch of a journal after the other. */
export class NearUnits {
  /** How many there are, and by position which; whether one asks for a decision whatever was scored, and whether it is far from every gate all the same. */
  size = 0;
  unit = ints(64);
  answers = ints(64);
  isFar = ints(64);
  /** The hits of the near unit `i` are [firstHit[i], firstHit[i + 1]), in the order of admission: rows and what stands there. */
  firstHit = ints(65);
  hitRow = ints(1024);
  hitAtom = ints(1024);
  hitSignature = ints(1024);
  hitOccurredAt = floats(1024);
  hitAt = floats(1024);
  /** Rows that give attributes, likewise. */
  firstGiven = ints(65);
  givenRow = ints(1024);
  givenAtom = ints(1024);
  givenSignature = ints(1024);
  /** What an account gate needs at least of all hits together; Infinity where there is none. */
  private readonly pooled: number;
  private readonly all: boolean;

  constructor(
    rulebook: Rulebook,
    private readonly journal: Pick<Journal, 'columns' | 'starts'>,
    private readonly gists: Gists,
    /** Only hand-offs are asked for: far units are left out, however their people regroup. */
    private readonly handoffsOnly: boolean,
  ) {
    this.pooled = Math.min(...rulebook.versions.flatMap(({ compiled }) => compiled.gates.map(pooledOf)));
    this.all = rulebook.judgesNewcomers && !handoffsOnly;
  }

  /** Finds the near units from `from` on, before `to`; returns the first unit that was not looked at. */
  find(from: number, to: number): number {
    const { starts } = this.journal;
    const { signature } = this.journal.columns;
    const worthOf = this.gists.worth;
    const bitsOf = this.gists.bits;
    // Corrections may let something count that did not: such units are looked at in any case.
    const asked = this.handoffsOnly ? DECIDES : DECIDES | HAS_IDENTITY;
    this.size = 0;
    let row = starts[from] as number;
    const last = row + ROWS_AT_ONCE;
    let unit = from;
    for (; unit < to && row < last; unit++) {
      const until = starts[unit + 1] as number;
      let worth = 0;
      let bits = 0;
      for (; row < until; row++) {
        const sign = signature[row] as number;
        worth += worthOf[sign] as number;
        bits |= bitsOf[sign] as number;
      }
      const isFar = worth < this.pooled && this.gists.isFar(worth, bits);
      if (!isFar || this.all || (bits & asked) !== 0) this.note(unit, isFar, bits & DECIDES);
    }
    this.layOut();
    return unit;
  }

  private note(unit: number, isFar: boolean, answers: number): void {
    const { size } = this;
    if (size + 1 === this.firstHit.length) this.grow();
    this.unit[size] = unit;
    this.answers[size] = answers;
    this.isFar[size] = Number(isFar);
    this.size = size + 1;
    this.collect(size, this.journal.starts[unit] as number, this.journal.starts[unit + 1] as number);
  }

  /** Notes the rows that matter. No branches: they would be guessed wrong every third time. */
  private collect(i: number, from: number, until: number): void {
    const { signature } = this.journal.columns;
    const { bits } = this.gists;
    let hits = this.firstHit[i] as number;
    let given = this.firstGiven[i] as number;
    this.hitRow = room(this.hitRow, hits + until - from + 1, ints, 0);
    this.givenRow = room(this.givenRow, given + until - from + 1, ints, 0);
    const { hitRow, givenRow } = this;
    for (let row = from; row < until; row++) {
      const what = bits[signature[row] as number] as number;
      hitRow[hits] = row;
      givenRow[given] = row;
      hits += what & 1;
      given += (what >> 1) & 1;
    }
    this.firstHit[i + 1] = hits;
    this.firstGiven[i + 1] = given;
  }

  private layOut(): void {
    const { columns } = this.journal;
    const hits = this.firstHit[this.size] as number;
    const given = this.firstGiven[this.size] as number;
    if (this.hitAtom.length < hits) {
      this.hitAtom = ints(hits * 2);
      this.hitSignature = ints(hits * 2);
      this.hitOccurredAt = floats(hits * 2);
      this.hitAt = floats(hits * 2);
    }
    if (this.givenAtom.length < given) {
      this.givenAtom = ints(given * 2);
      this.givenSignature = ints(given * 2);
    }
    copyColumn(columns.atom, this.hitRow, hits, this.hitAtom);
    copyColumn(columns.signature, this.hitRow, hits, this.hitSignature);
    copyTimes(columns.occurredAt, this.hitRow, hits, this.hitOccurredAt);
    copyTimes(columns.at, this.hitRow, hits, this.hitAt);
    copyColumn(columns.atom, this.givenRow, given, this.givenAtom);
    copyColumn(columns.signature, this.givenRow, given, this.givenSignature);
  }

  private grow(): void {
    const size = this.firstHit.length * 2;
    this.unit = room(this.unit, size, ints, 0);
    this.answers = room(this.answers, size, ints, 0);
    this.isFar = room(this.isFar, size, ints, 0);
    this.firstHit = room(this.firstHit, size + 1, ints, 0);
    this.firstGiven = room(this.firstGiven, size + 1, ints, 0);
  }
}

function copyColumn(column: Int32Array, rows: Int32Array, size: number, into: Int32Array): void {
  for (let i = 0; i < size; i++) into[i] = column[rows[i] as number] as number;
}

function copyTimes(column: Float64Array, rows: Int32Array, size: number, into: Float64Array): void {
  for (let i = 0; i < size; i++) into[i] = column[rows[i] as number] as number;
}

/** What an account gate needs at least of all hits of a unit together, in tenths; Infinity of a lead's gate. */
export function pooledOf({ ofAccount, clause: { account } }: CompiledGate): number {
  if (!ofAccount) return Number.POSITIVE_INFINITY;
  return account === undefined ? 0 : Math.max(account.engagement ?? 0, account.engagedLeads * account.engagedAt);
}

// The hits of one unit, lead by lead, without playing it: what each lead's hits are worth at most, and which they are.
import type { Columns, UnitRows } from '../columns/columns.ts';
import { cleared, ints } from '../columns/number-arrays.ts';
import type { SignatureTable } from '../columns/signature-table.ts';
import type { Gists } from './gists.ts';

/** Where nothing ever regroups. */
export type Fixed = NonNullable<UnitRows['fixed']>;

/** Hits of one unit after the other. */
export class UnitHits {
  /** Rows with hits and with attributes, ascending; the first `hits` and `given` of them are the unit's. */
  hitRows = ints(64);
  attributeRows = ints(64);
  hits = 0;
  given = 0;
  leads = 0;
  /** By lead: what its hits add up to (gists.ts). */
  worth = ints(8);
  bits = ints(8);
  /** By lead: its first hit among the hit rows, −1 where it has none; and by hit its lead's next one, −1 after the last. */
  first = ints(8);
  next = ints(64);

  constructor(
    private readonly columns: Columns,
    private readonly table: SignatureTable,
    private readonly gists: Gists,
  ) {}

  /** Notes the rows that matter. No branches: they would be guessed wrong every third time. */
  collect({ from, until }: UnitRows): void {
    const { kind } = this.table;
    const { signature } = this.columns;
    if (this.hitRows.length <= until - from) {
      this.hitRows = ints((until - from) * 2);
      this.attributeRows = ints((until - from) * 2);
      this.next = ints((until - from) * 2);
    }
    const { hitRows, attributeRows } = this;
    let hits = 0;
    let given = 0;
    for (let row = from; row < until; row++) {
      const what = kind[signature[row] as number] as number;
      hitRows[hits] = row;
      attributeRows[given] = row;
      hits += what & 1;
      given += (what >> 1) & 1;
    }
    this.hits = hits;
    this.given = given;
  }

  /** Adds up the collected hits of each lead. */
  addUp({ leadOf, leads, from }: Fixed): void {
    const { signature, atom } = this.columns;
    const worthOf = this.gists.worth;
    const bitsOf = this.gists.bits;
    this.leads = leads;
    this.worth = cleared(this.worth, leads, ints, 0);
    this.bits = cleared(this.bits, leads, ints, 0);
    this.first = cleared(this.first, leads, ints, -1);
    const { hitRows, first, next, worth, bits } = this;
    for (let i = this.hits - 1; i >= 0; i--) {
      const row = hitRows[i] as number;
      const lead = leadOf[from + (atom[row] as number)] as number;
      if (lead < 0) continue;
      const sign = signature[row] as number;
      next[i] = first[lead] as number;
      first[lead] = i;
      worth[lead] = (worth[lead] as number) + (worthOf[sign] as number);
      bits[lead] = (bits[lead] as number) | (bitsOf[sign] as number);
    }
  }
}

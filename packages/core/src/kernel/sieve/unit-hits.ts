// The hits of one near unit, lead by lead, without playing it: what each lead's hits are worth at most, and which they are.
import type { UnitRows } from '../columns/columns.ts';
import { cleared, ints } from '../columns/number-arrays.ts';
import type { Gists } from './gists.ts';
import type { NearUnits } from './near-units.ts';

/** Where nothing ever regroups. */
export type Fixed = NonNullable<UnitRows['fixed']>;

/** Hits of one unit after the other. */
export class UnitHits {
  leads = 0;
  /** By lead: what its hits add up to (gists.ts). */
  worth = ints(8);
  bits = ints(8);
  /** By lead: its first hit among those of the near units, −1 where it has none; and by hit its lead's next one, −1 after the last. */
  first = ints(8);
  next = ints(1024);

  constructor(
    readonly units: NearUnits,
    private readonly gists: Gists,
  ) {}

  /** Adds up the hits of each lead of a near unit. */
  addUp(unit: number, { leadOf, leads, from }: Fixed): void {
    const { firstHit, hitAtom, hitSignature } = this.units;
    const worthOf = this.gists.worth;
    const bitsOf = this.gists.bits;
    const until = firstHit[unit + 1] as number;
    if (this.next.length < until) this.next = ints(hitAtom.length);
    this.leads = leads;
    this.worth = cleared(this.worth, leads, ints, 0);
    this.bits = cleared(this.bits, leads, ints, 0);
    this.first = cleared(this.first, leads, ints, -1);
    const { first, next, worth, bits } = this;
    for (let hit = until - 1; hit >= (firstHit[unit] as number); hit--) {
      const lead = leadOf[from + (hitAtom[hit] as number)] as number;
      if (lead < 0) continue;
      const sign = hitSignature[hit] as number;
      next[hit] = first[lead] as number;
      first[lead] = hit;
      worth[lead] = (worth[lead] as number) + (worthOf[sign] as number);
      bits[lead] = (bits[lead] as number) | (bitsOf[sign] as number);
    }
  }
}

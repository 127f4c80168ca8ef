// What a sieve found out about one unit before it is played: until which row nothing can come of it, and after which hits something can.
import { ints } from '../columns/number-arrays.ts';

/** The outlook of one unit after the other. Without a sieve nothing is known, and nothing quiet. */
export class Outlook {
  /** Before this row no gate opens and nobody is disqualified. */
  quietUntil = 0;
  /** By lead: before this row none of its gates opens. Moves on as the unit is played. */
  private leadQuietUntil = ints(0);
  /** By hit of a lead, counted from the unit's first row: the lead's first hit, this or a later one, at which a gate of its could open. */
  private chance = ints(0);
  private hasChances = false;
  private from = 0;
  private leads = 0;

  /** Starts a unit of which nothing can come. */
  open(from: number, until: number, leads: number): void {
    if (this.leadQuietUntil.length < leads) this.leadQuietUntil = ints(leads * 2);
    const { leadQuietUntil } = this;
    for (let lead = 0; lead < leads; lead++) leadQuietUntil[lead] = until;
    if (this.chance.length < until - from) this.chance = ints((until - from) * 2);
    this.from = from;
    this.leads = leads;
    this.quietUntil = until;
    this.hasChances = true;
  }

  /** Of the whole unit nothing is known. */
  openAtOnce(leads: number): void {
    this.quietUntil = this.from;
    this.leadQuietUntil.fill(this.from, 0, leads);
    this.hasChances = false;
  }

  /** The lead's gates may open from this row on. */
  mayOpenFrom(lead: number, row: number): void {
    this.leadQuietUntil[lead] = row;
    if (row < this.quietUntil) this.quietUntil = row;
  }

  /** The row until which no gate opens, now that all before `row` are admitted and no gate is open. */
  quietFrom(row: number): number {
    if (row < this.quietUntil || !this.hasChances) return this.quietUntil;
    const { leadQuietUntil, leads } = this;
    let earliest = leadQuietUntil[0] as number;
    for (let lead = 1; lead < leads; lead++)
      if ((leadQuietUntil[lead] as number) < earliest) earliest = leadQuietUntil[lead] as number;
    this.quietUntil = earliest;
    return earliest;
  }

  /** After the hit at `row` no gate of its lead can open before the hit at `next`, which may be the same. */
  setChance(row: number, next: number): void {
    this.chance[row - this.from] = next;
  }

  /** Whether no gate of the lead can be open once `row` is admitted. `isHit` where that row is a hit of the lead. */
  isQuiet(lead: number, row: number, isHit: boolean): boolean {
    if ((this.leadQuietUntil[lead] as number) > row) return true;
    if (!isHit || !this.hasChances) return false;
    const next = this.chance[row - this.from] as number;
    if (next > row) this.leadQuietUntil[lead] = next;
    return next > row;
  }
}

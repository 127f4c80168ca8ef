// Which grades each lead of a unit ever had, without playing it; and whether anybody was ever disqualified.
import type { Columns } from '../columns/columns.ts';
import type { Signature } from '../columns/effect.ts';
import { cleared, ints } from '../columns/number-arrays.ts';
import type { Rulebook } from '../rulebook.ts';
import { AttributeValues } from '../unit/attribute-values.ts';
import type { Fixed, UnitHits } from './unit-hits.ts';

/** Grades of the leads of one unit after the other. */
export class GradesHad {
  private readonly attributes: AttributeValues;
  /** Grades as bits, by lead × versions + version. */
  private grades = ints(8);
  private accountOfLead = ints(8);

  constructor(
    private readonly rulebook: Rulebook,
    private readonly columns: Columns,
  ) {
    this.attributes = new AttributeValues(rulebook, (a, b) => isAfter(columns, a, b));
  }

  /** Grades a lead had under a version, as bits. */
  of(lead: number, version: number): number {
    return this.grades[lead * this.rulebook.versions.length + version] as number;
  }

  /** Works them out from the first entry on; true where somebody was disqualified, and the rest is not worked out. */
  workOut({ units }: UnitHits, unit: number, fixed: Fixed): boolean {
    const { leads } = fixed;
    const { firstGiven, givenRow } = units;
    const until = firstGiven[unit + 1] as number;
    this.attributes.clear(leads, fixed.accounts);
    this.grades = cleared(this.grades, leads * this.rulebook.versions.length, ints, 0);
    this.placeLeads(fixed);
    for (let lead = 0; lead < leads; lead++) if (this.note(lead)) return true;
    for (let i = firstGiven[unit] as number; i < until; i++) {
      const row = givenRow[i] as number;
      const entry = this.columns.signatures[this.columns.signature[row] as number] as Signature;
      const atom = fixed.from + (this.columns.atom[row] as number);
      const lead = fixed.leadOf[atom] as number;
      const account = entry.account.length > 0 ? (fixed.accountOf[atom] as number) : -1;
      if (lead >= 0 && entry.lead.length > 0) this.attributes.setLead(row, lead, entry.lead);
      if (account >= 0) this.attributes.setAccount(row, account, entry.account);
      if (account >= 0) this.forgetClasses(account, leads);
      if (this.noteAll(lead, account, leads)) return true;
    }
    return false;
  }

  private placeLeads(fixed: Fixed): void {
    if (this.accountOfLead.length < fixed.leads) this.accountOfLead = ints(fixed.leads * 2);
    for (let atom = fixed.from; atom < fixed.from + fixed.count; atom++) {
      const lead = fixed.leadOf[atom] as number;
      if (lead >= 0) this.accountOfLead[lead] = fixed.accountOf[atom] as number;
    }
  }

  private forgetClasses(account: number, leads: number): void {
    for (let lead = 0; lead < leads; lead++)
      if (this.accountOfLead[lead] === account) this.attributes.forgetClass(lead);
  }

  private noteAll(only: number, account: number, leads: number): boolean {
    for (let lead = 0; lead < leads; lead++)
      if ((lead === only || this.accountOfLead[lead] === account) && this.note(lead)) return true;
    if (account < 0) return false;
    const { versions } = this.rulebook;
    return versions.some(({ index }) => this.attributes.classOfAccount(account, index).disqualified !== 0);
  }

  /** Adds what the lead is now; true where it is disqualified. */
  private note(lead: number): boolean {
    const versions = this.rulebook.versions.length;
    let disqualified = 0;
    for (let version = 0; version < versions; version++) {
      const fit = this.attributes.classOfLead(lead, this.accountOfLead[lead] as number, version);
      disqualified |= fit.disqualified;
      const at = lead * versions + version;
      this.grades[at] = (this.grades[at] as number) | (1 << fit.grade);
    }
    return disqualified !== 0;
  }
}

function isAfter(columns: Columns, a: number, b: number): boolean {
  const difference = (columns.occurredAt[a] as number) - (columns.occurredAt[b] as number);
  return difference !== 0 ? difference > 0 : columns.compareRows(a, b) > 0;
}

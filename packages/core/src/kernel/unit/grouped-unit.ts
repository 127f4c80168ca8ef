// Who is who in one unit, as columns of numbers: leads and accounts of identifiers, and the identifiers that name them. Fixed for most units, grouped anew by links in the others.
import { accountId, type Grouping } from '../../lead/grouping.ts';
import type { UnitRows } from '../columns/columns.ts';
import { ints, room } from '../columns/number-arrays.ts';

/** Leads and accounts by position, in order of their ids. */
export class GroupedUnit {
  leads = 0;
  accounts = 0;
  leadOf = ints(8);
  accountOf = ints(8);
  accountOfLead = ints(8);
  leadAtom = ints(8);
  accountAtom = ints(8);

  constructor(public unit: UnitRows) {}

  /** The lead's id: the least of its identifiers (I6). */
  leadId(lead: number): string {
    return this.unit.atoms[this.leadAtom[lead] as number] as string;
  }

  /** The account's id (I7, I8). */
  accountIdOf(account: number): string {
    return accountId(this.unit.atoms[this.accountAtom[account] as number] as string);
  }

  /** Nobody belongs anywhere yet, also identifiers that will be named later. */
  protected forgetGroups(atoms: number): void {
    this.makeRoom(atoms);
    this.leadOf.fill(-1);
    this.accountOf.fill(-1);
  }

  protected groupFixed(fixed: NonNullable<UnitRows['fixed']>): void {
    this.makeRoom(fixed.count);
    for (let atom = 0; atom < fixed.count; atom++) {
      const lead = fixed.leadOf[fixed.from + atom] as number;
      const account = fixed.accountOf[fixed.from + atom] as number;
      this.leadOf[atom] = lead;
      this.accountOf[atom] = account;
    }
    this.leads = fixed.leads;
    this.accounts = fixed.accounts;
    for (let atom = fixed.count - 1; atom >= 0; atom--) {
      const lead = this.leadOf[atom] as number;
      if (lead < 0) continue;
      this.leadAtom[lead] = atom;
      this.accountOfLead[lead] = this.accountOf[atom] as number;
      this.accountAtom[this.accountOf[atom] as number] = atom;
    }
    for (let atom = fixed.count - 1; atom >= 0; atom--) {
      if ((this.leadOf[atom] as number) < 0) this.accountAtom[this.accountOf[atom] as number] = atom;
    }
  }

  /** Takes a grouping over; returns whether anything changed. */
  protected takeGrouping(grouping: Grouping): boolean {
    const size = this.unit.atoms.length;
    this.makeRoom(size);
    let changed = grouping.leadAtom.length !== this.leads || grouping.accountAtom.length !== this.accounts;
    const take = (from: Int32Array, to: Int32Array): void => {
      for (let i = 0; i < from.length; i++) {
        if (to[i] !== from[i]) changed = true;
        to[i] = from[i] as number;
      }
    };
    take(grouping.leadOf, this.leadOf);
    take(grouping.accountOf, this.accountOf);
    take(grouping.accountOfLead, this.accountOfLead);
    take(grouping.leadAtom, this.leadAtom);
    take(grouping.accountAtom, this.accountAtom);
    this.leads = grouping.leadAtom.length;
    this.accounts = grouping.accountAtom.length;
    return changed;
  }

  private makeRoom(atoms: number): void {
    this.leadOf = room(this.leadOf, atoms, ints, -1);
    this.accountOf = room(this.accountOf, atoms, ints, -1);
    this.accountOfLead = room(this.accountOfLead, atoms, ints, -1);
    this.leadAtom = room(this.leadAtom, atoms, ints, -1);
    this.accountAtom = room(this.accountAtom, atoms, ints, -1);
  }
}

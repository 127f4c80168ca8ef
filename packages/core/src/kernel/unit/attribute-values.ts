// What is known of a unit's leads and accounts: the value of each attribute with the row that gave it (R12), and the fit classes that follow from them.
import { NO_VALUE } from '../../qualification/attribute-dictionary.ts';
import type { AttributeRow, FitClass } from '../../qualification/fit-table.ts';
import { cleared, ints } from '../columns/number-arrays.ts';
import type { Rulebook } from '../rulebook.ts';

/** Whether row `a` happened after row `b`. */
export type IsAfter = (a: number, b: number) => boolean;

/** Attribute values of one unit, by lead and by account. */
export class AttributeValues {
  private leadValue = ints(16);
  private leadRow = ints(16);
  private accountValue = ints(16);
  private accountRow = ints(16);
  private leadClass = ints(8);
  private accountClass = ints(8);
  /** Where to read, of the lead or account last graded: one object, since this happens often. */
  private readonly row: AttributeRow = { lead: ints(0), leadFrom: 0, account: ints(0), accountFrom: 0 };

  constructor(
    private readonly rulebook: Rulebook,
    private readonly isAfter: IsAfter,
  ) {}

  /** Forgets everything and makes room. */
  clear(leads: number, accounts: number): void {
    const { attributes, versions } = this.rulebook;
    this.leadClass = cleared(this.leadClass, leads * versions.length, ints, -1);
    this.accountClass = cleared(this.accountClass, accounts * versions.length, ints, -1);
    this.leadValue = cleared(this.leadValue, leads * attributes.lead.length, ints, NO_VALUE);
    this.leadRow = cleared(this.leadRow, leads * attributes.lead.length, ints, -1);
    this.accountValue = cleared(this.accountValue, accounts * attributes.account.length, ints, NO_VALUE);
    this.accountRow = cleared(this.accountRow, accounts * attributes.account.length, ints, -1);
  }

  /** Takes in what a row says of a lead: `[attribute, value, …]`. */
  setLead(row: number, lead: number, pairs: readonly number[]): void {
    this.set(row, pairs, this.leadValue, this.leadRow, lead * this.rulebook.attributes.lead.length);
    this.forgetClass(lead);
  }

  /** Takes in what a row says of an account. The classes of its leads follow: see {@link forgetClass}. */
  setAccount(row: number, account: number, pairs: readonly number[]): void {
    this.set(row, pairs, this.accountValue, this.accountRow, account * this.rulebook.attributes.account.length);
    const versions = this.rulebook.versions.length;
    for (let i = account * versions; i < (account + 1) * versions; i++) this.accountClass[i] = -1;
  }

  /** The lead has to be graded anew. */
  forgetClass(lead: number): void {
    const versions = this.rulebook.versions.length;
    for (let i = lead * versions; i < (lead + 1) * versions; i++) this.leadClass[i] = -1;
  }

  /** The fit class of a lead of an account under a version. */
  classOfLead(lead: number, account: number, version: number): FitClass {
    const at = lead * this.rulebook.versions.length + version;
    const { fit } = this.rulebook.versions[version] as Rulebook['versions'][number];
    if ((this.leadClass[at] as number) < 0) this.leadClass[at] = fit.classOf(this.rowOf(lead, account));
    return fit.classes[this.leadClass[at] as number] as FitClass;
  }

  /** The class of an account under a version: of what reads `account` alone. */
  classOfAccount(account: number, version: number): FitClass {
    const at = account * this.rulebook.versions.length + version;
    const fit = (this.rulebook.versions[version] as Rulebook['versions'][number]).fit.ofAccount;
    if (fit === undefined) throw new RangeError('an account table has no account table');
    if ((this.accountClass[at] as number) < 0) this.accountClass[at] = fit.classOf(this.rowOf(0, account));
    return fit.classes[this.accountClass[at] as number] as FitClass;
  }

  /** Position of an attribute's value of a lead. */
  ofLead(lead: number, attribute: number): number {
    return this.leadValue[lead * this.rulebook.attributes.lead.length + attribute] as number;
  }

  /** Position of an attribute's value of an account. */
  ofAccount(account: number, attribute: number): number {
    return this.accountValue[account * this.rulebook.attributes.account.length + attribute] as number;
  }

  private rowOf(lead: number, account: number): AttributeRow {
    const { attributes } = this.rulebook;
    const { row } = this;
    row.lead = this.leadValue;
    row.leadFrom = lead * attributes.lead.length;
    row.account = this.accountValue;
    row.accountFrom = account * attributes.account.length;
    return row;
  }

  /** The value with the greatest (`occurredAt`, id, source) stands (R12). */
  private set(row: number, pairs: readonly number[], values: Int32Array, rows: Int32Array, from: number): void {
    for (let i = 0; i < pairs.length; i += 2) {
      const at = from + (pairs[i] as number);
      const held = rows[at] as number;
      if (held >= 0 && !this.isAfter(row, held)) continue;
      values[at] = pairs[i + 1] as number;
      rows[at] = row;
    }
  }
}

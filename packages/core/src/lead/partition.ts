// Which entries may ever concern each other: units (I9). Coarse on purpose — joined once is joined for ever — so that a unit can be locked, stored and replayed alone.
import { isRoleAddress } from '../journal/identifiers.ts';
import { MOST_IDENTITIES } from './grouping.ts';
import { type Assertion, companyOfEmail, namedBy } from './identity.ts';

/** Identifiers as numbers, joined as entries name them together. */
export class Partition {
  readonly names: string[] = [];
  private readonly positions = new Map<string, number>();
  private parent = new Int32Array(1024);
  private readonly others = new Map<number, Set<number>>();

  /** The number of an identifier. An e-mail comes with the company its domain stands for. */
  number(name: string): number {
    const known = this.positions.get(name);
    if (known !== undefined) return known;
    const made = this.names.push(name) - 1;
    this.positions.set(name, made);
    if (made >= this.parent.length) {
      const larger = new Int32Array(this.parent.length * 2);
      larger.set(this.parent);
      this.parent = larger;
    }
    this.parent[made] = made;
    const company = companyOfEmail(name);
    if (company !== undefined) this.join(made, this.number(company));
    return made;
  }

  /** Takes in what an entry asserts; returns the subject's number. Entries are offered in the order they came. */
  add(assertion: Assertion): number {
    const subject = this.number(assertion.subject);
    for (const name of namedBy(assertion)) {
      const other = this.number(name);
      if (other !== subject && this.mayJoin(subject, other, assertion)) this.join(subject, other);
    }
    if (assertion.domainOf !== undefined)
      this.join(this.number(assertion.domainOf[0]), this.number(assertion.domainOf[1]));
    return subject;
  }

  /** Joins the units of two identifiers for another reason than identity: an entry of one speaks of an entry of the other. */
  joinUnits(a: number, b: number): void {
    this.join(a, b);
  }

  /** The number that stands for the unit of an identifier. */
  unitOf(number: number): number {
    let here = number;
    for (;;) {
      const up = this.parent[here] as number;
      if (up === here) return here;
      this.parent[here] = this.parent[up] as number;
      here = up;
    }
  }

  /** I4: role addresses join nobody, nor does what is linked with too many others. */
  private mayJoin(a: number, b: number, assertion: Assertion): boolean {
    if (this.isRole(a) || this.isRole(b)) return assertion.claim === this.names[b];
    if (assertion.join === 'merge' || !this.isPerson(a) || !this.isPerson(b)) return true;
    return this.crowd(a, b) <= MOST_IDENTITIES + 1 && this.crowd(b, a) <= MOST_IDENTITIES + 1;
  }

  private crowd(a: number, other: number): number {
    let known = this.others.get(a);
    if (known === undefined) {
      known = new Set();
      this.others.set(a, known);
    }
    if (known.has(other)) return 0;
    if (known.size <= MOST_IDENTITIES) known.add(other);
    else return known.size + 1;
    return known.size;
  }

  private isRole(number: number): boolean {
    const name = this.names[number] as string;
    return name.startsWith('email:') && isRoleAddress(name.slice('email:'.length));
  }

  private isPerson(number: number): boolean {
    const name = this.names[number] as string;
    return !name.startsWith('company:') && !name.startsWith('domain:');
  }

  private join(a: number, b: number): void {
    this.parent[this.unitOf(a)] = this.unitOf(b);
  }
}

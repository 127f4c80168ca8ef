// Which entries may ever concern each other: units (I9). Coarse on purpose — joined once is joined for ever — so that a unit can be locked, stored and replayed alone.
import { type Assertion, companyOfEmail, namedBy } from './identity.ts';

/** Identifiers as numbers, joined as entries name them together. */
export class Partition {
  readonly names: string[] = [];
  private readonly positions = new Map<string, number>();
  private parent = new Int32Array(1024);

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
      this.join(subject, this.number(name));
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

  private join(a: number, b: number): void {
    this.parent[this.unitOf(a)] = this.unitOf(b);
  }
}

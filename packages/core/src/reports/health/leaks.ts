// Attributes that are known of buyers alone: filled in after the fact, they "predict" what has happened already (E3).
import type { Finding } from './finding.ts';
import type { Person } from './people.ts';

const FEWEST = 20;

/** Counts, of buyers and others, who has which attribute. */
export class Leaks {
  private readonly buyers: number[] = [];
  private readonly others: number[] = [];
  private numberOfBuyers = 0;
  private numberOfOthers = 0;

  add(person: Person, attributes: number, bought: boolean): void {
    if (person.createdAt === undefined) return;
    if (bought) this.numberOfBuyers += 1;
    else this.numberOfOthers += 1;
    const counts = bought ? this.buyers : this.others;
    for (let bit = 0; bit < attributes; bit++)
      if (((person.known >> BigInt(bit)) & 1n) === 1n) counts[bit] = (counts[bit] ?? 0) + 1;
  }

  findings(names: readonly string[]): Finding[] {
    if (this.numberOfBuyers < FEWEST || this.numberOfOthers < FEWEST) return [];
    return names.flatMap((attribute, bit) => {
      const known = this.buyers[bit] ?? 0;
      const otherwise = this.others[bit] ?? 0;
      const [bought, not] = [known / this.numberOfBuyers, otherwise / this.numberOfOthers];
      if (known < FEWEST || bought < 0.25 || not > bought / 10) return [];
      return [
        {
          kind: 'attribute-leaks' as const,
          place: attribute,
          size: known,
          message: `${attribute} is known of ${Math.round(bought * 100)} % of those whose company bought and of ${(not * 100).toFixed(1)} % of the others: it is filled in when a deal is won`,
          repair: 'leave it out of definitions, or map it as known from its own date on',
          weight: 0.6,
        },
      ];
    });
  }
}

// Attributes that are known of buyers alone: filled in after the fact, they "predict" what has happened already (E3).
import { wilson } from '../../statistics/wilson.ts';
import type { Finding } from './finding.ts';
import { monthOf } from './months.ts';
import type { Person } from './people.ts';

const FEWEST = 20;
/** Fewer than that are told only where nearly all who have the attribute bought. */
const FEWEST_HOLDERS = 8;

/** Counts, of buyers and others, who has which attribute. */
export class Leaks {
  private readonly buyers: number[] = [];
  private readonly others: number[] = [];
  private readonly firstBuyers: number[] = [];
  private numberOfBuyers = 0;
  private numberOfOthers = 0;

  /** `boughtAt` is undefined of those who did not. */
  add(person: Person, attributes: number, boughtAt: number | undefined): void {
    if (person.createdAt === undefined) return;
    if (boughtAt !== undefined) this.numberOfBuyers += 1;
    else this.numberOfOthers += 1;
    const counts = boughtAt !== undefined ? this.buyers : this.others;
    for (let bit = 0; bit < attributes; bit++) {
      if (((person.known >> BigInt(bit)) & 1n) !== 1n) continue;
      counts[bit] = (counts[bit] ?? 0) + 1;
      if (boughtAt !== undefined) this.firstBuyers[bit] = Math.min(this.firstBuyers[bit] ?? boughtAt, boughtAt);
    }
  }

  findings(names: readonly string[]): Finding[] {
    if (this.numberOfBuyers < FEWEST || this.numberOfOthers < FEWEST) return [];
    return names.flatMap((attribute, bit) => {
      const known = this.buyers[bit] ?? 0;
      const otherwise = this.others[bit] ?? 0;
      const [bought, not] = [known / this.numberOfBuyers, otherwise / this.numberOfOthers];
      const isCommon = known >= FEWEST && bought >= 0.25 && not <= bought / 10;
      if (!isCommon && !this.isBuyersOwn(known, otherwise)) return [];
      const month = monthOf(this.firstBuyers[bit] as number);
      return [
        {
          kind: 'attribute-leaks' as const,
          place: attribute,
          month,
          size: known,
          message: `${attribute} is known of ${known} of ${this.numberOfBuyers} whose company bought, the first in ${month}, and of ${otherwise} of the ${this.numberOfOthers} others: it is filled in when a deal is won`,
          repair: `leave ${attribute} out of definitions, or map it as known from its own date on`,
          weight: 0.6,
        },
      ];
    });
  }

  /** Whether those who have it bought, most of them for sure, where few of all did. */
  private isBuyersOwn(known: number, otherwise: number): boolean {
    const usual = this.numberOfBuyers / (this.numberOfBuyers + this.numberOfOthers);
    return known >= FEWEST_HOLDERS && usual <= 0.3 && wilson(known, known + otherwise).low >= Math.max(0.6, 2 * usual);
  }
}

// Companies all of whose people read far more than others do and that never buy: competitors, agencies, students of one school. Nobody is flagged by it; it names whom to look at.
import type { UnitState } from '../../kernel/unit/unit-state.ts';
import { binomialGreater } from '../../statistics/binomial.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Finding } from './finding.ts';
import { commonest, monthOf } from './months.ts';
import type { People } from './people.ts';
import { BY_CHANCE } from './stand-out.ts';

/** Who does more than four in five others do is a heavy reader. */
const HEAVY = 0.8;
/** Fewer are a committee that looks for something to buy. */
const FEWEST = 12;
/** So many people for each deal that was opened and came to nothing. */
const PEOPLE_A_DEAL = 7;

interface Reader {
  readonly id: string;
  readonly deeds: number;
  readonly firstAt: number;
}

interface Company {
  readonly readers: readonly Reader[];
  readonly deals: number;
  readonly won: boolean;
}

/** Counts what known people of companies do. */
export class Crowds {
  private readonly companies = new Map<string, Company>();

  /** Takes the companies of a unit in. `deals` says how many deals an account had, and whether one was won. */
  visit(
    { evidence, columns }: Pick<UnitState, 'evidence' | 'columns'>,
    isDeed: (row: number) => boolean,
    deals: ReadonlyMap<string, { readonly count: number; readonly won: boolean }>,
  ): void {
    const counts = new Map<number, { deeds: number; firstAt: number }>();
    for (let row = evidence.unit.from; row < evidence.admitted; row++) {
      const lead = evidence.leadOf[columns.atom[row] as number] as number;
      if (lead < 0) continue;
      const held = counts.get(lead) ?? { deeds: 0, firstAt: Number.POSITIVE_INFINITY };
      held.firstAt = Math.min(held.firstAt, columns.occurredAt[row] as number);
      if (isDeed(row)) held.deeds += 1;
      counts.set(lead, held);
    }
    const byAccount = new Map<number, Reader[]>();
    for (const [lead, { deeds, firstAt }] of counts) {
      const id = evidence.leadId(lead);
      if (id.startsWith('anon:')) continue;
      const account = evidence.accountOfLead[lead] as number;
      byAccount.set(account, [...(byAccount.get(account) ?? []), { id, deeds, firstAt }]);
    }
    for (const [account, readers] of byAccount) {
      const id = evidence.accountIdOf(account);
      const { count = 0, won = false } = deals.get(id) ?? {};
      this.companies.set(id, { readers, deals: count, won });
    }
  }

  findings(people: People): Finding[] {
    const companies = [...this.companies];
    const readers = companies.flatMap(([, company]) => company.readers);
    const many = quantile(
      readers.map(({ deeds }) => deeds),
      HEAVY,
    );
    if (many === undefined || readers.length < 100) return [];
    const isHeavy = ({ deeds }: Reader): boolean => deeds > many;
    const usual = readers.filter(isHeavy).length / readers.length;
    return companies.flatMap(([id, company]) => {
      const heavy = company.readers.filter(isHeavy);
      if (company.won || heavy.length < FEWEST || company.deals * PEOPLE_A_DEAL > company.readers.length) return [];
      const byChance = binomialGreater(heavy.length, company.readers.length, usual) * companies.length;
      if (byChance > BY_CHANCE) return [];
      const place = placeOf(id, company.readers, people);
      const month = monthOf(Math.min(...company.readers.map(({ firstAt }) => firstAt)));
      return [
        {
          kind: 'reads-everything' as const,
          place,
          month,
          size: company.readers.length,
          message: `${heavy.length} of ${company.readers.length} people of ${place}, the first in ${month}, did more than four in five others do, and nothing was bought: a competitor, an agency?`,
          repair: 'look at them; where they are a competitor, flag the company, and they qualify no more',
          weight: (0.5 * company.readers.length) / readers.length,
        },
      ];
    });
  }
}

/** The domain of most of its people's addresses, else the account's id. */
function placeOf(id: string, readers: readonly Reader[], people: People): string {
  const domains = readers.flatMap((reader) => people.find(reader.id)?.email?.split('@')[1] ?? []);
  return commonest(domains) ?? id;
}

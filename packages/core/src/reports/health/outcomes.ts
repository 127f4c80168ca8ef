// What became of people and companies, held against what is known of them and what they did: attributes that only buyers have, companies that read everything and buy nothing.
import type { UnitState } from '../../kernel/unit/unit-state.ts';
import { dealAt } from '../../replay/backtest/deal-life.ts';
import { type AccountHistory, accountHistories, firstWin } from '../../replay/backtest/outcomes.ts';
import { Crowds } from './crowds.ts';
import type { Finding } from './finding.ts';
import { Leaks } from './leaks.ts';
import type { People } from './people.ts';

/** Looks at unit after unit. */
export class Outcomes {
  /** People whose company sales has talked to. */
  readonly talked = new Set<string>();
  private readonly leaks = { people: new Leaks(), companies: new Leaks() };
  private readonly crowds = new Crowds();

  constructor(
    private readonly people: People,
    private readonly companies: People,
    private readonly until: number,
  ) {}

  visit(state: UnitState, isDeed: (row: number) => boolean): void {
    const histories = new Map(accountHistories(state).map((history) => [history.account, history]));
    this.note(state, histories);
    this.crowds.visit(state, isDeed, this.dealsOf(histories));
  }

  /** Whether each person's company bought, and was talked to, beside what is known of both. */
  private note({ evidence }: UnitState, histories: ReadonlyMap<string, AccountHistory>): void {
    const atoms = evidence.unit.fixed?.count ?? evidence.unit.atoms.length;
    for (let atom = 0; atom < atoms; atom++) {
      const account = evidence.accountOf[atom] as number;
      const name = evidence.unit.atoms[atom] as string;
      const [person, company] = [this.people.find(name), this.companies.find(name)];
      if (account < 0 || (person === undefined && company === undefined)) continue;
      const history = histories.get(evidence.accountIdOf(account));
      const won = history && firstWin(history, Number.NEGATIVE_INFINITY, this.until, this.until)?.at;
      if (person !== undefined) this.leaks.people.add(person, this.people.names.length, won);
      if (company !== undefined) this.leaks.companies.add(company, this.companies.names.length, won);
      if (person !== undefined && (history?.conversations.length ?? 0) > 0) this.talked.add(name);
    }
  }

  private dealsOf(histories: ReadonlyMap<string, AccountHistory>) {
    return new Map(
      [...histories].map(([account, { deals }]) => [
        account,
        { count: deals.length, won: deals.some((life) => dealAt(life, this.until, this.until).state === 'won') },
      ]),
    );
  }

  findings(): Finding[] {
    return [
      ...this.leaks.people.findings(this.people.names),
      ...this.leaks.companies.findings(this.companies.names),
      ...this.crowds.findings(this.people),
    ];
  }
}

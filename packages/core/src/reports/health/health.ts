// Data health: one pass over a journal, and one page on what it can and cannot answer. It reads what entries say; it knows nothing of simulated truths.
import { parseDefinition } from '../../definition/parse-definition.ts';
import type { Entry } from '../../journal/entry.ts';
import { ColumnsWriter, type Journal } from '../../kernel/columns/columns-writer.ts';
import type { Rulebook } from '../../kernel/rulebook.ts';
import { UnitState } from '../../kernel/unit/unit-state.ts';
import { accountHistories, firstWin } from '../../replay/backtest/outcomes.ts';
import { rulebookOf, SILENT } from '../../replay/replay.ts';
import { type Ability, abilitiesOf, repairsOf } from './abilities.ts';
import { type DealHealth, Deals } from './deals.ts';
import { type FeedMonths, Feeds } from './feeds.ts';
import type { Finding } from './finding.ts';
import { Lateness, type SourceLateness } from './lateness.ts';
import { Leaks } from './leaks.ts';
import { type MachineHealth, Machines } from './machines.ts';
import { monthOf, monthsBetween } from './months.ts';
import { type AttributeMonths, People } from './people.ts';

/** The health of a journal. Months in UTC. */
export interface Health {
  readonly version: 1;
  readonly from: number;
  readonly until: number;
  readonly months: readonly string[];
  readonly entries: number;
  /** Entries by kind. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly leads: number;
  readonly accounts: number;
  readonly mail: { readonly withEmail: number; readonly freeMail: number; readonly shared: number };
  readonly attributes: readonly AttributeMonths[];
  readonly feeds: readonly FeedMonths[];
  readonly deals: DealHealth;
  readonly machines: MachineHealth;
  readonly lateness: readonly SourceLateness[];
  readonly abilities: readonly Ability[];
  /** Heaviest first. */
  readonly findings: readonly Finding[];
  readonly repairs: readonly Finding[];
}

/** What counts as a deed, a mail open, a mail click: signals of a definition that qualifies nobody. */
const SIGNALS = `
definition: health
language: 1
engagement:
  signals:
    deed:  { when: 'entry.kind in ["track", "page", "screen"] && (!has(entry.name) || !(entry.name in ["Email Opened", "Email Sent", "Email Delivered", "Email Bounced", "Unsubscribed"]))', points: 1, within: 90d }
    open:  { when: 'entry.name == "Email Opened"', points: 1, within: 90d }
    click: { when: 'entry.name == "Email Link Clicked"', points: 1, within: 90d }
qualify:
  never: { engagement: 100 }
`;
const DEED = 0;
const OPEN = 1;
const CLICK = 2;

/**
 * Takes entries in, one by one, and tells their health when all are in. Holds 24 bytes an entry and a record a person.
 *
 * @example const check = new HealthCheck(); for (const entry of entries) check.add(entry); check.finish().repairs
 */
export class HealthCheck {
  private readonly rulebook: Rulebook = healthRulebook();
  private readonly writer = new ColumnsWriter(this.rulebook, 'backtest');
  private readonly feeds = new Feeds();
  private readonly people = new People();
  private readonly companies = new People('companies');
  private readonly deals = new Deals(() => this.last);
  private readonly machines = new Machines();
  private readonly lateness = new Lateness();
  private readonly kinds = new Map<string, number>();
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private entries = 0;

  add(entry: Entry): void {
    this.entries += 1;
    this.first = Math.min(this.first, entry.occurredAt);
    this.last = Math.max(this.last, entry.knownAt);
    this.kinds.set(entry.kind, (this.kinds.get(entry.kind) ?? 0) + 1);
    this.writer.add(entry);
    this.feeds.add(entry);
    this.people.add(entry);
    this.companies.add(entry);
    this.deals.add(entry);
    this.lateness.add(entry);
  }

  finish(): Health {
    const months = this.entries === 0 ? [] : monthsBetween(monthOf(this.first), monthOf(this.last));
    const leaks = { people: new Leaks(), companies: new Leaks() };
    const sizes = { leads: 0, accounts: 0 };
    const journal = this.writer.finish();
    eachUnit(this.rulebook, journal, (state) => {
      const hits =
        (slot: number) =>
        (row: number): boolean =>
          (journal.columns.signatures[journal.columns.signature[row] as number]?.slots ?? []).includes(slot);
      sizes.leads += count(state.evidence.leadSeen, state.evidence.leads);
      sizes.accounts += count(state.evidence.accountSeen, state.evidence.accounts);
      this.deals.visit(state, hits(DEED));
      this.machines.visit(state, hits(OPEN), hits(CLICK));
      this.noteLeaks(state, leaks);
    });
    const attributes = [...this.people.coverage(months), ...this.companies.coverage(months)].sort(
      (a, b) => b.known / Math.max(1, b.of) - a.known / Math.max(1, a.of) || (a.attribute < b.attribute ? -1 : 1),
    );
    const feeds = this.feeds.byMonth(months);
    const deals = this.deals.measure();
    const findings = [
      ...this.feeds.findings(months),
      ...this.people.findings(months),
      ...this.companies.findings(months),
      ...leaks.people.findings(this.people.names),
      ...leaks.companies.findings(this.companies.names),
      ...this.deals.findings(),
      ...this.machines.findings(months),
      ...this.lateness.findings(months),
    ].sort((a, b) => b.weight - a.weight || (a.place < b.place ? -1 : 1));
    return {
      version: 1,
      from: this.entries === 0 ? 0 : this.first,
      until: this.entries === 0 ? 0 : this.last,
      months,
      entries: this.entries,
      kinds: Object.fromEntries([...this.kinds].sort((a, b) => b[1] - a[1])),
      ...sizes,
      mail: this.people.mail(),
      attributes,
      feeds,
      deals,
      machines: this.machines.measure(),
      lateness: this.lateness.sources(),
      abilities: abilitiesOf({ people: sizes.leads, deals, attributes, feeds, kinds: this.kinds }),
      findings,
      repairs: repairsOf(findings),
    };
  }

  /** Whether each person's company bought, beside what is known of both. */
  private noteLeaks(state: UnitState, leaks: { readonly people: Leaks; readonly companies: Leaks }): void {
    const { evidence } = state;
    const buyers = new Set(
      accountHistories(state).flatMap((history) =>
        firstWin(history, Number.NEGATIVE_INFINITY, this.last, this.last) === undefined ? [] : [history.account],
      ),
    );
    const atoms = evidence.unit.fixed?.count ?? evidence.unit.atoms.length;
    for (let atom = 0; atom < atoms; atom++) {
      const account = evidence.accountOf[atom] as number;
      const name = evidence.unit.atoms[atom] as string;
      const [person, company] = [this.people.find(name), this.companies.find(name)];
      if (account < 0 || (person === undefined && company === undefined)) continue;
      const bought = buyers.has(evidence.accountIdOf(account));
      if (person !== undefined) leaks.people.add(person, this.people.names.length, bought);
      if (company !== undefined) leaks.companies.add(company, this.companies.names.length, bought);
    }
  }
}

/** Shows every unit as it stands when all entries are in. Nothing is decided, so that nothing has to be replayed. */
function eachUnit(rulebook: Rulebook, journal: Journal, visit: (state: UnitState) => void): void {
  const mode = { mode: 'backtest', start: Number.NEGATIVE_INFINITY, handed: false } as const;
  let state: UnitState | undefined;
  for (let unit = 0; unit < journal.units; unit++) {
    const rows = journal.unit(unit);
    if (state === undefined) state = new UnitState(rulebook, journal.columns, rows, SILENT, mode);
    else state.open(rows);
    state.evidence.admitAll(rows.until);
    visit(state);
  }
}

function healthRulebook(): Rulebook {
  const parsed = parseDefinition(SIGNALS);
  if (!parsed.ok) throw new Error(`the definition of data health does not parse: ${JSON.stringify(parsed.problems)}`);
  return rulebookOf(parsed.value);
}

function count(seen: Uint8Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += seen[i] as number;
  return sum;
}

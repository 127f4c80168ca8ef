// Data health: one pass over a journal, and one page on what it can and cannot answer. It reads what entries say; it knows nothing of simulated truths.
import type { Entry } from '../../journal/entry.ts';
import type { Receipt } from '../../journal/journal-lines.ts';
import { type Ability, abilitiesOf, repairsOf } from './abilities.ts';
import { Answers } from './answers.ts';
import { junkCampaigns } from './campaigns.ts';
import { DealHabits } from './deal-habits.ts';
import { type DealHealth, Deals } from './deals.ts';
import { Delays } from './delays.ts';
import { Deliveries, type SenderLedger } from './deliveries.ts';
import { Doubles } from './doubles.ts';
import { feedChanges } from './feed-changes.ts';
import { type FeedMonths, Feeds } from './feeds.ts';
import type { Finding } from './finding.ts';
import { Lateness, type SourceLateness } from './lateness.ts';
import { type MachineHealth, Machines } from './machines.ts';
import { monthOf, monthsBetween } from './months.ts';
import { Outcomes } from './outcomes.ts';
import { type AttributeMonths, People } from './people.ts';
import { droppedAttributes, peopleFindings } from './people-findings.ts';
import { Units } from './units.ts';

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
  /** The pages seen most. */
  readonly pages: readonly FeedMonths[];
  readonly deals: DealHealth;
  readonly machines: MachineHealth;
  readonly lateness: readonly SourceLateness[];
  /** What came of all that each sender sent. */
  readonly senders: readonly SenderLedger[];
  readonly abilities: readonly Ability[];
  /** Heaviest first. */
  readonly findings: readonly Finding[];
  readonly repairs: readonly Finding[];
}

const MOST_PAGES = 25;

/**
 * Takes in what was read, receipt by receipt, and tells its health when all is in. Holds 24 bytes an entry and a record a person.
 *
 * @example const check = new HealthCheck(); for (const receipt of receipts) check.take(receipt); check.finish().repairs
 */
export class HealthCheck {
  private readonly units = new Units();
  private readonly feeds = new Feeds();
  private readonly people = new People();
  private readonly companies = new People('companies');
  private readonly doubles = new Doubles();
  private readonly deals = new Deals(() => this.last);
  private readonly habits = new DealHabits();
  private readonly answers = new Answers();
  private readonly machines = new Machines();
  private readonly lateness = new Lateness();
  private readonly delays = new Delays();
  private readonly deliveries = new Deliveries();
  private readonly kinds = new Map<string, number>();
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private entries = 0;

  /** Takes what came of one entry: an accepted one is looked at, the others are counted. */
  take(receipt: Receipt): void {
    this.deliveries.take(receipt);
    if (receipt.verdict === 'accepted') this.look(receipt.entry);
  }

  /** Takes an entry that is known to be a good one. */
  add(entry: Entry): void {
    this.take({ verdict: 'accepted', entry });
  }

  private look(entry: Entry): void {
    this.entries += 1;
    this.first = Math.min(this.first, entry.occurredAt);
    this.last = Math.max(this.last, entry.knownAt);
    this.kinds.set(entry.kind, (this.kinds.get(entry.kind) ?? 0) + 1);
    for (const room of [
      this.units,
      this.feeds,
      this.people,
      this.companies,
      this.doubles,
      this.deals,
      this.habits,
      this.answers,
      this.lateness,
      this.delays,
      this.machines,
    ])
      room.add(entry);
  }

  finish(): Health {
    const months = this.entries === 0 ? [] : monthsBetween(monthOf(this.first), monthOf(this.last));
    const outcomes = new Outcomes(this.people, this.companies, this.last);
    const sizes = { leads: 0, accounts: 0 };
    this.units.each((state, hits) => {
      sizes.leads += count(state.evidence.leadSeen, state.evidence.leads);
      sizes.accounts += count(state.evidence.accountSeen, state.evidence.accounts);
      this.deals.visit(state, hits.deed);
      outcomes.visit(state, hits.deed);
    });
    const attributes = [...this.people.coverage(months), ...this.companies.coverage(months)].sort(
      (a, b) => b.known / Math.max(1, b.of) - a.known / Math.max(1, a.of) || (a.attribute < b.attribute ? -1 : 1),
    );
    const feeds = this.feeds.byMonth(months);
    const deals = this.deals.measure();
    const machines = this.machines.measure();
    const findings = this.findings(months, feeds, outcomes);
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
      pages: this.feeds.pages(months).slice(0, MOST_PAGES),
      deals,
      machines,
      lateness: this.lateness.sources(),
      senders: this.deliveries.senders(),
      abilities: abilitiesOf({ people: sizes.leads, deals, attributes, feeds, kinds: this.kinds }),
      findings,
      repairs: repairsOf(findings),
    };
  }

  private findings(months: readonly string[], feeds: readonly FeedMonths[], outcomes: Outcomes): Finding[] {
    return [
      ...feedChanges(feeds, months, 'events'),
      ...feedChanges(this.feeds.pages(months), months, 'pages'),
      ...peopleFindings(this.people, months),
      ...droppedAttributes(this.companies, months),
      ...this.doubles.findings(months),
      ...junkCampaigns(this.people, outcomes.talked, months),
      ...outcomes.findings(),
      ...this.deals.findings(months),
      ...this.habits.findings(months),
      ...this.answers.findings(months, this.last),
      ...this.machines.findings(months),
      ...this.lateness.findings(months),
      ...this.delays.findings(months),
      ...this.deliveries.findings(months),
    ].sort((a, b) => b.weight - a.weight || (a.place < b.place ? -1 : 1));
  }
}

function count(seen: Uint8Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += seen[i] as number;
  return sum;
}

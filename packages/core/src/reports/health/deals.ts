// What deals can teach: which have people, which won ones were preceded by any behaviour, how first conversations are known, and how long it takes until a cohort may be judged.
import { DAY } from '../../base/duration.ts';
import type { Entry } from '../../journal/entry.ts';
import type { UnitState } from '../../kernel/unit/unit-state.ts';
import { dealAt } from '../../replay/backtest/deal-life.ts';
import { type AccountHistory, accountHistories } from '../../replay/backtest/outcomes.ts';
import { quantile } from '../../statistics/quantile.ts';
import { darkWins } from './dark-wins.ts';
import type { Finding } from './finding.ts';
import { MonthlyCounts, monthOf } from './months.ts';

/** Behaviour this long before sales began to talk is looked for (E1). */
const LOOK_BACK = 90 * DAY;
const MOST_DARK = 20;

/** Deals and conversations of a history. */
export interface DealHealth {
  readonly deals: number;
  /** Self-serve subscriptions that were started: purchases, but none of the deals. */
  readonly subscriptions: number;
  readonly newBusiness: number;
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  /** Won and lost in the twelve months before the end. */
  readonly wonLastYear: number;
  readonly lostLastYear: number;
  readonly withPeople: { readonly recorded: number; readonly inferred: number; readonly none: number };
  readonly conversations: { readonly recorded: number; readonly inferred: number; readonly assumed: number };
  /** Won new business with and without any behaviour in the 90 days before the first conversation. */
  readonly seen: number;
  readonly dark: number;
  /** Accounts of dark wins, a few. */
  readonly darkAccounts: readonly string[];
  /** Days from a deal's creation to won. */
  readonly cycleDays?: { readonly median: number; readonly p90: number; readonly n: number };
  /** Leads of this month and earlier have had time to be won: the 90th percentile of first entry → won. */
  readonly matureUntil?: string;
}

/** Collects what entries say of deals, then what units show. */
export class Deals {
  private readonly openings = new Map<string, { readonly people: number; readonly confidence: string }>();
  private readonly existing = new Set<string>();
  private readonly all = new Set<string>();
  private readonly conversations = { recorded: 0, inferred: 0, assumed: 0 };
  private readonly darkByMonth = new MonthlyCounts();
  private readonly cycles: number[] = [];
  private readonly lags: number[] = [];
  private readonly darkAccounts: string[] = [];
  private subscriptions = 0;
  private readonly counts = { won: 0, lost: 0, open: 0, wonLastYear: 0, lostLastYear: 0, seen: 0, dark: 0 };

  constructor(private readonly until: () => number) {}

  add(entry: Entry): void {
    if (entry.kind === 'conversation') this.conversations[entry.confidence ?? 'recorded'] += 1;
    if (!('deal' in entry) || typeof entry.deal !== 'string') return;
    this.all.add(entry.deal);
    if ('business' in entry && entry.business === 'existing') this.existing.add(entry.deal);
    if (entry.kind === 'opportunity')
      this.openings.set(entry.deal, {
        people: (entry.people?.length ?? 0) + (entry.latePeople?.length ?? 0) + namedPerson(entry),
        confidence: entry.confidence ?? 'recorded',
      });
  }

  /** Takes the accounts of a unit in, with the behaviour that its rows show. */
  visit(state: UnitState, isBehaviour: (row: number) => boolean): void {
    const histories = accountHistories(state);
    if (histories.every(({ deals }) => deals.length === 0)) return;
    const deeds = deedsByAccount(state, isBehaviour);
    for (const history of histories)
      for (const life of history.deals) this.judge(history, life, deeds.get(history.account) ?? []);
  }

  private judge(history: AccountHistory, life: AccountHistory['deals'][number], deeds: readonly number[]): void {
    const until = this.until();
    const { state, at } = dealAt(life, until, until);
    if (life.deal.startsWith('subscription')) this.subscriptions += 1;
    if (life.isExisting || life.deal.startsWith('subscription')) return;
    this.counts[state] += 1;
    const isRecent = at > until - 365 * DAY;
    if (state === 'lost' && isRecent) this.counts.lostLastYear += 1;
    if (state !== 'won') return;
    if (isRecent) this.counts.wonLastYear += 1;
    const opened = life.steps[0]?.at ?? at;
    if (at > opened) this.cycles.push((at - opened) / DAY);
    this.lags.push((at - Math.min(history.firstEntryAt, opened)) / DAY);
    const talked = history.conversations.find((each) => each > opened - 365 * DAY && each <= at) ?? opened;
    const anchor = Math.min(talked, opened);
    this.darkByMonth.add('won', monthOf(opened));
    if (deeds.some((deed) => deed >= anchor - LOOK_BACK && deed < anchor)) this.counts.seen += 1;
    else {
      this.counts.dark += 1;
      this.darkByMonth.add('dark', monthOf(opened));
      if (this.darkAccounts.length < MOST_DARK) this.darkAccounts.push(history.account);
    }
  }

  measure(): DealHealth {
    const openings = [...this.openings.values()];
    const [median, p90] = [quantile(this.cycles, 0.5), quantile(this.cycles, 0.9)];
    const mature = this.lags.length >= 20 ? quantile(this.lags, 0.9) : undefined;
    return {
      deals: this.all.size,
      subscriptions: this.subscriptions,
      newBusiness: this.all.size - this.existing.size,
      ...this.counts,
      withPeople: {
        recorded: openings.filter(({ people, confidence }) => people > 0 && confidence === 'recorded').length,
        inferred: openings.filter(({ people, confidence }) => people > 0 && confidence !== 'recorded').length,
        none: openings.filter(({ people }) => people === 0).length,
      },
      conversations: this.conversations,
      darkAccounts: this.darkAccounts,
      ...(median !== undefined && p90 !== undefined && { cycleDays: { median, p90, n: this.cycles.length } }),
      ...(mature !== undefined && { matureUntil: monthOf(this.until() - mature * DAY) }),
    };
  }

  findings(months: readonly string[]): Finding[] {
    const { conversations } = this.measure();
    const found = darkWins(this.darkByMonth.of('dark', months), this.darkByMonth.of('won', months), months);
    const talks = conversations.recorded + conversations.inferred + conversations.assumed;
    if (talks >= 20 && conversations.assumed / talks > 0.3)
      found.push({
        kind: 'assumed-conversations',
        place: 'first conversations',
        size: conversations.assumed,
        message: `${conversations.assumed} of ${talks} first conversations are assumed from the deal's creation: no call or meeting is known`,
        repair: 'export calls and meetings with their owners and outcomes',
        weight: (0.7 * conversations.assumed) / talks,
      });
    return found;
  }
}

function namedPerson(entry: Entry): number {
  return entry.userId !== undefined || entry.email !== undefined ? 1 : 0;
}

/** Instants of behaviour by account. */
function deedsByAccount(state: UnitState, isBehaviour: (row: number) => boolean): Map<string, number[]> {
  const { evidence, columns } = state;
  const deeds = new Map<string, number[]>();
  for (let row = evidence.unit.from; row < evidence.admitted; row++) {
    if (!isBehaviour(row)) continue;
    const account = evidence.accountOf[columns.atom[row] as number] as number;
    if (account < 0) continue;
    const id = evidence.accountIdOf(account);
    const held = deeds.get(id);
    if (held === undefined) deeds.set(id, [columns.occurredAt[row] as number]);
    else held.push(columns.occurredAt[row] as number);
  }
  return deeds;
}

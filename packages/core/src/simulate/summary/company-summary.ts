// What a simulated company looks like from outside, counted account by account: funnel, lags, the rhythm of the week, long tails, volume, machines. Holds counts, never accounts.
import { DAY, HOUR } from '../../base/duration.ts';
import type { Entry } from '../../journal/entry.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Company } from '../company/company.ts';
import type { SimulatedAccount } from '../make-account.ts';
import { funnelStepsOf } from './funnel-steps.ts';

/** docs/simulator.md says how each is counted. */
export interface CompanySummary {
  readonly name: string;
  readonly seed: string;
  /** First and last day by the company's calendar. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly zone: string;
  readonly leads: number;
  readonly accounts: number;
  readonly entries: number;
  readonly freeMail: number;
  /** People by the furthest step each took, every step with those who went further. */
  readonly funnel: readonly { readonly step: string; readonly people: number }[];
  /** Days from an account's first visit to its purchase within the history, in weeks, and quantiles of them. */
  readonly lags: {
    readonly weeks: readonly number[];
    readonly median: number;
    readonly p75: number;
    readonly p90: number;
    readonly longest: number;
    readonly count: number;
  };
  /** Days from a trial's start to a self-serve purchase. */
  readonly trialLags: { readonly count: number; readonly within7Days: number };
  /** What people did by weekday (Monday first) and hour of the company's clock. */
  readonly week: readonly (readonly number[])[];
  /** How many people have at least so many entries. */
  readonly tail: readonly { readonly atLeast: number; readonly people: number }[];
  /** New records by month and source. */
  readonly volume: readonly { readonly month: string; readonly source: string; readonly people: number }[];
  /** Mail opens by month, and how many of them a machine made. */
  readonly opens: readonly { readonly month: string; readonly opens: number; readonly machine: number }[];
  /** MQLs of the point table by month. */
  readonly mqls: readonly { readonly month: string; readonly people: number }[];
}

const TAIL = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const MOST_WEEKS = 104;

/** Counts accounts as they go by. */
export class SummaryCounter {
  private leads = 0;
  private accounts = 0;
  private entries = 0;
  private freeMail = 0;
  private readonly funnel = new Map<string, number>();
  private readonly lags: number[] = [];
  private readonly trialLags: number[] = [];
  private readonly week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  private readonly tail = new Map(TAIL.map((atLeast) => [atLeast, 0]));
  private readonly volume = new Map<string, number>();
  private readonly opens = new Map<string, { opens: number; machine: number }>();
  private readonly mqls = new Map<string, number>();

  constructor(private readonly company: Company) {}

  /** Counts one account. */
  take(account: SimulatedAccount): void {
    const { entries, truth, draft } = account;
    this.accounts += 1;
    this.leads += truth.leads.length;
    this.entries += entries.length;
    this.freeMail += draft.people.filter(({ isFreeMail }) => isFreeMail).length;
    const machine = new Set(truth.leads.flatMap((lead) => lead.machine.map(({ id }) => id)));
    const perPerson = new Map<string, number>();
    for (const entry of entries) {
      const who = entry.userId ?? entry.anonymousId;
      if (who !== undefined) perPerson.set(who, (perPerson.get(who) ?? 0) + 1);
      this.takeEntry(entry, machine.has(entry.id), draft.account.source.label);
    }
    for (const { id, device } of draft.people) this.takePerson((perPerson.get(id) ?? 0) + (perPerson.get(device) ?? 0));
    for (const step of funnelStepsOf(entries, draft.people)) add(this.funnel, step);
    this.takePurchase(account);
  }

  private takeEntry(entry: Entry, isMachine: boolean, source: string): void {
    const month = this.company.time.monthOf(entry.occurredAt);
    if (entry.kind === 'identify' && entry.source === 'web') add(this.volume, `${month}\n${source}`);
    if (entry.kind === 'handed') add(this.mqls, month);
    if (entry.kind !== 'page' && entry.kind !== 'track' && entry.kind !== 'screen') return;
    if (entry.name === 'Email Opened') {
      const held = this.opens.get(month) ?? { opens: 0, machine: 0 };
      this.opens.set(month, { opens: held.opens + 1, machine: held.machine + (isMachine ? 1 : 0) });
    }
    if (isMachine || entry.name === 'Email Delivered') return;
    const local = entry.occurredAt + this.company.time.offsetAt(entry.occurredAt);
    const row = this.week[(Math.floor(local / DAY) + 3) % 7] as number[];
    const hour = Math.floor((local % DAY) / HOUR);
    row[hour] = (row[hour] as number) + 1;
  }

  private takePerson(entries: number): void {
    for (const atLeast of TAIL) if (entries >= atLeast) this.tail.set(atLeast, (this.tail.get(atLeast) as number) + 1);
  }

  private takePurchase({ truth, draft, entries }: SimulatedAccount): void {
    const { boughtAt } = truth;
    if (boughtAt === undefined || boughtAt >= this.company.settings.until || truth.kind === 'dark') return;
    this.lags.push((boughtAt - draft.account.born) / DAY);
    const trial = entries.find((entry) => entry.kind === 'track' && entry.name === 'Trial Started');
    if (truth.route === 'self-serve' && trial !== undefined) this.trialLags.push((boughtAt - trial.occurredAt) / DAY);
  }

  /** What was counted so far. */
  finish(): CompanySummary {
    const { company } = this;
    const { settings } = company;
    const lags = this.lags.sort((a, b) => a - b);
    const weeks = new Array<number>(MOST_WEEKS).fill(0);
    for (const days of lags) {
      const week = Math.min(MOST_WEEKS - 1, Math.floor(days / 7));
      weeks[week] = (weeks[week] as number) + 1;
    }
    const at = (share: number): number => (lags.length === 0 ? 0 : (quantile(lags, share) ?? 0));
    return {
      name: company.name,
      seed: settings.seed,
      firstDay: company.time.dayOf(settings.from),
      lastDay: company.time.dayOf(settings.until - 1),
      zone: company.zone,
      leads: this.leads,
      accounts: this.accounts,
      entries: this.entries,
      freeMail: this.freeMail,
      funnel: [...this.funnel].map(([step, people]) => ({ step, people })).sort((a, b) => b.people - a.people),
      lags: { weeks, median: at(0.5), p75: at(0.75), p90: at(0.9), longest: lags.at(-1) ?? 0, count: lags.length },
      trialLags: { count: this.trialLags.length, within7Days: this.trialLags.filter((days) => days <= 7).length },
      week: this.week,
      tail: [...this.tail].map(([atLeast, people]) => ({ atLeast, people })),
      volume: sorted(this.volume).map(([key, people]) => {
        const [month = '', source = ''] = key.split('\n');
        return { month, source, people };
      }),
      opens: sorted(this.opens).map(([month, counts]) => ({ month, ...counts })),
      mqls: sorted(this.mqls).map(([month, people]) => ({ month, people })),
    };
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sorted<Value>(counts: ReadonlyMap<string, Value>): [string, Value][] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

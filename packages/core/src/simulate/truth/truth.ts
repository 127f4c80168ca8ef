// The truth of a whole company, tallied account by account: true rates by cohort, source, segment and intent, the model, the planted faults. Holds sums, never accounts.
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import { FAULTS } from '../faults/fault-kinds.ts';
import type { PlannedFault } from '../faults/fault-plan.ts';
import { type AccountTruth, expectedOf } from './account-truth.ts';
import { BEHAVIOUR_RATES, MODEL } from './model.ts';

/** A group of accounts with its true rate: the mean of their exact probabilities, beside what was drawn. */
export interface TrueRate {
  readonly accounts: number;
  readonly leads: number;
  readonly wouldBuy: number;
  readonly reached: number;
  /** Bought, whenever; and before the history's end. */
  readonly bought: number;
  readonly boughtByEnd: number;
  /** Σ p and Σ p(1 − p) of the exact probabilities: mean and variance of `bought`. */
  readonly expected: number;
  readonly variance: number;
  /** expected ÷ accounts: the true conversion rate. */
  readonly rate: number;
}

type Sums = { -readonly [K in Exclude<keyof TrueRate, 'rate'>]: number };

/** docs/simulator.md says what each part means. */
export interface Truth {
  readonly version: 1;
  readonly seed: string;
  readonly years: number;
  readonly from: string;
  readonly until: string;
  readonly company: {
    readonly name: string;
    readonly domain: string;
    readonly zone: string;
    readonly currency: string;
    readonly reps: readonly object[];
  };
  readonly model: object;
  readonly total: TrueRate & {
    readonly entries: number;
    readonly brokenLines: number;
    readonly machineEntries: number;
  };
  readonly rates: Readonly<Record<'cohorts' | 'sources' | 'segments' | 'intents', Readonly<Record<string, TrueRate>>>>;
  readonly faults: readonly (Omit<PlannedFault, 'from' | 'until'> & {
    readonly from: string;
    readonly until: string;
    readonly what: string;
  })[];
}

/** Adds accounts up. */
export class TruthTally {
  private readonly total = empty();
  private readonly groups = {
    cohorts: new Map<string, Sums>(),
    sources: new Map<string, Sums>(),
    segments: new Map<string, Sums>(),
    intents: new Map<string, Sums>(),
  };
  private entries = 0;
  private brokenLines = 0;
  private machineEntries = 0;

  constructor(private readonly until: Instant) {}

  /** Counts one account; competitors, tests, prize hunters and dark wins are no demand and stand in the total of entries only. */
  add(truth: AccountTruth, entries: number, brokenLines: number): void {
    this.entries += entries;
    this.brokenLines += brokenLines;
    for (const { machine } of truth.leads) this.machineEntries += machine.length;
    if (truth.kind !== 'ordinary' && truth.kind !== 'bulk') return;
    const { cohort, source, segment, intent } = truth;
    this.count(this.total, truth);
    this.count(sumsOf(this.groups.cohorts, cohort), truth);
    this.count(sumsOf(this.groups.sources, source), truth);
    this.count(sumsOf(this.groups.segments, segment), truth);
    this.count(sumsOf(this.groups.intents, intent), truth);
  }

  private count(sums: Sums, truth: AccountTruth): void {
    const expected = expectedOf(truth);
    sums.accounts += 1;
    sums.leads += truth.leads.length;
    sums.expected += expected;
    sums.variance += expected * (1 - expected);
    if (truth.wouldBuy) sums.wouldBuy += 1;
    if (truth.isReached) sums.reached += 1;
    if (truth.boughtAt === undefined) return;
    sums.bought += 1;
    if (truth.boughtAt < this.until) sums.boughtByEnd += 1;
  }

  /** The truth so far; whole when every account has been counted. */
  finish(company: Company, faults: readonly PlannedFault[]): Truth {
    const { settings } = company;
    const sorted = (groups: ReadonlyMap<string, Sums>): Record<string, TrueRate> =>
      Object.fromEntries([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, sums]) => [key, rateOf(sums)]));
    const iso = (at: Instant): string => new Date(at).toISOString();
    return {
      version: 1,
      seed: settings.seed,
      years: settings.years,
      from: iso(settings.from),
      until: iso(settings.until),
      company: {
        name: company.name,
        domain: company.domain,
        zone: company.zone,
        currency: company.currency,
        reps: company.reps,
      },
      model: { ...MODEL, rates: BEHAVIOUR_RATES, causes: causesInWords(), accompanies: ACCOMPANIES },
      total: {
        ...rateOf(this.total),
        entries: this.entries,
        brokenLines: this.brokenLines,
        machineEntries: this.machineEntries,
      },
      rates: {
        cohorts: sorted(this.groups.cohorts),
        sources: sorted(this.groups.sources),
        segments: sorted(this.groups.segments),
        intents: sorted(this.groups.intents),
      },
      faults: faults.map((fault) => ({
        ...fault,
        from: iso(fault.from),
        until: iso(fault.until),
        what: FAULTS[fault.kind],
      })),
    };
  }
}

/** Where each cause shows in the journal. */
const SHOWS = {
  reportBuilt: 'Report Built',
  webinarAttended: 'Webinar Attended',
  calculatorUsed: 'Savings Calculated',
  economicBuyer: 'lead.role economic-buyer',
  sourceConnected: 'Source Connected',
  teammateInvited: 'Teammate Invited',
} as const;

/** What goes along with intent and causes nothing: events, and pages by their paths. `Trial Started` goes along with causes too, since they happen in a trial. */
const ACCOMPANIES = [
  '/pricing',
  '/compare',
  '/customers',
  '/product',
  '/docs',
  'Content Downloaded',
  'Webinar Registered',
  'Demo Requested',
  'Email Opened',
  'Email Link Clicked',
  'Trial Started',
  'Signed Up',
];

function causesInWords(): object[] {
  return Object.entries(SHOWS).map(([key, shows]) => ({
    cause: key,
    shows,
    coefficient: MODEL.causes[key as keyof typeof SHOWS],
  }));
}

function empty(): Sums {
  return { accounts: 0, leads: 0, wouldBuy: 0, reached: 0, bought: 0, boughtByEnd: 0, expected: 0, variance: 0 };
}

function sumsOf(groups: Map<string, Sums>, key: string): Sums {
  const held = groups.get(key);
  if (held !== undefined) return held;
  const sums = empty();
  groups.set(key, sums);
  return sums;
}

function rateOf(sums: Sums): TrueRate {
  return { ...sums, rate: sums.accounts === 0 ? 0 : sums.expected / sums.accounts };
}

// Which faults are planted, where, and from when to when: drawn from the seed before any account, tallied while accounts are made.

import { DAY } from '../../base/duration.ts';
import { createRandom, type Random } from '../../base/random.ts';
import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import { partSeed } from '../options.ts';
import { FAULT_KINDS, type FaultKind } from './fault-kinds.ts';

/** A fault with its time and place; `size` counts what it touched. */
export interface PlannedFault {
  readonly kind: FaultKind;
  /** `2025-03`, by the company's calendar. */
  readonly month: string;
  readonly from: Instant;
  readonly until: Instant;
  /** The source, event, attribute, rep or campaign it sits in. */
  readonly place: string;
  /** Entries, records, deals or hand-offs touched. */
  size: number;
}

/** How many months each lasts; 0 is for good. */
const MONTHS: Readonly<Record<FaultKind, number>> = {
  'late-data': 1,
  duplicates: 1,
  'out-of-order': 1,
  'broken-rows': 1,
  'clock-skew': 1,
  'bulk-load': 1,
  'tracking-gap': 2,
  'renamed-events': 0,
  'attribute-gap': 3,
  'leaking-field': 0,
  'duplicate-people': 1,
  competitor: 3,
  'test-records': 2,
  'machine-wave': 3,
  'junk-campaign': 1,
  'gamed-threshold': 3,
  'new-product': 0,
  'slow-response': 1,
  'accepts-everything': 0,
  'rejects-for-convenience': 0,
  'late-stages': 0,
  'bulk-closed': 0,
  'deals-without-people': 0,
  'dark-wins': 3,
  'loose-threshold': 0,
  'tight-threshold': 0,
};

/** For so many days a threshold is lowered before the quarter is reported. */
const GAMED_DAYS = 5;

const PLAN_PART = 0x7fff0001;

/** The faults of one company. */
export class FaultPlan {
  readonly faults: readonly PlannedFault[];
  private readonly byKind: ReadonlyMap<FaultKind, PlannedFault>;

  constructor(company: Company) {
    const { settings } = company;
    const random = createRandom(partSeed(settings, PLAN_PART));
    const reps = shuffled(
      random,
      company.reps.filter(({ team }) => team === 'SDR').map(({ id }) => id),
    );
    const closers = shuffled(
      random,
      company.reps.filter(({ team }) => team === 'AE').map(({ id }) => id),
    );
    // Every kind draws, asked for or not, so that asking for one more moves no other.
    const drawn = FAULT_KINDS.map((kind): PlannedFault => {
      const share = 0.3 + 0.4 * random.uniform();
      const choice = random.uniform();
      const start = monthStart(company, settings.from + share * (settings.until - settings.from));
      const months = MONTHS[kind];
      const until = months === 0 ? settings.until : monthStart(company, start + (months * 30.5 + 10) * DAY);
      const quarter = quarterEnd(company, start);
      const [from, end] =
        kind === 'gamed-threshold'
          ? [quarter - GAMED_DAYS * DAY, quarter]
          : isAlways(kind)
            ? [settings.from, settings.until]
            : [start, until];
      return {
        kind,
        month: company.time.monthOf(from + DAY),
        from,
        until: Math.min(end, settings.until),
        place: placeOf(kind, choice, reps, closers),
        size: 0,
      };
    });
    this.faults = drawn.filter(({ kind }) => settings.faults.includes(kind));
    this.byKind = new Map(this.faults.map((fault) => [fault.kind, fault]));
  }

  /** The fault of a kind where it is planted and holds at that instant. */
  at(kind: FaultKind, instant: Instant): PlannedFault | undefined {
    const fault = this.byKind.get(kind);
    return fault !== undefined && instant >= fault.from && instant < fault.until ? fault : undefined;
  }

  /** The fault of a kind, at any time. */
  find(kind: FaultKind): PlannedFault | undefined {
    return this.byKind.get(kind);
  }
}

/** Rules that were wrong from the first day on. */
function isAlways(kind: FaultKind): boolean {
  return kind === 'loose-threshold' || kind === 'tight-threshold';
}

function placeOf(kind: FaultKind, choice: number, reps: readonly string[], closers: readonly string[]): string {
  const one = (places: readonly string[]): string => places[Math.floor(choice * places.length)] as string;
  switch (kind) {
    case 'late-data':
    case 'out-of-order':
    case 'clock-skew':
      return one(['web', 'app']);
    case 'duplicates':
    case 'broken-rows':
      return one(['web', 'mail']);
    case 'bulk-load':
      return 'Trade Show';
    case 'tracking-gap':
      return one(['/pricing', 'Content Downloaded', 'Email Opened']);
    case 'renamed-events':
      return one(['Content Downloaded', '/pricing']);
    case 'attribute-gap':
      return 'account.employees';
    case 'leaking-field':
      return 'account.onboardingManager';
    case 'competitor':
      return 'rival.example';
    case 'machine-wave':
      return 'mail';
    case 'junk-campaign':
      return 'prize-draw';
    case 'gamed-threshold':
    case 'loose-threshold':
    case 'tight-threshold':
      return 'legacy';
    case 'new-product':
      return 'Forecast';
    case 'slow-response':
      return 'sales';
    case 'accepts-everything':
      return reps[0] as string;
    case 'rejects-for-convenience':
      return (reps[1] ?? reps[0]) as string;
    case 'late-stages':
      return closers[0] as string;
    case 'deals-without-people':
      return (closers[1] ?? closers[0]) as string;
    default:
      return 'crm';
  }
}

function shuffled(random: Random, items: readonly string[]): string[] {
  return items
    .map((item) => [random.uniform(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

/** The first instant of the month that holds an instant, by the company's calendar. */
function monthStart({ time }: Company, at: Instant): Instant {
  const local = new Date(at + time.offsetAt(at));
  const first = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1);
  return first - time.offsetAt(first);
}

/** The end of the quarter that holds an instant. */
function quarterEnd({ time }: Company, at: Instant): Instant {
  const local = new Date(at + time.offsetAt(at));
  const end = Date.UTC(local.getUTCFullYear(), Math.floor(local.getUTCMonth() / 3) * 3 + 3, 1);
  return end - time.offsetAt(end);
}

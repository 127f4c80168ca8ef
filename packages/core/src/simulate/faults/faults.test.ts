// Each kind of fault is there when it is asked for, where and when the truth says, and leaves no trace when it is not.
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../journal/entry.ts';
import { createLedger } from '../../journal/ledger.ts';
import { parseEntry } from '../../journal/parse-entry.ts';
import type { SimulatedAccount } from '../make-account.ts';
import { simulate } from '../simulate.ts';
import { ALL_TOGETHER, FAULT_KINDS, type FaultKind } from './fault-kinds.ts';
import type { PlannedFault } from './fault-plan.ts';

const DAY = 86_400_000;
const LEADS = 3000;

interface Lived {
  readonly accounts: readonly SimulatedAccount[];
  readonly entries: readonly Entry[];
  readonly faults: readonly PlannedFault[];
}

const made = new Map<string, Lived>();
function live(faults: 'none' | readonly FaultKind[]): Lived {
  const key = String(faults);
  const held = made.get(key);
  if (held !== undefined) return held;
  const simulation = simulate({ seed: 'faulty', leads: LEADS, years: 2, faults });
  const accounts = [...simulation.accounts];
  const lived = { accounts, entries: accounts.flatMap(({ entries }) => entries), faults: simulation.plan.faults };
  made.set(key, lived);
  return lived;
}

const clean = live('none');
const within = ({ from, until }: PlannedFault, at: number): boolean => at >= from && at < until;
const share = (part: readonly unknown[], whole: readonly unknown[]): number => part.length / Math.max(1, whole.length);
const named = (entries: readonly Entry[], name: string): Entry[] =>
  entries.filter((entry) => 'name' in entry && entry.name === name);
const showing = (entries: readonly Entry[], place: string): Entry[] =>
  place.startsWith('/') ? entries.filter((entry) => 'path' in entry && entry.path === place) : named(entries, place);
const answers = ({ entries }: Lived, rep: string, fault: PlannedFault): string[] =>
  entries.flatMap((entry) =>
    entry.kind === 'disposition' &&
    entry.rep === rep &&
    within(fault, entry.occurredAt) &&
    entry.answer !== 'sql' &&
    entry.answer !== 'recycled'
      ? [entry.answer]
      : [],
  );

/** How strongly a fault of a kind shows at a place and time: a number that is large with the fault and small without it. */
const SHOWS: Readonly<Record<FaultKind, (lived: Lived, fault: PlannedFault) => number>> = {
  'late-data': ({ entries }, fault) =>
    entries.filter(
      (each) => each.source === fault.place && within(fault, each.occurredAt) && each.knownAt - each.occurredAt > DAY,
    ).length,
  duplicates: ({ entries }) => {
    const ledger = createLedger();
    for (const entry of entries) ledger.offer(entry);
    return ledger.counts().duplicate;
  },
  'out-of-order': ({ entries }, fault) =>
    entries.filter(
      (each) =>
        each.source === fault.place && within(fault, each.occurredAt) && each.knownAt - each.occurredAt > 3_600_000,
    ).length,
  'broken-rows': ({ accounts }) =>
    accounts.reduce((sum, { broken }) => sum + broken.filter((line) => !reads(line)).length, 0),
  'clock-skew': ({ entries }, fault) =>
    entries.filter(
      (each) =>
        each.source === fault.place &&
        each.knownAt - each.occurredAt > 6 * 3_600_000 &&
        each.knownAt - each.occurredAt < 8 * 3_600_000,
    ).length,
  'bulk-load': ({ entries }) =>
    most(
      entries.filter(({ kind, source }) => kind === 'identify' && source === 'crm'),
      (each) => Math.floor(each.occurredAt / 60_000),
    ),
  'tracking-gap': ({ entries }, fault) =>
    -showing(entries, fault.place).filter((each) => within(fault, each.occurredAt)).length,
  'renamed-events': ({ entries }) => showing(entries, 'Resource Downloaded').length + showing(entries, '/plans').length,
  'attribute-gap': ({ entries }, fault) => {
    const records = entries.filter(
      (each) => each.kind === 'group' && each.domain !== undefined && within(fault, each.occurredAt),
    );
    return share(
      records.filter((each) => 'account' in each && each.account?.employees === undefined),
      records,
    );
  },
  'leaking-field': ({ entries }) =>
    entries.filter((each) => each.kind === 'group' && each.account?.onboardingManager !== undefined).length,
  'duplicate-people': ({ entries }) => entries.filter((each) => each.userId?.endsWith('-b')).length,
  competitor: ({ entries }) => entries.filter((each) => each.email?.endsWith('@rival.example')).length,
  'test-records': ({ entries }) => entries.filter((each) => each.email?.startsWith('test+')).length,
  'machine-wave': ({ entries }, fault) => {
    const mails = entries.filter((each) => each.source === 'mail' && within(fault, each.occurredAt));
    return share(
      mails.filter((each) => 'properties' in each && String(each.properties?.userAgent).includes('MailGuard')),
      mails,
    );
  },
  'junk-campaign': ({ entries }) =>
    entries.filter((each) => 'campaign' in each && each.campaign?.name?.startsWith('prize-draw')).length,
  'gamed-threshold': ({ entries }, fault) =>
    entries.filter((each) => each.kind === 'handed' && within(fault, each.occurredAt)).length,
  'new-product': ({ entries }) =>
    showing(entries, '/product/forecast').length + named(entries, 'Forecast Built').length,
  'slow-response': ({ entries }, fault) => {
    const handed = new Map(
      entries.flatMap((each) =>
        each.kind === 'handed' && within(fault, each.occurredAt) ? [[each.userId, each.occurredAt]] : [],
      ),
    );
    const waits = entries.flatMap((each) =>
      each.kind === 'disposition' && handed.has(each.userId)
        ? [each.occurredAt - (handed.get(each.userId) as number)]
        : [],
    );
    return waits.filter((wait) => wait > 4 * DAY).length / Math.max(1, handed.size);
  },
  'accepts-everything': (lived, fault) =>
    share(
      answers(lived, fault.place, fault).filter((answer) => answer === 'accepted'),
      answers(lived, fault.place, fault),
    ),
  'rejects-for-convenience': (lived, fault) =>
    share(
      answers(lived, fault.place, fault).filter((answer) => answer === 'rejected'),
      answers(lived, fault.place, fault),
    ),
  'late-stages': ({ entries }, fault) => {
    const closings = new Map(
      entries.flatMap((each) => (each.kind === 'won' || each.kind === 'lost' ? [[each.deal, each.occurredAt]] : [])),
    );
    return entries.filter(
      (each) =>
        each.kind === 'stage' &&
        each.owner === fault.place &&
        Math.abs(each.occurredAt - (closings.get(each.deal) ?? 0)) < 3_600_000,
    ).length;
  },
  'bulk-closed': ({ entries }) =>
    most(
      entries.filter((each) => each.kind === 'lost' && each.reason === 'Went dark'),
      (each) => Math.floor(each.occurredAt / DAY),
    ),
  'deals-without-people': ({ entries }, fault) =>
    entries.filter(
      (each) =>
        each.kind === 'opportunity' &&
        each.owner === fault.place &&
        each.business === 'new' &&
        each.people === undefined,
    ).length,
  'dark-wins': ({ accounts }) =>
    accounts.filter(
      ({ entries }) =>
        entries.some(({ kind }) => kind === 'won') && !entries.some(({ kind }) => kind === 'page' || kind === 'track'),
    ).length,
  'loose-threshold': ({ entries }) => entries.filter(({ kind }) => kind === 'handed').length,
  'tight-threshold': ({ entries }) => 1000 / (1 + entries.filter(({ kind }) => kind === 'handed').length),
};

function reads(line: string): boolean {
  try {
    return parseEntry(JSON.parse(line), { source: 'web' }).ok;
  } catch {
    return false;
  }
}

function most(entries: readonly Entry[], key: (entry: Entry) => number): number {
  const counts = new Map<number, number>();
  for (const entry of entries) counts.set(key(entry), (counts.get(key(entry)) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

describe.each(FAULT_KINDS)('%s', (kind) => {
  const lived = live([kind]);
  const [fault] = lived.faults;

  it('is planted alone, with a month inside the history, a place and a size', () => {
    expect(lived.faults.map((each) => each.kind)).toEqual([kind]);
    expect(fault?.month).toMatch(/^202[45]-\d{2}$/);
    expect(fault?.place).not.toBe('');
    expect(fault?.size).toBeGreaterThan(0);
  });

  it('shows where it is planted, and not in the company without it', () => {
    if (fault === undefined) return;
    const [there, elsewhere] = [SHOWS[kind](lived, fault), SHOWS[kind](clean, fault)];
    expect(there).toBeGreaterThan(elsewhere);
    if (elsewhere >= 1) expect(there).toBeGreaterThan(1.5 * elsewhere);
  });
});

describe('faults', () => {
  it('asked for together keep their month and place', () => {
    const all = simulate({ seed: 'faulty', leads: LEADS, years: 2, faults: 'all' }).plan.faults;
    expect(all.map(({ kind }) => kind)).toEqual(ALL_TOGETHER);
    for (const each of all) {
      const alone = live([each.kind]).faults[0] as PlannedFault;
      expect({ month: each.month, place: each.place }).toEqual({ month: alone.month, place: alone.place });
    }
  });

  it('differ between seeds in month and place', () => {
    const months = Array.from(
      { length: 12 },
      (_, seed) => simulate({ seed, leads: 10, years: 2, faults: ['tracking-gap'] }).plan.faults[0],
    );
    expect(new Set(months.map((each) => each?.month)).size).toBeGreaterThan(3);
    expect(new Set(months.map((each) => each?.place)).size).toBeGreaterThan(1);
  });

  it('leave the truth about machines true: every entry it names is there', () => {
    const lived = live(['tracking-gap']);
    const ids = new Set(lived.entries.map(({ id }) => id));
    const named = lived.accounts.flatMap(({ truth }) => truth.leads.flatMap(({ machine }) => machine));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ id }) => !ids.has(id))).toEqual([]);
  });

  it('are not in a company that asked for none', () => {
    expect(clean.faults).toEqual([]);
    expect(clean.accounts.filter(({ truth }) => truth.kind !== 'ordinary')).toEqual([]);
  });
});

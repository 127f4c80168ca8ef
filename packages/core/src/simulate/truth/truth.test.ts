// The truth is true: what is drawn agrees with its probabilities, causes cause, and what only accompanies intent moves nothing once intent and causes are held fixed.
import { describe, expect, it } from 'vitest';
import { simulate } from '../simulate.ts';
import { type AccountTruth, expectedOf } from './account-truth.ts';
import { type Causes, MODEL, probabilityOf } from './model.ts';

/** Half-width of a 99.9 % interval in standard deviations. */
const Z = 3.291;
const DECOYS = ['/pricing', '/compare', '/customers', 'Content Downloaded', 'Demo Requested'] as const;

interface Seen {
  readonly truth: AccountTruth;
  readonly did: ReadonlySet<string>;
}

const simulation = simulate({ seed: 'truth', leads: 60_000, years: 2 });
const seen: Seen[] = [];
for (const { entries, truth } of simulation.accounts) {
  const did = new Set<string>();
  for (const entry of entries) {
    if (entry.occurredAt > truth.decidesAt) continue;
    if (entry.kind === 'page') for (const decoy of DECOYS) if (entry.path?.startsWith(decoy)) did.add(decoy);
    if (entry.kind === 'track' && entry.name !== undefined) did.add(entry.name);
  }
  seen.push({ truth, did });
}
const truth = simulation.truth();

/** How many standard deviations what happened lies from what was expected. */
function deviation(
  accounts: readonly Seen[],
  happened: (truth: AccountTruth) => boolean,
  p: (truth: AccountTruth) => number,
): number {
  let [difference, variance] = [0, 0];
  for (const { truth: each } of accounts) {
    difference += Number(happened(each)) - p(each);
    variance += p(each) * (1 - p(each));
  }
  return difference / Math.sqrt(variance);
}

/**
 * Mantel and Haenszel (1959): the difference in buying between accounts with and without something, within strata of equal intent, segment and
 * other causes, in standard deviations.
 */
function stratified(has: (seen: Seen) => boolean, stratum: (truth: AccountTruth) => string): number {
  const strata = new Map<string, [number, number, number, number]>();
  for (const each of seen) {
    const key = stratum(each.truth);
    const cells = strata.get(key) ?? [0, 0, 0, 0];
    cells[(has(each) ? 0 : 2) + (each.truth.wouldBuy ? 0 : 1)] =
      (cells[(has(each) ? 0 : 2) + (each.truth.wouldBuy ? 0 : 1)] as number) + 1;
    strata.set(key, cells);
  }
  let [difference, variance] = [0, 0];
  for (const [a, b, c, d] of strata.values()) {
    const n = a + b + c + d;
    if (n < 2) continue;
    difference += a - ((a + b) * (a + c)) / n;
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (n - 1));
  }
  return difference / Math.sqrt(variance);
}

const others = (truth: AccountTruth, ...left: readonly (keyof Causes)[]): string =>
  [
    truth.intent,
    truth.segment,
    truth.accompanying.trial,
    ...Object.entries(truth.causes)
      .filter(([key]) => !left.includes(key as keyof Causes))
      .map(([, value]) => value),
  ].join();

describe('true rates', () => {
  it('agree with what is drawn, over all', () => {
    expect(
      Math.abs(
        deviation(
          seen,
          (each) => each.wouldBuy,
          (each) => each.probability,
        ),
      ),
    ).toBeLessThan(Z);
    expect(Math.abs(deviation(seen, (each) => each.boughtAt !== undefined, expectedOf))).toBeLessThan(Z);
  });

  it.each(['cohorts', 'sources', 'segments', 'intents'] as const)('agree by %s, as often as chance allows', (group) => {
    const rates = Object.values(truth.rates[group]).filter(({ variance }) => variance > 0);
    expect(rates.length).toBeGreaterThan(3);
    const apart = rates.filter(
      ({ bought, expected, variance }) => Math.abs(bought - expected) > Math.max(3, Z * Math.sqrt(variance)),
    );
    expect(apart).toEqual([]);
  });

  it('add up over every grouping', () => {
    for (const group of Object.values(truth.rates)) {
      const sum = (key: 'accounts' | 'leads' | 'bought' | 'expected'): number =>
        Object.values(group).reduce((all, rate) => all + rate[key], 0);
      expect(sum('accounts')).toBe(truth.total.accounts);
      expect(sum('leads')).toBe(60_000);
      expect(sum('bought')).toBe(truth.total.bought);
      expect(sum('expected')).toBeCloseTo(truth.total.expected, 6);
    }
  });

  it('whoever would buy and is reached buys, and nobody else', () => {
    expect(
      seen.filter(({ truth: each }) => (each.wouldBuy && each.isReached) !== (each.boughtAt !== undefined)),
    ).toEqual([]);
  });

  it('is a company like others: most never buy, good sources are better, sales finds most of the demand', () => {
    const { total, rates } = truth;
    expect(total.bought / total.accounts).toBeLessThan(0.05);
    expect(total.bought / total.wouldBuy).toBeGreaterThan(0.5);
    expect(rates.sources.Referral?.rate).toBeGreaterThan(2 * (rates.sources['Paid Social']?.rate ?? 1));
  });
});

describe('causes', () => {
  it.each(['reportBuilt', 'webinarAttended', 'calculatorUsed', 'economicBuyer'] as const)(
    '%s makes accounts buy, all else equal',
    (cause) => {
      expect(MODEL.causes[cause]).toBeGreaterThan(0);
      expect(
        stratified(
          (each) => each.truth.causes[cause],
          (each) => others(each, cause),
        ),
      ).toBeGreaterThan(3);
    },
  );

  it('own data connected hurts alone and helps where a teammate was invited', () => {
    const with_ = (invited: boolean) =>
      stratified(
        (each) => each.truth.causes.sourceConnected,
        (each) => (each.causes.teammateInvited === invited ? others(each, 'sourceConnected') : `${each.account}`),
      );
    expect(with_(false)).toBeLessThan(-2.5);
    expect(with_(true)).toBeGreaterThan(3);
    const p = (sourceConnected: boolean, teammateInvited: boolean): number =>
      probabilityOf('buying', 'small', {
        reportBuilt: false,
        webinarAttended: false,
        calculatorUsed: false,
        economicBuyer: false,
        sourceConnected,
        teammateInvited,
      });
    expect(p(true, false)).toBeLessThan(p(false, false));
    expect(p(false, true)).toBe(p(false, false));
    expect(p(true, true)).toBeGreaterThan(p(false, false));
  });

  it('stand in the journal before the decision, where the truth says they happened', () => {
    const shows = {
      webinarAttended: 'Webinar Attended',
      calculatorUsed: 'Savings Calculated',
      reportBuilt: 'Report Built',
    } as const;
    const within = seen.filter(({ truth: each }) => each.decidesAt < simulation.company.settings.until);
    for (const [cause, name] of Object.entries(shows))
      expect(
        within.filter(({ truth: each, did }) => each.causes[cause as keyof Causes] !== did.has(name)).length,
        cause,
      ).toBeLessThan(within.length / 5000);
  });
});

describe.each(DECOYS)('%s', (decoy) => {
  it('goes along with buying', () => {
    expect(
      stratified(
        (each) => each.did.has(decoy),
        () => 'all',
      ),
    ).toBeGreaterThan(5);
  });

  it('and moves nothing once intent and causes are held fixed', () => {
    const strata = stratified(
      (each) => each.did.has(decoy),
      (each) => others(each),
    );
    const left = deviation(
      seen.filter(({ did }) => did.has(decoy)),
      (each) => each.wouldBuy,
      (each) => each.probability,
    );
    expect(Math.abs(strata)).toBeLessThan(Z);
    expect(Math.abs(left)).toBeLessThan(Z);
  });
});

it('Email Opened moves nothing either', () => {
  expect(
    Math.abs(
      stratified(
        (each) => each.did.has('Email Opened'),
        (each) => others(each),
      ),
    ),
  ).toBeLessThan(Z);
});

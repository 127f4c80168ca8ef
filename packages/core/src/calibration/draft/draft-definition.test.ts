// From a journal to a draft that can be checked, tested and replayed: a company whose winners are known by two visits to the prices and by size.
import { describe, expect, it } from 'vitest';
import { DAY } from '../../base/duration.ts';
import { createRandom } from '../../base/random.ts';
import { lintDefinition } from '../../definition/lint.ts';
import { parseDefinition } from '../../definition/parse-definition.ts';
import { checkTests, parseTests } from '../../definition/tests-file.ts';
import type { Entry } from '../../journal/entry.ts';
import { tryThresholds } from '../../replay/backtest/thresholds.ts';
import { Backtest } from '../../replay/backtest.ts';
import { runTests } from '../../replay/run-tests.ts';
import { calibrateHistory, type HistoryCalibration } from '../calibrate-history.ts';
import { LearningHistory } from '../history/learning-history.ts';
import { type CalibrationReport, reportOf } from '../told/calibration-report.ts';
import { type Draft, draftDefinition } from './draft-definition.ts';

const NOW = Date.UTC(2026, 0, 1);
const PERIOD = 300;

/** A company of so many accounts, each talked to once; `tells` says whether what they do has anything to do with buying. */
function company(accounts: number, tells: boolean, seed = 7): Entry[] {
  const random = createRandom(seed);
  const entries: Entry[] = [];
  const add = (kind: string, at: number, more: object): void => {
    const id = `e${entries.length}`;
    entries.push({ kind, id, source: 'web', occurredAt: at, knownAt: at, ...more } as unknown as Entry);
  };
  for (let i = 0; i < accounts; i++) {
    const email = `ada@c${i}.example`;
    const talkAt = NOW - Math.round((60 + PERIOD * random.uniform()) * DAY);
    const large = random.chance(0.4);
    const keen = random.chance(0.3);
    add('identify', talkAt - 40 * DAY, {
      email,
      account: { employees: large ? 800 : 20, country: random.pick(['DE', 'US', 'FR']) },
    });
    for (let v = 0; v < (keen ? 3 : random.integer(0, 1)); v++)
      add('page', talkAt - (1 + v) * DAY, { email, path: '/pricing' });
    for (let v = random.integer(0, 4); v > 0; v--) add('page', talkAt - (2 + v) * DAY, { email, path: '/blog/post' });
    if (random.chance(0.2)) add('track', talkAt - 3 * DAY, { email, name: 'Whitepaper Downloaded' });
    if (random.chance(0.1)) add('track', talkAt - DAY, { email, name: 'Demo Requested' });
    add('conversation', talkAt, { email });
    add('opportunity', talkAt + DAY, { email, deal: `d${i}` });
    const chance = tells ? 0.06 + (keen ? 0.35 : 0) + (large ? 0.25 : 0) : 0.2;
    add(random.chance(chance) ? 'won' : 'lost', talkAt + 20 * DAY, {
      email,
      deal: `d${i}`,
      amountMinor: 1_000_00,
      currency: 'EUR',
    });
  }
  return entries;
}

function learnFrom(entries: readonly Entry[]): HistoryCalibration {
  const history = new LearningHistory();
  for (const entry of entries) history.take(entry);
  return calibrateHistory(history.finish(NOW - 400 * DAY, NOW), { withReference: false });
}

function draftAt(found: HistoryCalibration, report: CalibrationReport, total?: number): Draft {
  const { card } = found.chosen.calibration;
  if (card === undefined || report.cutOffs === undefined) throw new Error('there is no card');
  return draftDefinition({
    name: 'learnt',
    card,
    features: found.chosen.features,
    cutOffs: { ...report.cutOffs, ...(total !== undefined && { total }) },
    handRaises: [{ label: 'Demo Requested', when: 'entry.name == "Demo Requested"' }],
    story: ['Learnt from a made-up company.'],
  });
}

describe('a company whose winners are known', () => {
  const entries = company(900, true);
  const found = learnFrom(entries);
  const report = reportOf(found, NOW - 400 * DAY, NOW, 0.8);

  it('[E1, E2] the card names what told, and little else', () => {
    expect(report.verdict.kind).toBe('card');
    const labels = report.card.map(({ label }) => label);
    expect(labels.some((label) => label.startsWith('Visited /pricing'))).toBe(true);
    expect(labels.some((label) => label.startsWith("The company's employees"))).toBe(true);
    expect(report.card.every(({ points }) => Number.isInteger(points) && points !== 0 && Math.abs(points) <= 10)).toBe(
      true,
    );
    expect(report.card.length).toBeLessThanOrEqual(5);
  });

  it('[E1a] hand-raises are no part of it, and shown apart', () => {
    expect(report.withHandRaises?.names).toEqual(['Demo Requested']);
    expect(report.card.some(({ label }) => label.includes('Demo'))).toBe(false);
  });

  it('[J5] every share carries its interval, and what is won above the cut is more than below', () => {
    const { above, below, kept } = report.cutOffs as NonNullable<typeof report.cutOffs>;
    expect(above.low).toBeGreaterThan(below.high as number);
    expect(kept.rate).toBeGreaterThanOrEqual(0.8);
  });

  it('the draft is sound, its stories hold, and history goes through it', () => {
    const draft = draftAt(found, report);
    const parsed = parseDefinition(draft['definition.yaml']);
    expect(parsed.problems).toEqual([]);
    if (!parsed.ok) return;
    expect(lintDefinition(parsed.value).filter(({ severity }) => severity === 'error')).toEqual([]);
    const tests = parseTests(draft['tests.yaml']);
    expect(tests.problems).toEqual([]);
    if (!tests.ok) return;
    expect(checkTests(tests.value, parsed.value)).toEqual([]);
    expect(runTests(parsed.value, tests.value).every((each) => each.passed)).toBe(true);
  });

  it('[J14] the threshold is the lowest whose load sales can work, and a higher one never gives more', () => {
    const definitionAt = (total: number) => {
      const parsed = parseDefinition(draftAt(found, report, total)['definition.yaml']);
      if (!parsed.ok) throw new Error('the draft cannot be read');
      return parsed.value;
    };
    const totals = [1, 2, 3, 4, 5, 6];
    const backtest = new Backtest({ candidate: definitionAt(1), start: NOW - 390 * DAY, until: NOW });
    for (const entry of entries) backtest.add(entry);
    backtest.finish();
    const loads = totals.map((total) => backtest.measureVersion(definitionAt(total))?.perWorkingDay.mean as number);
    expect(loads).toEqual([...loads].sort((a, b) => b - a));
    const capacity = ((loads[1] as number) + (loads[2] as number)) / 2;
    const choice = tryThresholds(backtest, totals, definitionAt, capacity);
    expect(choice.total).toBe(totals.find((_, i) => (loads[i] as number) <= capacity));
    expect(tryThresholds(backtest, totals, definitionAt, 0).total).toBeUndefined();
  });

  it('learns the same from the same entries in another order', () => {
    expect(reportOf(learnFrom([...entries].reverse()), NOW - 400 * DAY, NOW, 0.8)).toEqual(report);
  });
});

describe('a company in which nothing tells', () => {
  it('recommends nothing, and says what chance is', () => {
    const kinds = [1, 2, 3].map((seed) => {
      const { verdict } = reportOf(learnFrom(company(400, false, seed)), NOW - 400 * DAY, NOW, 0.8);
      return verdict.kind;
    });
    expect(kinds.filter((kind) => kind === 'nothing').length).toBeGreaterThanOrEqual(2);
  });

  it('says how many more outcomes it needs', () => {
    const { verdict, card } = reportOf(learnFrom(company(60, true)), NOW - 400 * DAY, NOW, 0.8);
    expect(verdict).toMatchObject({ kind: 'too few' });
    expect(verdict.sentence).toMatch(/It takes \d+ more won/);
    expect(card).toEqual([]);
  });
});

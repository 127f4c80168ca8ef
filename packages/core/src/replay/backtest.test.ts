// What became of whom, as stories: deals that were taken back, renewals, and leads from before the start.
import { describe, expect, test } from 'vitest';
import { DAY } from '../base/duration.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import type { Entry } from '../journal/entry.ts';
import { Backtest, type BacktestOptions } from './backtest.ts';

const START = Date.UTC(2024, 0, 1);
const parsed = parseDefinition(`
definition: plain
language: 1
engagement:
  signals: { demo: { when: 'entry.name == "Demo Requested"', points: 40, within: 30d } }
qualify:
  mql: { engagement: 40 }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const candidate = parsed.value;

interface Happening {
  readonly day: number;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** Entries of people by name, at days after the start. */
function backtest(stories: Record<string, readonly Happening[]>, options: Partial<BacktestOptions> = {}) {
  const asked = { candidate, start: START, until: START + 365 * DAY, horizonDays: 200, ...options };
  const run = new Backtest(asked);
  for (const [userId, happenings] of Object.entries(stories)) {
    happenings.forEach(({ day, ...fields }, i) => {
      const at = START + day * DAY;
      const deal = ['won', 'lost', 'reopened', 'opportunity'].includes(fields.kind) ? { deal: `${userId}-deal` } : {};
      run.add({
        source: 'crm',
        id: `${userId}-${i}`,
        userId,
        occurredAt: at,
        knownAt: at,
        ...deal,
        ...fields,
      } as Entry);
    });
  }
  return run.finish();
}

const demo = (day: number): Happening => ({ day, kind: 'track', name: 'Demo Requested' });
const won = (day: number, more: object = {}): Happening => ({
  day,
  kind: 'won',
  amountMinor: 100_00,
  currency: 'EUR',
  ...more,
});

describe('[K10] [K4] outcomes', () => {
  const result = backtest({
    ada: [demo(1), won(30)],
    bob: [demo(1), won(30), { day: 45, kind: 'lost' }],
    cleo: [demo(1), won(30), { day: 40, kind: 'reopened' }],
    dan: [demo(1), won(30), { day: 40, kind: 'reopened' }, won(101)],
    eve: [demo(1), won(30, { business: 'existing' })],
  });
  const of = (lead: string) => result.candidate.leads.find((each) => each.label === lead);

  test('a win stands', () => {
    expect(of('ada')).toMatchObject({ outcome: 'won', daysToWon: 29, amountMinor: 100_00 });
  });

  test('a win that was taken back is a loss, and no money', () => {
    expect(of('bob')).toMatchObject({ outcome: 'lost' });
    expect(of('bob')?.amountMinor).toBeUndefined();
  });

  test('a win that was re-opened is open again', () => {
    expect(of('cleo')?.outcome).toBe('open');
  });

  test('a deal won again counts from the second win', () => {
    expect(of('dan')).toMatchObject({ outcome: 'won', daysToWon: 100 });
  });

  test('a renewal is no win of new business', () => {
    expect(of('eve')?.outcome).toBe('open');
  });

  test('precision and recall count what stands, and say what was left out', () => {
    expect(result.candidate.precision).toMatchObject({ count: 2, of: 5 });
    expect(result.candidate.recall).toMatchObject({ count: 2, of: 2 });
    expect(result.leftOut).toEqual({ existingBusiness: 1, takenBack: 2 });
  });
});

describe('the landmark', () => {
  const stories = {
    early: [demo(1), won(60)],
    late: [demo(50), won(100)],
    quiet: [{ day: 50, kind: 'page' }],
    buyer: [demo(50), won(52)],
    young: [demo(300)],
  };

  test('leaves out who was there before the start, when no gate could open, and earlier buyers', () => {
    const { landmark } = backtest(stories, { start: START + 40 * DAY, landmarkDays: 14 });
    expect(landmark).toMatchObject({ beforeStart: 1, leftOutEarlierBuyers: 1, tooYoung: 1 });
    expect(landmark?.qualified).toMatchObject({ count: 1, of: 1 });
    expect(landmark?.notQualified).toMatchObject({ count: 0, of: 1 });
  });

  test('takes a win that was taken back for none', () => {
    const { landmark } = backtest({ ada: [demo(1), won(60), { day: 70, kind: 'lost' }] }, { landmarkDays: 14 });
    expect(landmark?.qualified).toMatchObject({ count: 0, of: 1 });
  });
});

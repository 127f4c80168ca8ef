import type { BacktestLead, BacktestResult, BacktestSide } from '@baton/core/replay/backtest-result';
import { shareOf } from '@baton/core/statistics/share';
import { describe, expect, it } from 'vitest';
import { renderBacktestReport } from './backtest-report.ts';

const START = Date.UTC(2025, 0, 1);
const DAY = 86_400_000;

function lead(i: number, more: Partial<BacktestLead> = {}): BacktestLead {
  return {
    lead: `user:${i}`,
    account: `company:${i}`,
    label: `Lead ${i}`,
    source: 'search',
    at: START + i * DAY,
    gate: 'mql',
    grade: 'A',
    engagement: 600,
    usage: 0,
    outcome: 'open',
    ...more,
  };
}

function side(name: string, leads: readonly BacktestLead[]): BacktestSide {
  const won = leads.filter((each) => each.outcome === 'won').length;
  return {
    name,
    digest: 'd'.repeat(64),
    handoffs: leads.length,
    leads,
    volume: leads.map((each) => ({
      month: new Date(each.at).toISOString().slice(0, 7),
      source: each.source,
      handoffs: 1,
    })),
    outcomes: { won, lost: 0, open: leads.length - won, 'too young': 0 },
    precision: shareOf(won, leads.length),
    recall: shareOf(won, 10),
    perWorkingDay: { mean: 1.23, p95: 3, max: 4, perRep: 0.4 },
    openWithoutHandoff: 1,
    unboundDispositions: 0,
    scoreBins: { engagement: [100, 5, 4, 3, 2, 1, 1, 0, 0, 1], usage: Array(10).fill(0) },
    grades: { A: 10 },
  };
}

function result(leads: readonly BacktestLead[], more: Partial<BacktestResult> = {}): BacktestResult {
  const candidate = side('draft', leads);
  return {
    version: 1,
    title: 'Enterprise leads',
    from: START,
    until: START + 300 * DAY,
    warmUpFrom: START - 90 * DAY,
    horizonDays: 90,
    zone: 'Europe/Berlin',
    reps: 3,
    leftOut: { existingBusiness: 0, takenBack: 0 },
    entries: 5000,
    leads: 500,
    accounts: 200,
    candidate,
    enters: [],
    leaves: [],
    both: 0,
    bands: { engagement: [], grade: [], gate: [{ band: 'mql', leads: leads.length, won: candidate.precision }] },
    explained: [],
    cannotKnow: ['What nobody saw.'],
    warnings: [],
    ...more,
  };
}

describe('the report of a backtest', () => {
  it('never quotes a percentage of fewer than 20', () => {
    const html = renderBacktestReport(result([lead(1, { outcome: 'won' }), lead(2)]));
    expect(html).toContain('1 of 2: too few for a percentage');
    expect(html).not.toContain('50 %');
  });

  it('quotes one of 20 and more with its interval', () => {
    const leads = Array.from({ length: 40 }, (_, i) => lead(i, i < 10 ? { outcome: 'won' } : {}));
    // Wilson, 10 of 40: 14.2 % to 40.2 % (Newcombe 1998, method 3).
    expect(renderBacktestReport(result(leads))).toContain('25 % (10 of 40; 95 % interval 14.2 % to 40.2 %)');
  });

  it('escapes what a tracker sent', () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&';
    const html = renderBacktestReport(
      result([lead(1, { label: hostile, company: hostile, source: hostile, gate: hostile })], { title: hostile }),
    );
    expect(html).not.toContain('<img');
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;');
  });

  it('teaches what to do when nobody is handed over', () => {
    const html = renderBacktestReport(result([]));
    expect(html).toContain('Nobody would have been handed over.');
    expect(html).toContain('baton explain');
  });

  it('names who enters and who leaves, wins first, and says how many more there are', () => {
    const enters = Array.from({ length: 60 }, (_, i) =>
      lead(i, i === 7 ? { outcome: 'won', label: 'The win', daysToWon: 12.4 } : {}),
    );
    const html = renderBacktestReport(
      result(enters, { incumbent: side('in-force', [lead(99)]), enters, leaves: [lead(99, { label: 'Who leaves' })] }),
    );
    expect(html.indexOf('The win')).toBeLessThan(html.indexOf('Lead 59'));
    expect(html).toContain('Who leaves');
    expect(html).toContain('and 10 more');
  });

  it('says gates, signals and criteria as people read them', () => {
    const labels = {
      gates: new Map([['mql', 'Marketing qualified']]),
      signals: new Map([['pricing', 'Visited pricing']]),
      criteria: new Map([['size', '200 people']]),
    };
    const entry = { source: 'web', id: '1' };
    const line = {
      signal: 'pricing',
      entry,
      occurredAt: START,
      points: 150,
      weight: 1000,
      decay: 1_000_000,
      tenths: 150,
    };
    const explained = [
      {
        lead: lead(1),
        fit: [{ criterion: 'size', outcome: 'true' as const, tenths: 300 }],
        engagement: [line, { reduction: 'ceiling' as const, tenths: -10 }],
        usage: [],
        counterfactual: [],
        words: [],
      },
    ];
    const html = renderBacktestReport(result([lead(1)], { explained }), labels);
    for (const word of ['Marketing qualified', 'Visited pricing, 2025-01-01', '200 people', 'above 100'])
      expect(html).toContain(word);
    expect(html).not.toContain('>mql<');
    expect(renderBacktestReport(result([lead(1)], { explained }))).toContain('>mql<');
  });

  it('[R18] tells definitions in force together one by one, and the load of all', () => {
    const [one, two] = [side('first', [lead(1)]), side('second', [lead(2), lead(3)])];
    const perWorkingDay = { ...one.perWorkingDay, mean: 7.5 };
    const html = renderBacktestReport(
      result([lead(1)], { candidate: one, beside: [two], together: { handoffs: 3, perWorkingDay } }),
    );
    const section = html.slice(html.indexOf('Definitions side by side'));
    expect(section.indexOf('first')).toBeLessThan(section.indexOf('second'));
    expect(section).toMatch(/Together<\/td><td[^>]*>3<.*>7\.5 a working day</);
    expect(renderBacktestReport(result([lead(1)]))).not.toContain('Definitions side by side');
  });

  it('stays below 1.5 MB with 5,000 leads, and runs no script', () => {
    const html = renderBacktestReport(result(Array.from({ length: 5000 }, (_, i) => lead(i))));
    expect(html.length).toBeLessThan(1_500_000);
    expect(html).not.toContain('<script');
  });
});

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
    recall: shareOf(Math.min(won, 10), 10),
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
    expect(html).toContain('And 10 more leads: the page names the first 50.');
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
    const section = html.slice(html.indexOf('<h2>Definitions side by side'));
    expect(html).toContain('<strong>first and second together make 3 hand-offs</strong>, 7.5 a working day.');
    expect(html).toContain('What follows is first alone');
    expect(section.indexOf('first')).toBeLessThan(section.indexOf('second'));
    expect(section).toMatch(/Together<\/td><td[^>]*>3<.*>7\.5 a working day</);
    expect(renderBacktestReport(result([lead(1)]))).not.toContain('<h2>Definitions side by side');
  });

  it('draws every band that has leads, with its interval, and names those with too few', () => {
    const band = (name: string, won: number, of: number) => ({ band: name, leads: of + 1, won: shareOf(won, of, 1) });
    const engagement = [band('0–19', 0, 0), band('20–39', 3, 9), band('40–59', 12, 40)];
    const html = renderBacktestReport(result([lead(1)], { bands: { engagement, grade: [], gate: [] } }));
    const drawn = html.slice(html.indexOf('aria-label="Won by engagement"'));
    for (const words of ['1 handed over, too young', '3 of 9, too few', '30 % of 40', 'Hatched: fewer than 20'])
      expect(drawn).toContain(words);
    expect(drawn).not.toContain('33.3 %');
    expect(renderBacktestReport(result([lead(1)]))).toContain('aria-label="Won by gate"');
  });

  it('shows volume by month and source, with the numbers behind it', () => {
    const leads = [lead(1), lead(2, { source: 'events' }), lead(40, { source: 'events' })];
    const html = renderBacktestReport(result(leads));
    expect(html).toContain('aria-label="Hand-offs by month and source under draft"');
    for (const words of ['events: 2', 'search: 1']) expect(html).toContain(words);
    expect(html).toMatch(/<td>2025-01<\/td><td class="n">1<\/td><td class="n">1<\/td>/);
  });

  it("tells days in the calendar's zone, and says so once", () => {
    const late = lead(1, { at: Date.UTC(2025, 0, 31, 23, 30) });
    const html = renderBacktestReport(result([late]));
    expect(html).toContain('<td>2025-02-01</td>');
    expect(html).toContain('All dates and times are those of Europe/Berlin.');
    expect(html).not.toContain('UTC');
  });

  it("calls the incumbent's gates as people do, too", () => {
    const labels = (called: string) => ({ gates: new Map([['mql', called]]), signals: new Map(), criteria: new Map() });
    const before = { incumbent: side('before', [lead(9)]), leaves: [lead(9)] };
    const html = renderBacktestReport(result([lead(1)], before), labels('MQL'), labels('100 points'));
    expect(html).toContain('<td>100 points</td>');
    expect(html).not.toContain('<td>mql</td>');
  });

  it('says why 13 wins stand beside a rate of 10: the young ones are left out', () => {
    const leads = Array.from({ length: 40 }, (_, i) => lead(i, i < 13 ? { outcome: 'won' } : {}));
    const candidate = { ...side('draft', leads), precision: shareOf(10, 37, 3) };
    const html = renderBacktestReport(result(leads, { candidate }));
    expect(html).toContain(
      'Shares count only the 37 who have had their 90 days (10 won); 3 wins among younger leads are left out of them.',
    );
  });

  it('says nothing of gates that opened for nobody', () => {
    const candidate = { ...side('draft', [lead(1)]), openWithoutHandoff: 0 };
    expect(renderBacktestReport(result([lead(1)], { candidate }))).not.toContain('had a gate open');
  });

  it('stays below 1.5 MB with 5,000 leads, and runs no script', () => {
    const html = renderBacktestReport(result(Array.from({ length: 5000 }, (_, i) => lead(i))));
    expect(html.length).toBeLessThan(1_500_000);
    expect(html).not.toContain('<script');
  });
});

// The page of a calibration: says the verdict first, escapes what comes from data, and shows each part only where there is something to show.
import type { CalibrationReport, ToldCardCriterion } from '@baton/core/calibration/told/calibration-report';
import { shareOf } from '@baton/core/statistics/share';
import { describe, expect, it } from 'vitest';
import { renderCalibrationReport } from './calibration-report.ts';

const criterion: ToldCardCriterion = {
  label: 'Visited /<script>alert(1)</script>',
  when: 'entry.path.startsWith("/x")',
  days: 30,
  atLeast: 1,
  support: shareOf(100, 400),
  coverage: shareOf(40, 60),
  wonWith: shareOf(40, 100),
  wonWithout: shareOf(20, 300),
  lift: { ratio: 6, low: 3.7, high: 9.7 },
  quarters: [5, null, 6.5, 7],
  adjustedP: 0.0001,
  points: 3,
  lossWithout: 0.12,
};

const report: CalibrationReport = {
  version: 1,
  from: Date.UTC(2025, 0, 1),
  until: Date.UTC(2026, 0, 1),
  cases: 400,
  outcomes: { won: 60, lost: 300, stalled: 40, never: 0 },
  leftOut: { young: 12, early: 3, undated: 0 },
  assumedShare: 0.1,
  warnsOfAssumed: false,
  readsBehaviour: true,
  late: [{ name: 'lead.rating', inTime: 2, ever: 200 }],
  suspects: [{ name: 'lead.quality', sign: 'filled', value: 0.7, others: 0.2 }],
  verdict: { kind: 'card', sentence: 'A card of 1 criterion tells winners from the rest.' },
  lookBacks: [{ days: 30, criteria: 1, auc: 0.8, z: 9 }],
  days: 30,
  sizes: [
    { auc: 0.8, z: 9 },
    { auc: 0.81, z: 9 },
    { auc: 0.81, z: 9 },
  ],
  plain: { criteria: 4, auc: 0.7 },
  reference: { auc: 0.82 },
  card: [criterion],
  cutOffs: {
    total: 3,
    above: shareOf(40, 100),
    below: shareOf(20, 300),
    kept: shareOf(40, 60),
    bands: [
      { from: 0, won: shareOf(20, 300), chance: 0.07 },
      { from: 3, won: shareOf(40, 100), chance: 0.39 },
    ],
  },
  profile: { shows: ['Visited /x'], won: shareOf(40, 100) },
  thresholds: {
    tried: [
      {
        total: 3,
        handoffs: 120,
        perWorkingDay: 0.5,
        won: shareOf(3, 12),
        kept: shareOf(30, 60),
        revenue: { EUR: 1_234_500 },
      },
    ],
    capacity: 1,
    total: 3,
  },
  combined: [],
  evidence: [criterion],
};

describe('the page of a calibration', () => {
  const html = renderCalibrationReport(report);

  it('says the verdict before anything else, and holds no script', () => {
    expect(html.indexOf(report.verdict.sentence)).toBeGreaterThan(0);
    expect(html.indexOf(report.verdict.sentence)).toBeLessThan(html.indexOf('The card'));
    expect(html).not.toMatch(/<script/i);
    expect(html).toContain('&#60;script&#62;');
  });

  it('lists what was left out and why', () => {
    expect(html).toContain('lead.rating was known in time of 2 of the 200 cycles');
    expect(html).toContain('lead.quality is known of 70 % of the won and 20 % of the rest');
  });

  it('gives no percentage of too few', () => {
    expect(html).toContain('<td class="n">too few</td>');
    expect(html).not.toContain('25 %</td>');
  });

  it('draws how few criteria are enough, how much each tells, and whether chances come true, each with its numbers', () => {
    for (const label of [
      'How well cards of each size rank newer cases',
      'How many times more often won',
      'Won by total of points',
    ])
      expect(html).toContain(`aria-label="${label}"`);
    expect(html.match(/<summary>The numbers/g)?.length).toBe(3);
  });

  it('shows neither card nor pictures where there was too little to learn from', () => {
    const { cutOffs: _cuts, profile: _profile, thresholds: _thresholds, reference: _reference, ...rest } = report;
    const empty = renderCalibrationReport({
      ...rest,
      verdict: { kind: 'too few', sentence: 'Too little has ended.' },
      card: [],
      sizes: [],
      evidence: [],
      lookBacks: [],
    });
    expect(empty).toContain('Too little has ended.');
    expect(empty).not.toContain('<figure>');
    expect(empty).not.toContain('NaN');
  });
});

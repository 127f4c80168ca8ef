// The page of a diagnosis is one self-contained document that tells every finding with its evidence, and says so where there is nothing to tell.
import { type Diagnosis, diagnose } from '@baton/core/reports/diagnosis/diagnose';
import type { DiagnosisFinding } from '@baton/core/reports/diagnosis/diagnosis-finding';
import { DiagnosisReading } from '@baton/core/reports/diagnosis/diagnosis-reading';
import { shareOf } from '@baton/core/statistics/share';
import { describe, expect, it } from 'vitest';
import { renderDiagnosisPage } from './diagnosis-page.ts';

const empty = diagnose(new DiagnosisReading().finish());
const finding: DiagnosisFinding = {
  kind: 'rejects-for-convenience',
  sort: 'distortion',
  place: 'rep <4>',
  month: '2025-03',
  sentence: 'Since 2025-03 rep <4> turns most leads away.',
  follows: 'own baseline',
  evidence: [
    { what: 'turned away', share: shareOf(64, 95), others: shareOf(6, 370), othersAre: 'by all others' },
    { what: 'became opportunities', share: shareOf(6, 14), others: shareOf(18, 43) },
    { what: 'told alone', share: shareOf(30, 60) },
    { what: 'odds', value: 0.25, low: 0.1, high: 0.6, unit: 'times' },
  ],
  names: ['Ada & Co'],
  picture: { draws: 'places', what: 'turned away', rows: [{ name: 'rep <4>', share: shareOf(64, 95), isIt: true }] },
  confidence: 0.999,
  todo: 'Go through ten of them; then `baton backtest`.',
  gain: { state: 'told', what: 'won revenue', currency: 'EUR', at: 1_234_500, low: 100_000, high: 9_900_000 },
  stake: { share: 0.24, revenue: { EUR: 5_000_000 } },
};
const condition: DiagnosisFinding = {
  ...finding,
  kind: 'unseen-wins',
  sort: 'condition',
  follows: 'marks of Baton',
  evidence: [],
  names: [],
  picture: { draws: 'months', what: 'so', of: 'hand-offs', rows: [{ month: '2025-03', count: 3, of: 9, isIt: true }] },
  gain: { state: 'cannot be said', why: 'nobody knows' },
};
const pageOf = (more: Partial<Diagnosis>): string => renderDiagnosisPage({ ...empty, mqls: 500, ...more });

describe('the page', () => {
  const html = pageOf({ findings: [finding, condition] });

  it('draws each comparison of evidence, the picture and the ranking, with their numbers, and no script', () => {
    expect(html).toMatch(/^<!doctype html>/);
    expect(html.match(/The numbers/g)?.length).toBe(5);
    expect(html).not.toMatch(/<script|NaN|undefined|Infinity|rep <4>/);
  });

  it('tells what stands alone, names, what to do and what it would bring, or why that cannot be said', () => {
    for (const text of [
      'told alone: 50 % (30 of 60',
      'odds: 0.25 times (95 % interval 0.1 to 0.6)',
      'Ada &#38; Co',
      '<code>baton backtest</code>',
    ])
      expect(html).toContain(text);
    expect(html).toContain('12,345 EUR won revenue a year (95 % interval 1,000 EUR to 99,000 EUR)');
    expect(html).toContain('cannot be said: nobody knows.');
    expect(html).toContain('by the profile “marks of Baton”');
  });

  it('says so where nothing is wrong, and where there is nothing to judge', () => {
    expect(pageOf({ findings: [] })).toContain('Nothing is wrong that these numbers show.');
    const nothing = renderDiagnosisPage(empty);
    expect(nothing).toContain('there is nothing to judge yet');
    expect(nothing).not.toMatch(/<svg class="plot|NaN|undefined/);
  });
});

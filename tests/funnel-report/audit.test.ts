// [K3, L4] The audit of the rule of yesterday, on tables whose numbers can be counted by hand, and on what says little.
import { auditOf } from '@baton/core/reports/audit/audit';
import { renderAuditPage } from '@baton/figures/audit-page';
import { describe, expect, it } from 'vitest';
import { imported } from '../funnel/imported.ts';
import { told } from './told.ts';

/** Forty people, MQLs of January; the first eight bought in March, the next sixteen were rejected; two companies bought without an MQL. */
function tables(mqlDay: string) {
  const people = Array.from({ length: 40 }, (_, i) => i + 1);
  return {
    'contacts.csv': `Id | Email | Company | Created | Source | MQL\n${people.map((i) => `${i} | p${i}@c${i}.example | ${i} | 2025-01-01 | ${i <= 20 ? 'fair' : 'web'} | ${mqlDay}`).join('\n')}\n91 | a@x.example | 91 | 2025-01-01 | |\n92 | b@y.example | 92 | 2025-01-01 | |`,
    'deals.csv': `Deal | Company | Stage | Type | Amount | Currency | Opened | Closed\n${people
      .slice(0, 8)
      .map((i) => `D${i} | ${i} | Closed Won | New Business | ${i}00.25 | EUR | 2025-02-01 | 2025-03-01`)
      .join(
        '\n',
      )}\nX1 | 91 | Closed Won | New Business | 9000 | EUR | 2025-02-01 | 2025-03-01\nX2 | 92 | Closed Won | New Business | | | 2025-02-01 | 2025-03-01\nR1 | 1 | Closed Won | Renewal | 700 | EUR | 2025-09-01 | 2025-10-01`,
    'history.csv': `Who | Field | Old | New | By | At\n${people
      .slice(8, 24)
      .map((i) => `p${i}@c${i}.example | Lead Status | New | Unqualified | Ada | 2025-01-20`)
      .join('\n')}`,
  };
}
const audit = (mqlDay: string, options = {}) => auditOf(told(imported(tables(mqlDay)).entries), options);

it('counts what became of MQLs, with intervals, and says who never was one', () => {
  const found = audit('2025-01-10');
  const rate = (step: string) => found.rates.find((each) => each.step === step);
  expect(found.mqls).toBe(40);
  expect(rate('MQL → opportunity')).toMatchObject({
    count: 8,
    of: 40,
    rate: 0.2,
    state: 'ok',
    young: 0,
    withinDays: 90,
  });
  expect(rate('MQL → customer')).toMatchObject({ count: 8, of: 40, state: 'ok' });
  // Wilson's interval of 8 in 40, by R: prop.test(8, 40, correct = FALSE).
  expect(rate('MQL → customer')?.low).toBeCloseTo(0.105, 3);
  expect(rate('MQL → customer')?.high).toBeCloseTo(0.348, 3);
  expect(rate('opportunity → won')).toMatchObject({ count: 8, of: 8, state: 'too few' });
  expect(rate('MQL → SQL')?.state).toBe('not recorded');
  expect(found.acceptance).toMatchObject({ judged: 40, rejected: { count: 16, of: 40 }, unworked: 24 });
  expect(found.wins).toMatchObject({ won: 10, mqlSourced: 8, neverMql: { count: 2, of: 10, state: 'too few' } });
  expect(found.leftOut.existingBusiness).toBe(1);
});

it('names five wins, the largest first, with what the rule saw, and five MQLs that came to nothing', () => {
  const { namedWins, junk } = audit('2025-01-10');
  expect(namedWins.map(({ money, mql }) => [money?.minor, mql?.lead])).toEqual([
    [900000, undefined],
    [80025, 'p8@c8.example'],
    [70025, 'p7@c7.example'],
    [60025, 'p6@c6.example'],
    [50025, 'p5@c5.example'],
  ]);
  expect(junk).toHaveLength(5);
  expect(junk.every(({ because }) => because === 'rejected')).toBe(true);
});

it('a win whose MQL lies more than 180 days back is not called one that never was', () => {
  const { wins, namedWins } = audit('2024-07-01');
  expect(wins).toMatchObject({ mqlSourced: 0, notFromIt: 8, neverMql: { count: 2 } });
  expect(namedWins[1]).toMatchObject({ class: 'unattributed', mql: { lead: 'p8@c8.example' } });
});

describe('says a state where there is no number', () => {
  it('[J6] the young are too young, not failures', () => {
    const { rates } = audit('2025-12-20');
    expect(rates.find(({ step }) => step === 'MQL → customer')).toMatchObject({ state: 'too young', of: 0, young: 40 });
  });

  it('nothing to audit is an answer', () => {
    const found = auditOf(told([]));
    expect(found.headline).toContain('no rule of yesterday');
    expect(renderAuditPage(found)).toContain('baton report');
  });

  it('what is not sure enough is itemised', () => {
    const found = audit('2025-01-10', { confidence: 'recorded' });
    expect(found.leftOut.deals).toBeGreaterThan(0);
    expect(found.wins.won + found.leftOut.deals).toBe(10);
  });
});

it('is told as a page without scripts', () => {
  const html = renderAuditPage(audit('2025-01-10'));
  expect(html).toContain('20 %, 8 of 40');
  expect(html).toContain('✗ never an MQL');
  expect(html).not.toMatch(/<script|NaN|undefined/);
});

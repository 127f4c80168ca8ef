// [F1, K8] The report's money reconciles to the cent, its groups add up to its whole, its costs and answers can be counted by hand; nothing is told without a state.
import { parseDefinition } from '@baton/core/definition/parse-definition';
import type { Entry } from '@baton/core/journal/entry';
import { funnelReport } from '@baton/core/reports/funnel/funnel-report';
import { addedUp } from '@baton/core/reports/funnel/money/ledger';
import { ReplayedHandoffs } from '@baton/core/reports/funnel/replayed-handoffs';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { renderFunnelPage } from '@baton/figures/funnel-page';
import { beforeAll, describe, expect, it } from 'vitest';
import { imported } from '../funnel/imported.ts';
import { companyEntries, told } from './told.ts';

const HEAD = 'Deal | Company | Stage | Type | Amount | Currency | Opened | Closed\n';
const TABLES = {
  'contacts.csv': `Id | Email | Company | Created | Source | MQL
1 | ann@one.example | 1 | 2025-01-01 | fair | 2025-02-01
2 | bob@two.example | 2 | 2025-01-01 | web | 2025-02-01
3 | cy@three.example | 3 | 2025-01-01 | web | 2025-07-01
4 | dee@four.example | 4 | 2025-01-01 | web |`,
  'roles.csv':
    'Deal | Contact\nD1 | ann@one.example\nD2 | bob@two.example\nD3 | cy@three.example\nD4 | dee@four.example',
  'talks.csv':
    'Id | Who | Kind | Outcome | Way | Owner | At\n1 | dee@four.example | call | no answer | | Ada | 2025-04-01',
  'deals.csv': `${HEAD}D1 | 1 | Closed Won | New Business | 1,000.01 | EUR | 2025-03-01 | 2025-04-01
D2 | 2 | Closed Won | New Business | 99.99 | USD | 2025-03-01 | 2025-04-01
D3 | 3 | Closed Won | New Business | 200.10 | EUR | 2025-06-01 | 2025-08-01
D4 | 4 | Closed Won | New Business | 30.03 | EUR | 2025-06-01 | 2025-08-01
D5 | 5 | Closed Won | New Business | 4.44 | EUR | 2025-06-01 | 2025-08-01
D6 | 5 | Closed Won | Renewal | 5,000.55 | EUR | 2025-09-01 | 2025-10-01
D7 | 1 | Demo | New Business | 70 | EUR | 2025-06-01 | 2025-12-01
D8 | 2 | Closed Won | New Business | 0 | EUR | 2025-05-01 | 2025-06-01`,
  'stages.csv': 'Deal | Stage | At\nD5 | Closed Won | 2025-08-01',
};
const golden = (): FunnelReport => funnelReport(told(imported(TABLES).entries));

describe('[F1] golden numbers', () => {
  it('won revenue reconciles to the cent: sourced, influenced, outbound, unattributed, and what is left out', () => {
    const { ledger, averageDeal } = golden();
    const revenue = Object.fromEntries(Object.entries(ledger.classes).map(([name, each]) => [name, each.revenue]));
    expect(revenue).toEqual({
      'mql-sourced': { EUR: 100001, USD: 9999 },
      influenced: { EUR: 20010 },
      outbound: { EUR: 3003 },
      unattributed: { EUR: 444 },
    });
    expect(ledger.total).toMatchObject({ won: 6, open: 1, revenue: { EUR: 123458, USD: 9999 } });
    expect(ledger.leftOut).toEqual([{ why: 'existing business', deals: 1, won: 1, revenue: { EUR: 500055 } }]);
    expect(ledger.inCrm).toEqual({ won: 7, revenue: { EUR: 623513, USD: 9999 } });
    // [K4] A zero amount is a deal, and in no mean.
    expect(averageDeal).toEqual({ EUR: { meanMinor: 100001, deals: 1 }, USD: { meanMinor: 9999, deals: 1 } });
  });

  it('a wins taken back is itemised, and in no line', () => {
    const stages = `${TABLES['stages.csv']}\nD1 | Closed Won | 2025-04-01\nD1 | Closed Lost | 2025-09-01`;
    const { ledger } = funnelReport(told(imported({ ...TABLES, 'stages.csv': stages }).entries));
    expect(ledger.leftOut).toContainEqual({ why: 'taken back', deals: 1, won: 0, revenue: { EUR: 100001 } });
    expect(ledger.inCrm.revenue).toEqual({ EUR: 523512, USD: 9999 });
  });

  it('what is not sure enough is left out and still reconciles', () => {
    const all = golden();
    const sure = funnelReport(told(imported(TABLES).entries), { confidence: 'recorded' });
    expect(sure.unsure.deals).toBeGreaterThan(0);
    expect(sure.ledger.inCrm).toEqual(all.ledger.inCrm);
  });

  it('costs are spend over counts, of the same span', () => {
    const spend = (id: string, from: number, amountMinor: number): Entry => ({
      kind: 'spend',
      id,
      source: 'finance',
      from: Date.UTC(2025, from, 1),
      until: Date.UTC(2025, from + 1, 1),
      campaign: { source: 'web' },
      amountMinor,
      currency: 'EUR',
      occurredAt: Date.UTC(2025, from + 1, 1) - 1,
      knownAt: Date.UTC(2025, from + 1, 1) - 1,
    });
    const entries = [...imported(TABLES).entries, spend('a', 1, 10000), spend('b', 2, 5000)];
    const { costs, budget } = funnelReport(told(entries));
    expect(costs).toMatchObject({
      currency: 'EUR',
      rows: [{ source: 'web', perMql: { spendMinor: 15000, count: 2, state: 'too few' } }],
    });
    expect(costs?.cac).toMatchObject({ count: 6, spendMinor: 15000, state: 'ok', eachMinor: 2500 });
    expect(budget).toEqual({ state: 'too few' });
    const half = funnelReport(told(entries), { from: Date.UTC(2025, 1, 15) });
    expect(half.costs?.rows[0]?.perMql.spendMinor).toBe(10000);
  });

  it('nothing at all is an answer', () => {
    const report = funnelReport(told([]));
    expect(report.rates.every(({ state }) => state === 'not recorded' || state === 'too few')).toBe(true);
    expect(report.ledger.inCrm).toEqual({ won: 0, revenue: {} });
    expect(renderFunnelPage(report)).toContain('Nobody was handed over');
  });
});

describe('a made-up company', () => {
  let report: FunnelReport;
  beforeAll(() => {
    report = funnelReport(
      told(companyEntries({ seed: 'funnel', leads: 2500, years: 2 }), {
        attributes: ['account.industry', 'account.employees'],
      }),
    );
  });

  it('groups of every dimension add up to all MQLs and to the MQL-sourced revenue', () => {
    const { 'mql-sourced': sourced } = report.ledger.classes;
    expect(Object.keys(sourced.revenue)).toEqual(['EUR']);
    expect(report.dimensions.map(({ dimension }) => dimension)).toEqual(
      expect.arrayContaining(['source', 'campaign', 'account.industry', 'track', 'definition version', 'rep', 'month']),
    );
    for (const { rows } of report.dimensions) {
      expect(rows.reduce((sum, { mqls }) => sum + mqls, 0)).toBe(report.mqls);
      expect(addedUp(rows.map(({ revenue }) => revenue))).toEqual(sourced.revenue);
      expect(addedUp(rows.map(({ pipeline }) => pipeline))).toEqual(sourced.pipeline);
      for (const rate of report.rates) {
        const own = rows.flatMap(({ rates }) => rates.filter(({ step }) => step === rate.step));
        expect(own.reduce((sum, { count }) => sum + count, 0)).toBe(rate.count);
        expect(own.reduce((sum, { of, young }) => sum + of + young, 0)).toBe(rate.of + rate.young);
      }
    }
  });

  it('touches add up to all sourced deals, each way; answers to all that are judged', () => {
    const { deals, revenue } = report.ledger.classes['mql-sourced'];
    for (const touch of ['first', 'creating', 'triggering', 'last'] as const) {
      expect(report.touches.reduce((sum, { credits }) => sum + credits[touch].deals, 0)).toBe(deals);
      expect(addedUp(report.touches.map(({ credits }) => credits[touch].revenue))).toEqual(revenue);
    }
    const { accepted, rejected, bySilence, invalid, lapsed, touched, unworked, unknown, judged } = report.acceptance;
    expect(accepted.count + rejected.count + bySilence.count + invalid + lapsed + touched + unworked + unknown).toBe(
      judged,
    );
  });

  it('is a page without scripts, with a table behind every picture', () => {
    const html = renderFunnelPage(report);
    expect(html).not.toMatch(/<script|NaN|undefined|Infinity/);
    expect(html.match(/<figure/g)?.length).toBe(html.match(/<summary>The numbers/g)?.length);
  });

  it('as known earlier it says less: the young are young, not lost', () => {
    const entries = companyEntries({ seed: 'funnel', leads: 2500, years: 2 });
    const asOf = Date.UTC(2025, 8, 1);
    const earlier = funnelReport(told(entries, { asOf }));
    const customer = (of: FunnelReport) => of.rates.find(({ step }) => step === 'MQL → customer');
    expect(customer(earlier)?.young).toBeGreaterThan(0);
    expect(earlier.mqls).toBeLessThan(report.mqls);
    expect(earlier.asOf).toBe(asOf);
  });
});

it('a replayed definition has tracks, a contract and a version', () => {
  const parsed = parseDefinition(`
definition: candidate
language: 1
engagement:
  signals:
    demo: { when: 'entry.name == "Demo Requested"', points: 50, within: 30d }
usage:
  signals:
    report: { when: 'entry.name == "Report Built"', points: 60, within: 30d }
qualify:
  mql: { engagement: 50 }
  pql: { usage: 60 }
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const entries = companyEntries({ seed: 'replayed', leads: 800, years: 1 });
  const replayed = new ReplayedHandoffs([{ definition: parsed.value, effectiveAt: 0 }]);
  for (const entry of entries) replayed.add(entry);
  const report = funnelReport(told(entries, { handoffs: () => replayed.handoffs() }), { definitions: [parsed.value] });
  const rowsOf = (name: string) => report.dimensions.find(({ dimension }) => dimension === name)?.rows ?? [];
  expect(
    rowsOf('track')
      .map(({ value }) => value)
      .sort(),
  ).toEqual(['MQL', 'PQL']);
  expect(rowsOf('definition version')[0]?.value).toMatch(/^candidate [0-9a-f]{12}$/);
  expect(report.sla.contract?.of).toBeGreaterThan(0);
  expect(report.acceptance.bySilence.agreed).toBe(true);
});

// [K8] Golden row-sets: won revenue, once per deal, at the lead that sourced it, in minor units per currency. [K4] what is left out, [K10] what is taken back.
import { expect, it } from 'vitest';
import { factsOf, funnelOf, imported } from './imported.ts';

const HEAD = 'Deal | Company | Stage | Type | Amount | Currency | Opened | Closed\n';
const TABLES = {
  'deals.csv': `${HEAD}D1 | 7 | Closed Won | New Business | 1,000.50 | EUR | 2025-06-01 | 2025-07-01
D2 | 8 | Closed Won | New Business | 20 | USD | 2025-06-01 | 2025-07-01
D3 | 9 | Closed Won | New Business | 300 | | 2025-06-01 | 2025-07-01
D4 | 7 | Closed Won | Renewal | 5000 | EUR | 2025-08-01 | 2025-09-01
D5 | 9 | Closed Won | New Business | | | 2025-06-01 | 2025-07-01
D6 | 9 | Demo | New Business | 70 | | 2025-06-01 | 2025-12-01`,
  'roles.csv': 'Deal | Contact\nD1 | ann@one.example\nD1 | bob@one.example\nD2 | cy@two.example',
  'contacts.csv': `Id | Email | Company | Created | MQL
1 | ann@one.example | 7 | 2024-01-01 | 2025-05-01
2 | bob@one.example | 7 | 2024-01-01 | 2025-04-01
3 | cy@two.example | 8 | 2024-01-01 | 2025-06-20`,
};

it('[K8] counts each deal once, however many people it has, per currency', () => {
  const { classes, total, deals, leftOut } = factsOf(TABLES);
  expect(deals.find(({ deal }) => deal === 'D1')).toMatchObject({
    lead: 'user:1',
    money: { minor: 100050, currency: 'EUR' },
  });
  expect(classes['mql-sourced']).toMatchObject({ deals: 1, won: 1, revenue: { EUR: 100050 } });
  expect(classes.influenced).toMatchObject({ deals: 1, won: 1, revenue: { USD: 2000 } });
  expect(classes.unattributed).toMatchObject({
    deals: 3,
    won: 2,
    open: 1,
    revenue: { EUR: 30000 },
    pipeline: { EUR: 7000 },
    wonWithoutAmount: 1,
  });
  expect(total).toMatchObject({ deals: 5, won: 4, open: 1, revenue: { EUR: 130050, USD: 2000 } });
  expect(leftOut).toMatchObject({
    existingBusiness: 1,
    existing: [{ deal: 'D4', state: 'won', money: { minor: 500000, currency: 'EUR' } }],
    takenBack: [],
  });
});

it('[K10] takes back what was lost later, and what was re-opened', () => {
  const stages =
    'Deal | Stage | At\nD1 | Closed Won | 2025-07-01\nD1 | Closed Lost | 2025-09-01\nD2 | Closed Won | 2025-07-01\nD2 | Demo | 2025-07-10';
  const { classes, total, leftOut } = factsOf({ ...TABLES, 'stages.csv': stages });
  expect(leftOut.takenBack).toEqual([
    { deal: 'D1', state: 'lost', closedAt: Date.UTC(2025, 8, 1), money: { minor: 100050, currency: 'EUR' } },
    { deal: 'D2', state: 'open', money: { minor: 2000, currency: 'USD' } },
  ]);
  expect(classes['mql-sourced']).toMatchObject({ won: 0, lost: 1, revenue: {} });
  expect(classes.influenced).toMatchObject({ won: 0, open: 1, revenue: {}, pipeline: { USD: 2000 } });
  expect(total.won).toBe(2);
});

it('as of an earlier day later news are none', () => {
  const { entries } = imported(TABLES);
  const { total, asOf } = funnelOf(entries, { asOf: Date.UTC(2025, 5, 15) });
  expect(asOf).toBe(Date.UTC(2025, 5, 15));
  expect(total).toMatchObject({ deals: 5, won: 0, open: 5 });
});

it('holds deals against the hand-offs of a replay as well, and tells the source of the entry that opened the gate', () => {
  const { entries } = imported({
    ...TABLES,
    'visits.csv': 'Who | Name | From | At\ncy@two.example | Demo Requested | fair | 2025-05-02 10:00',
  });
  const visit = entries.find((entry) => entry.kind === 'track');
  if (visit === undefined) throw new Error('no visit');
  const handoff = {
    id: 'h1',
    definition: 'candidate',
    lead: 'email:cy@two.example',
    at: visit.occurredAt,
    confidence: 'recorded',
    because: visit,
  } as const;
  const { classes, deals } = funnelOf(entries, { handoffs: [handoff] });
  expect(classes['mql-sourced']).toMatchObject({ revenue: { USD: 2000 } });
  expect(deals.find(({ deal }) => deal === 'D2')).toMatchObject({
    lead: 'user:3',
    handoff: 'h1',
    sources: { triggering: 'fair' },
  });
});

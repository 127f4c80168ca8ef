// [K13] Golden row-sets: Salesforce's two forms of one id, and people who were merged.
import { longId } from '@baton/core/import/tables/salesforce-ids';
import { describe, expect, it } from 'vitest';
import { funnelOf, imported } from './imported.ts';

describe("[K13] Salesforce's 15 and 18 characters are one id, case kept", () => {
  it.each([
    ['001A0000006Vm9r', '001A0000006Vm9rIAC', "the example of Salesforce's documentation"],
    ['001A0000006Vm9rIAC', '001A0000006Vm9rIAC', 'the long form'],
    ['001A0000006VM9R', '001A0000006VM9RIAW', 'another case is another record'],
    ['123456789012345', '123456789012345', 'no id of Salesforce'],
    ['a person', 'a person', 'no id at all'],
  ])('%s → %s (%s)', (written, expected) => {
    expect(longId(written)).toBe(expected);
  });

  const MAPPING = `
answers: { zone: UTC, exportedAt: 2026-01-01, currency: EUR }
files:
  leads.csv: { rows: leads, id: Id, columns: { Created: occurredAt, Account: accountId, MQL: { fact: legacy-mql } } }
  roles.csv: { rows: deal people, columns: { Deal: deal, Who: userId } }
  deals.csv: { rows: deals, id: Id, columns: { Account: accountId, Opened: openedAt } }
`;
  it('files that write them differently meet', () => {
    const { entries } = imported(
      {
        'leads.csv': 'Id | Created | Account | MQL\n00QA0000006Vm9r | 2025-01-01 | 001A0000006Vm9r | 2025-02-01',
        'roles.csv': `Deal | Who\n006A0000006Vm9r | ${longId('00QA0000006Vm9r')}`,
        'deals.csv': `Id | Account | Opened\n${longId('006A0000006Vm9r')} | 001A0000006Vm9rIAC | 2025-03-01`,
      },
      MAPPING,
    );
    expect(funnelOf(entries).deals).toMatchObject([{ class: 'mql-sourced', account: 'company:001A0000006Vm9rIAC' }]);
  });
});

it('[K13] the hand-off of a merged record sources the deals of the record that stayed', () => {
  const { entries } = imported({
    'deals.csv': 'Deal | Company | Type | Opened\nD1 | 7 | New Business | 2025-06-01',
    'roles.csv': 'Deal | Contact\nD1 | ann@one.example',
    'contacts.csv':
      'Id | Email | Company | Created | MQL\n1 | ann@one.example | 7 | 2024-01-01 |\n2 | ann.old@two.example | 8 | 2024-01-01 | 2025-05-01',
  });
  const at = Date.UTC(2025, 6, 1);
  const merge = {
    kind: 'merge',
    id: 'm1',
    source: 'crm',
    userId: '1',
    from: { userId: '2' },
    occurredAt: at,
    knownAt: at,
  } as const;
  expect(funnelOf(entries).deals).toMatchObject([{ class: 'unattributed' }]);
  expect(funnelOf([...entries, merge]).deals).toMatchObject([{ class: 'mql-sourced', lead: 'user:1' }]);
});

// Exports are written as their systems write them: ids, quotes, columns, what is held and what is not. That they come back whole is tests/command-line/simulate.test.ts's business.
import { describe, expect, it } from 'vitest';
import { parseEntry } from '../../journal/parse-entry.ts';
import type { SimulatedAccount } from '../make-account.ts';
import { type Simulation, simulate } from '../simulate.ts';
import { csvLine, type ExportWriter, rowOf } from './export-table.ts';
import { hubspotExport, recordId } from './hubspot.ts';
import { salesforceExport } from './salesforce.ts';
import { salesforceId, withCheck } from './salesforce-tables.ts';
import { isFormEvent, segmentLines } from './segment-events.ts';

const lived = (faults: 'none' | 'all'): { simulation: Simulation; accounts: SimulatedAccount[] } => {
  const simulation = simulate({ seed: 'exports', leads: 1200, years: 2, faults });
  return { simulation, accounts: [...simulation.accounts] };
};
const clean = lived('none');
const faulty = lived('all');

function rowsOf(writer: ExportWriter, accounts: readonly SimulatedAccount[]): Map<string, Record<string, string>[]> {
  const rows = new Map<string, Record<string, string>[]>([...writer.tables.keys()].map((name) => [name, []]));
  const give = (file: string, cells: readonly string[]): void => {
    const columns = writer.tables.get(file) ?? [];
    rows.get(file)?.push(Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])));
  };
  writer.start(give);
  for (const account of accounts) writer.account(account, give);
  return rows;
}

const { company, plan } = clean.simulation;
const hubspot = rowsOf(hubspotExport(company, plan), clean.accounts);
const salesforce = rowsOf(salesforceExport(company, plan), clean.accounts);
const of = (rows: typeof hubspot, file: string): Record<string, string>[] => rows.get(file) ?? [];

describe('cells', () => {
  it('are quoted where they have to be', () => {
    expect(csvLine(['a', 'b, c', 'say "d"', ''])).toBe('a,"b, c","say ""d""",');
  });
  it('stand under their columns; a column that is not there is a mistake of the writer', () => {
    expect(rowOf(['A', 'B'], { B: 2 })).toEqual(['', '2']);
    expect(() => rowOf(['A'], { C: 1 })).toThrow(RangeError);
  });
});

describe('ids', () => {
  it('of Salesforce end in what says which characters are capitals: 001A0000006Vm9u is 001A0000006Vm9uIAC', () => {
    expect(withCheck('001A0000006Vm9u')).toBe('001A0000006Vm9uIAC');
    expect(salesforceId('001', 61)).toBe('00100000000000zAAA');
  });

  it.each(['contacts.csv', 'companies.csv', 'deals.csv'])('of %s are digits, and another in every row', (file) => {
    const ids = of(hubspot, file).map((row) => row['Record ID'] as string);
    expect(ids.length).toBeGreaterThan(10);
    expect(ids.filter((id) => !/^\d+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('stay digits and stand once where a rival and second records are planted', () => {
    const rows = rowsOf(hubspotExport(company, faulty.simulation.plan), faulty.accounts);
    for (const file of ['contacts.csv', 'companies.csv', 'deals.csv']) {
      const ids = of(rows, file).map((row) => row['Record ID'] as string);
      expect(ids.filter((id) => !/^\d+$/.test(id))).toEqual([]);
      expect(new Set(ids).size, file).toBe(ids.length);
    }
    expect(recordId('p-000001-0-b')).not.toBe(recordId('p-000001-0'));
  });

  it.each([...salesforce.keys()])('of %s have 18 characters, and every one is another', (file) => {
    const ids = of(salesforce, file).map((row) => row.Id as string);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !/^[A-Za-z0-9]{18}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('associations', () => {
  it('of deals lead to people and companies that are there', () => {
    const people = new Set(of(hubspot, 'contacts.csv').map((row) => row['Record ID']));
    const companies = new Set(of(hubspot, 'companies.csv').map((row) => row['Record ID']));
    const deals = of(hubspot, 'deals.csv');
    expect(deals.some((row) => row['Associated Contact IDs']?.includes(';'))).toBe(true);
    for (const row of deals) {
      for (const id of (row['Associated Contact IDs'] ?? '').split(';').filter(Boolean)) expect(people).toContain(id);
      if (row['Associated Company IDs'] !== '') expect(companies).toContain(row['Associated Company IDs']);
    }
  });

  it('of roles lead to contacts, and contacts to the leads they were', () => {
    const contacts = new Set(of(salesforce, 'Contact.csv').map(({ Id }) => Id));
    const roles = of(salesforce, 'OpportunityContactRole.csv');
    expect(roles.length).toBeGreaterThan(10);
    for (const { ContactId } of roles) expect(contacts).toContain(ContactId);
    const converted = of(salesforce, 'Lead.csv').filter(({ IsConverted }) => IsConverted === 'true');
    expect(new Set(converted.map(({ ConvertedContactId }) => ConvertedContactId))).toEqual(contacts);
  });
});

describe('what is held', () => {
  it('the close date of an open deal is a forecast', () => {
    const open = of(hubspot, 'deals.csv').filter((row) => !/^Closed/.test(row['Deal Stage'] ?? ''));
    expect(open.length).toBeGreaterThan(0);
    for (const row of open) expect((row['Close Date'] ?? '') > (row['Create Date'] ?? '')).toBe(true);
  });

  it('the leaking field is a column only where it is planted, filled for winners alone', () => {
    expect(of(hubspot, 'companies.csv')[0]).not.toHaveProperty('Onboarding Manager');
    const rows = rowsOf(hubspotExport(company, faulty.simulation.plan), faulty.accounts);
    const filled = of(rows, 'companies.csv').filter((row) => row['Onboarding Manager'] !== '');
    const won = new Set(
      of(rows, 'deal_stage_history.csv')
        .filter((row) => row['Deal Stage'] === 'Closed Won')
        .map((row) => row['Deal ID']),
    );
    const winners = new Set(
      of(rows, 'deals.csv')
        .filter((row) => won.has(row['Record ID'] ?? ''))
        .map((row) => row['Associated Company IDs']),
    );
    expect(filled.length).toBeGreaterThan(0);
    for (const row of filled) expect(winners).toContain(row['Record ID']);
  });

  it('nobody is told the truth: no table has a column of intent, probability or machines', () => {
    for (const writer of [hubspotExport(company, plan), salesforceExport(company, plan)])
      for (const columns of writer.tables.values())
        expect(columns.filter((column) => /intent|probab|machine|segment|would/i.test(column))).toEqual([]);
  });
});

describe('what trackers hold', () => {
  const lines = clean.accounts.flatMap((account) => segmentLines(account, (entry) => !isFormEvent(entry)));

  it('is in a shape that the journal takes, under the ids of the journal', () => {
    const ids = new Set(clean.accounts.flatMap(({ entries }) => entries.map(({ id }) => id)));
    expect(lines.length).toBeGreaterThan(1000);
    const parsed = lines.map((line) => parseEntry(JSON.parse(line), { source: 'segment' }));
    expect(parsed.flatMap(({ problems }) => problems)).toEqual([]);
    expect(parsed.filter((each) => each.ok && !ids.has(each.value.id))).toEqual([]);
  });

  it('leaves forms to the portal and time on pages to be made anew', () => {
    expect(lines.filter((line) => /"dwell"|Content Downloaded|Demo Requested/.test(line))).toEqual([]);
  });
});

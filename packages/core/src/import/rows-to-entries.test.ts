import { describe, expect, it } from 'vitest';
import { isBlank, readAmountCell, readInstantCell, readPlainCell } from './cell-values.ts';
import { DEFAULT_ANSWERS } from './mapping.ts';
import { parseMapping } from './parse-mapping.ts';
import { RowsToEntries } from './rows-to-entries.ts';

const MAPPING = `
answers: { zone: Europe/Berlin, dateOrder: day first, currency: EUR }
files:
  contacts.csv:
    rows: leads
    id: Record ID
    columns: { Record ID: userId, Email: email, Job Title: lead.title, Employees: account.employees, Created: occurredAt }
  deals.csv:
    rows: deals
    id: Deal
    columns: { Deal: deal, Contact: userId, Amount: amount, Opened: openedAt, Won: wonAt, Lost: lostAt }
  visits.csv:
    rows: events
    columns: { Who: userId, Page: path, At: occurredAt }
`;
const parsed = parseMapping(MAPPING);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const mapping = parsed.value;
const rowsOf = (file: string): RowsToEntries => {
  const mapped = mapping.files.find((each) => each.file === file);
  if (mapped === undefined) throw new Error(file);
  return new RowsToEntries(mapped, mapping.answers);
};
const row = (cells: Record<string, string>, line = 2) => ({ line, cells: new Map(Object.entries(cells)) });
const at = (text: string): number => Date.parse(text);

describe('[K1] cells', () => {
  it('reads dates by the one answer, and days above 12 by themselves', () => {
    const berlin = mapping.answers;
    expect(readInstantCell('03.04.2025', berlin)?.at).toBe(at('2025-04-02T22:00:00Z'));
    expect(readInstantCell('03/04/2025', berlin)?.at).toBe(at('2025-04-02T22:00:00Z'));
    expect(readInstantCell('03/04/2025', DEFAULT_ANSWERS)?.at).toBe(at('2025-03-04T00:00:00Z'));
    expect(readInstantCell('25/04/2025', DEFAULT_ANSWERS)?.at).toBe(at('2025-04-25T00:00:00Z'));
    expect(readInstantCell('2025-04-03 10:00:00', berlin)?.at).toBe(at('2025-04-03T08:00:00Z'));
    expect(readInstantCell('2025-04-03T10:00:00-05:00', berlin)?.at).toBe(at('2025-04-03T15:00:00Z'));
    expect(readInstantCell('1743667200', berlin)?.at).toBe(at('2025-04-03T08:00:00Z'));
    for (const text of ['soon', '2025-02-30', '31/31/2025', '0001-01-01', '2025-13-01'])
      expect(readInstantCell(text, berlin)).toBeUndefined();
  });

  it('[K1] takes the earlier offset of a local time that occurs twice, and the offset before a gap', () => {
    expect(readInstantCell('2025-10-26 02:30', mapping.answers)?.at).toBe(at('2025-10-26T00:30:00Z'));
  });

  it('reads amounts in minor units, and plain values', () => {
    expect(['1,234.50', '1.234,50 €', '$99', 'USD 12', '-7.5', '12 000'].map(readAmountCell)).toEqual([
      123450, 123450, 9900, 1200, -750, 1200000,
    ]);
    expect(readAmountCell('about 12')).toBeUndefined();
    expect(['12', '007', '1.5', 'yes', 'Software'].map(readPlainCell)).toEqual([12, '007', 1.5, true, 'Software']);
    expect(['', ' NULL ', 'Select', 'n/a', '0'].map(isBlank)).toEqual([true, true, true, true, false]);
  });
});

describe('rows', () => {
  it('a lead becomes a description of the person and the company', () => {
    const outcome = rowsOf('contacts.csv').entriesOf(
      row({ 'Record ID': '17', Email: 'Ada@One.Example', 'Job Title': 'CFO', Employees: '250', Created: '01.03.2025' }),
    );
    expect(outcome.ok && outcome.value).toEqual([
      {
        kind: 'identify',
        source: 'contacts',
        id: 'contacts.csv:17',
        userId: '17',
        email: 'ada@one.example',
        occurredAt: at('2025-02-28T23:00:00Z'),
        knownAt: at('2025-02-28T23:00:00Z'),
        lead: { title: 'CFO' },
        account: { employees: 250 },
      },
    ]);
  });

  it('[K1] a deal becomes facts, won at the end of its day', () => {
    const outcome = rowsOf('deals.csv').entriesOf(
      row({ Deal: 'D1', Contact: '17', Amount: '1.200,00', Opened: '2025-03-01', Won: '2025-04-01', Lost: '' }),
    );
    expect(
      outcome.ok && outcome.value.map((entry) => [entry.kind, entry.id, new Date(entry.occurredAt).toISOString()]),
    ).toEqual([
      ['opportunity', 'deals.csv:D1:opportunity', '2025-02-28T23:00:00.000Z'],
      ['won', 'deals.csv:D1:won', '2025-04-01T21:59:59.000Z'],
    ]);
  });

  it('equal rows without an id stay apart', () => {
    const rows = rowsOf('visits.csv');
    const visit = row({ Who: '17', Page: '/pricing', At: '2025-03-01 10:00' });
    const ids = [rows.entriesOf(visit), rows.entriesOf(visit)].map((outcome) =>
      outcome.ok ? outcome.value[0]?.id : undefined,
    );
    expect(new Set(ids).size).toBe(2);
    expect(ids[1]).toBe(`${ids[0]}#2`);
  });

  it('[K0] a row whose date cannot be read is refused, with place and remedy', () => {
    const outcome = rowsOf('visits.csv').entriesOf(row({ Who: '17', Page: '/pricing', At: 'yesterday' }, 9));
    expect(outcome.ok).toBe(false);
    expect(outcome.problems).toMatchObject(
      [{ code: 'import-bad-date', place: { file: 'visits.csv', line: 9 } }, { code: 'import-empty-row' }].slice(0, 1),
    );
  });

  it('a mapping tells what it does not understand', () => {
    const wrong = parseMapping(
      MAPPING.replace('Job Title: lead.title', 'Job Title: userid').replace('rows: deals', 'rows: deal'),
      { file: 'mapping.yaml' },
    );
    expect(wrong.problems.map((problem) => [problem.code, problem.place?.line])).toEqual([
      ['import-unknown-target', 7],
      ['import-bad-choice', 9],
    ]);
  });
});

// Golden row-sets of histories of fields (K2, K3, K11): what is known when, what a change answers, and what is not taken back to the creation any more.
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../journal/entry.ts';
import { FolderFacts } from '../facts/folder-facts.ts';
import { parseMapping } from '../mapping/parse-mapping.ts';
import { propose } from '../recognise/propose.ts';
import { writeMapping } from '../recognise/write-mapping.ts';
import { FileRows } from './file-rows.ts';
import { FirstChanges } from './first-changes.ts';

const MAPPING = `
answers: { zone: UTC, exportedAt: 2026-01-01, salesOwners: [Ada] }
files:
  people.csv:
    rows: leads
    id: Id
    columns: { Title: lead.title, Country: lead.country, Created: occurredAt, Met: entered.Lead, Ripe: entered.MQL, Taken: entered.SQL }
  companies.csv: { rows: accounts, id: Id, columns: { Industry: account.industry, Created: occurredAt } }
  history.csv: { rows: changes, columns: { Who: userId, Company: accountId, Field: field, Old: oldValue, New: value, By: owner, At: occurredAt } }
`;
const parsed = parseMapping(MAPPING);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { answers, files } = parsed.value;

/** Plays tables (`Header | Header` and rows), with histories looked through first. */
function played(tables: Readonly<Record<string, string>>, hasLegacyDates = false) {
  const now = answers.exportedAt ?? 0;
  const read = files.flatMap((mapping) => {
    const text = tables[mapping.file];
    if (text === undefined) return [];
    const [header = [], ...rows] = text
      .trim()
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    return [{ mapping, header, rows }];
  });
  const history = new FirstChanges();
  const base = { answers, orders: new Map(), now };
  for (const { mapping, header, rows } of read)
    if (FirstChanges.isNeeded(mapping)) rows.forEach(history.ofFile(mapping, header, base));
  const facts = new FolderFacts(answers, now);
  return read.flatMap(({ mapping, header, rows }) => {
    const reader = new FileRows(mapping, header, { ...base, history, hasLegacyDates }, facts);
    return rows.map((row, i) => reader.take(row, i + 2));
  });
}

/** Kind, day, confidence and what was said, in order of time. */
function told(outcomes: ReturnType<typeof played>): string[] {
  const entries = outcomes.flatMap((each) => (each.verdict === 'imported' ? each.entries : []));
  const says = (entry: Entry): string => {
    if (entry.kind === 'identify') return JSON.stringify({ ...entry.lead, ...entry.account });
    if (entry.kind === 'group') return JSON.stringify(entry.account);
    return entry.kind === 'disposition'
      ? `${entry.answer}${entry.reason === undefined ? '' : ` (${entry.reason})`}`
      : '';
  };
  return entries
    .map((entry) =>
      `${new Date(entry.occurredAt).toISOString().slice(0, 10)} ${entry.kind} ${entry.confidence} ${says(entry)}`.trim(),
    )
    .sort();
}

describe('histories of fields', () => {
  it('[K2] the old value of the first change holds from the creation, as recorded; what has no history is assumed', () => {
    const outcomes = played({
      'people.csv': 'Id|Title|Country|Created\n1|Chief Data Officer|DE|2025-01-01',
      'history.csv':
        'Who|Field|Old|New|At\n1|Title|Analyst|Head of Data|2025-03-01\n1|Title|Head of Data|Chief Data Officer|2025-06-01',
    });
    expect(told(outcomes)).toEqual([
      '2025-01-01 identify assumed {"country":"DE"}',
      '2025-01-01 identify recorded {"seniority":"junior","title":"Analyst"}',
      expect.stringMatching(/^2025-03-01 identify recorded .*"title":"Head of Data"/),
      expect.stringMatching(/^2025-06-01 identify recorded .*"title":"Chief Data Officer"/),
    ]);
  });

  it('[K2] what was blank before its first change is unknown until then, and unknown again once it is cleared', () => {
    const outcomes = played({
      'people.csv': 'Id|Country|Created\n1|DE|2025-01-01',
      'history.csv': 'Who|Field|Old|New|At\n1|country||Germany|2025-03-01\n1|Country|Germany||2025-06-01',
    });
    expect(told(outcomes)).toEqual([
      '2025-01-01 identify undefined {}',
      '2025-03-01 identify recorded {"country":"DE"}',
      '2025-06-01 identify recorded {"country":null}',
    ]);
  });

  it('[K2] a title that tells no position takes back what the one before told', () => {
    const outcomes = played({ 'history.csv': 'Who|Field|Old|New|At\n1|Title|Head of Data|Wizard|2025-03-01' });
    expect(told(outcomes)).toEqual([
      '2025-03-01 identify recorded {"function":null,"seniority":null,"title":"Wizard"}',
    ]);
  });

  it("[K2] a company's history is the company's", () => {
    const outcomes = played({
      'companies.csv': 'Id|Industry|Created\nC|Banking|2025-01-01',
      'history.csv': 'Who|Company|Field|Old|New|At\n|C|Industry|Insurance|Banking|2025-03-01',
    });
    expect(told(outcomes)).toEqual([
      '2025-01-01 group recorded {"industry":"Insurance"}',
      '2025-01-01 group undefined undefined',
      '2025-03-01 group recorded {"industry":"Banking"}',
    ]);
  });

  it('[K3] reaching MQL is a hand-off, each time, unless dates of becoming one are mapped', () => {
    const history =
      'Who|Field|Old|New|At\n1|Lifecycle Stage|Lead|MQL|2025-03-01\n1|Lifecycle Stage|Nurture|MQL|2025-06-01\n1|Lifecycle Stage|SQL|MQL|2025-07-01';
    const handed = (outcomes: ReturnType<typeof played>): string[] =>
      told(outcomes).filter((line) => line.includes('handed'));
    expect(handed(played({ 'history.csv': history }))).toEqual([
      '2025-03-01 handed recorded',
      '2025-06-01 handed recorded',
    ]);
    expect(handed(played({ 'history.csv': history }, true))).toEqual([]);
  });

  it('[K11] statuses answer as words do, and going back below MQL is a rejection where sales does it, with old values or without', () => {
    const answers = (history: string): string[] =>
      told(played({ 'history.csv': history })).filter((line) => line.includes('disposition'));
    expect(answers('Who|Field|Old|New|By|At\n1|Lead Status|New|Unqualified|Ada|2025-03-02')).toEqual([
      '2025-03-02 disposition recorded rejected',
    ]);
    expect(answers('Who|Field|Old|New|By|At\n1|lifecyclestage|mql|lead|Ada|2025-03-02')).toEqual([
      '2025-03-02 disposition inferred rejected (back to lead)',
    ]);
    expect(answers('Who|Field|Old|New|By|At\n1|lifecyclestage|mql|lead|Marketing|2025-03-02')).toEqual([]);
    const bare = 'Who|Field|New|By|At\n1|lifecyclestage|lead|Ada|2025-01-01\n1|lifecyclestage|mql|Ada|2025-02-01';
    expect(answers(bare)).toEqual([]);
    expect(answers(`${bare}\n1|lifecyclestage|lead|Ada|2025-03-02`)).toEqual([
      '2025-03-02 disposition inferred rejected (back to lead)',
    ]);
    expect(answers('Who|Field|Old|New|At\n1|Lead Status|New|Our own word|2025-03-02')).toEqual([]);
  });

  it('[K2] dates of stages are stages at their dates; of them MQL is a hand-off and SQL an answer', () => {
    expect(
      told(played({ 'people.csv': 'Id|Created|Met|Ripe|Taken\n1|2025-01-01|2025-01-02|2025-02-01|2025-02-03' })),
    ).toEqual([
      '2025-01-01 identify undefined {}',
      '2025-01-02 identify recorded {"lifecycleStage":"Lead"}',
      '2025-02-01 handed recorded',
      '2025-02-01 identify recorded {"lifecycleStage":"MQL"}',
      '2025-02-03 disposition recorded sql',
      '2025-02-03 identify recorded {"lifecycleStage":"SQL"}',
    ]);
  });

  it('leaves out what is no attribute, sums of deeds among it, and refuses a row without its date or its record', () => {
    const outcomes = played({
      'history.csv':
        'Who|Field|New|At\n1|Favourite Colour|green|2025-03-01\n1|Number of Pageviews|12|2025-03-01\n1|Title|CEO|\n|Title|CEO|2025-03-01',
    });
    expect(outcomes.map((each) => (each.verdict === 'left out' ? each.reason : each.verdict))).toEqual([
      'not about attributes',
      'not about attributes',
      'refused',
      'refused',
    ]);
  });

  it('proposes dates of stages as they are called, whatever stands in their headers', () => {
    const header = [
      'Record ID',
      'Deal Name',
      'Deal Stage',
      'Amount',
      'Close Date',
      'Date entered "Demo, 1: held # (x) (Sales Pipeline)"',
    ];
    const rows = [['1', 'One', 'Closed Won', '5', '2025-05-05', '2025-04-04']];
    const text = writeMapping(propose([{ file: 'deals.csv', header, rows }], { currency: 'EUR' }));
    const mapping = parseMapping(text);
    if (!mapping.ok) throw new Error(JSON.stringify(mapping.problems));
    const mapped = mapping.value.files[0]?.columns.get(header[5] ?? '');
    expect(mapped?.map(({ to }) => to)).toEqual(['entered.Demo, 1: held # (x)']);
  });
});

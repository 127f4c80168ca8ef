// Golden rows of the source report (K14): visits in, months and sources out.
import { describe, expect, it } from 'vitest';
import { FolderFacts } from '../../import/facts/folder-facts.ts';
import { parseMapping } from '../../import/mapping/parse-mapping.ts';
import { CapturedIds } from '../../import/rows/captured-ids.ts';
import { FileRows } from '../../import/rows/file-rows.ts';
import type { SpendEntry } from '../../journal/entry.ts';
import { SourceMonths } from './source-months.ts';

const MAPPING = `
files:
  analytics.csv:
    rows: events
    columns: { Visitor: anonymousId, User: userId, Name: name, URL: url, From: referrer, UTM: campaign.source, Campaign: campaign.name, At: occurredAt }
    anonymous: left out
`;
const ROWS = `
a||page_view|https://ours.example/|https://www.google.com/search|||2026-01-05T10:00:00Z
a||page_view|https://ours.example/pricing|https://ours.example/|||2026-01-05T10:01:00Z
a||page_view|https://ours.example/|https://www.google.com/|||2026-02-01T10:00:00Z
b||page_view|https://ours.example/||newsletter|spring|2026-01-06T10:00:00Z
b|u-1|sign_up|https://ours.example/signup||||2026-01-07T10:00:00Z
c||page_view|https://ours.example/||||2026-01-08T10:00:00Z
c||page_view|https://ours.example/||||2026-01-09T10:00:00Z
d||page_view|https://ours.example/|||spring|2026-01-31T23:59:59Z
`;

function report(spend: readonly SpendEntry[] = []) {
  const parsed = parseMapping(MAPPING);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { answers, files } = parsed.value;
  const [mapping] = files;
  if (mapping === undefined) throw new Error('no file');
  const header = [...mapping.columns.keys()];
  const rows = ROWS.trim()
    .split('\n')
    .map((line) => line.split('|'));
  const reading = { answers, orders: new Map(), now: Date.UTC(2026, 5, 1) };
  const captured = new CapturedIds(mapping, header, reading);
  for (const row of rows) captured.see(row);
  const reader = new FileRows(mapping, header, { ...reading, captured }, new FolderFacts(answers, reading.now));
  const halfway = new SourceMonths();
  const months = new SourceMonths();
  const outcomes = rows.map((row, i) => reader.take(row, i + 2));
  outcomes.forEach((outcome, i) => {
    if (i === 4) months.resume(structuredClone(halfway.state));
    if (outcome.verdict !== 'refused' && outcome.visit !== undefined)
      (i < 4 ? halfway : months).visit(outcome.visit, outcome.verdict === 'imported');
  });
  for (const entry of spend) months.spent(entry);
  const entries = outcomes.flatMap((each) => (each.verdict === 'imported' ? each.entries : []));
  return { months: months.report(), entries };
}

describe('the source report', () => {
  it('[K14] counts visitors by month and source, known or not; who never becomes known makes no entry', () => {
    const { months, entries } = report();
    expect(months).toEqual([
      { month: '2026-01', rows: 4, visitors: 1, known: 0, spent: {} },
      { month: '2026-01', source: 'google.com', rows: 1, visitors: 1, known: 0, spent: {} },
      { month: '2026-01', source: 'newsletter', rows: 1, visitors: 1, known: 1, spent: {} },
      { month: '2026-01', source: 'spring', rows: 1, visitors: 1, known: 0, spent: {} },
      { month: '2026-02', source: 'google.com', rows: 1, visitors: 1, known: 0, spent: {} },
    ]);
    expect(entries.map(({ anonymousId }) => anonymousId)).toEqual(['b', 'b']);
  });

  it('[K14] sets spend of the same month and source beside them, and of sources that brought nobody', () => {
    const spent = (from: string, until: string, amountMinor: number, source: string): SpendEntry => ({
      kind: 'spend',
      source: 'ads',
      id: `${source}${from}`,
      occurredAt: Date.parse(until),
      knownAt: Date.parse(until),
      from: Date.parse(from),
      until: Date.parse(until),
      amountMinor,
      currency: 'EUR',
      campaign: { source },
    });
    const { months } = report([
      spent('2026-01-01T00:00Z', '2026-02-01T00:00Z', 310_00, 'google.com'),
      spent('2026-02-01T00:00Z', '2026-03-01T00:00Z', 50_00, 'fair'),
    ]);
    const told = months?.map(({ month, source, visitors, spent: money }) => [month, source, visitors, money.EUR]);
    expect(told).toContainEqual(['2026-01', 'google.com', 1, 310_00]);
    expect(told).toContainEqual(['2026-02', 'google.com', 1, undefined]);
    expect(told).toContainEqual(['2026-02', 'fair', 0, 50_00]);
  });

  it('says nothing where no file is one of analytics', () => {
    expect(new SourceMonths().report()).toBeUndefined();
  });
});

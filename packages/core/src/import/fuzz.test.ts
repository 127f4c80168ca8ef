// Whatever stands in mappings and cells: no throw, every row has one outcome, and what is imported is a journal entry.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEntry } from '../journal/parse-entry.ts';
import { FolderFacts } from './facts/folder-facts.ts';
import { type ColumnMapping, DEFAULT_ANSWERS, type FileMapping, ROW_KINDS } from './mapping/mapping.ts';
import { parseMapping } from './mapping/parse-mapping.ts';
import { fitsRows, TARGETS } from './mapping/targets.ts';
import { propose } from './recognise/propose.ts';
import { columnOrders } from './rows/date-orders.ts';
import { FileRows } from './rows/file-rows.ts';
import { NewestRecords } from './rows/newest-records.ts';
import { timeOrderOfRows } from './rows/time-order.ts';

const NOW = Date.UTC(2026, 0, 1);
const cell = fc.oneof(
  fc.constantFrom(
    '',
    '1',
    'D1',
    'u1',
    'a@one.example',
    'INFO@gmail.com',
    'one.example',
    '2025-03-01',
    '03/04/2025',
    '1.3.2025 10:00',
    '1,234.50',
    '(5)',
    'JPY',
    'true',
    'no',
    'Closed Won',
    'Closed Lost',
    'Call',
    'held',
    'inbound',
    'Ada',
    '200',
    'Renewal',
    'accepted',
    '1.2E+11',
    'null',
    '0',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '\u0000',
    '\ud800',
    'x'.repeat(9000),
    '9999-12-31',
    '99999999999999999999',
    '﻿',
    '=1+1',
    '\u202e',
  ),
  fc.string(),
);
const extra = [
  'lead.title',
  'lead.status',
  'lead.createdAt',
  'lead.unsubscribed',
  'account.employees',
  'account.technologies',
  'account.own',
  'properties.x',
  'campaign.name',
];
const targets = [...TARGETS.map(({ name }) => name), ...extra];

const plan = fc.constantFrom(...ROW_KINDS).chain((rows) => {
  const fitting = targets.filter((to) => fitsRows(to, rows));
  const columns = fc.uniqueArray(fc.constantFrom(...fitting), { minLength: 1, maxLength: 10 });
  return columns.chain((list) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(list),
      hasId: fc.boolean(),
      known: fc.constantFrom<ColumnMapping['known']>(undefined, 'export', 'creation'),
      table: fc.array(fc.array(cell, { maxLength: list.length + 2 }), { maxLength: 8 }),
    }),
  );
});

describe('rows', () => {
  it('of every kind, with every cell, have one outcome each', () => {
    fc.assert(
      fc.property(fc.array(plan, { minLength: 1, maxLength: 4 }), (files) => {
        const answers = { ...DEFAULT_ANSWERS, zone: 'Europe/Berlin', exportedAt: NOW, salesOwners: ['Ada'] };
        const facts = new FolderFacts(answers, NOW);
        for (const [i, { rows, columns, hasId, known, table }] of files.entries()) {
          const header = columns.map((_, at) => `c${at}`);
          const mapped = columns.map(
            (to, at) => [`c${at}`, [{ to, known, dateOrder: undefined, values: undefined }]] as const,
          );
          const mapping: FileMapping = {
            file: `f${i}.csv`,
            rows,
            source: 'fuzz',
            id: hasId ? 'c0' : undefined,
            columns: new Map(mapped),
            set: {},
            ignored: [],
          };
          const { orders } = columnOrders(mapping, header, table, answers);
          const reading = {
            answers,
            orders,
            now: NOW,
            timeOrder: timeOrderOfRows(mapping, header, table, { answers, orders }),
          };
          const newest = NewestRecords.isNeeded(mapping) ? new NewestRecords(mapping, header, reading) : undefined;
          for (const [line, cells] of table.entries()) newest?.see(cells, line);
          const reader = new FileRows(mapping, header, reading, facts, newest);
          for (const [line, cells] of table.entries()) {
            const outcome = reader.take(cells, line);
            if (outcome.verdict === 'refused') expect(outcome.problems.length).toBeGreaterThan(0);
            if (outcome.verdict !== 'imported') continue;
            for (const entry of outcome.entries)
              expect(parseEntry(JSON.parse(JSON.stringify(entry)), { source: 'x' })).toEqual({
                ok: true,
                value: entry,
                problems: [],
              });
          }
        }
        for (const { source, fields } of facts.finish().entries) {
          const parsed = parseEntry(fields, { source });
          if (!parsed.ok) expect(parsed.problems.every(({ code }) => code.startsWith('journal-'))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('mappings', () => {
  const good =
    'answers: { zone: UTC, exportedAt: 2026-01-01 }\nfiles:\n  a.csv:\n    rows: leads\n    id: Id\n    columns:\n      Email: lead.email\n      X: { to: lead.x, known: export, values: { a: b } }\n    set: { event: Seen }\n    ignored: [B]\nleftOut: [c.csv]\n';

  it('of any text give a mapping or problems with their places', () => {
    const scraps = fc.constantFrom(
      'answers',
      'files',
      ':',
      ' ',
      '\n',
      '  ',
      '-',
      '[',
      ']',
      '{',
      '}',
      '&a',
      '*a',
      '!x',
      'null',
      '__proto__',
      '1',
      '"',
      'rows: leads',
      'columns',
      '\u0000',
      '\ud800',
      '---',
    );
    const cut = fc
      .tuple(fc.nat(good.length), fc.nat(20), fc.array(scraps, { maxLength: 4 }))
      .map(([at, length, put]) => good.slice(0, at) + put.join('') + good.slice(at + length));
    const text = fc.oneof(
      cut,
      fc.array(scraps, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.string(),
    );
    expect(parseMapping(good).ok).toBe(true);
    fc.assert(
      fc.property(text, (source) => {
        const parsed = parseMapping(source, { file: 'mapping.yaml' });
        if (!parsed.ok)
          expect(parsed.problems[0]).toMatchObject({
            code: expect.stringMatching(/^import-/),
            place: { line: expect.any(Number) },
          });
      }),
      { numRuns: 3000 },
    );
  });
});

describe('recognition', () => {
  it('of any table gives a proposal', () => {
    const header = fc.oneof(
      fc.constantFrom(
        'Id',
        'Email',
        'Created Date',
        'Stage',
        'Amount',
        'Close Date',
        'Deal ID',
        'user_id',
        'timestamp',
        'Type',
        'Owner',
        'Call outcome',
        '',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(header, { maxLength: 8 }),
        fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 6 }),
        fc.constantFrom('a.csv', 'leads.csv', 'deals.csv', 'calls.csv', ''),
        (columns, rows, file) => {
          const proposal = propose([{ file, header: columns, rows }], {});
          expect(proposal.files.length).toBe(1);
          for (const question of proposal.questions) expect(question.flag).toMatch(/^--/);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

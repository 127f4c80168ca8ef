import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../base/problem.ts';
import { CsvRecords, separatorOf } from './csv-records.ts';

interface Read {
  readonly line: number;
  readonly cells?: string[];
  readonly problem?: Problem;
}

function read(text: string, separator = ','): Read[] {
  const found: Read[] = [];
  const records = new CsvRecords('leads.csv', separator, {
    record: (cells, line) => found.push({ line, cells }),
    broken: (problem, _, line) => found.push({ line, problem }),
  });
  for (const line of text.split('\n')) records.push(line);
  records.end();
  return found;
}
const cells = (text: string): (readonly string[] | string)[] =>
  read(text).map((record) => record.problem?.code ?? record.cells ?? []);
const quoted = (cell: string): string => (/[",\n\r]|^\s*$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

describe('[K0] records of a table', () => {
  it('splits plain, quoted and doubled cells', () => {
    expect(cells('a,b,,c')).toEqual([['a', 'b', '', 'c']]);
    expect(cells('"a,b","say ""hi""",c')).toEqual([['a,b', 'say "hi"', 'c']]);
    expect(cells('"",x')).toEqual([['', 'x']]);
    expect(cells('5" pipe,x')).toEqual([['5" pipe', 'x']]);
    expect(cells('x,"a" ,y')).toEqual([['x', 'a', 'y']]);
  });

  it('lets a quoted cell run over lines', () => {
    expect(cells('1,"two\nlines",3\n4,5,6')).toEqual([
      ['1', 'two\nlines', '3'],
      ['4', '5', '6'],
    ]);
  });

  it('refuses a record whose quote never closes alone, and reads on at the next line', () => {
    expect(cells('1,"open\n2,b\n3,c')).toEqual(['import-broken-quotes', ['2', 'b'], ['3', 'c']]);
    const long = `1,"open\n${'2,b\n'.repeat(1200)}`;
    expect(cells(long)).toEqual(['import-broken-quotes', ...Array.from({ length: 1200 }, () => ['2', 'b'])]);
  });

  it('says on which line a record stands', () => {
    expect(read('a\n\n"b\nc"\n"d\ne').map((record) => record.line)).toEqual([1, 3, 5, 6]);
  });

  it('refuses an endless line without holding on to it', () => {
    expect(cells(`${'x'.repeat(1_000_001)}\n1,2`)).toEqual(['import-line-too-long', ['1', '2']]);
  });

  it('cuts a record of a hundred thousand quoted cells', () => {
    expect(cells(`${'"",'.repeat(100_000)}x`)[0]).toHaveLength(100_001);
  });

  it('finds the separator, whatever stands in quotes', () => {
    expect(['a,b', 'a;b;c,d', 'a\tb', 'a', '"a, b, c";d'].map(separatorOf)).toEqual([',', ';', '\t', ',', ';']);
  });

  it('reads back whatever was written by the rules', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('', '"', '""', ',', '\n', 'a\nb', 'plain'));
    const rows = fc.array(
      fc.array(
        cell.map((each) => each.replaceAll('\r', '')),
        { minLength: 1, maxLength: 5 },
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, (table) => {
        const text = table.map((row) => row.map(quoted).join(',')).join('\n');
        expect(read(text).map((record) => record.cells)).toEqual(table);
      }),
    );
  });

  it('never throws, and gives every line that is not blank back in order', () => {
    const scrap = fc.constantFrom('"', '""', ',', '\n', 'a', ' ', '\u0000', '\ud800');
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 60 }), (parts) => {
        const lines = read(parts.join('')).map((record) => record.line);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
        expect(new Set(lines).size).toBe(lines.length);
      }),
      { numRuns: 500 },
    );
  });
});

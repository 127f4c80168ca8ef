import { describe, expect, it } from 'vitest';
import { type CsvRecord, CsvRecords, separatorOf, splitCells } from './csv-records.ts';

function read(text: string, separator = ','): CsvRecord[] {
  const records = new CsvRecords('leads.csv', separator);
  return [...text.split('\n').flatMap((line) => records.push(line)), ...records.end()];
}
const cells = (text: string): (readonly string[] | string)[] =>
  read(text).map((record) => ('problem' in record ? record.problem.code : record.cells));

describe('[K0] records of a table', () => {
  it('splits plain, quoted and doubled cells', () => {
    expect(splitCells('a,b,,c', ',')).toEqual(['a', 'b', '', 'c']);
    expect(splitCells('"a,b","say ""hi""",c', ',')).toEqual(['a,b', 'say "hi"', 'c']);
    expect(splitCells('"",x', ',')).toEqual(['', 'x']);
    expect(splitCells('5" pipe,x', ',')).toEqual(['5" pipe', 'x']);
  });

  it('lets a quoted cell run over lines', () => {
    expect(cells('1,"two\nlines",3\n4,5,6')).toEqual([
      ['1', 'two\nlines', '3'],
      ['4', '5', '6'],
    ]);
  });

  it('refuses a record whose quote never closes alone, and reads on at the next line', () => {
    expect(cells('1,"open\n2,b\n3,c')).toEqual(['import-broken-quotes', ['2', 'b'], ['3', 'c']]);
  });

  it('says on which line a record stands', () => {
    expect(read('a\n\n"b\nc"\n"d\ne').map((record) => record.line)).toEqual([1, 3, 5, 6]);
  });

  it('refuses an endless line without holding on to it', () => {
    expect(cells(`${'x'.repeat(1_000_001)}\n1,2`)).toEqual(['import-line-too-long', ['1', '2']]);
  });

  it('finds the separator', () => {
    expect(['a,b', 'a;b;c,d', 'a\tb', 'a'].map(separatorOf)).toEqual([',', ';', '\t', ',']);
  });
});

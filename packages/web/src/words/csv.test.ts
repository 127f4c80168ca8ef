// CSV that no spreadsheet runs.
import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('writes what it is of, then columns and rows; numbers stay numbers', () => {
  const table = {
    label: 'MQLs by source',
    columns: ['Source', 'MQLs'],
    rows: [
      ['google, ads', 12],
      ['a "b"', -3.5],
    ],
  };
  expect(csvOf(table, ['as of 1 Mar 2026'])).toBe(
    '# MQLs by source\r\n# as of 1 Mar 2026\r\nSource,MQLs\r\n"google, ads",12\r\n"a ""b""",-3.5\r\n',
  );
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('takes %j for a text', (text) => {
  const [, , row] = csvOf({ label: 'x', columns: ['a'], rows: [[text]] }, []).split('\r\n');
  expect(row?.replace(/^"/, '')).toMatch(/^'/);
});

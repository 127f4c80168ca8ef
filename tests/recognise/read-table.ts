// The first rows of a table on disk, as the importer looks at them.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { TableLook } from '@baton/core/import/recognise/proposal';
import { CsvRecords, separatorOf } from '@baton/core/import/tables/csv-records';

/** Reads a table of any separator, gzip too. */
export function readTableLook(path: string): TableLook {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\ufeff/, '');
  const rows: string[][] = [];
  const lines = text.split(/\r?\n/);
  const records = new CsvRecords(path, separatorOf(lines[0] ?? ''), {
    record: (cells) => rows.push(cells),
    broken: () => {},
  });
  for (const line of lines) records.push(line);
  records.end();
  const [header = [], ...rest] = rows;
  return { file: basename(path).replace(/\.gz$/, ''), header, rows: rest.slice(0, 1000) };
}

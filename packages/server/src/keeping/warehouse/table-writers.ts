// Rows of a table as NDJSON, CSV or Parquet, written a page at a time, so that a journal of any length needs no more memory than one page.
import { csvLine } from '@baton/files/writing/csv-line';
import type { Output } from '@baton/files/writing/output';
import { type BasicType, ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Cell, ColumnType, ExportTable, Row } from './export-tables.ts';

/** How files are written. */
export const FORMATS = ['ndjson', 'csv', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

/** Takes a table's rows. `close` ends the file; the output stays the caller's. */
export interface TableWriter {
  write(rows: readonly Row[]): Promise<void>;
  close(): Promise<void>;
}

type Columns = ExportTable['columns'];

/** Begins a file of a table. */
export async function beginTable(format: Format, columns: Columns, output: Output): Promise<TableWriter> {
  if (format === 'parquet') return asParquet(columns, output);
  if (format === 'ndjson') return asLines(output, (row) => `${JSON.stringify(ofColumns(columns, row, asTold))}\n`);
  await output.write(csvLine(Object.keys(columns)));
  return asLines(output, (row) => csvLine(Object.values(ofColumns(columns, row, asText)).map(plain)));
}

function asLines(output: Output, lineOf: (row: Row) => string): TableWriter {
  return { write: (rows) => output.write(rows.map(lineOf).join('')), close: async () => {} };
}

/** A row's cells in the order of the columns. */
function ofColumns(columns: Columns, row: Row, become: (value: Cell, type: ColumnType) => Cell): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, type]) => {
      const value = row[name] ?? null;
      return [name, value === null ? null : become(value, type)];
    }),
  );
}

function asTold(value: Cell, type: ColumnType): Cell {
  return type === 'instant' ? new Date(value as number).toISOString() : value;
}

function asText(value: Cell, type: ColumnType): Cell {
  return type === 'json' ? JSON.stringify(value) : asTold(value, type);
}

function plain(value: Cell): string | number | boolean | null {
  return value === null || typeof value !== 'object' ? value : JSON.stringify(value);
}

const PARQUET_TYPES: Readonly<Record<ColumnType, BasicType>> = {
  text: 'STRING',
  whole: 'INT64',
  number: 'DOUBLE',
  truth: 'BOOLEAN',
  instant: 'TIMESTAMP',
  json: 'JSON',
};

/** A page becomes a row group. */
function asParquet(columns: Columns, output: Output): TableWriter {
  const parquet = new ParquetWriter({
    writer: bytesTo(output),
    schema: schemaFromColumnData({
      columnData: Object.entries(columns).map(([name, type]) => ({
        name,
        type: PARQUET_TYPES[type],
        data: [],
        nullable: true,
      })),
    }),
    createdBy: 'baton',
  });
  return {
    async write(rows) {
      const columnData = Object.entries(columns).map(([name, type]) => ({
        name,
        data: rows.map((row) => inParquet(row[name] ?? null, type)),
      }));
      await parquet.write({ columnData, rowGroupSize: Math.max(1, rows.length) });
    },
    close: async () => parquet.finish(),
  };
}

function inParquet(value: Cell, type: ColumnType): unknown {
  if (value === null) return null;
  if (type === 'whole') return BigInt(value as number);
  if (type === 'instant') return new Date(value as number);
  return value;
}

/** The library's writer, emptied into an output after every row group. */
function bytesTo(output: Output): ByteWriter {
  const writer = new ByteWriter();
  const flush = async (): Promise<void> => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    await output.write(bytes);
  };
  return Object.assign(writer, { flush, finish: flush });
}

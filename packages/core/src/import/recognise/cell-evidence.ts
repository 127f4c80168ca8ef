// What the cells of a column look like, whatever its header says: how many fit a type, how many differ, a few to show.

import { normaliseDomain, normaliseEmail } from '../../journal/identifiers.ts';
import type { CellType } from '../mapping/targets.ts';
import { InstantReader } from '../tables/cell-instants.ts';
import { readNumberCell } from '../tables/cell-numbers.ts';
import { readObjectCell } from '../tables/cell-objects.ts';
import { isBlank, readFlagCell } from '../tables/cell-values.ts';

/** A column with its cells that say something. */
export interface ColumnEvidence {
  readonly header: string;
  readonly index: number;
  readonly cells: readonly string[];
  /** Different cells among them. */
  readonly distinct: ReadonlySet<string>;
  /** Of a key within the objects of a column: the key. */
  readonly key?: string;
  /** Of a column that another file lends: which file, by which columns its rows are found, and which column says that they are gone. */
  readonly of?: {
    readonly file: string;
    readonly own: string;
    readonly key: string;
    readonly gone: string | undefined;
  };
}

const MOST = 0.8;
const MOST_KEYS = 200;
const readers = [new InstantReader('UTC', 'day first'), new InstantReader('UTC', 'month first')];

/** The columns of a table's first rows; behind a column of objects, their keys. */
export function evidenceOf(header: readonly string[], rows: readonly (readonly string[])[]): ColumnEvidence[] {
  const evidence = header.map((name, index) =>
    columnOf(
      name,
      index,
      rows.map((row) => row[index] ?? ''),
    ),
  );
  return evidence.flatMap((column) => [column, ...keysOf(column)]);
}

function columnOf(header: string, index: number, written: readonly string[]): ColumnEvidence {
  const cells = written.flatMap((cell) => (isBlank(cell) ? [] : [cell.trim()]));
  return { header, index, cells, distinct: new Set(cells) };
}

/** The keys of the objects that a column's cells hold, as columns of their own. */
function keysOf({ header, index, cells }: ColumnEvidence): ColumnEvidence[] {
  const objects = cells.flatMap((cell) => readObjectCell(cell) ?? []);
  if (objects.length < MOST * cells.length) return [];
  const keys = [...new Set(objects.flatMap((object) => [...object.keys()]))].slice(0, MOST_KEYS);
  return keys.map((key) => ({
    ...columnOf(
      `${header}.${key}`,
      index,
      objects.map((object) => object.get(key) ?? ''),
    ),
    key,
  }));
}

/** Whether most cells can be read as a type. A column without cells fits every type. */
export function fits({ cells }: ColumnEvidence, type: CellType, to: string): boolean {
  if (cells.length === 0) return true;
  const test = testOf(type, to);
  return test === undefined || cells.filter(test).length >= MOST * cells.length;
}

/** Whether the cells are hashes of something: MD5, SHA-1 or SHA-256, in hexadecimal digits or Base64. */
export function looksHashed({ cells }: ColumnEvidence): boolean {
  const isHash = (cell: string): boolean =>
    /^([\da-f]{32}|[\da-f]{40}|[\da-f]{64})$/i.test(cell) ||
    /^([A-Za-z\d+/]{22}==|[A-Za-z\d+/]{27}=|[A-Za-z\d+/]{43}=)$/.test(cell);
  return cells.length > 0 && cells.filter(isHash).length >= MOST * cells.length;
}

/** Whether the cells are dates, by themselves. */
export function looksLikeInstants(column: ColumnEvidence): boolean {
  const { cells } = column;
  return cells.length > 0 && fits(column, 'instant', 'occurredAt') && !cells.every((cell) => /^\d+$/.test(cell));
}

/** Whether no two rows have the same cell, and every row has one. */
export function isUnique({ cells, distinct }: ColumnEvidence, rows: number): boolean {
  return cells.length === rows && distinct.size === rows;
}

/** A few different cells, short enough for a comment. */
export function examples({ distinct }: ColumnEvidence, most = 3): string[] {
  return [...distinct].slice(0, most).map((cell) => {
    const plain = cell.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
    return plain.length > 28 ? `${[...plain].slice(0, 27).join('')}…` : plain;
  });
}

function testOf(type: CellType, to: string): ((cell: string) => boolean) | undefined {
  switch (type) {
    case 'instant':
      return (cell) => readers.some((reader) => reader.read(cell) !== undefined);
    case 'amount':
    case 'number':
      return (cell) => readNumberCell(cell, 'point') !== undefined || readNumberCell(cell, 'comma') !== undefined;
    case 'boolean':
      return (cell) => readFlagCell(cell) !== undefined;
    case 'text':
      if (to === 'email') return (cell) => normaliseEmail(cell) !== null;
      if (to === 'domain') return (cell) => normaliseDomain(cell) !== null;
      return to === 'currency' ? (cell) => /^[A-Za-z]{3}$/.test(cell) : undefined;
    default:
      return undefined;
  }
}

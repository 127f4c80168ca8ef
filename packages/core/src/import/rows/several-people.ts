// A cell that names several people, as screen exports write associated contacts: `101;102`. Each of them has the row.
import type { FileMapping, RowKind } from '../mapping/mapping.ts';
import type { JoinedRow } from './row-joins.ts';

const SEPARATOR = ';';
const FOR_EACH: ReadonlySet<RowKind> = new Set(['deals', 'deal people', 'activities', 'events', 'members']);

/** The cells of a row that may name several people. */
export function peopleIndexes({ rows, columns }: FileMapping, header: readonly string[]): number[] {
  if (!FOR_EACH.has(rows)) return [];
  return [...columns].flatMap(([column, mapped]) =>
    mapped.some(({ to }) => to === 'userId' || to === 'email') ? [header.indexOf(column)] : [],
  );
}

/** The cell of a row that names several people; undefined where none does. */
export function severalPeopleAt(cells: readonly string[], indexes: readonly number[]): number | undefined {
  for (const index of indexes) if (cells[index]?.includes(SEPARATOR)) return index;
  return undefined;
}

/** The row once for each person that its cell names. */
export function forEachPerson(row: JoinedRow, indexes: readonly number[]): readonly JoinedRow[] {
  const index = severalPeopleAt(row.cells, indexes);
  if (index === undefined) return [row];
  const people = (row.cells[index] ?? '').split(SEPARATOR).filter((person) => person.trim() !== '');
  return people.map((person) => ({
    cells: row.cells.map((cell, i) => (i === index ? person.trim() : cell)),
    suffix: `${row.suffix}:${person.trim()}`,
  }));
}

// Reads the files that others look up, so that their columns stand beside each row. What is looked up is said by the mapping; how, by core.
import type { Problem } from '@baton/core/base/problem';
import type { Answers, FileMapping, Join } from '@baton/core/import/mapping/mapping';
import { columnOrders } from '@baton/core/import/rows/date-orders';
import { JoinedTable, joinedName, RowJoins } from '@baton/core/import/rows/row-joins';
import type { DateOrder } from '@baton/core/import/tables/cell-instants';
import { eachRow } from './each-row.ts';
import type { TableSample } from './tables.ts';

/** The joins of a file, ready for its rows; what is missing for them; and the order of day and month in their columns. */
export interface LoadedJoins {
  readonly joins: RowJoins | undefined;
  readonly orders: ReadonlyMap<string, DateOrder>;
  readonly problems: readonly Problem[];
}

/** Loads what a file joins. `find` gives the first rows of a file by its name, where it is among those given. */
export async function loadJoins(
  mapped: FileMapping,
  own: TableSample,
  find: (file: string) => Promise<TableSample | undefined>,
  answers: Answers,
): Promise<LoadedJoins> {
  const tables = new Map<Join, JoinedTable>();
  const orders = new Map<string, DateOrder>();
  const problems: Problem[] = [];
  for (const join of mapped.joins ?? []) {
    const other = await find(join.file);
    const missing = other === undefined ? noFile(mapped.file, join) : noColumns(mapped.file, join, own, other);
    problems.push(...missing);
    if (other === undefined || missing.length > 0) continue;
    const found = columnOrders({ ...mapped, columns: join.columns }, other.header, other.rows, answers);
    for (const [column, order] of found.orders) orders.set(joinedName(join, column), order);
    tables.set(join, await loaded(join, other));
  }
  return { joins: tables.size === 0 ? undefined : new RowJoins(mapped, own.header, tables), orders, problems };
}

async function loaded(join: Join, { path, header }: TableSample): Promise<JoinedTable> {
  const table = new JoinedTable(join, header);
  await eachRow(path, (cells) => table.add(cells));
  return table;
}

function noFile(file: string, join: Join): Problem[] {
  return [
    {
      code: 'import-no-such-join',
      severity: 'error',
      message: `its rows are looked up in ${join.file}, which is not among the files`,
      place: { file },
      hint: `give ${join.file} too, or take it out of the joins of ${file}`,
    },
  ];
}

function noColumns(file: string, join: Join, own: TableSample, other: TableSample): Problem[] {
  const wanted = [join.key, ...join.columns.keys()].filter((column) => !other.header.includes(column));
  const told = (message: string, header: readonly string[]): Problem => ({
    code: 'import-no-such-column',
    severity: 'error',
    message,
    place: { file },
    hint: `its columns: ${header.join(', ').slice(0, 1000)}`,
  });
  return [
    ...(own.header.includes(join.own) ? [] : [told(`there is no column ${join.own}`, own.header)]),
    ...(wanted.length === 0 ? [] : [told(`there is no column ${wanted.join(', ')} in ${join.file}`, other.header)]),
  ];
}

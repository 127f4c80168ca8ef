// What a file's own dates show of the order of day and month (K0): any day above 12 settles its column.
import type { Answers, FileMapping } from '../mapping/mapping.ts';
import { cellTypeOf } from '../mapping/targets.ts';
import { type DateOrder, orderOf } from '../tables/cell-instants.ts';

/** The order of some cells of one column: what they show, `both` where they show nothing although it matters, undefined where it does not. Contradicting cells show nothing. */
export function orderOfCells(cells: Iterable<string>): DateOrder | 'both' | undefined {
  let found: DateOrder | 'both' | undefined;
  for (const cell of cells) {
    const order = orderOf(cell);
    if (order === undefined || order === found || (order === 'both' && found !== undefined)) continue;
    if (found !== undefined && found !== 'both') return 'both';
    found = order;
  }
  return found;
}

/** The orders that a file's columns show, and the columns that need an answer and have none. */
export function columnOrders(
  mapping: FileMapping,
  header: readonly string[],
  samples: readonly (readonly string[])[],
  answers: Answers,
): { readonly orders: ReadonlyMap<string, DateOrder>; readonly unclear: readonly string[] } {
  const orders = new Map<string, DateOrder>();
  const unclear: string[] = [];
  for (const [column, mapped] of mapping.columns) {
    const index = header.indexOf(column);
    const instants = mapped.filter(({ to }) => cellTypeOf(to) === 'instant');
    if (index < 0 || instants.length === 0 || instants.every(({ dateOrder }) => dateOrder !== undefined)) continue;
    const order = orderOfCells(samples.map((cells) => cells[index] ?? ''));
    if (order === 'both') {
      if (answers.dateOrder === undefined) unclear.push(column);
    } else if (order !== undefined) orders.set(column, order);
  }
  return { orders, unclear };
}

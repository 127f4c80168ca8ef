// A pass over the rows of a table, for what has to be known before it is read.
import { readTable } from './tables.ts';

/** Hands over every row that can be read. */
export async function eachRow(path: string, take: (cells: string[], line: number) => void): Promise<void> {
  await readTable(path, {
    header: () => {},
    row: take,
    broken: () => {},
    pause: async () => true,
    encoding: () => {},
  });
}

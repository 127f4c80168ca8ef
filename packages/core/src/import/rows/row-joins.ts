// Columns of other files, looked up for each row: one mechanism for people of calls, companies of deals, names of stages. Which files those are is said by the mapping.
import type { FileMapping, Join, RowKind } from '../mapping/mapping.ts';
import { readFlagCell } from '../tables/cell-values.ts';
import { longId } from '../tables/salesforce-ids.ts';

/** A row with its looked-up cells behind its own. */
export interface JoinedRow {
  readonly cells: readonly string[];
  /** The person it was looked up for, where a row can have several: part of the ids of its entries. */
  readonly suffix: string;
}

const PEOPLE: ReadonlySet<string> = new Set(['userId', 'email', 'anonymousId']);
/** Rows of these kinds are about each of the people that are looked up for them; of all others the first row that is found counts. */
const FOR_EACH: ReadonlySet<RowKind> = new Set(['activities', 'events', 'members', 'dispositions']);
const BETWEEN_CELLS = '\u0000';

/** The rows of a file that others look up, by one column; only the columns that are wanted are held. */
export class JoinedTable {
  private readonly rows = new Map<string, (readonly string[])[]>();
  private readonly key: number;
  private readonly wanted: readonly number[];
  private readonly deleted: number;

  constructor(join: Join, header: readonly string[]) {
    this.key = header.indexOf(join.key);
    this.wanted = joinedColumns(join).map((column) => header.indexOf(column));
    const [deleted = ''] = [...join.columns].find(([, mapped]) => mapped.some(({ to }) => to === 'deleted')) ?? [];
    this.deleted = header.indexOf(deleted);
  }

  /** Takes a row of the file. */
  add(cells: readonly string[]): void {
    const key = longId((cells[this.key] ?? '').trim());
    if (key === '' || readFlagCell(cells[this.deleted] ?? '') === true) return;
    const found = this.wanted.map((index) => cells[index] ?? '');
    const held = this.rows.get(key);
    if (held === undefined) this.rows.set(key, [found]);
    else if (!held.some((each) => each.join(BETWEEN_CELLS) === found.join(BETWEEN_CELLS))) held.push(found);
  }

  find(key: string): readonly (readonly string[])[] {
    return this.rows.get(key) ?? [];
  }
}

/** Looks up, for each row of a file, what other files say of it. */
export class RowJoins {
  private readonly joins: readonly {
    readonly index: number;
    readonly table: JoinedTable;
    readonly blanks: readonly string[];
    readonly person: number;
  }[];
  /** The file's mapping and header with the looked-up columns behind its own. */
  readonly mapping: FileMapping;
  readonly header: readonly string[];

  /** `tables` holds the other files, by their joins. */
  constructor(mapping: FileMapping, header: readonly string[], tables: ReadonlyMap<Join, JoinedTable>) {
    const isForEach = FOR_EACH.has(mapping.rows);
    const joins = (mapping.joins ?? []).flatMap((join) => {
      const table = tables.get(join);
      return table === undefined ? [] : [{ join, table }];
    });
    this.joins = joins.map(({ join, table }) => {
      const columns = joinedColumns(join);
      const isPerson = (column: string): boolean => join.columns.get(column)?.some(({ to }) => PEOPLE.has(to)) ?? false;
      return {
        index: header.indexOf(join.own),
        table,
        blanks: columns.map(() => ''),
        person: isForEach ? columns.findIndex(isPerson) : -1,
      };
    });
    const added = joins.flatMap(({ join }) =>
      joinedColumns(join).map((column) => [joinedName(join, column), join.columns.get(column) ?? []] as const),
    );
    this.header = [...header, ...added.map(([column]) => column)];
    this.mapping = { ...mapping, columns: new Map([...mapping.columns, ...added]) };
  }

  /** The row once for each of its people, and once where none were found. `width` is the number of its own columns. */
  expand(cells: readonly string[], width: number): JoinedRow[] {
    const own = Array.from({ length: width }, (_, i) => cells[i] ?? '');
    let rows: JoinedRow[] = [{ cells: own, suffix: '' }];
    for (const { index, table, blanks, person } of this.joins) {
      const all = table.find(longId((cells[index] ?? '').trim()));
      const found = person < 0 ? all.slice(0, 1) : all;
      rows = rows.flatMap((row) =>
        (found.length === 0 ? [blanks] : found).map((more) => ({
          cells: [...row.cells, ...more],
          suffix: person < 0 || found.length === 0 ? row.suffix : `${row.suffix}:${more[person]}`,
        })),
      );
    }
    return rows;
  }
}

/** What a joined column is called beside the file's own. */
export function joinedName(join: Join, column: string): string {
  return `${join.file}: ${column}`;
}

function joinedColumns({ columns }: Join): string[] {
  return [...columns].flatMap(([column, mapped]) => (mapped.every(({ to }) => to === 'deleted') ? [] : [column]));
}

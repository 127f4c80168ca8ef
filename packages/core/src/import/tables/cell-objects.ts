// Cells that hold an object as JSON, as trackers export the properties of events: `properties.$current_url` is a column within the column `properties`.

/** A column within a column. */
export interface NestedColumn {
  readonly index: number;
  readonly key: string;
}

/** Where a column stands: by its own name, else as a key within the cells of another; undefined where there is no such column. */
export function placeOf(column: string, header: readonly string[]): number | NestedColumn | undefined {
  const index = header.indexOf(column);
  if (index >= 0) return index;
  for (let dot = column.indexOf('.'); dot > 0; dot = column.indexOf('.', dot + 1)) {
    const outer = header.indexOf(column.slice(0, dot));
    if (outer >= 0) return { index: outer, key: column.slice(dot + 1) };
  }
  return undefined;
}

/** The plain values of an object in a cell, as cells; undefined where the cell holds no object. */
export function readObjectCell(cell: string): ReadonlyMap<string, string> | undefined {
  if (!cell.trimStart().startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(cell);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    return new Map(Object.entries(parsed).flatMap(([key, value]) => (isPlain(value) ? [[key, String(value)]] : [])));
  } catch {
    return undefined;
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Reads objects out of the cells of one column, and remembers the last, which several columns want. */
export class ObjectCells {
  private cell: string | undefined;
  private values: ReadonlyMap<string, string> | undefined;

  /** The value under a key, blank where there is none. */
  find(cell: string, key: string): string {
    if (cell !== this.cell) {
      this.cell = cell;
      this.values = readObjectCell(cell);
    }
    return this.values?.get(key) ?? '';
  }
}

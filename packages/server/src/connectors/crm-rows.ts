// Small parts that mappings of CRM objects are made of: a record read by API is a row of a table that the importer reads (K0).
import type { ColumnMapping, FileMapping, RowKind } from '@baton/core/import/mapping/mapping';

/** A column by where its cells go: `email`, or `[status, { New: none }]` with what single words mean. */
export type ColumnTarget = string | readonly [string, Readonly<Record<string, string>>];

/** The mapping of a table. `id` is the column that names the row. */
export function tableMapping(
  source: string,
  file: string,
  rows: RowKind,
  columns: Readonly<Record<string, ColumnTarget | readonly ColumnTarget[]>>,
  set: Readonly<Record<string, string>> = {},
): FileMapping {
  const one = (target: ColumnTarget): ColumnMapping => {
    const [to, values] =
      typeof target === 'string' ? [target, undefined] : (target as [string, Record<string, string>]);
    return {
      to,
      known: undefined,
      dateOrder: undefined,
      values: values === undefined ? undefined : new Map(Object.entries(values)),
    };
  };
  const isOne = (target: ColumnTarget | readonly ColumnTarget[]): target is ColumnTarget =>
    typeof target === 'string' || (target.length === 2 && typeof target[1] === 'object' && !Array.isArray(target[1]));
  return {
    file,
    rows,
    source,
    id: 'id',
    columns: new Map(
      Object.entries(columns).map(([column, target]) => [column, isOne(target) ? [one(target)] : target.map(one)]),
    ),
    set,
    ignored: [],
  };
}

/** A value of a field and since when it stood there. */
export interface FieldVersion {
  readonly value: string;
  readonly at: string;
  /** Who wrote it, as the CRM tells it. */
  readonly by: string;
}

/** The stage, and the reason, of a deal that was deleted: it is lost from then on. */
export const DELETED = 'Deleted in the CRM';

/** The close date of a deal: one after its last change is a forecast, and no fact (K1). */
export function closedBy(date: string | undefined, modifiedAt: number): string {
  return date === undefined || Date.parse(date) > modifiedAt ? '' : date;
}

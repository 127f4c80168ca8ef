// Many rows by one compiled statement on SQLite, which runs once a row: no text of all rows is written and read again.
import type { SqliteStatement } from 'kysely';

/** The values of many rows, given as parameters of a statement that takes those of one. */
export class RowByRow {
  readonly rows: readonly (readonly unknown[])[];

  constructor(rows: readonly (readonly unknown[])[]) {
    this.rows = rows.map((row) => row.map(bindable));
  }

  /** As many as a row has values: this first, to be recognised by, and nothing in the place of the others. */
  get parameters(): readonly unknown[] {
    return (this.rows[0] ?? []).map((_, i) => (i === 0 ? this : null));
  }
}

/** The statement, run once a row where its parameters are of many rows. */
export function eachRow(statement: SqliteStatement): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(parameters),
    run: (parameters) => {
      const [many] = parameters;
      if (!(many instanceof RowByRow)) return statement.run(parameters);
      const done = many.rows.map((row) => statement.run(row));
      const changes = done.reduce((sum, each) => sum + Number(each.changes), 0);
      return { changes, lastInsertRowid: done.at(-1)?.lastInsertRowid ?? 0 };
    },
    iterate: (parameters) => statement.iterate(parameters),
  };
}

/** SQLite knows no truth values and nothing undefined. */
function bindable(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value === undefined ? null : value;
}

// Tables as CSV that a spreadsheet reads as text and numbers, never as formulas.

/** A table: what it is called, its columns, its rows. */
export interface PlainTable {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The table below `notes`, which say of what and when it is: each a row of its own that begins with #. */
export function csvOf({ label, columns, rows }: PlainTable, notes: readonly string[]): string {
  const head = [label, ...notes].map((line) => field(`# ${line}`));
  const lines = [columns, ...rows].map((row) => row.map(field).join(','));
  return `${[...head, ...lines].join('\r\n')}\r\n`;
}

/** Quoted where it has to be; a text that a spreadsheet would take for a formula begins with an apostrophe. */
function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

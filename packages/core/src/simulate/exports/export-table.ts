// What an export is made of: tables with their columns, rows account by account, and cells as the system writes them.

import type { Instant } from '../../journal/entry.ts';
import type { Company } from '../company/company.ts';
import type { SimulatedAccount } from '../make-account.ts';

/** Takes a row of a table. */
export type GiveRow = (file: string, cells: readonly string[]) => void;

/** A system's export: its tables by file name, and how an account becomes rows of them. */
export interface ExportWriter {
  readonly tables: ReadonlyMap<string, readonly string[]>;
  /** Rows that are of no account: spend, campaigns. */
  start(give: GiveRow): void;
  account(account: SimulatedAccount, give: GiveRow): void;
}

/** A row in the order of its table's columns; columns it does not name are blank. Throws a RangeError for one the table does not have. */
export function rowOf(columns: readonly string[], cells: Readonly<Record<string, unknown>>): string[] {
  for (const name in cells) if (!columns.includes(name)) throw new RangeError(`no column ${name}`);
  return columns.map((column) => {
    const value = cells[column];
    return value === undefined || value === null ? '' : String(value);
  });
}

/** A line of CSV, quoted where it has to be. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/** `2025-03-01 14:03`, as clocks of the company showed it. */
export function localMinute({ time }: Company, at: Instant): string {
  return new Date(at + time.offsetAt(at)).toISOString().slice(0, 16).replace('T', ' ');
}

/** An amount in major units: `1234.50`. */
export function majorUnits(minor: number | undefined): string {
  return minor === undefined ? '' : (minor / 100).toFixed(2);
}

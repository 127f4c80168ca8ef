// A table of numbers that can be saved as CSV. A cell is a text or a number, or says by `shown` how it looks.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './data-table.module.css';
import { useOfWhat } from './of-what.ts';
import { saveCsv } from './save.ts';
import tables from './table.module.css';

export type Cell = string | number | { readonly text: string | number; readonly shown: ReactNode };

export interface Column {
  readonly name: string;
  readonly isNumber?: boolean;
  /** Words that need room. */
  readonly isWide?: boolean;
}

export interface DataTableProps {
  label: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  /** Stands above it; the label where absent. */
  caption?: ReactNode;
}

export function DataTable({ label, columns, rows, caption }: DataTableProps) {
  const notes = useOfWhat();
  const plain = { label, columns: columns.map(({ name }) => name), rows: rows.map((row) => row.map(plainOf)) };
  return (
    <div className={styles.whole}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard. */}
      <section className={tables.scroll} tabIndex={0} aria-label={label}>
        <table className={tables.table} aria-label={label}>
          {caption !== undefined && <caption className={styles.caption}>{caption}</caption>}
          <thead>
            <tr>
              {columns.map(({ name, isNumber }) => (
                <th key={name} scope="col" className={isNumber === true ? tables.number : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, at) => (
                  <td key={columns[at]?.name} className={classOf(columns[at])}>
                    {shownOf(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Button size="compact-xs" variant="subtle" className={styles.save} onClick={() => saveCsv(plain, notes)}>
        Save as CSV<span className="unseen">: {label}</span>
      </Button>
    </div>
  );
}

function classOf(column: Column | undefined): string | undefined {
  if (column?.isNumber === true) return tables.number;
  return column?.isWide === true ? tables.words : undefined;
}

function plainOf(cell: Cell): string | number {
  return typeof cell === 'object' ? cell.text : cell;
}

function shownOf(cell: Cell): ReactNode {
  if (typeof cell === 'object') return cell.shown;
  return typeof cell === 'number' ? cell.toLocaleString('en-GB', { maximumFractionDigits: 1 }) : cell;
}

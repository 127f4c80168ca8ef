// Rows of squares, one a month: what comes in when, or how much of it is known.
import { ACCENT, cutTo, draw, INK, Plot, roomFor } from './plot.ts';

/** One row in one month. */
export interface HeatCell {
  readonly row: string;
  readonly month: string;
  readonly count: number;
  readonly share: number;
}

/** Rows by month, the darker the larger their share; a month without any has a dot. */
export function heat(label: string, cells: readonly HeatCell[], months: readonly string[]): string {
  const rows = [...new Set(cells.map(({ row }) => row))];
  const narrowLabel = (row: string): string => cutTo(118, row.replace(/^(track|page) /, ''));
  return draw(label, (width, isNarrow) => ({
    width: isNarrow ? width : Math.min(width, roomFor(rows) + 24 + 44 * months.length),
    height: 40 + 22 * rows.length,
    marginLeft: isNarrow ? 132 : roomFor(rows),
    marginTop: 24,
    marginBottom: 8,
    x: {
      type: 'band',
      domain: [...months],
      label: null,
      axis: 'top',
      tickSize: 0,
      ticks: months.filter((_, i) => i % Math.ceil(months.length / (isNarrow ? 3 : 9)) === 0),
      tickFormat: shortMonth,
    },
    y: { type: 'band', domain: rows, label: null, tickSize: 0, ...(isNarrow && { tickFormat: narrowLabel }) },
    marks: [
      Plot.cell(cells, {
        x: 'month',
        y: 'row',
        fill: ACCENT,
        fillOpacity: (cell: HeatCell) => (cell.count === 0 ? 0.04 : 0.15 + 0.85 * Math.sqrt(cell.share)),
        inset: 0.5,
        title: (cell: HeatCell) => `${cell.row}, ${cell.month}: ${cell.count}`,
      }),
      Plot.text(
        cells.filter(({ count }) => count === 0),
        { x: 'month', y: 'row', text: () => '·', fill: INK, fillOpacity: 0.4 },
      ),
    ],
  }));
}

/** `Mar 26`. */
function shortMonth(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleString('en', { month: 'short', year: '2-digit', timeZone: 'UTC' });
}

// What criteria tell of winning, then and now.
import type { Series } from '@baton/core/reports/watch/watch-result';
import { ACCENT, cutTo, draw, INK, OTHER, Plot, roomFor } from './plot.ts';

/** An odds ratio as people read it. */
export function ratio(value: number): string {
  return value >= 100 ? 'over 100' : value.toFixed(value < 10 ? 1 : 0);
}

const SMALLEST = 0.1;
const LARGEST = 100;

/** A line a criterion: a ring for the reference, a dot with its interval for the last two quarters. */
export function liftPlot(series: readonly Series[]): string {
  const within = (value: number): number => Math.min(LARGEST, Math.max(SMALLEST, value));
  const rows = series.map(({ label, reference = 1, recent }) => ({
    label,
    was: within(reference),
    is: recent === undefined ? Number.NaN : within(recent.value),
    low: within(recent?.low ?? 1),
    high: within(recent?.high ?? 1),
  }));
  const labels = rows.map(({ label }) => label);
  const recent = rows.filter(({ is }) => !Number.isNaN(is));
  return draw('Odds ratios of winning by criterion, reference and last two quarters', (width, isNarrow) => ({
    width,
    height: 56 + 30 * rows.length,
    marginLeft: isNarrow ? 132 : roomFor(labels),
    marginRight: 16,
    marginTop: 28,
    x: {
      type: 'log',
      domain: [SMALLEST, LARGEST],
      label: null,
      axis: 'top',
      tickSize: 0,
      tickFormat: (x: number) => `${x}`,
      ticks: [0.1, 1, 10, 100],
      grid: true,
    },
    y: {
      type: 'band',
      domain: labels,
      label: null,
      tickSize: 0,
      ...(isNarrow && { tickFormat: (label: string) => cutTo(118, label) }),
    },
    marks: [
      Plot.ruleX([1], { stroke: INK, strokeOpacity: 0.5 }),
      Plot.ruleY(recent, { x1: 'low', x2: 'high', y: 'label', stroke: ACCENT, strokeWidth: 2 }),
      Plot.dot(rows, { x: 'was', y: 'label', stroke: OTHER, strokeWidth: 2, fill: 'var(--ground)', r: 5 }),
      Plot.dot(recent, { x: 'is', y: 'label', fill: ACCENT, r: 5 }),
      Plot.text(rows.slice(0, 1), {
        x: 'was',
        y: 'label',
        text: () => 'reference',
        dy: -12,
        fill: INK,
        fillOpacity: 0.7,
      }),
      Plot.text(recent.slice(0, 1), { x: 'is', y: 'label', text: () => 'now', dy: 14, fill: INK, fillOpacity: 0.7 }),
    ],
  }));
}

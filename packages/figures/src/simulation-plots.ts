// The pictures of a simulated company as a whole: funnel, lags, the week, long tails. Each comes with the table it is drawn from.
import type { CompanySummary } from '@baton/core/simulate/summary/company-summary';
import { type Cell, figure, table } from './page.ts';
import { ACCENT, draw, INK, Plot } from './plot.ts';
import { escapeHtml, number, percent } from './words.ts';

/** A cell or row of cells of a table of numbers. */
export const text = (words: string): Cell => ({ html: escapeHtml(words) });
/** A cell or row of cells of a table of numbers. */
export const value = (n: number): Cell => ({ html: number(n), isNumber: true });
/** A cell or row of cells of a table of numbers. */
export const head = (first: string, ...numbers: readonly string[]): Cell[] => [
  text(first),
  ...numbers.map((html) => ({ html: escapeHtml(html), isNumber: true })),
];
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Weeks that are drawn; what is longer stands in the last. */
const WEEKS = 52;

/** How far people came. */
export function funnelPlot({ funnel, leads }: CompanySummary): string {
  const rows = funnel.map((each, i) => ({
    ...each,
    ofBefore: i === 0 ? each.people / leads : each.people / (funnel[i - 1]?.people ?? 1),
  }));
  const svg = draw('How far people came', (_width, isNarrow) => ({
    height: 54 + 34 * rows.length,
    marginBottom: 44,
    marginLeft: 130,
    marginRight: isNarrow ? 110 : 150,
    x: {
      label: 'people (root scale)',
      labelOffset: 40,
      type: 'sqrt',
      grid: true,
      ticks: 5,
      ...(isNarrow && { axis: null }),
    },
    y: { type: 'band', domain: rows.map(({ step }) => step), label: null },
    marks: [
      Plot.barX(rows, { x: 'people', y: 'step', fill: ACCENT, inset: 2 }),
      Plot.text(rows, {
        x: 'people',
        y: 'step',
        text: (d: (typeof rows)[number]) => `${number(d.people)} (${percent(d.ofBefore)})`,
        dx: 6,
        textAnchor: 'start',
        fill: INK,
      }),
    ],
  }));
  return figure(
    svg,
    'People by how far they came; in brackets the share of the step before. The scale is compressed.',
    table(
      'People by step',
      head('Step', 'People', '% of the step before'),
      rows.map(({ step, people, ofBefore }) => [text(step), value(people), value(100 * ofBefore)]),
    ),
  );
}

/** Weeks from first visit to purchase. */
export function lagPlot({ lags }: CompanySummary): string {
  const drawn = lags.weeks.slice(0, WEEKS).map((purchases, week) => ({
    week,
    next: week + 1,
    purchases: week === WEEKS - 1 ? lags.weeks.slice(week).reduce((a, b) => a + b, 0) : purchases,
  }));
  const svg = draw('Weeks from first visit to purchase', () => ({
    height: 250,
    marginLeft: 45,
    marginBottom: 44,
    x: { label: 'weeks since the first visit', labelOffset: 40, domain: [0, WEEKS] },
    y: { label: 'purchases', grid: true, nice: true },
    marks: [
      Plot.rectY(drawn, { x1: 'week', x2: 'next', y: 'purchases', fill: ACCENT, inset: 0.5 }),
      Plot.ruleX([lags.median / 7], { stroke: INK, strokeDasharray: '4 3' }),
      Plot.text([lags.median / 7], {
        x: (d: number) => d,
        frameAnchor: 'top',
        text: () => 'half have bought',
        dx: 6,
        textAnchor: 'start',
        fill: INK,
        stroke: 'var(--ground)',
        strokeWidth: 4,
      }),
      Plot.ruleY([0], { stroke: INK }),
    ],
  }));
  return figure(
    svg,
    `Purchases within the history by weeks since the account's first visit; the last bar holds all that took longer.`,
    table(
      'Purchases by week',
      head('Week', 'Purchases'),
      drawn
        .filter(({ purchases }) => purchases > 0)
        .map(({ week, purchases }) => [text(String(week + 1)), value(purchases)]),
    ),
  );
}

/** What people did by weekday and hour. */
export function weekPlot({ week }: CompanySummary): string {
  const cells = week.flatMap((hours, day) =>
    hours.map((entries, hour) => ({ day: WEEKDAYS[day] as string, hour, entries })),
  );
  const most = Math.max(1, ...cells.map(({ entries }) => entries));
  const svg = draw('What people did by weekday and hour', (_width, isNarrow) => ({
    height: 250,
    marginLeft: 45,
    marginBottom: 40,
    padding: 0.06,
    x: {
      type: 'band',
      domain: Array.from({ length: 24 }, (_, hour) => hour),
      label: 'hour of the day',
      tickFormat: (hour: number) => (hour % (isNarrow ? 6 : 3) === 0 ? String(hour) : ''),
    },
    y: { type: 'band', domain: WEEKDAYS, label: null },
    marks: [
      Plot.cell(cells, {
        x: 'hour',
        y: 'day',
        fill: ACCENT,
        fillOpacity: (d: { entries: number }) => 0.04 + 0.96 * (d.entries / most),
        rx: 2,
      }),
    ],
  }));
  const total = Math.max(
    1,
    cells.reduce((sum, { entries }) => sum + entries, 0),
  );
  return figure(
    svg,
    `The darker, the more entries: up to ${number(most)} in one hour of the week.`,
    table(
      'Entries by weekday',
      head('Weekday', 'Entries', '% of all'),
      week.map((hours, day) => {
        const sum = hours.reduce((a, b) => a + b, 0);
        return [text(WEEKDAYS[day] as string), value(sum), value((100 * sum) / total)];
      }),
    ),
  );
}

/** How many people have at least so many entries. */
export function tailPlot({ tail, leads }: CompanySummary): string {
  const drawn = tail
    .filter(({ people }) => people > 0)
    .map((each) => ({ ...each, share: (100 * each.people) / leads }));
  const svg = draw('How many people have at least so many entries', () => ({
    height: 270,
    marginLeft: 55,
    marginRight: 40,
    marginBottom: 44,
    x: {
      type: 'log',
      base: 2,
      label: 'entries of a person, at least',
      labelOffset: 40,
      tickFormat: (n: number) => String(n),
    },
    y: {
      type: 'log',
      label: '% of people',
      grid: true,
      ticks: [0.0001, 0.001, 0.01, 0.1, 1, 10, 100].filter(
        (tick) => tick >= Math.min(...drawn.map(({ share }) => share)),
      ),
      tickFormat: (n: number) => String(n),
    },
    marks: [
      Plot.line(drawn, { x: 'atLeast', y: 'share', stroke: ACCENT, strokeWidth: 2 }),
      Plot.dot(drawn, { x: 'atLeast', y: 'share', fill: ACCENT, r: 4 }),
    ],
  }));
  return figure(
    svg,
    'The share of people with at least so many entries, both scales logarithmic.',
    table(
      'People by entries',
      head('At least', 'People', '% of all'),
      tail.map(({ atLeast, people }) => [text(String(atLeast)), value(people), value((100 * people) / leads)]),
    ),
  );
}

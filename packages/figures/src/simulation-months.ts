// The pictures of a simulated company month by month: records and MQLs, machines among the opens, true rates. Each comes with the table it is drawn from.
import type { CompanySummary } from '@baton/core/simulate/summary/company-summary';
import type { Truth } from '@baton/core/simulate/truth/truth';
import { figure, table } from './page.ts';
import { ACCENT, draw, INK, OTHER, Plot } from './plot.ts';
import { head, text, value } from './simulation-plots.ts';

/** New records by month and source, and MQLs by month. */
export function volumePlots({ volume, mqls }: CompanySummary): string[] {
  const months = [...new Set(volume.map(({ month }) => month))].sort();
  const sums = new Map<string, number>();
  for (const { source, people } of volume) sums.set(source, (sums.get(source) ?? 0) + people);
  const sources = [...sums].sort((a, b) => b[1] - a[1]).map(([source]) => source);
  const svg = draw('New records by month and source', (_width, isNarrow) => ({
    height: 80 + 62 * sources.length,
    marginLeft: 45,
    marginRight: 115,
    x: { type: 'band', domain: months, label: null, tickFormat: (month: string) => tickOf(month, months, isNarrow) },
    y: { label: 'new records', grid: true, ticks: 2 },
    fy: { label: null, domain: sources },
    marks: [
      Plot.barY(volume, { x: 'month', y: 'people', fy: 'source', fill: ACCENT, inset: 0.5 }),
      Plot.ruleY([0], { stroke: INK }),
    ],
  }));
  const mqlSvg = draw('MQLs by month', (_width, isNarrow) => ({
    height: 190,
    marginLeft: 45,
    x: { type: 'band', domain: months, label: null, tickFormat: (month: string) => tickOf(month, months, isNarrow) },
    y: { label: 'MQLs', grid: true, nice: true, ticks: 4 },
    marks: [Plot.barY(mqls, { x: 'month', y: 'people', fill: OTHER, inset: 1 }), Plot.ruleY([0], { stroke: INK })],
  }));
  const of = (month: string, source: string): number =>
    volume.find((each) => each.month === month && each.source === source)?.people ?? 0;
  return [
    figure(
      svg,
      'New records by month, one row a source, all on one scale.',
      table(
        'New records by month',
        head('Month', ...sources),
        months.map((month) => [text(month), ...sources.map((source) => value(of(month, source)))]),
      ),
    ),
    figure(
      mqlSvg,
      'MQLs of the point table by month.',
      table(
        'MQLs by month',
        head('Month', 'MQLs'),
        mqls.map(({ month, people }) => [text(month), value(people)]),
      ),
    ),
  ];
}

/** The share of opens that machines made, by month. */
export function machinePlot({ opens }: CompanySummary): string {
  const drawn = opens.map((each) => ({ ...each, share: (100 * each.machine) / Math.max(1, each.opens) }));
  const months = drawn.map(({ month }) => month);
  const svg = draw('Share of opens that machines made', (_width, isNarrow) => ({
    height: 200,
    marginLeft: 45,
    x: { type: 'band', domain: months, label: null, tickFormat: (month: string) => tickOf(month, months, isNarrow) },
    y: { label: '% of opens', grid: true, domain: [0, 100], ticks: 5 },
    marks: [Plot.barY(drawn, { x: 'month', y: 'share', fill: OTHER, inset: 1 }), Plot.ruleY([0], { stroke: INK })],
  }));
  return figure(
    svg,
    'Machines among the opens of each month.',
    table(
      'Opens by month',
      head('Month', 'Opens', 'By machines'),
      opens.map((each) => [text(each.month), value(each.opens), value(each.machine)]),
    ),
  );
}

/** True rates by cohort beside what was bought by the end. */
export function truthPlot({ rates }: Truth): string {
  const drawn = Object.entries(rates.cohorts).map(([month, rate]) => ({
    month,
    accounts: rate.accounts,
    truly: 100 * rate.rate,
    bought: (100 * rate.boughtByEnd) / Math.max(1, rate.accounts),
  }));
  const months = drawn.map(({ month }) => month);
  const svg = draw('True rates by cohort', (_width, isNarrow) => ({
    height: 240,
    marginLeft: 45,
    marginRight: 60,
    x: { type: 'band', domain: months, label: null, tickFormat: (month: string) => tickOf(month, months, isNarrow) },
    y: { label: '% of accounts', grid: true, nice: true, zero: true },
    marks: [
      Plot.barY(drawn, { x: 'month', y: 'bought', fill: ACCENT, fillOpacity: 0.55, inset: 1 }),
      Plot.line(drawn, { x: 'month', y: 'truly', stroke: INK, strokeWidth: 2 }),
      Plot.dot(drawn, { x: 'month', y: 'truly', fill: INK, r: 3 }),
      Plot.ruleY([0], { stroke: INK }),
    ],
  }));
  return figure(
    svg,
    'The line is the true rate of accounts first seen in the month, the bars are what they had bought by the end of the history.',
    table(
      'Accounts by cohort',
      head('First seen', 'Accounts', 'True rate, %', 'Bought by the end, %'),
      drawn.map((each) => [text(each.month), value(each.accounts), value(each.truly), value(each.bought)]),
    ),
  );
}

/** Every third month where there are many, every sixth where there are very many. */
function tickOf(month: string, months: readonly string[], isNarrow: boolean): string {
  const every = (months.length > 26 ? 6 : months.length > 12 ? 3 : 1) * (isNarrow ? 2 : 1);
  return months.indexOf(month) % every === 0 ? month : '';
}

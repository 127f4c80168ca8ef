// How many hand-offs there were: by month beside the incumbent's, and by month and source. Each picture comes with the table it is drawn from.
import { zonedText } from '@baton/core/base/zoned-text';
import type { BacktestResult, BacktestSide } from '@baton/core/replay/backtest-result';
import { type Cell, figure, key, numberCell, table, textCell } from './page.ts';
import { ACCENT, draw, HATCHED, INK, OTHER, Plot } from './plot.ts';

/** Sources that get a row of their own; the others share one. */
const MOST_SOURCES = 6;

/** Hand-offs by month: the candidate's bars, the incumbent as a line. */
export function volumePlot(result: BacktestResult): string {
  const { candidate, incumbent } = result;
  const months = monthsOf(result);
  const young = youngMonths(result);
  const own = byMonth(candidate, months);
  const other = incumbent && byMonth(incumbent, months);
  const pictures = draw(`Hand-offs by month under ${candidate.name}`, (width) => ({
    height: 260,
    marginLeft: 45,
    marginBottom: 40,
    x: monthAxis(months, width),
    y: { label: 'hand-offs', grid: true, nice: true },
    marks: [
      ...monthBars(own, young),
      ...(other
        ? [
            // A rim in the colour of the page keeps the line apart from bars and hatching.
            Plot.line(other, { x: 'month', y: 'handoffs', stroke: 'var(--ground)', strokeWidth: 6 }),
            Plot.line(other, { x: 'month', y: 'handoffs', stroke: OTHER, strokeWidth: 2 }),
            Plot.dot(other, { x: 'month', y: 'handoffs', fill: OTHER, stroke: 'var(--ground)', r: 4 }),
          ]
        : []),
      Plot.ruleY([0], { stroke: INK }),
    ],
  }));
  const head = [
    textCell('Month'),
    { ...textCell(candidate.name), isNumber: true },
    ...(incumbent ? [{ ...textCell(incumbent.name), isNumber: true }] : []),
  ];
  const rows = months.map((month, i) => [
    textCell(month),
    numberCell(own[i]?.handoffs ?? 0),
    ...(other ? [numberCell(other[i]?.handoffs ?? 0)] : []),
  ]);
  const keys = key([
    { mark: 'bar', text: candidate.name },
    ...(young.size > 0 ? [{ mark: 'hatched', text: 'maturing' } as const] : []),
    ...(incumbent ? [{ mark: 'line', text: incumbent.name } as const] : []),
  ]);
  return keys + figure(pictures, `Hand-offs by month.${maturing(young)}`, table('Hand-offs by month', head, rows));
}

/** The candidate's hand-offs by month and source: a row of bars a source, all on one scale, the largest source first. */
export function sourcePlot(result: BacktestResult): string {
  const { candidate } = result;
  const months = monthsOf(result);
  const young = youngMonths(result);
  const sources = sourcesOf(candidate);
  const data = sources.flatMap(({ source, of }) =>
    byMonth(candidate, months, of).map((each) => ({ ...each, source, label: each.handoffs || '' })),
  );
  const most = Math.max(1, ...data.map((each) => each.handoffs));
  const pictures = draw(`Hand-offs by month and source under ${candidate.name}`, (width) => ({
    height: 60 + 72 * sources.length,
    marginTop: 4,
    marginLeft: 8,
    marginBottom: 40,
    x: { ...monthAxis(months, width), padding: 0.15 },
    y: { axis: null, domain: [0, most], insetTop: 38 },
    fy: { axis: null, domain: sources.map((each) => each.source), padding: 0.12 },
    marks: [
      ...monthBars(data, young, { fy: 'source' }),
      Plot.text(data, { x: 'month', y: 'handoffs', fy: 'source', text: 'label', dy: -8, fill: INK, fontSize: 11 }),
      Plot.text(sources, {
        fy: 'source',
        frameAnchor: 'top-left',
        text: (each: { source: string; handoffs: number }) => `${each.source}: ${each.handoffs}`,
        fontWeight: 600,
        dy: 4,
        fill: INK,
      }),
      Plot.ruleY([0], { stroke: INK }),
    ],
  }));
  const rows = months.map((month) => [
    textCell(month),
    ...sources.map(({ source }) =>
      numberCell(data.find((each) => each.month === month && each.source === source)?.handoffs ?? 0),
    ),
  ]);
  const head = [textCell('Month'), ...sources.map(({ source }): Cell => ({ ...textCell(source), isNumber: true }))];
  return figure(
    pictures,
    `Hand-offs by month and by the source that brought the lead first, all on one scale.${maturing(young)}`,
    table(`Hand-offs by month and source under ${candidate.name}`, head, rows),
  );
}

/** Hand-offs by source, the candidate's, largest first. */
export function sourceTable(side: BacktestSide): string {
  const sums = new Map<string, { handed: number; won: number }>();
  for (const lead of side.leads) {
    const sum = sums.get(lead.source) ?? { handed: 0, won: 0 };
    sums.set(lead.source, { handed: sum.handed + 1, won: sum.won + Number(lead.outcome === 'won') });
  }
  const rows = [...sums]
    .sort((a, b) => b[1].handed - a[1].handed)
    .map(([source, sum]) => [textCell(source), numberCell(sum.handed), numberCell(sum.won)]);
  return table(
    'By the source that brought the lead first',
    [textCell('Source'), { html: 'Leads handed over', isNumber: true }, { html: 'Won', isNumber: true }],
    rows,
  );
}

interface Month {
  readonly month: string;
  readonly handoffs: number;
}

/** Bars by month; hatched where it is too early to tell what became of them. */
function monthBars(data: readonly Month[], young: ReadonlySet<string>, more: Plot.BarYOptions = {}): Plot.Markish[] {
  const bars = (of: readonly Month[], fill: string): Plot.Markish =>
    Plot.barY(of, { x: 'month', y: 'handoffs', fill, stroke: ACCENT, inset: 1, ...more });
  return [
    bars(
      data.filter((each) => !young.has(each.month)),
      ACCENT,
    ),
    bars(
      data.filter((each) => young.has(each.month)),
      HATCHED.young,
    ),
  ];
}

function maturing(young: ReadonlySet<string>): string {
  return young.size === 0 ? '' : ' Hatched months are maturing: it is too early to tell what becomes of their leads.';
}

/** Months as `09`, the year below where it begins; fewer of them where they would touch. */
function monthAxis(months: readonly string[], width: number): Plot.ScaleOptions {
  const every = Math.max(1, Math.ceil((34 * months.length) / (width - 60)));
  const shown = months.filter((_, i) => i % every === 0);
  const tickFormat = (month: string): string => {
    const before = shown[shown.indexOf(month) - 1];
    const [year, number] = month.split('-') as [string, string];
    return before?.startsWith(year) === true ? number : `${number}\n${year}`;
  };
  return { type: 'band', domain: months, label: null, ticks: shown, tickFormat };
}

function byMonth(side: BacktestSide, months: readonly string[], sources?: ReadonlySet<string>): Month[] {
  return months.map((month) => ({
    month,
    handoffs: side.volume
      .filter((each) => each.month === month && sources?.has(each.source) !== false)
      .reduce((sum, each) => sum + each.handoffs, 0),
  }));
}

/** The sources with most hand-offs, and one row for all the others. */
function sourcesOf(side: BacktestSide) {
  const sums = new Map<string, number>();
  for (const { source, handoffs } of side.volume) sums.set(source, (sums.get(source) ?? 0) + handoffs);
  const sorted = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const own = sorted.length <= MOST_SOURCES + 1 ? sorted : sorted.slice(0, MOST_SOURCES);
  const rest = sorted.slice(own.length);
  const rows = own.map(([source, handoffs]) => ({ source, handoffs, of: new Set([source]) }));
  if (rest.length === 0) return rows;
  const handoffs = rest.reduce((sum, each) => sum + each[1], 0);
  return [...rows, { source: `${rest.length} other sources`, handoffs, of: new Set(rest.map(([source]) => source)) }];
}

/** Months in which some lead has not had the horizon yet. */
function youngMonths({ candidate, horizonDays, until, zone }: BacktestResult): Set<string> {
  const text = zonedText(zone);
  const young = candidate.leads.filter((lead) => lead.at + horizonDays * 86_400_000 > until);
  return new Set(young.map((lead) => text(lead.at).slice(0, 7)));
}

/** The months of the period by the calendar's zone, but for a last one of less than a day, and those that hand-offs fall in. */
function monthsOf({ from, until, zone, candidate, incumbent }: BacktestResult): string[] {
  const text = zonedText(zone);
  const months = [...candidate.volume, ...(incumbent?.volume ?? [])].map((each) => each.month);
  for (let at = from; at < until; at += 86_400_000) months.push(text(at).slice(0, 7));
  return [...new Set(months)].sort();
}

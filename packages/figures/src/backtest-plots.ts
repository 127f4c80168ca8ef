// The pictures of a backtest: volume by month, score distribution, outcome by band. Each comes with the table it is drawn from.
import type { BacktestResult, BacktestSide, BandOutcome } from '@baton/core/replay/backtest-result';
import { type Cell, figure, table } from './page.ts';
import { ACCENT, draw, INK, OTHER, Plot } from './plot.ts';
import { escapeHtml, number, share } from './words.ts';

const text = (html: string): Cell => ({ html: escapeHtml(html) });
const value = (n: number): Cell => ({ html: number(n), isNumber: true });

/** Hand-offs by month: the candidate's bars, the incumbent as a line with its name. */
export function volumePlot(result: BacktestResult): string {
  const months = monthsOf(result);
  const own = byMonth(result.candidate, months);
  const other = result.incumbent && byMonth(result.incumbent, months);
  const young = months.filter(
    (month) => Date.parse(`${month}-28T00:00:00Z`) + result.horizonDays * 86_400_000 > result.until,
  );
  const svg = draw(`Hand-offs by month under ${result.candidate.name}`, {
    height: 260,
    marginLeft: 45,
    x: {
      type: 'band',
      domain: months,
      label: null,
      tickFormat: (month: string) => monthLabel(month, months),
    },
    y: { label: 'hand-offs', grid: true, nice: true },
    marks: [
      Plot.barY(own, {
        x: 'month',
        y: 'handoffs',
        fill: ACCENT,
        fillOpacity: (d: { month: string }) => (young.includes(d.month) ? 0.45 : 1),
        inset: 1,
      }),
      ...(other
        ? [
            Plot.line(other, { x: 'month', y: 'handoffs', stroke: OTHER, strokeWidth: 2 }),
            Plot.dot(other, { x: 'month', y: 'handoffs', fill: OTHER, r: 3 }),
            Plot.text(highest(other), {
              x: 'month',
              y: 'handoffs',
              text: () => result.incumbent?.name ?? '',
              dy: -10,
              textAnchor: (months.indexOf(highest(other)[0]?.month ?? '') + 0.5) * 2 > months.length ? 'end' : 'start',
              fill: INK,
              stroke: 'var(--ground)',
              strokeWidth: 4,
            }),
          ]
        : []),
      Plot.text(
        own.filter(
          (d) => young.find((month) => own.some((each) => each.month === month && each.handoffs > 0)) === d.month,
        ),
        { x: 'month', y: 'handoffs', text: () => 'maturing', dy: -8, textAnchor: 'start', fill: INK },
      ),
      Plot.ruleY([0], { stroke: INK }),
    ],
  });
  const head = [
    text('Month'),
    { html: escapeHtml(result.candidate.name), isNumber: true },
    ...(other ? [{ html: escapeHtml(result.incumbent?.name ?? ''), isNumber: true }] : []),
  ];
  const rows = months.map((month, i) => [
    text(month),
    value(own[i]?.handoffs ?? 0),
    ...(other ? [value(other[i]?.handoffs ?? 0)] : []),
  ]);
  return figure(
    svg,
    'Hand-offs by month. Pale bars are too young for their outcome to be known.',
    table('Hand-offs by month', head, rows),
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
    .map(([source, sum]) => [text(source), value(sum.handed), value(sum.won)]);
  return table(
    'By the source that brought the lead first',
    [text('Source'), { html: 'Leads handed over', isNumber: true }, { html: 'Won', isNumber: true }],
    rows,
  );
}

/** The year where it begins, else the month; every third one where there are many. */
function monthLabel(month: string, months: readonly string[]): string {
  const at = months.indexOf(month);
  if (months.length > 14 && at % 3 !== 0) return '';
  return month.endsWith('-01') || at === 0 || months.length > 14 ? month : month.slice(5);
}

function byMonth(side: BacktestSide, months: readonly string[]): { month: string; handoffs: number }[] {
  return months.map((month) => ({
    month,
    handoffs: side.volume.filter((each) => each.month === month).reduce((sum, each) => sum + each.handoffs, 0),
  }));
}

/** The first month with most hand-offs, where a line has room for its name; empty where there are no months. */
function highest<Month extends { readonly handoffs: number }>(months: readonly Month[]): Month[] {
  const most = Math.max(...months.map((each) => each.handoffs));
  return months.filter((each) => each.handoffs === most).slice(0, 1);
}

/** The months of the period, and those that hand-offs fall in by the calendar's zone. */
function monthsOf({ from, until, candidate, incumbent }: BacktestResult): string[] {
  const handed = [...candidate.volume, ...(incumbent?.volume ?? [])].map((each) => each.month);
  return [...new Set([...monthsBetween(from, until), ...handed])].sort();
}

function monthsBetween(from: number, until: number): string[] {
  const months: string[] = [];
  for (let at = from; at < until + 86_400_000; at += 86_400_000) {
    const month = new Date(Math.min(at, until)).toISOString().slice(0, 7);
    if (months[months.length - 1] !== month) months.push(month);
  }
  return months;
}

/** How engagement (and usage) is spread over all leads at the end of the period. */
export function distributionPlot(result: BacktestResult): string {
  const { engagement, usage } = result.candidate.scoreBins;
  const tracks = [
    { track: 'engagement', bins: engagement },
    { track: 'usage', bins: usage },
  ];
  const used = tracks.filter(({ bins }) => bins.slice(1).some((n) => n > 0));
  const shown = used.length > 0 ? used : tracks.slice(0, 1);
  const data = shown.flatMap(({ track, bins }) =>
    bins.map((leads, i) => ({ track, from: i * 10, to: i * 10 + 10, leads })),
  );
  const svg = draw('Distribution of scores over all leads', {
    height: 90 + 120 * shown.length,
    marginLeft: 55,
    marginRight: 90,
    x: { label: 'score', domain: [0, 100] },
    y: { label: 'leads (root scale)', type: 'sqrt', grid: true, ticks: 4 },
    fy: { label: null },
    marks: [
      Plot.rectY(data, { x1: 'from', x2: 'to', y: 'leads', fy: 'track', fill: ACCENT, inset: 1 }),
      Plot.ruleY([0], { stroke: INK }),
    ],
  });
  const rows = engagement.map((n, i) => [
    text(`${i * 10}–${i === 9 ? 100 : i * 10 + 9}`),
    value(n),
    value(usage[i] ?? 0),
  ]);
  return figure(
    svg,
    'Scores of all leads at the end of the period. The vertical scale is compressed, so that the few high scores can be seen.',
    table(
      'Leads by score',
      [text('Score'), { html: 'Engagement', isNumber: true }, { html: 'Usage', isNumber: true }],
      rows,
    ),
  );
}

/** Won shares by band with their intervals; bands with too few are named, not drawn, and where fewer than two are left the table says it all. */
export function bandPlot(what: string, bands: readonly BandOutcome[]): string {
  const drawn = bands
    .filter((band) => band.won.state === 'ok')
    .map((band) => ({
      band: band.band,
      rate: 100 * (band.won.rate ?? 0),
      low: 100 * (band.won.low ?? 0),
      high: 100 * (band.won.high ?? 0),
      n: band.won.of,
    }));
  const numbers = table(
    `Won by ${what}`,
    [
      text(what.charAt(0).toUpperCase() + what.slice(1)),
      { html: 'Handed over', isNumber: true },
      text('Won within the horizon, of those old enough'),
    ],
    bands.map((band) => [text(band.band), value(band.leads), { html: share(band.won) }]),
  );
  if (drawn.length < 2) return numbers;
  const svg = draw(`Won by ${what}`, {
    height: 60 + 34 * drawn.length,
    marginLeft: 90,
    marginRight: 70,
    x: { label: 'won, %', grid: true, domain: [0, Math.min(100, Math.max(...drawn.map((d) => d.high)) * 1.1 + 1)] },
    y: { type: 'band', domain: drawn.map((d) => d.band), label: null },
    marks: [
      Plot.ruleY(drawn, { y: 'band', x1: 'low', x2: 'high', stroke: OTHER, strokeWidth: 6, strokeOpacity: 0.5 }),
      Plot.dot(drawn, { x: 'rate', y: 'band', fill: ACCENT, r: 5 }),
      Plot.text(drawn, {
        x: 'high',
        y: 'band',
        text: (d: { rate: number; n: number }) => `${number(d.rate)} % of ${number(d.n)}`,
        dx: 8,
        textAnchor: 'start',
        fill: INK,
      }),
      Plot.ruleX([0], { stroke: INK }),
    ],
  });
  return figure(
    svg,
    `Won by ${what}, with 95 % intervals. Bands with fewer than 20 old enough cases are in the table only.`,
    numbers,
  );
}

// The pictures of what scores are and what became of leads: score distribution, outcome by band. Each comes with the table it is drawn from.
import type { BacktestResult, BandOutcome } from '@baton/core/replay/backtest-result';
import { figure, numberCell, table, textCell } from './page.ts';
import { ACCENT, cutTo, draw, HATCHED, INK, OTHER, Plot, roomFor } from './plot.ts';
import { number, share } from './words.ts';

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
  const svg = draw('Distribution of scores over all leads', () => ({
    height: 90 + 120 * shown.length,
    marginLeft: 55,
    marginRight: shown.length > 1 ? roomFor(shown.map(({ track }) => track)) : 20,
    x: { label: 'score', domain: [0, 100] },
    y: { label: 'leads (root scale)', type: 'sqrt', grid: true, ticks: 4 },
    fy: { label: null, axis: shown.length > 1 ? 'right' : null },
    marks: [
      Plot.rectY(data, { x1: 'from', x2: 'to', y: 'leads', fy: 'track', fill: ACCENT, inset: 1 }),
      Plot.ruleY([0], { stroke: INK }),
    ],
  }));
  const rows = engagement.map((n, i) => [
    textCell(`${i * 10}–${i === 9 ? 100 : i * 10 + 9}`),
    numberCell(n),
    numberCell(usage[i] ?? 0),
  ]);
  return figure(
    svg,
    'Scores of all leads at the end of the period. The vertical scale is compressed, so that the few high scores can be seen.',
    table(
      'Leads by score',
      [textCell('Score'), { html: 'Engagement', isNumber: true }, { html: 'Usage', isNumber: true }],
      rows,
    ),
  );
}

/** Won shares by band with their intervals, which say how much so few tell: hatched, and named, where they are too few for a percentage. */
export function bandPlot(what: string, bands: readonly BandOutcome[]): string {
  const drawn = bands
    .filter((band) => band.leads > 0)
    .map(({ band, leads, won }) => ({
      band,
      isOk: won.state === 'ok',
      rate: 100 * (won.rate ?? 0),
      low: 100 * (won.low ?? 0),
      high: 100 * (won.high ?? 0),
      isJudged: won.of > 0,
      words: bandWords(leads, won),
    }));
  const numbers = table(
    `Won by ${what}`,
    [
      textCell(what.charAt(0).toUpperCase() + what.slice(1)),
      { html: 'Handed over', isNumber: true },
      textCell('Won within the horizon, of those old enough'),
    ],
    bands.map((band) => [textCell(band.band), numberCell(band.leads), { html: share(band.won) }]),
  );
  if (drawn.length === 0) return numbers;
  type Drawn = (typeof drawn)[number];
  const judged = drawn.filter((each) => each.isJudged);
  const few = judged.filter((each) => !each.isOk);
  const svg = draw(`Won by ${what}`, (width, isNarrow) => {
    // On narrow pages names stand over their intervals, and what is said of them too.
    const names = drawn.map((each) => each.band);
    const left = isNarrow ? 8 : Math.min(300, roomFor(names));
    return {
      height: 74 + (isNarrow ? 48 : 34) * drawn.length,
      marginLeft: left,
      marginBottom: 44,
      marginRight: isNarrow ? 20 : 180,
      x: {
        label: 'won, %',
        grid: true,
        domain: [0, Math.min(100, Math.max(10, ...judged.map((d) => d.high)))],
        ticks: 5,
      },
      y: {
        type: 'band',
        domain: names,
        label: null,
        axis: isNarrow ? null : 'left',
        tickSize: 0,
        tickFormat: (name: string) => cutTo(290, name),
      },
      marks: [
        Plot.barX(
          judged.filter((each) => each.isOk),
          bar(OTHER, isNarrow),
        ),
        Plot.barX(few, bar(HATCHED.few, isNarrow)),
        Plot.dot(judged, {
          x: 'rate',
          y: 'band',
          fill: (each: Drawn) => (each.isOk ? ACCENT : 'var(--ground)'),
          stroke: (each: Drawn) => (each.isOk ? ACCENT : OTHER),
          r: 5,
          dy: isNarrow ? 10 : 0,
        }),
        Plot.text(drawn, {
          y: 'band',
          ...(isNarrow
            ? { frameAnchor: 'left', dy: -8 }
            : { x: (each: Drawn) => (each.isJudged ? each.high : 0), dx: 8 }),
          text: (each: Drawn) => (isNarrow ? cutTo(width - 28, `${each.band}: ${each.words}`) : each.words),
          textAnchor: 'start',
          fill: INK,
        }),
        Plot.ruleX([0], { stroke: INK }),
      ],
    };
  });
  const hatched = few.length === 0 ? '' : ' Hatched: fewer than 20 old enough, too few for a percentage.';
  return figure(svg, `Won by ${what}, with 95 % intervals.${hatched}`, numbers);
}

function bar(fill: string, isNarrow: boolean): Plot.BarXOptions {
  const inset = isNarrow ? { insetTop: 30, insetBottom: 10 } : { insetTop: 11, insetBottom: 11 };
  return {
    y: 'band',
    x1: 'low',
    x2: 'high',
    fill,
    fillOpacity: fill === HATCHED.few ? 1 : 0.5,
    stroke: fill === HATCHED.few ? OTHER : 'none',
    ...inset,
  };
}

/** `27 % of 37`, `3 of 9, too few`, `4 leads, too young`. */
function bandWords(leads: number, { rate, count, of, state }: BandOutcome['won']): string {
  if (rate === undefined) return `${number(leads)} handed over, too young`;
  return state === 'ok' ? `${number(100 * rate)} % of ${number(of)}` : `${number(count)} of ${number(of)}, too few`;
}

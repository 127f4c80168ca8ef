// How unequally people are active, simulated beside real, with the table it is drawn from.
import { figure, table } from '../../packages/figures/src/page.ts';
import { draw, INK, Plot } from '../../packages/figures/src/plot.ts';
import { head, text, value } from '../../packages/figures/src/simulation-plots.ts';
import { colourOf, sidesOf } from './beside-plots.ts';
import { busiestShare, tailOf } from './measures.ts';
import type { Pair } from './observed.ts';

/** Less than so many % is below the picture. */
const LEAST = 0.01;

/** The complementary cumulative distribution of active days a person, on logarithmic scales. */
export function tailPlot(pairs: readonly Pair[]): string {
  const lines = pairs.flatMap((pair, i) =>
    sidesOf(pair).flatMap((side) =>
      side.activeDays === undefined
        ? []
        : [{ side, days: side.activeDays, tail: tailOf(side.activeDays), isDashed: side.isSimulated && i > 0 }],
    ),
  );
  const svg = draw('Share of people with at least so many active days', (_width, isNarrow) => ({
    height: 310,
    marginTop: 34,
    marginLeft: 55,
    marginRight: isNarrow ? 20 : 150,
    marginBottom: 44,
    x: {
      type: 'log',
      base: 2,
      label: 'active days in 90 days, at least',
      labelOffset: 40,
      tickFormat: (n: number) => String(n),
    },
    y: {
      type: 'log',
      domain: [LEAST, 100],
      label: '% of people',
      grid: true,
      ticks: [0.01, 0.1, 1, 10, 100],
      tickFormat: (n: number) => String(n),
    },
    marks: lines.flatMap(({ side, tail, isDashed }) => {
      const drawn = tail
        .map((each) => ({ ...each, percent: 100 * each.share }))
        .filter(({ percent }) => percent >= LEAST);
      return [
        Plot.line(drawn, {
          x: 'atLeast',
          y: 'percent',
          stroke: colourOf(side),
          strokeWidth: 2,
          ...(isDashed && { strokeDasharray: '5 4' }),
        }),
        Plot.dot(drawn, { x: 'atLeast', y: 'percent', fill: colourOf(side), r: 4 }),
        ...(isNarrow
          ? []
          : [
              Plot.text(drawn.slice(-1), {
                x: 'atLeast',
                y: 'percent',
                text: () => side.name,
                dx: isDashed ? -9 : 9,
                textAnchor: isDashed ? 'end' : 'start',
                fill: INK,
              }),
            ]),
      ];
    }),
  }));
  const most = Math.max(0, ...lines.map(({ tail }) => tail.length));
  return figure(
    svg,
    'Of people who were active at all, the share with at least so many active days in their first 90; both scales logarithmic. Dashed: simulated trials, by use of the product. The straighter the line, the longer the tail.',
    table('People by active days, in %', head('At least', ...lines.map(({ side }) => side.name)), [
      ...Array.from({ length: most }, (_, i) => [
        text(String(2 ** i)),
        ...lines.map(({ tail }) => value(100 * (tail[i]?.share ?? 0))),
      ]),
      [text('Active days of the busiest tenth'), ...lines.map(({ days }) => value(100 * busiestShare(days, 0.1)))],
    ]),
  );
}

// The pictures of a simulated company beside real ones: funnel and lags. Each comes with the table it is drawn from.
import { quantile } from '../../packages/core/src/statistics/quantile.ts';
import { figure, table } from '../../packages/figures/src/page.ts';
import { ACCENT, draw, INK, OTHER, Plot, roomFor } from '../../packages/figures/src/plot.ts';
import { head, text, value } from '../../packages/figures/src/simulation-plots.ts';
import { percent, share as shareInWords } from '../../packages/figures/src/words.ts';
import { shareAbove } from './measures.ts';
import { HORIZON_DAYS, type Observed, type Pair } from './observed.ts';

/** Grey is real, the accent simulated. */
export const colourOf = ({ isSimulated }: Observed): string => (isSimulated ? ACCENT : OTHER);
/** Real before simulated. */
export const sidesOf = ({ real, simulated }: Pair): Observed[] =>
  real === undefined ? [simulated] : [real, simulated];

/** Whole, dashed, dotted. */
const DASHES = ['none', '5 4', '1.5 3'];

/** How far people came: a dot with its interval each. */
export function funnelPlot(pair: Pair): string {
  const rows = sidesOf(pair).flatMap((side) =>
    side.funnel.map(({ step, share }) => ({
      step,
      share,
      name: side.name,
      dy: side.isSimulated ? 7 : -7,
      colour: colourOf(side),
    })),
  );
  type Row = (typeof rows)[number];
  const most = Math.max(0.01, ...rows.map(({ share }) => share.high ?? 0));
  const svg = draw(`How far people came: ${pair.title}`, (_width, isNarrow) => ({
    height: 50 + (isNarrow ? 60 : 44) * pair.steps.length,
    marginLeft: isNarrow ? 10 : roomFor([...pair.steps]),
    marginRight: 62,
    marginBottom: 40,
    x: {
      label: '% of those at the start',
      labelOffset: 38,
      domain: [0, Math.min(100, 110 * most)],
      grid: true,
      ticks: 5,
    },
    y: { type: 'band', domain: pair.steps, label: null, ...(isNarrow && { axis: null }) },
    marks: [
      ...(isNarrow
        ? [
            Plot.text(pair.steps, {
              y: (step: string) => step,
              frameAnchor: 'left',
              text: (step: string) => step,
              dy: -23,
              fill: INK,
            }),
          ]
        : []),
      ...[-7, 7].flatMap((dy) => {
        const here = rows.filter((row) => row.dy === dy);
        const colour = here[0]?.colour ?? OTHER;
        return [
          Plot.ruleY(here, {
            y: 'step',
            x1: (d: Row) => 100 * (d.share.low ?? 0),
            x2: (d: Row) => 100 * (d.share.high ?? 0),
            stroke: colour,
            strokeWidth: 2,
            dy,
          }),
          Plot.dot(here, { y: 'step', x: (d: Row) => 100 * (d.share.rate ?? 0), fill: colour, r: 4.5, dy }),
          Plot.text(here, {
            y: 'step',
            x: (d: Row) => 100 * (d.share.high ?? 0),
            text: (d: Row) => percent(d.share.rate ?? 0),
            dx: 8,
            dy,
            textAnchor: 'start',
            fill: INK,
          }),
        ];
      }),
    ],
  }));
  return figure(
    svg,
    `${pair.title}: the share of those at the start, with its 95 % interval (Wilson).`,
    table(
      'Shares',
      [text('Step'), text('Company'), text('Share')],
      rows.map(({ step, name, share }) => [text(step), text(name), text(shareInWords(share))]),
    ),
  );
}

/** Survival among those who bought: how many were still to buy after so many days. */
export function lagPlot(pairs: readonly Pair[]): string {
  const lines = pairs.flatMap((pair) =>
    sidesOf(pair).flatMap((side) =>
      side.lags.map((lags, i) => ({ pair: pair.title, side, lags, dashes: DASHES[i] ?? '' })),
    ),
  );
  const points = lines.map((line) => ({
    ...line,
    points: Array.from({ length: HORIZON_DAYS + 1 }, (_, day) => ({
      pair: line.pair,
      day,
      left: 100 * shareAbove(line.lags.days, day),
    })),
  }));
  const svg = draw('Share still to buy, by days since first contact', (_width, isNarrow) => ({
    height: isNarrow ? 520 : 320,
    marginLeft: 40,
    marginRight: isNarrow ? 20 : 12,
    marginBottom: 44,
    marginTop: 48,
    x: {
      type: 'sqrt',
      label: 'days since first contact (root scale)',
      labelOffset: 40,
      domain: [0, HORIZON_DAYS],
      ticks: [1, 7, 30, 90, 180],
      tickFormat: (n: number) => String(n),
    },
    y: { label: '% still to buy', domain: [0, 100], grid: true, ticks: 5 },
    ...facets(pairs, isNarrow),
    marks: [
      Plot.frame({ stroke: 'var(--line)' }),
      ...points.map(({ points, side, dashes }) =>
        Plot.line(points, {
          ...facetOf(isNarrow),
          x: 'day',
          y: 'left',
          curve: 'step-after',
          stroke: colourOf(side),
          strokeWidth: 2,
          strokeDasharray: dashes,
        }),
      ),
      ...titles(pairs, isNarrow),
    ],
  }));
  const at = (days: readonly number[], q: number): ReturnType<typeof value> =>
    value(Math.round(quantile(days, q) ?? 0));
  return figure(
    svg,
    `Of those who bought within ${HORIZON_DAYS} days, how many were still to buy after so many days. Simulated accounts that are sold to count from asking for a demo, as Olist’s leads asked to sell; on the dashed line from the MQL of the point table, on the dotted one from becoming known.`,
    table(
      `Days from first contact to purchase, of purchases within ${HORIZON_DAYS} days`,
      head('Company', 'Purchases', '% on the day', '10 %', '25 %', 'Half', '75 %', '90 %', '95 %'),
      lines.map(({ side, lags: { days, from } }) => [
        text(`${side.name}, from ${from}`),
        value(days.length),
        value(100 * (1 - shareAbove(days, 0))),
        ...[0.1, 0.25, 0.5, 0.75, 0.9, 0.95].map((q) => at(days, q)),
      ]),
    ),
  );
}

/** Pairs stand beside each other, on narrow pages one below the other. */
function facets(pairs: readonly Pair[], isNarrow: boolean): object {
  const scale = { domain: pairs.map(({ title }) => title), label: null, axis: null, padding: isNarrow ? 0.22 : 0.08 };
  return isNarrow ? { fy: scale } : { fx: scale };
}

function facetOf(isNarrow: boolean): object {
  return isNarrow ? { fy: 'pair' } : { fx: 'pair' };
}

function titles(pairs: readonly Pair[], isNarrow: boolean) {
  const drawn = pairs.map(({ title }) => ({ pair: title }));
  return [
    Plot.text(drawn, {
      ...facetOf(isNarrow),
      frameAnchor: 'top-left',
      text: 'pair',
      dy: -17,
      textAnchor: 'start',
      fill: INK,
      fontWeight: 600,
    }),
  ];
}

// The rhythm of the week of a simulated company beside real ones, by weekday and by hour.
import { type Share, shareOf } from '../../packages/core/src/statistics/share.ts';
import { figure, table } from '../../packages/figures/src/page.ts';
import { draw, INK, Plot } from '../../packages/figures/src/plot.ts';
import { head, text, value } from '../../packages/figures/src/simulation-plots.ts';
import { colourOf, sidesOf } from './beside-plots.ts';
import { percentages, sum } from './measures.ts';
import type { Observed, Pair } from './observed.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** The share of a day, in %, in a week without a rhythm. */
const EVEN = 100 / 7;
const KINDS = { contacts: 'first contacts', activity: 'active days', purchases: 'purchases' } as const;

/** Shares by weekday: pairs from left to right, what is counted from top to bottom. */
export function weekPlot(pairs: readonly Pair[]): string {
  const counted = pairs.flatMap((pair) =>
    sidesOf(pair).flatMap((side) =>
      (Object.keys(KINDS) as (keyof typeof KINDS)[]).flatMap((kind) => {
        const counts = side.week[kind];
        return counts === undefined ? [] : [{ pair: pair.title, side, kind: KINDS[kind], counts }];
      }),
    ),
  );
  const dots = counted.flatMap(({ counts, side, ...where }) =>
    marksOf(counts, side, 0.16).map((mark) => ({ ...where, ...mark })),
  );
  const none = pairs.flatMap(({ title, real }) =>
    real !== undefined && real.week.activity === undefined
      ? [{ pair: title, kind: KINDS.activity, text: `no ${real.name} data` }]
      : [],
  );
  const svg = draw('Shares by weekday', (_width, isNarrow) => ({
    height: 580,
    marginLeft: 36,
    marginRight: 8,
    marginTop: 48,
    marginBottom: 30,
    x: {
      domain: [-0.5, 6.5],
      ticks: [0, 1, 2, 3, 4, 5, 6],
      tickFormat: (i: number) => (isNarrow ? (WEEKDAYS[i] ?? '').slice(0, 1) : (WEEKDAYS[i] ?? '')),
      tickSize: 0,
      label: null,
    },
    y: { label: '%', grid: true, ticks: 4, zero: true, nice: true },
    fx: { domain: pairs.map(({ title }) => title), label: null, axis: null, padding: 0.08 },
    fy: { domain: Object.values(KINDS), label: null, axis: null, padding: 0.18 },
    marks: [
      Plot.frame({ stroke: 'var(--line)' }),
      Plot.ruleY([EVEN], { stroke: 'var(--soft)', strokeDasharray: '2 4' }),
      Plot.ruleX(dots, { fx: 'pair', fy: 'kind', x: 'x', y1: 'low', y2: 'high', stroke: 'colour', strokeWidth: 2 }),
      Plot.dot(dots, { fx: 'pair', fy: 'kind', x: 'x', y: 'y', fill: 'colour', r: isNarrow ? 3 : 4 }),
      Plot.text(none, {
        fx: 'pair',
        fy: 'kind',
        text: 'text',
        frameAnchor: 'bottom-left',
        dx: 6,
        dy: -6,
        fill: 'var(--soft)',
      }),
      Plot.text(
        pairs.flatMap(({ title }) => Object.values(KINDS).map((kind) => ({ pair: title, kind }))),
        { fx: 'pair', fy: 'kind', text: 'kind', frameAnchor: 'top-right', dx: -6, dy: 6, fill: INK },
      ),
      Plot.text(
        pairs.map(({ title, short }) => ({ pair: title, text: isNarrow ? short : title })),
        {
          fx: 'pair',
          fy: () => KINDS.contacts,
          text: 'text',
          frameAnchor: 'top-left',
          dy: -17,
          textAnchor: 'start',
          fill: INK,
          fontWeight: 600,
        },
      ),
    ],
  }));
  return figure(
    svg,
    'The share of each weekday, with its 95 % interval; dotted what each would have in a week without a rhythm.',
    table(
      'By weekday, in %',
      head('Counted', 'All', ...WEEKDAYS),
      counted.map(({ side, kind, counts }) => [
        text(`${side.name}: ${kind}`),
        value(sum(counts)),
        ...percentages(counts).map(value),
      ]),
    ),
  );
}

/** Deals by hour of the day, of the pair that knows hours. */
export function hourPlot(pair: Pair): string {
  const sides = sidesOf(pair).flatMap((side) => (side.hours === undefined ? [] : [{ side, hours: side.hours }]));
  const dots = sides.flatMap(({ side, hours }) => marksOf(hours, side, 0.14));
  const svg = draw('Deals won by hour of the day', (_width, isNarrow) => ({
    height: 250,
    marginTop: 32,
    marginLeft: 40,
    marginBottom: 44,
    x: {
      domain: [-0.5, 23.5],
      ticks: isNarrow ? [0, 6, 12, 18] : [0, 3, 6, 9, 12, 15, 18, 21],
      tickFormat: (n: number) => String(n),
      label: 'hour of the day, local time',
      labelOffset: 40,
    },
    y: { label: '% of deals won', grid: true, zero: true, nice: true, ticks: 5 },
    marks: [
      Plot.ruleX(dots, { x: 'x', y1: 'low', y2: 'high', stroke: 'colour', strokeWidth: 2 }),
      Plot.dot(dots, { x: 'x', y: 'y', fill: 'colour', r: isNarrow ? 3 : 4 }),
      Plot.ruleY([0], { stroke: INK }),
    ],
  }));
  return figure(
    svg,
    'Deals won by hour, with 95 % intervals; those of which only the date was entered are left out.',
    table(
      'Deals won by hour, in %',
      head('Hour', ...sides.map(({ side }) => side.name)),
      Array.from({ length: 24 }, (_, hour) => [
        text(String(hour)),
        ...sides.map(({ hours }) => value(percentages(hours)[hour] as number)),
      ]),
    ),
  );
}

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly colour: string;
}

/** Counts as shares with intervals, moved a little to the left (real) or right (simulated) of their place. */
function marksOf(counts: readonly number[], side: Observed, aside: number): Mark[] {
  const of = sum(counts);
  return counts.map((count, i) => {
    const { rate = 0, low = 0, high = 0 }: Share = shareOf(count, of);
    return {
      x: i + (side.isSimulated ? aside : -aside),
      y: 100 * rate,
      low: 100 * low,
      high: 100 * high,
      colour: colourOf(side),
    };
  });
}

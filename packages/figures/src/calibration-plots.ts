// The pictures of a calibration: how few criteria are enough, how much each tells, and whether the chances it gives come true.
import type { CalibrationReport, ToldCriterion } from '@baton/core/calibration/told/calibration-report';
import { figure, table } from './page.ts';
import { ACCENT, cutTo, draw, INK, OTHER, Plot, roomFor } from './plot.ts';
import { head, text, value } from './simulation-plots.ts';
import { percent } from './words.ts';

/** How well cards of each size rank newer cases. */
export function sizesPlot({ sizes, plain, reference, card }: CalibrationReport): string {
  const rows = sizes.map(({ auc }, i) => ({ criteria: i + 1, auc: 100 * auc }));
  const rules = [
    ...(plain.auc === undefined ? [] : [{ auc: 100 * plain.auc, what: `plain table of ${plain.criteria}` }]),
    ...(reference === undefined ? [] : [{ auc: 100 * reference.auc, what: 'a model nobody could read' }]),
  ];
  const all = [...rows, ...rules].map(({ auc }) => auc);
  const low = Math.min(50, ...all);
  const svg = draw('How well cards of each size rank newer cases', (_width, isNarrow) => ({
    height: 260,
    marginLeft: 46,
    marginBottom: 42,
    marginRight: isNarrow ? 12 : 20,
    x: { label: 'criteria', labelOffset: 38, ticks: rows.length, tickFormat: (d: number) => String(d) },
    y: { label: 'times in 100', grid: true, domain: [Math.floor(low), Math.ceil(Math.max(...all) + 2)] },
    marks: [
      Plot.ruleY(rules, { y: 'auc', stroke: OTHER, strokeDasharray: '4 3' }),
      ...rules.map((rule) =>
        Plot.text([rule], {
          y: 'auc',
          text: 'what',
          frameAnchor: 'left',
          textAnchor: 'start',
          dx: 4,
          // The curve begins low at the left; of two lines the upper one is named above, the lower one below.
          dy: rule.auc === Math.max(...rules.map(({ auc }) => auc)) ? -8 : 9,
          fill: INK,
        }),
      ),
      Plot.lineY(rows, { x: 'criteria', y: 'auc', stroke: ACCENT, strokeWidth: 2 }),
      Plot.dot(rows, {
        x: 'criteria',
        y: 'auc',
        fill: (d: (typeof rows)[number]) => (d.criteria === card.length ? ACCENT : 'var(--ground)'),
        stroke: ACCENT,
        r: 4,
      }),
    ],
  }));
  return figure(
    svg,
    'How often a card made of older cases puts a later winner before another; 50 is chance. The filled dot is the card below.',
    table(
      'Cards by size',
      head('Criteria', 'Times in 100'),
      rows.map(({ criteria, auc }) => [text(String(criteria)), value(auc)]),
    ),
  );
}

/** How many times more often cases were won that show each criterion, with intervals. */
export function liftPlot(criteria: readonly ToldCriterion[]): string {
  const rows = criteria.flatMap(({ label, lift }) => (lift === undefined ? [] : [{ label, ...lift }]));
  if (rows.length === 0) return '';
  const svg = draw('How many times more often won', (_width, isNarrow) => {
    const room = Math.min(isNarrow ? 150 : 320, roomFor(rows.map(({ label }) => label)));
    return {
      height: 50 + 30 * rows.length,
      marginLeft: room,
      marginRight: 24,
      marginBottom: 40,
      x: {
        type: 'log',
        label: 'times as often won (log scale)',
        labelOffset: 36,
        grid: true,
        ticks: isNarrow ? 3 : 6,
        tickFormat: (d: number) => String(d),
      },
      y: {
        type: 'band',
        label: null,
        domain: rows.map(({ label }) => label),
        tickFormat: (label: string) => cutTo(room - 14, label),
      },
      marks: [
        Plot.ruleX([1], { stroke: OTHER }),
        Plot.ruleY(rows, { y: 'label', x1: 'low', x2: 'high', stroke: ACCENT, strokeWidth: 2 }),
        Plot.dot(rows, { x: 'ratio', y: 'label', fill: ACCENT, r: 4 }),
      ],
    };
  });
  return figure(
    svg,
    'How many times as often cases that show a criterion were won as those that do not; the line is the 95 % interval, 1 is no difference.',
    table(
      'Lift by criterion',
      head('Criterion', 'Times', 'From', 'To'),
      rows.map(({ label, ratio, low, high }) => [text(label), value(ratio), value(low), value(high)]),
    ),
  );
}

/** What was won in bands of totals, beside the chance the card gives. */
export function bandsPlot({ cutOffs }: CalibrationReport): string {
  const bands = cutOffs?.bands ?? [];
  if (cutOffs === undefined || bands.length === 0) return '';
  const rows = bands.map(({ from, won, chance }, i) => ({
    label:
      i === 0
        ? `below ${bands[1]?.from ?? from + 1}`
        : `${from}${i + 1 < bands.length ? ` to ${(bands[i + 1]?.from as number) - 1}` : ' and more'}`,
    rate: 100 * (won.rate ?? 0),
    low: 100 * (won.low ?? 0),
    high: 100 * (won.high ?? 0),
    chance: 100 * chance,
    cases: won.of,
  }));
  const svg = draw('Won by total of points', (_width, isNarrow) => ({
    height: 280,
    marginLeft: 46,
    marginBottom: 46,
    x: {
      type: 'band',
      domain: rows.map(({ label }) => label),
      label: 'points',
      labelOffset: 42,
      tickRotate: isNarrow ? -30 : 0,
    },
    y: { label: '% won', grid: true, zero: true },
    marks: [
      Plot.barY(rows, { x: 'label', y: 'rate', fill: ACCENT, fillOpacity: 0.55, inset: 3 }),
      Plot.ruleX(rows, { x: 'label', y1: 'low', y2: 'high', stroke: INK }),
      Plot.dot(rows, { x: 'label', y: 'chance', fill: 'var(--ground)', stroke: INK, r: 4 }),
    ],
  }));
  return figure(
    svg,
    `Bars: won, with 95 % intervals. Dots: the chance the card gives. The threshold is ${cutOffs.total} points.`,
    table(
      'Won by total of points',
      head('Points', 'Cycles', '% won', 'From', 'To', 'Chance by the card, %'),
      rows.map((row) => [
        text(row.label),
        value(row.cases),
        value(row.rate),
        value(row.low),
        value(row.high),
        value(row.chance),
      ]),
    ),
  );
}

/** The lift in each quarter of time, as words. */
export function quartersText(quarters: readonly (number | null)[]): string {
  return quarters.map((ratio) => (ratio === null ? '–' : ratio.toFixed(1))).join(' · ');
}

/** A share that may be too small to say. */
export function shareCell(rate: number | undefined): string {
  return rate === undefined ? '–' : percent(rate);
}

// Rates as bars with their intervals: what may not be read as a percentage is hatched and said so.
import type { StepRate } from '@baton/core/reports/funnel/rates/step-rate';
import { type Cell, figure, table, textCell } from './page.ts';
import { ACCENT, draw, HATCHED, INK, Plot, roomFor } from './plot.ts';
import { rateCell } from './rate-words.ts';
import { number } from './words.ts';

interface Bar {
  readonly step: string;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  readonly text: string;
  readonly fill: string;
}

/** Rates as a picture with its numbers behind it. */
export function rateFigure(label: string, rates: readonly StepRate[]): string {
  return figure(
    bars(`${label}, with 95 % intervals`, rates),
    `${label}: bars with 95 % intervals, each of those who have had the time. Hatched bars may not be read as percentages yet.`,
    table(
      label,
      [
        textCell('Step'),
        textCell('Rate (95 % interval, %)'),
        textCell('Of'),
        textCell('Within'),
        { html: 'Too young', isNumber: true },
      ],
      rates.map((rate): Cell[] => [
        textCell(rate.step),
        { html: rateCell(rate) },
        textCell(`${number(rate.count)} of ${number(rate.of)}`),
        textCell(`${number(rate.withinDays)} days`),
        { html: number(rate.young), isNumber: true },
      ]),
    ),
  );
}

/** One bar a rate, in the order given. */
function bars(label: string, rates: readonly StepRate[]): string {
  const rows = rates.map(barOf);
  const most = Math.min(1, Math.max(0.05, ...rows.map(({ high }) => high)));
  const narrowName = (step: string): string => step.replace('MQL → ', '→ ');
  return draw(label, (width, isNarrow) => ({
    width,
    height: 30 + 26 * rows.length,
    marginLeft: roomFor(rows.map(({ step }) => (isNarrow ? narrowName(step) : step))),
    marginRight: isNarrow ? 12 : 290,
    marginTop: 4,
    marginBottom: 26,
    x: {
      domain: [0, most],
      label: null,
      tickFormat: (x: number) => `${number(100 * x)} %`,
      ticks: isNarrow ? 3 : 5,
      grid: true,
    },
    y: {
      type: 'band',
      domain: rows.map(({ step }) => step),
      label: null,
      tickSize: 0,
      ...(isNarrow && { tickFormat: narrowName }),
    },
    marks: [
      Plot.barX(rows, { x: 'rate', y: 'step', fill: 'fill', insetTop: 4, insetBottom: 4 }),
      Plot.ruleY(
        rows.filter(({ high }) => high > 0),
        { x1: 'low', x2: 'high', y: 'step', stroke: INK, strokeWidth: 1.5 },
      ),
      ...(isNarrow
        ? []
        : [Plot.text(rows, { y: 'step', text: 'text', frameAnchor: 'right', textAnchor: 'start', dx: 12, fill: INK })]),
      Plot.ruleX([0], { stroke: INK, strokeOpacity: 0.4 }),
    ],
  }));
}

function barOf(told: StepRate): Bar {
  const { step, state, rate = 0, low = 0, high = 0, count, of, soFar } = told;
  if (state === 'not recorded') return { step, rate: 0, low: 0, high: 0, text: 'not recorded', fill: ACCENT };
  if (state === 'too young' || of === 0)
    return {
      step,
      rate: 0,
      low: 0,
      high: 0,
      text: `${state}: ${number(soFar.count)} of ${number(soFar.of)} so far`,
      fill: HATCHED.young,
    };
  const isFew = state === 'too few';
  const counts = `${number(count)} of ${number(of)}`;
  return {
    step,
    rate,
    low,
    high,
    text: isFew
      ? `${counts}: too few`
      : `${number(100 * rate)} %, ${counts} (${number(100 * low)} to ${number(100 * high)} %)`,
    fill: isFew ? HATCHED.few : ACCENT,
  };
}

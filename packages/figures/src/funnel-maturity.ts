// Cohorts as they mature, and how long steps take: what has come, what is still expected, and where nothing can be said yet.
import type { Cohort, Cohorts } from '@baton/core/reports/funnel/cohorts/cohorts';
import type { LagCurve } from '@baton/core/reports/funnel/cohorts/lag-curves';
import { type Cell, figure, key, section, table, textCell } from './page.ts';
import { ACCENT, draw, HATCHED, INK, Plot } from './plot.ts';
import { number } from './words.ts';

const MOST_MONTHS = 24;

/** One picture a step. */
export function cohortSection(all: readonly Cohorts[]): string {
  return section(
    'Cohorts as they mature',
    'What came of the MQLs of each month. The young lean on what all months have in common, and are no failures.',
    ...all.map(cohortFigure),
  );
}

function cohortFigure({ step, cohorts, lags }: Cohorts): string {
  const told = cohorts.slice(-MOST_MONTHS);
  const caption =
    lags === undefined
      ? `${step}: fewer than ten ever took the step, so nothing is said of what is still to come.`
      : `${step} by month of the MQL. Of all months together ${number(100 * lags.share)} % come to it in the end, half of them within ${number(lags.scaleDays * Math.log(2) ** (1 / lags.shape))} days (Weibull cure model).`;
  return figure(
    `<h3>${step}</h3>${key([
      { mark: 'bar', text: 'came so far' },
      { mark: 'hatched', text: 'still expected' },
      { mark: 'line', text: '95 %: of mature months the rate, of maturing ones where they will end' },
    ])}${cohortPlot(step, told)}`,
    caption,
    cohortTable(step, cohorts),
  );
}

function cohortPlot(step: string, cohorts: readonly Cohort[]): string {
  const rows = cohorts
    .filter(({ state }) => state !== 'too few')
    .map(({ month, of, count, state, expected }) => ({
      month,
      soFar: count / of,
      end: state === 'maturing' ? Math.max(count / of, expected?.share ?? 0) : count / of,
      low: expected?.low,
      high: expected?.high,
      fill: state === 'too young' ? HATCHED.young : ACCENT,
    }));
  const months = cohorts.map(({ month }) => month);
  const most = Math.min(1, Math.max(0.05, ...rows.map(({ high, end }) => high ?? end)));
  return draw(`${step} by month, with what is still expected`, (width, isNarrow) => ({
    width,
    height: 210,
    marginLeft: 44,
    marginBottom: 28,
    marginTop: 10,
    x: {
      type: 'band',
      domain: months,
      label: null,
      tickSize: 0,
      ticks: months.filter((_, i) => (months.length - 1 - i) % Math.ceil(months.length / (isNarrow ? 4 : 9)) === 0),
      tickFormat: shortMonth,
    },
    y: { domain: [0, most], label: null, grid: true, ticks: 4, tickFormat: (y: number) => `${number(100 * y)} %` },
    marks: [
      Plot.barY(rows, { x: 'month', y: 'soFar', fill: 'fill', insetLeft: 2, insetRight: 2 }),
      Plot.barY(
        rows.filter(({ end, soFar }) => end > soFar),
        { x: 'month', y1: 'soFar', y2: 'end', fill: HATCHED.young, insetLeft: 2, insetRight: 2 },
      ),
      Plot.ruleX(
        rows.filter(({ low }) => low !== undefined),
        { x: 'month', y1: 'low', y2: 'high', stroke: INK, strokeWidth: 1.25 },
      ),
      Plot.text(
        cohorts.filter(({ state }) => state === 'too few'),
        { x: 'month', y: 0, text: () => '·', dy: -6, fill: INK, fillOpacity: 0.5 },
      ),
      Plot.ruleY([0], { stroke: INK, strokeOpacity: 0.4 }),
    ],
  }));
}

function cohortTable(step: string, cohorts: readonly Cohort[]): string {
  const percent = (x: number): string => `${number(100 * x)} %`;
  return table(
    `${step} by month`,
    [
      textCell('Month'),
      { html: 'MQLs', isNumber: true },
      { html: 'So far', isNumber: true },
      textCell('State'),
      textCell('In the end (95 %)'),
    ],
    cohorts.map(({ month, of, count, state, expected }): Cell[] => [
      textCell(month),
      { html: number(of), isNumber: true },
      { html: number(count), isNumber: true },
      textCell(state),
      textCell(
        expected === undefined
          ? '–'
          : `${percent(expected.share)} (${percent(expected.low)} to ${percent(expected.high)})`,
      ),
    ]),
  );
}

/** One picture of all curves that can be drawn. */
export function lagSection(curves: readonly LagCurve[]): string {
  const told = curves.filter(({ state }) => state === 'ok');
  const few = curves.filter(({ state }) => state !== 'ok').map(({ step }) => step);
  const none = few.length === 0 ? '' : `<p class="soft">Too few for a curve: ${few.join(', ')}.</p>`;
  if (told.length === 0) return section('How soon steps are taken', '', none);
  return section(
    'How soon steps are taken',
    'The share that has taken a step by each day, where being rejected or losing rules it out (Aalen and Johansen).',
    figure(lagPlot(told), 'Shares by day since the step began, with 95 % intervals.', lagTable(told)),
    none,
  );
}

const STEP_COLUMNS = { wide: 3, narrow: 1 } as const;

function lagPlot(curves: readonly LagCurve[]): string {
  const points = curves.flatMap(({ step, points: own }) => [
    { step, day: 0, share: 0, low: 0, high: 0 },
    ...own.map((point) => ({ step, ...point })),
  ]);
  const days = Math.max(...points.map(({ day, share }) => (share > 0 ? day : 0)));
  const until = Math.min(days, 180);
  return draw('Shares that took each step by day', (width, isNarrow) => {
    const columns = isNarrow ? STEP_COLUMNS.narrow : STEP_COLUMNS.wide;
    const place = (step: string): number => curves.findIndex((curve) => curve.step === step);
    const faceted = points
      .filter(({ day }) => day <= until)
      .map((point) => ({
        ...point,
        column: place(point.step) % columns,
        row: Math.floor(place(point.step) / columns),
      }));
    const titles = curves.map(({ step }, i) => ({ step, column: i % columns, row: Math.floor(i / columns) }));
    const most = Math.min(1, Math.max(...faceted.map(({ high }) => high)));
    return {
      width,
      height: 170 * Math.ceil(curves.length / columns) + 30,
      marginLeft: 44,
      marginTop: 22,
      marginBottom: 30,
      fx: { axis: null },
      fy: { axis: null, padding: 0.28 },
      x: { label: 'days', ticks: 4 },
      y: { domain: [0, most], label: null, grid: true, ticks: 3, tickFormat: (y: number) => `${number(100 * y)} %` },
      marks: [
        Plot.areaY(faceted, {
          x: 'day',
          y1: 'low',
          y2: 'high',
          fx: 'column',
          fy: 'row',
          fill: ACCENT,
          fillOpacity: 0.15,
          curve: 'step-after',
        }),
        Plot.lineY(faceted, { x: 'day', y: 'share', fx: 'column', fy: 'row', stroke: ACCENT, curve: 'step-after' }),
        Plot.text(titles, { fx: 'column', fy: 'row', text: 'step', frameAnchor: 'top-left', dy: -18, fill: INK }),
      ],
    };
  });
}

function lagTable(curves: readonly LagCurve[]): string {
  const at = ({ points }: LagCurve, day: number): string => {
    const last = points.findLast((point) => point.day <= day);
    return last === undefined ? '0 %' : `${number(100 * last.share)} %`;
  };
  const days = [1, 7, 14, 30, 60, 90, 180];
  return table(
    'By day',
    [textCell('Step'), ...days.map((day): Cell => ({ html: `${day}`, isNumber: true }))],
    curves.map((curve): Cell[] => [
      textCell(curve.step),
      ...days.map((day): Cell => ({ html: at(curve, day), isNumber: true })),
    ]),
  );
}

function shortMonth(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleString('en', { month: 'short', year: '2-digit', timeZone: 'UTC' });
}

// A score as a picture that adds up: one bar a line, from left to right, the sum at the end.
import type { CriterionLine, ScoreLine } from '@baton/core/kernel/decision';
import { ACCENT, cutTo, draw, INK, OTHER, Plot, roomFor } from './plot.ts';
import { points } from './words.ts';

interface Bar {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'adds' | 'takes' | 'sum';
}

/** Contributions and reductions of a track. Undefined where there is nothing to draw. */
export function scoreWaterfall(
  title: string,
  lines: readonly ScoreLine[],
  date: (at: number) => string,
): string | undefined {
  if (lines.length === 0) return undefined;
  return waterfall(
    title,
    lines.map((line) => ({ label: labelOf(line, date), tenths: line.tenths })),
  );
}

/** Criteria that count, of the fit. */
export function fitWaterfall(title: string, lines: readonly CriterionLine[]): string | undefined {
  const counting = lines.filter((line) => line.tenths !== 0);
  return counting.length === 0
    ? undefined
    : waterfall(
        title,
        counting.map((line) => ({ label: line.criterion, tenths: line.tenths })),
      );
}

function labelOf(line: ScoreLine, date: (at: number) => string): string {
  if ('signal' in line) return `${line.signal}, ${date(line.occurredAt)}`;
  if ('lead' in line) return line.lead;
  if (line.reduction === 'group') return `limit of ${line.group}`;
  return line.reduction === 'ceiling' ? 'above 100' : 'below 0';
}

const MOST = 14;

function waterfall(title: string, parts: readonly { readonly label: string; readonly tenths: number }[]): string {
  const shown =
    parts.length <= MOST
      ? parts
      : [
          ...parts.slice(0, MOST - 1),
          {
            label: `${parts.length - MOST + 1} more`,
            tenths: parts.slice(MOST - 1).reduce((sum, part) => sum + part.tenths, 0),
          },
        ];
  const bars: Bar[] = [];
  let sum = 0;
  for (const part of shown) {
    bars.push({
      label: unique(part.label, bars),
      from: sum / 10,
      to: (sum + part.tenths) / 10,
      kind: part.tenths < 0 ? 'takes' : 'adds',
    });
    sum += part.tenths;
  }
  bars.push({ label: 'sum', from: 0, to: sum / 10, kind: 'sum' });
  const edge = Math.max(1, ...bars.map((bar) => Math.max(bar.from, bar.to)));
  // On narrow pages labels stand over their bars, beside them on wide ones.
  const row = (isNarrow: boolean): number => (isNarrow ? 40 : 24);
  const textOf = (label: string): string => label.replaceAll('\u200b', '');
  return draw(title, (width, isNarrow) => ({
    height: 34 + row(isNarrow) * bars.length,
    marginTop: 4,
    marginLeft: isNarrow ? 8 : Math.min(340, roomFor(bars.map((bar) => bar.label))),
    marginRight: 60,
    x: {
      label: null,
      domain: [Math.min(0, ...bars.map((bar) => Math.min(bar.from, bar.to))), edge],
      grid: true,
      ticks: 5,
    },
    y: {
      type: 'band',
      domain: bars.map((bar) => bar.label),
      label: null,
      tickSize: 0,
      axis: isNarrow ? null : 'left',
      tickFormat: (label: string) => cutTo(330, textOf(label)),
    },
    marks: [
      Plot.barX(bars, {
        y: 'label',
        x1: 'from',
        x2: 'to',
        fill: (bar: Bar) => ({ adds: ACCENT, takes: 'var(--bad)', sum: OTHER })[bar.kind],
        inset: 2,
        insetTop: isNarrow ? 20 : 2,
      }),
      ...(isNarrow
        ? [
            Plot.text(bars, {
              y: 'label',
              frameAnchor: 'left',
              text: (bar: Bar) => cutTo(width - 20, textOf(bar.label)),
              dy: -9,
              textAnchor: 'start',
              fill: INK,
            }),
          ]
        : []),
      Plot.text(bars, {
        y: 'label',
        x: (bar: Bar) => Math.max(bar.from, bar.to),
        text: (bar: Bar) => `${bar.kind === 'adds' ? '+' : ''}${points(Math.round((bar.to - bar.from) * 10))}`,
        dx: 6,
        dy: isNarrow ? 9 : 0,
        textAnchor: 'start',
        fill: INK,
      }),
      Plot.ruleX([0], { stroke: INK }),
    ],
  }));
}

/** Two bars may not share a place: an invisible character keeps equal labels apart. */
function unique(label: string, bars: readonly Bar[]): string {
  let text = label;
  while (bars.some((bar) => bar.label === text)) text += '\u200b';
  return text;
}

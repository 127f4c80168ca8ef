// What a change in volume is made of, as steps from one period to the next.
import type { VolumeChange } from '@baton/core/reports/volume/volume-change';
import { type Cell, figure, section, table, textCell } from './page.ts';
import { ACCENT, draw, INK, OTHER, Plot, roomFor } from './plot.ts';
import { number } from './words.ts';

/** The section; `date` writes days. */
export function volumeChangeSection(volume: VolumeChange, date: (at: number) => string): string {
  const { definitions, afterConstant, before, after } = volume;
  const steps = stepsOf(volume, date);
  const constant = definitions.isChanged
    ? `Under the constant definition of before the later period would have had ${number(afterConstant)} hand-offs.`
    : 'The definition is the same in both periods.';
  return section(
    'What the change in volume is made of',
    `${number(before)} hand-offs became ${number(after)}. ${constant}`,
    figure(
      plot(steps),
      'Each part is the difference of two replays, in this order: definition, bots, data quality, then demand and mix; together they are the change, to the hand-off.',
      table(
        'Hand-offs',
        [textCell('Part'), { html: 'Hand-offs', isNumber: true }],
        steps.map(({ name, to, from, isWhole }): Cell[] => [
          textCell(name),
          { html: isWhole ? number(to) : signed(to - from), isNumber: true },
        ]),
      ),
    ),
  );
}

interface Step {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly isWhole: boolean;
}

function stepsOf(
  { from, since, until, before, after, parts, demand }: VolumeChange,
  date: (at: number) => string,
): Step[] {
  const changes: readonly (readonly [string, number])[] = [
    ['more or fewer people', demand.people],
    ['more or fewer of them ready', demand.readiness],
    ['source mix', parts.mix],
    ['data quality', parts.dataQuality],
    ['bots', parts.bots],
    ['definition', parts.definition],
  ];
  let level = before;
  const steps = changes.map(([name, change]): Step => {
    const step = { name, from: level, to: level + change, isWhole: false };
    level = step.to;
    return step;
  });
  return [
    { name: `${date(from)} to ${date(since)}`, from: 0, to: before, isWhole: true },
    ...steps,
    { name: `${date(since)} to ${date(until)}`, from: 0, to: after, isWhole: true },
  ];
}

function plot(steps: readonly Step[]): string {
  const names = steps.map(({ name }) => name);
  return draw('From the volume of one period to that of the next', (width, isNarrow) => ({
    width,
    height: 30 + 28 * steps.length,
    marginLeft: roomFor(names),
    marginRight: 50,
    marginBottom: 28,
    x: { label: null, grid: true, ticks: isNarrow ? 2 : 5 },
    y: { type: 'band', domain: names, label: null, tickSize: 0 },
    marks: [
      Plot.barX(steps, {
        y: 'name',
        x1: 'from',
        x2: 'to',
        fill: (step: Step) => (step.isWhole ? OTHER : ACCENT),
        insetTop: 4,
        insetBottom: 4,
      }),
      Plot.text(steps, {
        y: 'name',
        x: (step: Step) => Math.max(step.from, step.to),
        text: (step: Step) => (step.isWhole ? number(step.to) : signed(step.to - step.from)),
        textAnchor: 'start',
        dx: 5,
        fill: INK,
      }),
      Plot.ruleX([0], { stroke: INK, strokeOpacity: 0.4 }),
    ],
  }));
}

function signed(x: number): string {
  if (x === 0) return '0';
  return `${x < 0 ? '−' : '+'}${number(Math.abs(x))}`;
}

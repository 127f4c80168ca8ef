// Comparisons inside a backtest's report: definitions in force side by side, and qualified against not qualified.
import type { BacktestResult, BacktestSide, LandmarkComparison } from '@baton/core/replay/backtest-result';
import { type Cell, section, table } from './page.ts';
import { escapeHtml, number, rate, share } from './words.ts';

/** Definitions in force together: what each handed over, and the load of all (R18). */
export function besideSection(result: BacktestResult, beside: readonly BacktestSide[]): string {
  const intro = `These definitions were in force together; the first goes first, and an account is handed over once at a time.`;
  const rows = [result.candidate, ...beside].map((side): Cell[] => [
    { html: escapeHtml(side.name) },
    { html: number(side.handoffs), isNumber: true },
    { html: number(side.outcomes.won), isNumber: true },
    { html: share(side.precision) },
    { html: rate(side.perWorkingDay.mean) },
  ]);
  const { together } = result;
  if (together !== undefined)
    rows.push([
      { html: 'Together' },
      { html: number(together.handoffs), isNumber: true },
      { html: '' },
      { html: '' },
      { html: rate(together.perWorkingDay.mean) },
    ]);
  return section(
    'Definitions side by side',
    intro,
    table(
      'Hand-offs of each',
      [
        { html: 'Definition' },
        { html: 'Hand-offs', isNumber: true },
        { html: 'Won', isNumber: true },
        { html: `Won within ${result.horizonDays} days` },
        { html: 'Load' },
      ],
      rows,
    ),
  );
}

/** Conversion of qualified against not qualified from a landmark. */
export function landmarkSection(landmark: LandmarkComparison): string {
  const intro = `Everybody is looked at ${landmark.landmarkDays} days after the first entry: had they qualified by then? Who had bought before is left out (${number(landmark.leftOutEarlierBuyers)}), and who was there before the start, when nobody could qualify (${number(landmark.beforeStart)}); who has not had ${landmark.horizonDays} days since is too young (${number(landmark.tooYoung)}).`;
  const rows: Cell[][] = [
    [
      { html: 'Qualified' },
      { html: number(landmark.qualified.of), isNumber: true },
      { html: share(landmark.qualified) },
    ],
    [
      { html: 'Not qualified' },
      { html: number(landmark.notQualified.of), isNumber: true },
      { html: share(landmark.notQualified) },
    ],
  ];
  const lift =
    landmark.lift === undefined
      ? ''
      : `<p>Qualified leads bought <strong>${number(landmark.lift.ratio)} times</strong> as often (95 % interval ${number(landmark.lift.low)} to ${number(landmark.lift.high)}).</p>`;
  return section(
    'Qualified against not qualified',
    intro,
    table(
      `Bought within ${landmark.horizonDays} days after the landmark`,
      [{ html: '' }, { html: 'Leads', isNumber: true }, { html: 'Bought' }],
      rows,
    ),
    lift,
  );
}

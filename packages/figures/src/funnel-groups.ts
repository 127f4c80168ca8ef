// The funnel by source, campaign, segment, track, version, rep and month, by deal size, and by the four touches side by side.
import type { Dimension, GroupRow } from '@baton/core/reports/funnel/groups/group-rows';
import { TOUCHES } from '@baton/core/reports/funnel/money/touches';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { sums } from './funnel-sums.ts';
import { type Cell, section, table, textCell } from './page.ts';
import { rateCell } from './rate-words.ts';
import { escapeHtml, moneyToTheCent, number } from './words.ts';

const SHOWN_STEPS = [
  'MQL → accepted',
  'MQL → SQL',
  'MQL → opportunity',
  'opportunity → won',
  'MQL → customer',
] as const;
const MOST_ROWS = 15;

/** Every dimension with more than one group, the one of the motion first; then deal sizes and touches. */
export function groupSections(report: FunnelReport): string[] {
  const told = report.dimensions.filter(({ rows }) => rows.length > 1);
  const single = report.dimensions.filter(({ rows }) => rows.length === 1);
  const alone =
    single.length === 0
      ? ''
      : `<p class="soft">One group alone: ${single.map(({ dimension, rows }) => `${escapeHtml(dimension)} ${escapeHtml(rows[0]?.value ?? '')}`).join(', ')}.</p>`;
  return [
    section(
      'Groups side by side',
      'Rates with 95 % intervals, the same time given to all groups. Money is that of the deals each group sourced.',
      ...told.map((dimension, i) => folded(dimension, i === 0)),
      alone,
    ),
    bandSection(report),
    touchSection(report),
  ];
}

/** The first stands open, the others open on demand. */
function folded(dimension: Dimension, isOpen: boolean): string {
  return `<details${isOpen ? ' open' : ''} class="group"><summary>By ${escapeHtml(dimension.dimension)}: ${number(dimension.rows.length)} groups</summary>${groupTable(dimension)}</details>`;
}

function groupTable({ dimension, rows }: Dimension): string {
  const some = dimension === 'month' ? rows : rows.slice(0, MOST_ROWS);
  const rest = rows.length - some.length;
  return (
    table(
      `MQLs by ${dimension}`,
      [
        textCell(dimension === 'month' ? 'Month' : dimension.replace(/^./, (letter) => letter.toUpperCase())),
        { html: 'MQLs', isNumber: true },
        { html: 'Won revenue', isNumber: true },
        { html: 'Won', isNumber: true },
        ...SHOWN_STEPS.map((step) => textCell(step)),
        { html: 'Average deal', isNumber: true },
        { html: 'Open pipeline', isNumber: true },
      ],
      some.map(groupCells),
    ) + (rest > 0 ? `<p class="soft">And ${number(rest)} more, by <code>--json</code>.</p>` : '')
  );
}

function groupCells({ value, mqls, rates, won, averageDeal, pipeline, revenue }: GroupRow): Cell[] {
  const sizes = Object.entries(averageDeal).map(
    ([currency, { meanMinor }]) => `${number(Math.round(meanMinor / 100))} ${escapeHtml(currency)}`,
  );
  return [
    textCell(value),
    { html: number(mqls), isNumber: true },
    { html: sums(revenue), isNumber: true },
    { html: number(won), isNumber: true },
    ...SHOWN_STEPS.map((step): Cell => {
      const rate = rates.find((each) => each.step === step);
      return { html: rate === undefined ? '' : rateCell(rate) };
    }),
    { html: sizes.length === 0 ? '–' : sizes.join(', '), isNumber: true },
    { html: sums(pipeline), isNumber: true },
  ];
}

function bandSection({ dealBands }: FunnelReport): string {
  if (dealBands.length === 0)
    return section('By deal size', 'Too few deals with an amount for bands: fewer than 20 in every currency.');
  const span = (fromMinor: number, belowMinor: number | undefined, currency: string): string =>
    belowMinor === undefined
      ? `${number(fromMinor / 100)} ${currency} and more`
      : fromMinor === 0
        ? `under ${number(belowMinor / 100)} ${currency}`
        : `${number(fromMinor / 100)} to ${number(belowMinor / 100)} ${currency}`;
  return section(
    'By deal size',
    'Deals that MQLs sourced, in thirds.',
    table(
      'Deals by size',
      [
        textCell('Size'),
        { html: 'Deals', isNumber: true },
        textCell('opportunity → won'),
        { html: 'Won revenue', isNumber: true },
      ],
      dealBands.map(({ currency, fromMinor, belowMinor, deals, toWon, revenueMinor }): Cell[] => [
        textCell(span(fromMinor, belowMinor, currency)),
        { html: number(deals), isNumber: true },
        { html: rateCell(toWon) },
        { html: moneyToTheCent(revenueMinor, currency), isNumber: true },
      ]),
    ),
  );
}

function touchSection({ touches }: FunnelReport): string {
  if (touches.length === 0) return '';
  return section(
    'Four touches side by side',
    'The same sourced deals, credited to where their lead first came from, to what the CRM says created it, to what opened the gate, and to the last visit before the deal. Each column adds up to all of them.',
    table(
      'Deals (won revenue) by source and touch',
      [
        textCell('Source'),
        ...TOUCHES.map(
          (touch): Cell => ({ html: touch.replace(/^./, (letter) => letter.toUpperCase()), isNumber: true }),
        ),
      ],
      touches.slice(0, MOST_ROWS).map(({ source, credits }): Cell[] => [
        textCell(source),
        ...TOUCHES.map((touch): Cell => {
          const { deals, revenue } = credits[touch];
          return {
            html: deals === 0 ? '–' : `${number(deals)} <span class="soft">(${sums(revenue)})</span>`,
            isNumber: true,
          };
        }),
      ]),
    ),
  );
}

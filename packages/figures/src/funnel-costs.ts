// What MQLs, opportunities and customers cost by source, and what moving budget would bring.
import type { BudgetMove, Change } from '@baton/core/reports/funnel/money/budget';
import type { Cost, CostRow, Costs } from '@baton/core/reports/funnel/money/costs';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { type Cell, figure, section, table, textCell } from './page.ts';
import { ACCENT, draw, INK, OTHER, Plot, roomFor } from './plot.ts';
import { escapeHtml, money, moneyToTheCent, number } from './words.ts';

/** Costs; why there are none where nothing was spent. */
export function costSection(report: FunnelReport): string {
  const { costs, budget } = report;
  if (costs === undefined)
    return section(
      'What it costs',
      'No spend is in this journal: import a table of spend by source and month (docs/import.md).',
    );
  return section(
    'What it costs',
    'Spend against what came of the MQLs of the same span; the span ends early enough for the step. Intervals are those of the counts.',
    figure(costPlot(report, costs), 'Spend and MQL-sourced won revenue by source.', costTable(costs)),
    `<p>${cacText(costs)} ${budgetText(budget)}</p>`,
  );
}

function costPlot({ dimensions }: FunnelReport, { rows, currency }: Costs): string {
  const revenue = new Map(
    (dimensions.find(({ dimension }) => dimension === 'source')?.rows ?? []).map((row) => [
      row.value,
      row.revenue[currency] ?? 0,
    ]),
  );
  const names = [...new Set([...rows.map(({ source }) => source), ...revenue.keys()])]
    .filter((source) => (revenue.get(source) ?? 0) > 0 || rows.some((row) => row.source === source))
    .slice(0, 12);
  const bars = names.flatMap((source) => [
    {
      source,
      what: 'spend',
      amount: (rows.find((row) => row.source === source)?.perMql.spendMinor ?? 0) / 100,
      fill: OTHER,
    },
    { source, what: 'won revenue', amount: (revenue.get(source) ?? 0) / 100, fill: ACCENT },
  ]);
  return draw('Spend and won revenue by source', (width, isNarrow) => ({
    width,
    height: 30 + 44 * names.length,
    marginLeft: 12 + roomFor(names),
    marginRight: isNarrow ? 60 : 170,
    marginBottom: 28,
    x: {
      label: null,
      grid: true,
      ticks: isNarrow ? 2 : 5,
      tickFormat: (x: number) => x.toLocaleString('en', { notation: 'compact' }),
    },
    y: { type: 'band', domain: ['spend', 'won revenue'], axis: null, padding: 0.1 },
    fy: { type: 'band', domain: names, label: null, padding: 0.25, axis: 'left' },
    marks: [
      Plot.barX(bars, { x: 'amount', y: 'what', fy: 'source', fill: 'fill' }),
      Plot.text(bars, {
        x: 'amount',
        y: 'what',
        fy: 'source',
        text: (bar: (typeof bars)[number]) =>
          isNarrow
            ? bar.what.replace('won ', '')
            : `${bar.what} ${Math.round(bar.amount).toLocaleString('en')} ${currency}`,
        textAnchor: 'start',
        dx: 5,
        fill: INK,
      }),
      Plot.ruleX([0], { stroke: INK, strokeOpacity: 0.4 }),
    ],
  }));
}

function costTable({ rows, total, currency }: Costs): string {
  const cells = ({ source, perMql, perAccepted, perOpportunity, perCustomer }: CostRow): Cell[] => [
    textCell(source),
    { html: moneyToTheCent(perMql.spendMinor, currency), isNumber: true },
    ...[perMql, perAccepted, perOpportunity, perCustomer].map(
      (cost): Cell => ({ html: costText(cost), isNumber: true }),
    ),
  ];
  return table(
    `Costs in ${currency}, with 95 % intervals`,
    [
      textCell('Source'),
      ...['Spend', 'An MQL', 'An accepted one', 'An opportunity', 'A customer'].map(
        (name): Cell => ({ html: name, isNumber: true }),
      ),
    ],
    [...rows, total].map(cells),
  );
}

function costText({ state, count, eachMinor, lowMinor, highMinor }: Cost): string {
  if (state === 'no spend') return '<span class="soft">no spend</span>';
  if (state === 'too few' || eachMinor === undefined) return `<span class="soft">${number(count)}, too few</span>`;
  const whole = (minor = 0): string => number(Math.round(minor / 100));
  return `${whole(eachMinor)} <span class="soft">(${whole(lowMinor)}–${whole(highMinor)})</span>`;
}

function cacText({ cac, currency, otherCurrencies }: Costs): string {
  const other = Object.entries(otherCurrencies).map(([name, minor]) => moneyToTheCent(minor, name));
  const left = other.length === 0 ? '' : ` Spend in other currencies is left out: ${other.join(', ')}.`;
  if (cac.state !== 'ok' || cac.eachMinor === undefined) return `Too few customers to say what one costs.${left}`;
  return `A new customer, whoever brought them, costs ${money(cac.eachMinor, currency)} of marketing (95 % interval ${money(cac.lowMinor ?? 0, currency)} to ${money(cac.highMinor ?? 0, currency)}).${left}`;
}

function budgetText(move: BudgetMove): string {
  if (!('from' in move))
    return move.state === 'no spend' ? '' : 'Too few opportunities with a cost to say what moving budget would bring.';
  const signed = (x: number): string => `${x < 0 ? '−' : '+'}${number(Math.abs(x))}`;
  const change = ({ at, low, high }: Change): string =>
    `${signed(at)} (95 % interval ${signed(low)} to ${signed(high)})`;
  const clear = move.state === 'ok' ? '' : ' That is no clear difference.';
  return `<strong>Moving ${money(move.movedMinor, move.currency)}</strong>, a tenth, from ${escapeHtml(move.from)} to ${escapeHtml(move.to)} would have brought ${change(move.opportunities)} opportunities and ${change(move.customers)} customers, if more of it did as well as the rest.${clear}`;
}

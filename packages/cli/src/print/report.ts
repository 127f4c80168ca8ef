// The funnel on one page of text: money first, then rates, answers, sources, cohorts.
import type { Cohort } from '@baton/core/reports/funnel/cohorts/cohorts';
import type { Dimension, GroupRow } from '@baton/core/reports/funnel/groups/group-rows';
import type { BudgetMove, Change } from '@baton/core/reports/funnel/money/budget';
import type { Cost, Costs } from '@baton/core/reports/funnel/money/costs';
import type { Ledger, Sums } from '@baton/core/reports/funnel/money/ledger';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import type { Clock } from '@baton/core/reports/funnel/sales/clocks';
import { lateWords } from '@baton/core/reports/review/review-due';
import type { VolumeChange } from '@baton/core/reports/volume/volume-change';
import { onOutput } from './colours.ts';
import { rateLine, rateText } from './rates.ts';
import { shareText } from './share.ts';
import { amount, countOf, showDay, showMoney } from './words.ts';

/** Groups of a dimension that are printed; --json has all. */
const MOST_ROWS = 8;

/** The report as lines of text. */
export function reportLines(report: FunnelReport): string[] {
  const { bold, dim } = onOutput;
  const width = Math.max(...report.rates.map(({ step }) => step.length));
  const shown = report.dimensions.filter(({ rows }) => rows.length > 1);
  return [
    bold(
      `${report.definitions.join(' and ')}, ${showDay(report.from)} to ${showDay(report.asOf)} (UTC): ${countOf(report.mqls, 'MQL')} of ${countOf(report.accounts, 'account')}`,
    ),
    ...lateLines(report),
    '',
    bold('Where won revenue came from'),
    ...ledgerLines(report.ledger),
    '',
    bold('The funnel'),
    ...report.rates.map((rate) => rateLine(rate, width)),
    '',
    bold('What sales answered'),
    ...answerLines(report),
    ...report.clocks.filter(({ state }) => state !== 'not recorded').map(clockLine),
    ...shown.flatMap((dimension) => dimensionLines(dimension, bold)),
    ...(report.costs === undefined ? [] : ['', bold('What it cost'), ...costLines(report.costs, report.budget)]),
    ...(report.volume === undefined
      ? []
      : ['', bold('What the change in volume is made of'), ...volumeLines(report.volume)]),
    ...report.cohorts.flatMap((each) => [
      '',
      bold(`${each.step} by month`),
      ...each.cohorts.map((cohort) => cohortLine(cohort)),
    ]),
    '',
    ...[...unsureLine(report), ...report.notes].map((note) => dim(note)),
    '',
  ];
}

function volumeLines(volume: VolumeChange): string[] {
  const { from, since, until, before, after, afterConstant, definitions, parts, demand } = volume;
  const rows: (readonly [string, number])[] = [
    [`${showDay(from)} to ${showDay(since)}`, before],
    [
      `demand (${signed(demand.people)} by people, ${signed(demand.readiness)} by more of them qualifying)`,
      parts.demand,
    ],
    ['source mix', parts.mix],
    ['data quality: tests and duplicates', parts.dataQuality],
    ['bots', parts.bots],
    ['definition', parts.definition],
    [`${showDay(since)} to ${showDay(until)}`, after],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(
      ([name, n], i) =>
        `  ${name.padEnd(width)}  ${(i === 0 || i === rows.length - 1 ? amount(n) : signed(n)).padStart(7)}`,
    ),
    definitions.isChanged
      ? `  Under the constant definition of before the later period has ${countOf(afterConstant, 'hand-off')}.`
      : '  The definition is the same in both periods.',
  ];
}

function sums(all: Sums): string {
  const parts = Object.entries(all).map(([currency, minor]) => showMoney(minor, currency));
  return parts.length === 0 ? '–' : parts.join(', ');
}

/** What every page of a stale definition says. */
function lateLines({ review }: FunnelReport): string[] {
  const late = review && lateWords(review);
  return late === undefined ? [] : [late];
}

function ledgerLines({ classes, total, leftOut, inCrm }: Ledger): string[] {
  const rows = [
    ...Object.entries(classes).map(
      ([name, each]) => [name, each.won, sums(each.revenue), sums(each.pipeline)] as const,
    ),
    ['= new business', total.won, sums(total.revenue), sums(total.pipeline)] as const,
    ...leftOut.map(({ why, deals, won, revenue }) =>
      why === 'taken back'
        ? (['(taken back since)', deals, sums(revenue), ''] as const)
        : ([`+ ${why}`, won, sums(revenue), ''] as const),
    ),
    ['= won in the CRM', inCrm.won, sums(inCrm.revenue), ''] as const,
  ];
  const wide = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => String(row[i]).length)));
  return [
    `  ${''.padEnd(wide[0] as number)}  ${'won'.padStart(wide[1] as number)}  ${'revenue'.padStart(wide[2] as number)}  ${'open pipeline'.padStart(wide[3] as number)}`,
    ...rows.map((row) =>
      `  ${row[0].padEnd(wide[0] as number)}  ${String(row[1]).padStart(wide[1] as number)}  ${row[2].padStart(wide[2] as number)}  ${row[3].padStart(wide[3] as number)}`.trimEnd(),
    ),
  ];
}

function answerLines({ acceptance, sla }: FunnelReport): string[] {
  const { accepted, bySilence, rejected, invalid, touched, unworked, lapsed, unknown, reasons } = acceptance;
  const told = reasons.slice(0, 4).map(({ reason, count }) => `${reason} ${amount(count)}`);
  return [
    `  accepted    ${shareText(accepted)}`,
    `  by silence  ${bySilence.agreed ? shareText(bySilence) : 'no contract says that silence accepts'}`,
    `  rejected    ${shareText(rejected)}${told.length === 0 ? '' : `: ${told.join(', ')}`}`,
    `  ${amount(touched)} contacted only, ${amount(unworked)} left alone, ${amount(lapsed)} lapsed, ${amount(invalid)} invalid, ${amount(unknown)} unknown, ${amount(acceptance.young)} too young.`,
    ...(sla.contract === undefined ? [] : [`  answered in time by contract: ${shareText(sla.contract)}`]),
    `  answered within 24 hours: ${shareText(sla.within24Hours)}; within 48: ${shareText(sla.within48Hours)}`,
  ];
}

function clockLine({ clock, state, medianHours, p90Hours, n, ended }: Clock): string {
  if (state !== 'ok') return `  ${clock}: ${amount(ended)} of ${amount(n)}, too few`;
  const median = medianHours === undefined ? 'fewer than half ever' : `half within ${hoursText(medianHours)}`;
  return `  ${clock}: ${median}${p90Hours === undefined ? '' : `, nine in ten within ${hoursText(p90Hours)}`} (${amount(ended)} of ${amount(n)})`;
}

function hoursText(hours: number): string {
  return hours < 72 ? `${Math.round(10 * hours) / 10} h` : `${Math.round((10 * hours) / 24) / 10} days`;
}

function dimensionLines({ dimension, rows }: Dimension, bold: (text: string) => string): string[] {
  const some = dimension === 'month' ? rows.slice(-12) : rows.slice(0, MOST_ROWS);
  const width = Math.max(...some.map(({ value }) => value.length));
  const rate = ({ rates }: GroupRow, step: string): string => {
    const found = rates.find((each) => each.step === step);
    return found === undefined ? '' : rateText(found);
  };
  return [
    '',
    bold(`By ${dimension}: MQLs, → opportunity, won revenue`),
    ...some.map(
      (row) =>
        `  ${row.value.padEnd(width)}  ${amount(row.mqls).padStart(6)}  ${rate(row, 'MQL → opportunity')}, ${sums(row.revenue)}`,
    ),
    ...(rows.length > some.length ? [`  ${amount(rows.length - some.length)} more: --json tells all.`] : []),
  ];
}

function costLines({ currency, rows, total, cac, otherCurrencies }: Costs, budget: BudgetMove): string[] {
  const width = Math.max(3, ...rows.map(({ source }) => source.length));
  const line = ({ source, perMql, perOpportunity, perCustomer }: (typeof rows)[number]): string =>
    `  ${source.padEnd(width)}  ${showMoney(perMql.spendMinor, currency)}: ${cost(perMql, currency)} an MQL, ${cost(perOpportunity, currency)} an opportunity, ${cost(perCustomer, currency)} a customer`;
  return [
    ...rows.map(line),
    line(total),
    `  A new customer costs ${cost(cac, currency)} of marketing, whoever brought them.`,
    ...Object.entries(otherCurrencies).map(
      ([name, minor]) => `  Left out: ${showMoney(minor, name)} spent in another currency.`,
    ),
    `  ${budgetText(budget)}`,
  ];
}

function cost({ state, eachMinor, lowMinor, highMinor, count }: Cost, currency: string): string {
  if (state !== 'ok' || eachMinor === undefined) return state === 'too few' ? `? (${amount(count)}, too few)` : '?';
  const whole = (minor = 0): string => Math.round(minor / 100).toLocaleString('en');
  return `${whole(eachMinor)} ${currency} (${whole(lowMinor)} to ${whole(highMinor)})`;
}

function budgetText(move: BudgetMove): string {
  if (!('from' in move)) return `Moving budget: ${move.state}.`;
  const change = ({ at, low, high }: Change): string => `${signed(at)} (${signed(low)} to ${signed(high)})`;
  return `Moving ${showMoney(move.movedMinor, move.currency)} from ${move.from} to ${move.to} would have brought ${change(move.opportunities)} opportunities and ${change(move.customers)} customers, if more of it did as well${move.state === 'ok' ? '' : ': no clear difference'}.`;
}

function signed(x: number): string {
  const told = Math.abs(Math.round(10 * x) / 10);
  return told === 0 ? '0' : `${x < 0 ? '−' : '+'}${told}`;
}

function cohortLine({ month, of, count, state, expected }: Cohort): string {
  const percent = (x: number): string => `${Math.round(1000 * x) / 10} %`;
  return `  ${month}  ${amount(count).padStart(5)} of ${amount(of).padStart(5)} so far; ${told()}`;

  function told(): string {
    if (expected === undefined) return state;
    const { share, low, high } = expected;
    return state === 'mature'
      ? `mature: ${percent(share)} (95 %: ${percent(low)} to ${percent(high)})`
      : `maturing: ${percent(share)} expected, between ${percent(low)} and ${percent(high)} in the end (95 %)`;
  }
}

function unsureLine({ unsure }: FunnelReport): string[] {
  const { handoffs, answers, deals } = unsure;
  return handoffs + answers + deals === 0
    ? []
    : [
        `Not sure enough: ${countOf(handoffs, 'MQL')} and ${countOf(deals, 'deal')} left out, ${countOf(answers, 'answer')} counted as unknown.`,
      ];
}
